import type { Nanos } from "../../time.js";
import type { Trace } from "../trace.js";
import { signalsOf, type Signal, type SignalOptions } from "./signals.js";

/*
 * Value Change Dump (IEEE 1364-2005, 18): what logic analysers and waveform viewers (PulseView, GTKWave, Surfer) read.
 * There is no date in it: the same run gives the same file.
 */

export interface VcdOptions extends SignalOptions {
  /** One line about where it comes from. */
  readonly comment?: string;
  /** Which signals, by their track's name; all by default. */
  readonly include?: (track: string) => boolean;
}

interface Source {
  readonly id: string;
  readonly signal: Signal;
  readonly changes: Iterator<readonly [Nanos, string | number]>;
  next: readonly [Nanos, string | number] | undefined;
}

/** The file, in pieces of some kilobytes. */
export function* toVcd(trace: Trace, options: VcdOptions): Iterable<string> {
  const { include = () => true, comment } = options;
  const signals = signalsOf(trace, options).filter(({ track }) => include(track));
  const unit = unitOf(signals, options.end);
  const sources = signals.map((signal, index): Source => {
    const changes = signal.changes()[Symbol.iterator]() as Source["changes"];
    return { id: idOf(index), signal, changes, next: undefined };
  });
  sources.forEach(advance);
  yield header(sources, unit, comment);
  let lines: string[] = [];
  for (let time = earliest(sources); time < Infinity; time = earliest(sources)) {
    lines.push(`#${time / unit}`);
    for (const source of sources) {
      let last: string | number | undefined;
      for (; source.next?.[0] === time; advance(source)) last = source.next[1];
      if (last !== undefined) lines.push(typeof last === "string" ? last + source.id : `r${last} ${source.id}`);
    }
    if (lines.length > 1000) {
      yield `${lines.join("\n")}\n`;
      lines = [];
    }
  }
  // Readers know from it how long the last values last.
  lines.push(`#${options.end / unit}`);
  yield `${lines.join("\n")}\n`;
}

function advance(source: Source): void {
  const result = source.changes.next();
  source.next = result.done ? undefined : result.value;
}

const earliest = (sources: readonly Source[]): Nanos =>
  sources.reduce((first, { next }) => Math.min(first, next?.[0] ?? Infinity), Infinity);

/**
 * The longest unit in which all times are whole numbers, ns. Readers like sigrok take it for the distance of samples, and
 * hold all of them.
 */
function unitOf(signals: readonly Signal[], end: Nanos): Nanos {
  let common = end;
  for (const signal of signals) {
    for (const [time] of signal.changes()) {
      common = divisor(common, time);
      if (common === 1) return 1;
    }
  }
  let unit = 1;
  while (unit < LONGEST_UNIT && common % (unit * 10) === 0) unit *= 10;
  return unit;
}

const LONGEST_UNIT: Nanos = 1e9;

/** The greatest common one. */
function divisor(a: number, b: number): number {
  while (b > 0) [a, b] = [b, a % b];
  return a;
}

/** 1, 10 or 100 of a unit of time, as the format has it. */
function timescale(unit: Nanos): string {
  const power = Math.min(3, Math.floor(Math.log10(unit) / 3));
  return `${unit / 1000 ** power} ${["ns", "us", "ms", "s"][power]}`;
}

function header(sources: readonly Source[], unit: Nanos, comment: string | undefined): string {
  const lines = ["$version Tickless $end"];
  if (comment !== undefined) lines.push(`$comment ${comment.replaceAll("$", "")} $end`);
  lines.push(`$timescale ${timescale(unit)} $end`);
  let scope: string | undefined;
  for (const { id, signal } of sources) {
    if (signal.scope !== scope) {
      if (scope !== undefined) lines.push("$upscope $end");
      lines.push(`$scope module ${nameOf((scope = signal.scope))} $end`);
    }
    const type = signal.kind === "bit" ? "wire 1" : "real 64";
    lines.push(`$var ${type} ${id} ${nameOf(signal.name)} $end`);
  }
  if (scope !== undefined) lines.push("$upscope $end");
  lines.push("$enddefinitions $end");
  return `${lines.join("\n")}\n`;
}

/** Without what separates or ends names: blanks, dots, brackets, "$". */
const nameOf = (name: string): string => name.replaceAll(/[^\w+-]/g, "_");

/** Identifier of signal `index`: printable characters, in as few of them as can be. */
function idOf(index: number): string {
  let id = "";
  for (let rest = index + 1; rest > 0; rest = Math.floor(rest / 94)) {
    rest--;
    id += String.fromCharCode(33 + (rest % 94));
  }
  return id;
}
