/** The engine cannot go on: a bug in a model, in this package, or an interpreter used out of turn. Never a Python error. */
export class EngineError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "EngineError";
  }
}
