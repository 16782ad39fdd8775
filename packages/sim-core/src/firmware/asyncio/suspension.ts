/**
 * What a coroutine yields. A coroutine is a generator, called with `yield*`; what it yields goes through all its callers to
 * the loop, and is either a `Waiting` or a `Request`. Programs never make any themselves: they call what does.
 */
export abstract class Suspension {}

/** The task has put itself into some queue; whoever takes it out there wakes it. One object for each reason, made once. */
export class Waiting extends Suspension {
  /** `on` is the reason, for people: "sleep", "event", … */
  constructor(readonly on: string) {
    super();
  }
}

/** Something that only the machine below the loop can do. The same coroutine goes on as soon as it is done. */
export abstract class Request extends Suspension {
  abstract readonly kind: string;
}

/** Let the world catch up with what was computed since the last time, and interrupt handlers run. */
class CatchUp extends Request {
  readonly kind = "catch-up";
}
export const CATCH_UP = new CatchUp();

/** Wait for so many ticks (Infinity: for ever), or until something happened that might concern a task. */
export class Idle extends Request {
  readonly kind = "idle";
  ticks = Infinity;
}

/** A function that can be suspended and gone on with: called with `yield*`, which gives its result. */
export type Coroutine<T = void> = Generator<Suspension, T, void> & {
  /** Of its function, where that is known: a generator does not know it by itself. */
  readonly coroutineName?: string;
};
