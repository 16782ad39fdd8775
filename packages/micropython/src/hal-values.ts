/** A value that crosses between Python and the host: ints and floats are numbers, `None` is null. */
export type HalValue = number | string | boolean | null | undefined;

/** Returned by a HAL function that must wait: the whole interpreter is suspended; `resume(value)` gives the call its result. */
export const SUSPEND: unique symbol = Symbol("suspend");

export type HalFunction = (...args: never[]) => HalValue | typeof SUSPEND | void;

/** A Python object held by the host (index in the interpreter's own table, so that it survives snapshots). */
export type PyRef = number & { readonly __pyRef: true };

/** How a Python function arrives as an argument of a HAL function. The reference is kept for good. */
export class PyCallable {
  constructor(readonly ref: PyRef) {}
}
