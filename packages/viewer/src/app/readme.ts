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

/** What a card says of a lesson: of its introduction the first sentence. `name` stands for a title that is missing. */
export function lessonHead(
  markdown: string,
  name: string,
): ReadmeHead & { readonly lesson: { readonly minutes: number | undefined } } {
  const [, head = "", text = markdown] = /^---\r?\n(.*?)^---\r?\n(.*)$/ms.exec(markdown) ?? [];
  const { title, description } = readmeHead(text);
  const minutes = /^minutes:\s*(\d+)/m.exec(head)?.[1];
  const sentence = /^.*?[.!?](?=\s|$)/.exec(description)?.[0] ?? description;
  return {
    title: title || name,
    description: sentence,
    lesson: { minutes: minutes === undefined ? undefined : Number(minutes) },
  };
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
