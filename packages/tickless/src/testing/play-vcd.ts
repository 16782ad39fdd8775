import { capturedRow, findSignal, openVcd, UsageError, type CapturedSignal, type Nanos } from "@tickless/sim-core";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Input } from "../runner/model.js";

export interface PlayOptions {
  /** Where in the capture to begin, ns since its beginning; default there. */
  readonly start?: Nanos;
  /** How many times; default once. */
  readonly repeat?: number;
  /** 2: twice as fast; default 1. */
  readonly speed?: number;
  /** Of signals that are numbers: high from here on. */
  readonly threshold?: number;
}

interface NamedPin {
  readonly signal: string;
  readonly part: string;
  readonly pin: string;
}

/** A capture as inputs, the first at 0. Throws UsageError, and ProjectError when the file is no VCD. */
export function vcdInputs(
  file: string | URL,
  pins: readonly NamedPin[],
  { start = 0, repeat = 1, speed = 1, threshold }: PlayOptions,
): Input[] {
  if (!(Number.isSafeInteger(repeat) && repeat >= 1)) throw new UsageError(`repeat is ${repeat}: write a whole number`);
  if (!(speed > 0 && Number.isFinite(speed))) throw new UsageError(`speed is ${speed}: write a number above 0`);
  if (!(Number.isSafeInteger(start) && start >= 0)) throw new UsageError(`start is ${start}: write nanoseconds`);
  const shown = typeof file === "string" ? file : fileURLToPath(file);
  const vcd = openVcd(read(file, shown), { file: shown, threshold });
  const names = pins.map(({ signal }) => {
    const found = findSignal(vcd, signal);
    if ("name" in found) return found.name;
    throw new UsageError(`${shown}: ${found.message}${found.hint === undefined ? "" : ` (${found.hint})`}`);
  });
  const { signals, start: first, end } = vcd.read(new Set(names));
  const from = first + start;
  if (from >= end) throw new UsageError(`${shown}: nothing is left to be played from ${start} ns on`);
  const inputs: Input[] = [];
  const put = ({ part, pin }: NamedPin, at: number, level: number | undefined): void => {
    const value = level === 0 || level === 1 ? level : "z";
    inputs.push({ kind: "pin", part, pin, value, time: Math.round(at / speed) });
  };
  const length = end - from;
  pins.forEach((pin, index) => {
    const { times, levels } = signals.find(({ name }) => name === names[index]) as CapturedSignal;
    const row = capturedRow(times, from);
    for (let turn = 0; turn < repeat; turn++) {
      put(pin, turn * length, levels[row]);
      for (let next = row + 1; next < times.length && (times[next] as number) < end; next++) {
        put(pin, turn * length + (times[next] as number) - from, levels[next]);
      }
    }
    put(pin, repeat * length, undefined);
  });
  return inputs.sort((one, two) => one.time - two.time);
}

function read(file: string | URL, shown: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(file));
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new UsageError(`${shown}: ${missing ? "there is no such file" : (error as Error).message}`);
  }
}
