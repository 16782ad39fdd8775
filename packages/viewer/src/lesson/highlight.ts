import { highlightCode, tagHighlighter } from "@lezer/highlight";
import { HIGHLIGHTS } from "../editor/highlights.js";
import { supportFor } from "../editor/languages.js";

/** Text in one colour; `name`: classes, "" for none. */
export interface Piece {
  readonly text: string;
  readonly name: string;
}

const highlighter = tagHighlighter(HIGHLIGHTS.map(({ tag, name }) => ({ tag, class: `code-${name}` })));

/** The lines of a program. A language that is not known has no colours. */
export function highlighted(code: string, language: string): readonly (readonly Piece[])[] {
  const support = supportFor(language);
  if (!support) return code.split("\n").map((text) => [{ text, name: "" }]);
  const lines: Piece[][] = [[]];
  highlightCode(
    code,
    support.language.parser.parse(code),
    highlighter,
    (text, name) => lines.at(-1)?.push({ text, name }),
    () => lines.push([]),
  );
  return lines;
}
