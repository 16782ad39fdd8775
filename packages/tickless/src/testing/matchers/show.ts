import { UsageError, type Nanos } from "@tickless/sim-core";
import type { Display } from "../display.js";
import { Part } from "../part.js";
import { verdict, type Verdict } from "./verdict.js";

export const displayOf = (subject: Part | Display): Display => (subject instanceof Part ? subject.display() : subject);

/** The display shows this picture: 64 lines of 128 characters, "#" lit and "." dark. Blank lines around it do not count. */
export function toShow(subject: Part | Display, picture: string, at?: Nanos): Verdict {
  const display = displayOf(subject);
  const [actual, expected] = [display.bitmap(at).split("\n"), linesOf(picture)];
  const [height, width] = [actual.length, actual[0]?.length ?? 0];
  if (expected.length !== height || expected.some((line) => line.length !== width || /[^.#]/.test(line))) {
    throw new UsageError(`the picture must be ${height} lines of ${width} characters "#" and "."`);
  }
  const different = actual.flatMap((line, y) => (line === expected[y] ? [] : [y]));
  const pixels = different.reduce((sum, y) => sum + differing(actual[y] as string, expected[y] as string), 0);
  return verdict({
    pass: different.length === 0,
    view: display.view,
    subject: display.part,
    expected: "to show the picture",
    found: different.length === 0 ? "it does" : `${pixels} pixels differ\n${drawn(actual, expected, different)}`,
    at: at ?? display.view.now,
  });
}

const linesOf = (picture: string): string[] =>
  picture
    .replace(/^\s*\n|\s+$/g, "")
    .split("\n")
    .map((line) => line.trim());

const differing = (a: string, b: string): number => [...a].filter((one, i) => one !== b[i]).length;

/** The lines that differ, one above the other: "+" is lit and should not be, "-" should be lit. */
function drawn(actual: readonly string[], expected: readonly string[], rows: readonly number[]): string {
  const lines = rows.map((y) => {
    const line = [...(actual[y] as string)].map((one, x) => (one === expected[y]?.[x] ? one : one === "#" ? "+" : "-"));
    return `  ${String(y).padStart(2)} ${line.join("")}`;
  });
  return ["  (+ is lit and should not be, - should be lit)", ...lines].join("\n");
}
