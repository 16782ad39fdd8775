import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The repository, with "/" at its end. */
export const root = fileURLToPath(new URL("../../../../", import.meta.url));

/** Markdown files in a folder, and in the folders below it. */
function markdownIn(folder: string): string[] {
  const names = existsSync(root + folder) ? readdirSync(root + folder, { recursive: true, encoding: "utf8" }) : [];
  return names
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
    .filter((name) => name.endsWith(".md") && !/\/(\.cache|dist|node_modules|\.tickless)\//.test(name));
}

/** All that is written for people, by paths in the repository. */
export const DOCUMENTS: readonly string[] = [
  "README.md",
  "ARCHITECTURE.md",
  ...markdownIn("docs"),
  ...markdownIn("examples"),
  ...readdirSync(`${root}packages`).flatMap((name) => [
    `packages/${name}/README.md`,
    ...markdownIn(`packages/${name}/docs`),
  ]),
]
  .filter((file) => existsSync(root + file))
  .sort();

export const textOf = (file: string): string => readFileSync(root + file, "utf8").replaceAll("\r\n", "\n");

/** A block of code in a document. */
export interface CodeBlock {
  readonly file: string;
  /** "ts", "yaml"; "" when it does not say. */
  readonly language: string;
  /** What stands behind the language. */
  readonly more: string;
  readonly text: string;
  /** Line of its fence, from 1. */
  readonly line: number;
}

/** The blocks of a document; blocks within blocks are text of these. */
export function codeBlocks(file: string): CodeBlock[] {
  const text = textOf(file);
  return [...text.matchAll(/^(?<indent> *)(?<fence>`{3,}|~{3,})(?<info>[^\n]*)\n(?<code>[^]*?)^ *\k<fence>$/gm)].map(
    (match) => {
      const { indent, info, code } = match.groups as Record<"indent" | "info" | "code", string>;
      const [language = "", ...more] = info.trim().split(/\s+/);
      const line = text.slice(0, match.index).split("\n").length;
      return { file, language, more: more.join(" "), text: code.replaceAll(new RegExp(`^${indent}`, "gm"), ""), line };
    },
  );
}
