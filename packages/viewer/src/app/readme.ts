/* What a README says at its beginning: enough for a card in the gallery. */

export interface ReadmeHead {
  /** First heading; "" when there is none. */
  readonly title: string;
  /** First paragraph as plain text; "" when there is none. */
  readonly description: string;
}

/** The first heading and the first paragraph of a text in Markdown. */
export function readmeHead(markdown: string): ReadmeHead {
  const blocks = markdown
    .replaceAll("\r\n", "\n")
    .replace(/^(`{3,}|~{3,})[^\n]*\n.*?^\1\s*$/gms, "")
    .split(/\n\s*\n|\n(?=#)|(?<=^#[^\n]*)\n/gm)
    .map((block) => block.trim())
    .filter((block) => block !== "");
  const title = blocks.find((block) => /^#{1,6}\s/.test(block)) ?? "";
  const paragraph =
    blocks.find((block) => !/^([#>|]|[-*+]\s|\d+\.\s|!?\[[^\]]*\]:|<|={3,}|-{3,}|!\[)/.test(block)) ?? "";
  return { title: plain(title.replace(/^#{1,6}\s+/, "").replace(/\s+#+$/, "")), description: plain(paragraph) };
}

/** Markdown's inline marks taken off. */
function plain(text: string): string {
  return text
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/(`+)(.+?)\1/g, "$2")
    .replace(/(\*\*|__)(?=\S)(.+?)\1/g, "$2")
    .replace(/(?<![\w*])([*_])(?=\S)([^*_]+?)\1(?![\w*])/g, "$2")
    .replace(/\s+/g, " ")
    .trim();
}
