import { ORIGIN } from "./link.js";

/** A place in the program: its innermost call first. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly name: string | undefined;
}

const FRAME = new RegExp(`^\\s*(?:at )?(?:([\\w$.]+)[ @(*/]+)?.*?${ORIGIN}([^:)]+):(\\d+)`);

/** Where in a program's files an error was thrown, read from its stack, which engines write in different ways. */
export function placesOf(error: unknown): Place[] {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  return stack.split("\n").flatMap((line) => {
    const match = FRAME.exec(line);
    if (!match) return [];
    const name = match[1] === "eval" || match[1] === ORIGIN.slice(0, -1) ? undefined : match[1];
    return [{ file: match[2] as string, line: Number(match[3]), name }];
  });
}

/** The lines of a traceback, the innermost call last, as Python writes them. */
export function traceback(error: unknown): string[] {
  return placesOf(error)
    .reverse()
    .map(({ file, line, name }) => `File "${file}", line ${line}${name === undefined ? "" : `, in ${name}`}`);
}
