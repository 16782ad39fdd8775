/** The engine cannot go on: a bug in a model, in this package, or an interpreter used out of turn. Never a Python error. */
export class EngineError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "EngineError";
  }
}

/** The program used an address where there is no memory, which stops a board. Its own mistake, and not a Python error. */
export class MemoryFault extends Error {
  constructor(what: string, place: string | undefined) {
    super(`${place === undefined ? "" : `${place}: `}${what}`);
    this.name = "MemoryFault";
  }
}
