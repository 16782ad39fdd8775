import { readFileSync } from "node:fs";

import {
  type HalFunction,
  type HalValue,
  type InterpreterOptions,
  type Outcome,
  SUSPEND,
} from "../src/interpreter-types.js";
import { Interpreter } from "../src/interpreter.js";

/** The engine that `npm run build` makes. */
export const engine = new WebAssembly.Module(readFileSync(new URL("../dist/engine.wasm", import.meta.url)));

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
export const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

export interface BenchOptions extends Partial<Omit<InterpreterOptions, "files" | "hal">> {
  readonly hal?: Readonly<Record<string, HalFunction>>;
  readonly files?: Readonly<Record<string, string>>;
}

/**
 * An interpreter on a bench: what it prints is collected, fuel is plenty, and `_hal` has `wait`, which suspends, and
 * `note`, which keeps its argument in `notes`.
 */
export class Bench {
  readonly py: Interpreter;
  output = "";
  readonly notes: HalValue[] = [];

  constructor({ hal, files = {}, ...options }: BenchOptions = {}) {
    this.py = new Interpreter(engine, {
      heapBytes: 128 * 1024,
      freeSources: [],
      write: (bytes) => (this.output += textOf(bytes)),
      outOfFuel: () => {
        this.py.fuel = 1_000_000;
        return true;
      },
      random32: () => 4,
      files: new Map(Object.entries(files).map(([path, text]) => [path, bytesOf(text)])),
      hal: { wait: () => SUSPEND, note: (value: HalValue) => void this.notes.push(value), ...hal },
      ...options,
    });
  }

  /** Resumes until the top activation ends, giving every wait `value`. */
  finish(value?: HalValue): Outcome {
    let outcome = this.py.resume();
    while (outcome.kind === "suspended") outcome = this.py.resume(value);
    return outcome;
  }

  /** Runs a program to its end, giving every wait `value`. */
  run(source: string, value?: HalValue): Outcome {
    this.py.exec(source, "main.py");
    return this.finish(value);
  }

  /** What a program prints. Fails unless it ends normally. */
  printed(source: string, value?: HalValue): string {
    this.output = "";
    const outcome = this.run(source, value);
    if (outcome.kind === "raised") throw new Error(outcome.text);
    return this.output;
  }
}
