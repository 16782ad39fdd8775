/** Thrown into a task that is cancelled, where it waits. A task may clean up in `finally`; it should not swallow this. */
export class CancelledError extends Error {
  override readonly name: string = "CancelledError";
}

/** `waitFor` waited in vain. */
export class TimeoutError extends Error {
  override readonly name = "TimeoutError";
}

/** A call that makes no sense in the present state. */
export class RuntimeError extends Error {
  override readonly name = "RuntimeError";
}
