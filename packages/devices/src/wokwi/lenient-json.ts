/** JSON as people write it: with comments, trailing commas, a byte order mark, and text after the end. Keeps line numbers. */
import { evaluate, parse, type ObjectNode, type ValueNode } from "@humanwhocodes/momoa";
import type { Problem } from "@tickless/sim-core";

export type { ValueNode };

/** More than any diagram has: characters, and lists and objects inside each other, which would fill the stack. */
const MAX_LENGTH = 2 ** 22;
const MAX_DEPTH = 100;

/** Parses `text`; undefined when it is beyond help. */
export function parseLenient(text: string, file: string, problems: Problem[]): ValueNode | undefined {
  const source = text.replace(/^\uFEFF/, "");
  const excess = findExcess(source);
  if (excess) {
    problems.push({ severity: "error", file, ...excess });
    return undefined;
  }
  try {
    return parseNode(source);
  } catch (error) {
    const { line, offset, message } = error as { line: number; offset: number; message: string };
    const rest = parseBefore(source, offset);
    if (rest) {
      problems.push({ severity: "warning", file, line, message: "the text after the diagram's end is ignored" });
      return rest;
    }
    problems.push({ severity: "error", file, ...explain(source, line, offset, message) });
    return undefined;
  }
}

/** Texts and comments, in which brackets mean nothing, and brackets. */
const BRACKETS = /"(?:\\.|[^"\\\n])*"?|\/\/.*|\/\*[^]*?\*\/|[[\]{}]/g;

function findExcess(source: string): Explanation | undefined {
  if (source.length > MAX_LENGTH) return { line: 1, message: `longer than ${MAX_LENGTH} characters` };
  let depth = 0;
  for (const { 0: found, index } of source.matchAll(BRACKETS)) {
    if (found === "{" || found === "[") depth++;
    else if (found === "}" || found === "]") depth--;
    if (depth <= MAX_DEPTH) continue;
    const line = source.slice(0, index).split("\n").length;
    return { line, message: `more than ${MAX_DEPTH} lists and objects inside each other` };
  }
  return undefined;
}

const parseNode = (text: string): ValueNode => parse(text, { mode: "jsonc", allowTrailingCommas: true }).body;

function parseBefore(text: string, offset: number): ValueNode | undefined {
  try {
    return offset > 0 ? parseNode(text.slice(0, offset)) : undefined;
  } catch {
    return undefined;
  }
}

interface Explanation {
  readonly line: number;
  readonly message: string;
  readonly hint?: string;
}

function explain(source: string, line: number, offset: number, message: string): Explanation {
  const text = source.trimEnd();
  // The parser blames the last bracket when the text ends behind it.
  if (message.includes("end of input") || offset === text.length - 1) {
    const last = text.split("\n").length;
    return { line: last, message: "this is not JSON: it ends too early", hint: "is a closing bracket missing?" };
  }
  const character = text.charAt(offset);
  const missing = /["{[\d]/.test(character) ? { hint: "is a comma or colon missing before it?" } : {};
  return { line, message: `this is not JSON: ${character} is unexpected here`, ...missing };
}

export const lineOf = (node: ValueNode): number => node.loc.start.line;
export const valueOf = (node: ValueNode): unknown => evaluate(node);

/** Members by name; of two with the same name the last, as in JavaScript. */
export function membersOf(node: ObjectNode): Map<string, ValueNode> {
  return new Map(node.members.map(({ name, value }) => [name.type === "String" ? name.value : name.name, value]));
}
