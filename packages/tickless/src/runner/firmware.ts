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
}

/** Makes the firmware of a run. */
export type FirmwareFactory = (request: FirmwareRequest) => Firmware;

/** MicroPython: the engine and the Python library that comes with it. Both can serve any number of runs. */
export interface PythonRuntime {
  readonly engine: WebAssembly.Module;
  readonly rom: ReadonlyMap<string, Uint8Array>;
}

/** Firmware that runs a project's Python files. */
export function micropython(runtime: PythonRuntime): FirmwareFactory {
  return ({ files, main, seed, cpuTime, heapBytes }) =>
    new MicroPythonFirmware({
      ...runtime,
      files,
      main,
      seed,
      cpuTime,
      ...(heapBytes === undefined ? {} : { heapBytes }),
    });
}
