import { MicroPythonFirmware } from "@tickless/micropython";
import type { Firmware } from "@tickless/sim-core";

/** What a program is made of and how it is to run. */
export interface FirmwareRequest {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly main: string;
  readonly seed: number;
  /** Whether computing takes virtual time. */
  readonly cpuTime: boolean;
  /** Python heap in bytes; undefined: the board's. */
  readonly heapBytes: number | undefined;
  /** Answers tests in Python. */
  readonly bench?: BenchCall;
}

/** See `bench` of micropython's HAL. */
export type BenchCall = (what: string, a: string, b: string, value: number) => string | number;

/** Makes the firmware of a run. */
export type FirmwareFactory = (request: FirmwareRequest) => Firmware;

/** Firmware for programs in either language. Each of its makers is asked for when there is a program for it. */
export function eitherLanguage(python: () => FirmwareFactory, typescript: () => FirmwareFactory): FirmwareFactory {
  return (request) => (request.main.endsWith(".ts") ? typescript() : python())(request);
}

/** MicroPython: the engine and the Python library that comes with it. Both can serve any number of runs. */
export interface PythonRuntime {
  readonly engine: WebAssembly.Module;
  readonly rom: ReadonlyMap<string, Uint8Array>;
}

/** Firmware that runs a project's Python files. */
export function micropython(runtime: PythonRuntime): FirmwareFactory {
  return ({ files, main, seed, cpuTime, heapBytes, bench }) =>
    new MicroPythonFirmware({
      ...runtime,
      files,
      main,
      seed,
      cpuTime,
      bench,
      ...(heapBytes === undefined ? {} : { heapBytes }),
    });
}
