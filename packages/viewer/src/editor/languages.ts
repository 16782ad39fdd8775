import { javascript } from "@codemirror/lang-javascript";
import { json } from "@codemirror/lang-json";
import { python } from "@codemirror/lang-python";
import { yaml } from "@codemirror/lang-yaml";
import type { LanguageSupport } from "@codemirror/language";
import type { Extension } from "@codemirror/state";

const LANGUAGES: Readonly<Record<string, () => LanguageSupport>> = {
  py: python,
  ts: () => javascript({ typescript: true }),
  js: () => javascript(),
  json,
  yaml,
  yml: yaml,
};

/** The language of a file, by its name. */
export const languageOf = (path: string): Extension =>
  LANGUAGES[path.slice(path.lastIndexOf(".") + 1).toLowerCase()]?.() ?? [];

/** What a block of code in a text is written in, by the name that it says: "py", "python", "ts". */
export const supportFor = (name: string): LanguageSupport | undefined =>
  LANGUAGES[{ python: "py", typescript: "ts", javascript: "js" }[name] ?? name]?.();
