/** A block of code in a document. */
export interface Block {
  /** What stands behind the three ticks: "ts", "text", … */
  readonly info: string;
  readonly text: string;
  readonly line: number;
}

export function blocks(markdown: string): Block[] {
  return [...markdown.matchAll(/^```(.+)\n([^]*?)^```$/gm)].map((match) => {
    return { info: match[1]!, text: match[2]!, line: markdown.slice(0, match.index).split("\n").length };
  });
}
