import { formatTime, type Nanos } from "@tickless/sim-core";
import type { Level, LevelChange } from "./levels.js";
import type { Probe } from "./probe.js";

/** Columns of a waveform. */
const COLUMNS = 64;
const LETTERS: Readonly<Record<Level, string>> = { 0: "_", 1: "‾", x: "x", z: "-" };

/**
 * Waveforms as text, a line each, and under them the times of both ends and a mark at `at`:
 *
 *     pico.GP15  ____/‾‾‾‾‾‾‾\______
 *                100.000 ms     ^ 250.000 ms     400.000 ms
 *
 * "_" low, "‾" high, "/" and "\" an edge, "|" more than one in that time, "x" undefined, "-" floating.
 */
export function waveforms(probes: readonly Probe[], from: Nanos, to: Nanos, at: Nanos): string[] {
  const width = Math.max(0, ...probes.map(({ name }) => name.length));
  const lines = probes.map((probe) => `${probe.name.padEnd(width)}  ${waveform(probe, from, to)}`);
  return [...lines, `${" ".repeat(width)}  ${ruler(from, to, at)}`];
}

function waveform(probe: Probe, from: Nanos, to: Nanos): string {
  const levels = probe.levels({ from, to });
  const columnOf = ({ time }: LevelChange): number => Math.min(COLUMNS - 1, columnAt(time, from, to));
  let text = "";
  let index = 0;
  for (let column = 0; column < COLUMNS; column++) {
    const before = levels[Math.max(0, index - 1)]?.level ?? "z";
    const first = index;
    while (index < levels.length && columnOf(levels[index] as LevelChange) === column) index++;
    text += letter(before, levels.slice(first === 0 ? 1 : first, index), levels[Math.max(0, index - 1)]?.level ?? "z");
  }
  return text;
}

function letter(before: Level, changes: readonly LevelChange[], after: Level): string {
  if (changes.length > 1) return "|";
  if (changes.length === 0 || before === after) return LETTERS[after];
  return after === 1 ? "/" : after === 0 ? "\\" : LETTERS[after];
}

const columnAt = (time: Nanos, from: Nanos, to: Nanos): number =>
  to > from ? Math.floor(((time - from) / (to - from)) * COLUMNS) : 0;

function ruler(from: Nanos, to: Nanos, at: Nanos): string {
  const mark = Math.min(COLUMNS - 1, columnAt(at, from, to));
  const label = `^ ${formatTime(at)}`;
  const [start, end] = [formatTime(from), formatTime(to)];
  const line = Array.from({ length: COLUMNS + label.length }, () => " ");
  const put = (text: string, column: number): void => [...text].forEach((one, i) => (line[column + i] = one));
  if (start.length < mark) put(start, 0);
  if (mark + label.length + 1 < COLUMNS - end.length) put(end, COLUMNS - end.length);
  put(label, mark);
  return line.join("").trimEnd();
}
