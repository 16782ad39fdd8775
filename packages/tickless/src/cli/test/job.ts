import type { Nanos } from "@tickless/sim-core";
import type { TestFile } from "./find.js";

/* What is sent to a worker, and what comes back: plain data. */

/** A file whose tests are to be run. */
export interface TestJob extends TestFile {
  readonly cwd: string;
  /** Undefined: as the file or its project says. */
  readonly seeds: readonly number[] | undefined;
  /** The virtual time at which a run is given up, ns; undefined: as the project says. */
  readonly timeout: Nanos | undefined;
  /** Part of the full name of the tests that count: "file > test". */
  readonly filter: string | undefined;
  /** Which golden files are written: all that differ, those that are not there yet, none. */
  readonly update: "all" | "new" | "none";
}

/** Asked now and then while a test runs: whether to give up. */
export type Impatience = () => boolean;

/** "failed": an expectation was not met. "error": it could not be looked at. */
export type Status = "passed" | "failed" | "error" | "skipped";

/** One test: a scenario with one seed, or a test in Python. */
export interface CaseResult {
  readonly name: string;
  readonly status: Status;
  /** Why it is not passed: one line, and what more there is to say. */
  readonly message: string;
  readonly details: string;
  /** Line in the file, from 1. */
  readonly line?: number;
  /** When it began and ended, ns of virtual time. */
  readonly from: Nanos;
  readonly to: Nanos;
  /** Which of the file's runs it is of. */
  readonly run: number;
}

/** One simulation. */
export interface RunRecord {
  readonly seed: number;
  readonly virtualNs: Nanos;
  /** The end of what the board printed. */
  readonly printed: string;
  /** The recording as a file, when one of its tests is not passed. */
  readonly recording?: Uint8Array;
  readonly project: string;
}

/** A file to be written because what is expected is not written down yet, or is to be what there is now. */
export type Update =
  | {
      readonly kind: "file";
      readonly path: string;
      readonly shown: string;
      readonly text: string;
      readonly made: boolean;
    }
  | {
      readonly kind: "line";
      readonly path: string;
      readonly shown: string;
      readonly line: number;
      readonly from: string;
      readonly to: string;
    };

export interface FileResult {
  readonly cases: readonly CaseResult[];
  readonly runs: readonly RunRecord[];
  readonly updates: readonly Update[];
  /** What is doubtful about the files; the tests were run all the same. */
  readonly warnings: readonly string[];
  /** Mistakes in the files: nothing was run. */
  readonly mistakes: readonly string[];
  /** Time of the host, ms. */
  readonly wallMs: number;
}
