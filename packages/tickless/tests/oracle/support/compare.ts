import { TaskState } from "@tickless/sim-core";
import type { Entry, Outcome, Printed, TaskRow } from "./board.js";

/*
 * Two runs agree when they print the same at the same times, and their tasks leave the same trace, wake for wake: the rows of
 * the tracks of tasks are the same, at the same times, and what is printed stands between the same rows. A task is its number,
 * in the order in which tasks were made. Not compared are
 * - names of tasks: in Python that of the coroutine function, in TypeScript what `createTask` was given;
 * - spaces in what a task waits for: classes that MicroPython lacks are Python code of the oracle's, whose functions are named
 *   as TypeScript names the reason ("queue_item");
 * - the task in which a TypeScript program calls `run` where the Python program does so outside of any (see `withoutOuterTask`).
 */

/** What the two runs did, line by line with the virtual time of each, and where they part; undefined: they agree. */
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

/** A run without its first task, the others numbered as if there had been none. */
export function withoutOuterTask({ entries, end }: Outcome): Outcome {
  const others = entries.filter((entry) => "text" in entry || entry.task !== 1);
  return { entries: others.map((entry) => ("text" in entry ? entry : { ...entry, task: entry.task - 1 })), end };
}

function lines({ entries, end }: Outcome): string[] {
  return [...entries.flatMap(linesOf), `the run ends: ${end}`];
}

const linesOf = (entry: Entry): string[] => ("text" in entry ? printed(entry) : [taskLine(entry)]);

function printed({ time, text }: Printed): string[] {
  // A traceback shows the place in the program, which is another in each language.
  const [logged] = text.split("Traceback (most recent call last):");
  return (logged as string)
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => `[${time} ns] ${line}`);
}

function taskLine({ time, task, state, on }: TaskRow): string {
  const reason = state === TaskState.Waiting ? ` for ${on.replaceAll("_", " ")}` : "";
  return `[${time} ns] task ${task} ${TaskState[state].toLowerCase()}${reason}`;
}
