import type { UserConfig } from "vitepress";

type CodeTheme = NonNullable<NonNullable<UserConfig["markdown"]>["theme"]>;

/** Scopes of TextMate grammars, by what the viewer's editor calls their colours (packages/viewer/src/styles/tokens.css). */
const SCOPES: Readonly<Record<string, readonly string[]>> = {
  comment: ["comment", "punctuation.definition.comment"],
  string: ["string", "punctuation.definition.string", "markup.inserted"],
  number: ["constant.numeric", "constant.language", "constant.other"],
  keyword: ["keyword", "storage", "variable.language"],
  function: ["entity.name.function", "support.function", "meta.function-call.generic"],
  type: ["entity.name.type", "entity.name.class", "support.type", "support.class", "entity.other.inherited-class"],
  property: ["variable.other.property", "meta.object-literal.key", "support.type.property-name", "entity.name.tag"],
};

/** One for dark and light: the colours are those of the page. */
export const codeTheme: CodeTheme = {
  name: "tickless",
  type: "dark",
  fg: "var(--text)",
  bg: "var(--bg)",
  settings: [
    { settings: { foreground: "var(--text)", background: "var(--bg)" } },
    ...Object.entries(SCOPES).map(([name, scope]) => ({
      scope: [...scope],
      settings: { foreground: `var(--code-${name})` },
    })),
    { scope: ["markup.deleted"], settings: { foreground: "var(--fault)" } },
  ],
};
