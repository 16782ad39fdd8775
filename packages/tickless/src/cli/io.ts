import type { Readable, Writable } from "node:stream";

/** A stream of the process, or one that stands for it in a test. */
export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** Where a person types. */
export type Input = Readable & { readonly isTTY?: boolean; setRawMode?(on: boolean): unknown };

/** Everything that the command line touches of its process. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Keys, where it is a terminal. */
  readonly stdin?: Input;
  /** Aborted when the user wants the run to stop. */
  readonly signal?: AbortSignal;
}

export const EXIT = {
  ok: 0,
  /** The program or its scenario failed. */
  failed: 1,
  /** The project or the command line is wrong. */
  usage: 2,
  /** A bug in a model or in this program. */
  internal: 3,
  /** Stopped by Ctrl-C, as shells count: 128 + SIGINT. */
  interrupted: 130,
  /** Whoever read standard output went away: 128 + SIGPIPE. */
  brokenPipe: 141,
} as const;

/** Whether to colour what is written to the stream (https://no-color.org). */
export const usesColor = (output: Output, env: Io["env"]): boolean =>
  output.isTTY === true && !env["NO_COLOR"] && env["TERM"] !== "dumb";
