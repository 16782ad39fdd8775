import type { Outcome, Output } from "./board.js";

/** What the two runs printed, line by line with the virtual time of each, and where they part; undefined: they agree. */
export function difference(python: Outcome, typescript: Outcome): string | undefined {
  const [left, right] = [lines(python), lines(typescript)];
  const at = left.findIndex((line, index) => line !== right[index]);
  if (at < 0 && left.length === right.length) return undefined;
  const first = at < 0 ? left.length : at;
  const context = left.slice(Math.max(0, first - 12), first).map((line) => `    ${line}`);
  const rest = (from: readonly string[]): string[] => from.slice(first, first + 8).map((line) => `    ${line}`);
  return [
    `they part at line ${first + 1}, after`,
    ...context,
    "MicroPython goes on",
    ...rest(left),
    "TypeScript goes on",
    ...rest(right),
  ].join("\n");
}

function lines({ output, end }: Outcome): string[] {
  return [...output.flatMap(linesOf), `the run ends: ${end}`];
}

function linesOf({ time, text }: Output[number]): string[] {
  // A traceback shows the place in the program, which is another in each language.
  const [logged] = text.split("Traceback (most recent call last):");
  const printed = (logged as string).split("\n").filter((line) => line !== "");
  return printed.map((line) => `[${time} ns] ${line}`);
}
