import type { Nanos } from "@tickless/sim-core";

/** A test's expectation was not met. The message names the virtual time and shows what went on then. */
export class TestFailure extends Error {
  override readonly name = "TestFailure";
  /** `from`: what the test called; the trace of calls begins there. */
  constructor(
    message: string,
    /** When, ns. */
    readonly time: Nanos,
    options: ErrorOptions & { readonly from?: (...args: never[]) => unknown } = {},
  ) {
    super(message, options);
    if (options.from) Error.captureStackTrace(this, options.from);
  }
}
