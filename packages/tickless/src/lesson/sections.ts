import type { Problem } from "@tickless/sim-core";

interface Block {
  readonly text: string;
  /** Line of its first line in the file, from 0: so many lines are before it. */
  readonly line: number;
}

/** A heading of the second level with what follows it. */
export interface Section {
  readonly title: string;
  /** Markdown without the step's block. */
  readonly text: string;
  /** Line of the heading, from 1. */
  readonly line: number;
  /** What stands in the code block named "step". */
  readonly block?: Block;
}

interface Sections {
  /** What stands between two lines "---" at the beginning. */
  readonly head: Block | undefined;
  /** The heading of the first level. */
  readonly title: string;
  readonly introduction: string;
  readonly sections: readonly Section[];
}

interface Draft {
  readonly title: string;
  readonly line: number;
  readonly lines: string[];
  readonly blocks: { readonly line: number; readonly lines: string[] }[];
}

/** Takes a Markdown file apart by its headings. */
export function sectionsOf(text: string, file: string, problems: Problem[]): Sections {
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  const headEnd = lines[0] === "---" ? lines.indexOf("---", 1) : -1;
  const head = headEnd > 0 ? { line: 1, text: lines.slice(1, headEnd).join("\n") } : undefined;
  const drafts: Draft[] = [{ title: "", line: 1, lines: [], blocks: [] }];
  let title = "";
  let fence: string | undefined;
  let block: string[] | undefined;
  for (let index = headEnd + 1; index < lines.length; index++) {
    const line = lines[index] as string;
    const draft = drafts.at(-1) as Draft;
    const mark = /^(`{3,}|~{3,})\s*(\S*)\s*$/.exec(line);
    if (fence !== undefined) {
      if (mark && mark[2] === "" && mark[1]!.startsWith(fence)) fence = undefined;
      if (!block) draft.lines.push(line);
      else if (fence === undefined) block = undefined;
      else block.push(line);
    } else if (mark) {
      fence = mark[1];
      if (mark[2] === "step") draft.blocks.push({ line: index + 1, lines: (block = []) });
      else draft.lines.push(line);
    } else if (line.startsWith("## ")) {
      drafts.push({ title: line.slice(3).trim(), line: index + 1, lines: [], blocks: [] });
    } else if (title === "" && line.startsWith("# ")) title = line.slice(2).trim();
    else draft.lines.push(line);
  }
  const report = (line: number, message: string): void =>
    void problems.push({ severity: "error", file, line, message });
  if (title === "") report(1, "a lesson begins with its title: '# …'");
  if (fence !== undefined) report(lines.length, "a code block does not end");
  for (const { blocks } of drafts)
    for (const { line } of blocks.slice(1)) report(line, "a step has one block 'step', and this is another one");
  const [introduction, ...steps] = drafts as [Draft, ...Draft[]];
  if (introduction.blocks[0]) report(introduction.blocks[0].line, "a block 'step' belongs under a heading '## …'");
  return { head, title, introduction: introduction.lines.join("\n").trim(), sections: steps.map(sectionOf) };
}

function sectionOf({ title, line, lines, blocks }: Draft): Section {
  const [block] = blocks;
  const own = { title, line, text: lines.join("\n").trim() };
  return block ? { ...own, block: { line: block.line, text: block.lines.join("\n") } } : own;
}
