import * as fc from "fast-check";
import { SHARED, type Action, type Awaitable, type Description } from "./description.js";

const BODIES = 5;

const shared = fc.nat(SHARED - 1);
const anyTask = fc.nat(9);
const value = fc.nat(9);
/** Short, so that tasks often meet at one tick. */
const delay = fc.constantFrom(0, 0, 1, 1, 2, 2, 3, 4, 5, 8, -3);
const seconds = fc.constantFrom(0, 0.25, 0.0005, 0.0625, -1);

const kind = <K extends string>(...kinds: readonly K[]): fc.Arbitrary<K> => fc.constantFrom(...kinds);

/** Picks one of these, as often as its number says. */
const weighted = <T>(...choices: readonly (readonly [number, fc.Arbitrary<T>])[]): fc.Arbitrary<T> =>
  fc.oneof(...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })));

/** Bodies that this body may start: those behind it. */
const later = (body: number): fc.Arbitrary<number> => fc.integer({ min: body + 1, max: BODIES - 1 });
const hasLater = (body: number): boolean => body + 1 < BODIES;

function awaitable(body: number): fc.Arbitrary<Awaitable> {
  const own = weighted<Awaitable>(
    [4, fc.record({ kind: kind("task"), task: anyTask })],
    [3, fc.record({ kind: kind("acquire"), lock: shared })],
    [3, fc.record({ kind: kind("wait"), event: shared })],
    [1, fc.record({ kind: kind("flag"), flag: shared })],
    [2, fc.record({ kind: kind("get"), queue: shared })],
    [2, fc.record({ kind: kind("put"), queue: shared, value })],
    [2, fc.record({ kind: kind("take"), semaphore: shared })],
    [1, fc.record({ kind: kind("meet"), barrier: shared })],
  );
  return hasLater(body) ? weighted([3, own], [1, fc.record({ kind: kind("coroutine"), body: later(body) })]) : own;
}

/** Actions that need no more than themselves and raise nothing but what comes from outside. */
function calm(body: number): fc.Arbitrary<Action> {
  const own = weighted<Action>(
    [10, fc.record({ kind: kind("sleep"), ms: delay })],
    [1, fc.record({ kind: kind("sleepSeconds"), s: seconds })],
    [1, fc.record({ kind: kind("block"), ms: fc.integer({ min: 1, max: 4 }) })],
    [1, fc.record({ kind: kind("done"), task: anyTask })],
    [6, fc.record({ kind: kind("set", "set", "clear"), event: shared })],
    [2, fc.record({ kind: kind("raise"), flag: shared })],
    [3, fc.record({ kind: kind("give"), semaphore: shared })],
  );
  return hasLater(body) ? weighted([3, own], [1, fc.record({ kind: kind("spawn"), body: later(body) })]) : own;
}

/** Actions that may raise something by themselves. */
function risky(body: number): fc.Arbitrary<Action> {
  const what = awaitable(body);
  const ms = fc.option(delay, { nil: undefined, freq: 8 });
  return weighted<Action>(
    [10, fc.record({ kind: kind("await"), what })],
    [7, fc.record({ kind: kind("waitFor"), what, ms })],
    [5, fc.record({ kind: kind("gather"), what: fc.array(what, { maxLength: 3 }), returnExceptions: fc.boolean() })],
    [7, fc.record({ kind: kind("cancel"), task: anyTask })],
    [3, fc.record({ kind: kind("release"), lock: shared })],
    [3, fc.record({ kind: kind("putNow", "getNow"), queue: shared })],
    [3, fc.record({ kind: kind("fail"), value })],
  );
}

/** An action within an attempt that catches exceptions. */
const guarded = (action: fc.Arbitrary<Action>): fc.Arbitrary<Action> =>
  action.map((inner) => ({
    kind: "try",
    actions: [inner],
    on: "Exception",
    handler: [],
    again: false,
    last: undefined,
  }));

function action(body: number, depth: number): fc.Arbitrary<Action> {
  const alone = weighted<Action>(
    [10, calm(body)],
    [8, guarded(risky(body))],
    [4, risky(body)],
    [1, fc.record({ kind: kind("return"), value })],
  );
  if (depth === 0) return alone;
  const inner = fc.array(action(body, depth - 1), { minLength: 1, maxLength: 4 });
  const attempt = fc.record({
    kind: kind("try"),
    actions: inner,
    on: fc.constantFrom("Oops", "Exception", "CancelledError", "CancelledError", "BaseException", undefined),
    handler: fc.array(action(body, depth - 1), { maxLength: 2 }),
    again: fc.boolean(),
    last: fc.option(inner, { nil: undefined, freq: 2 }),
  });
  return weighted<Action>(
    [15, alone],
    [2, fc.record({ kind: kind("withLock"), lock: shared, actions: inner })],
    [1, fc.record({ kind: kind("repeat"), times: fc.integer({ min: 2, max: 3 }), actions: inner })],
    [5, attempt],
  );
}

/** What a body does; a counterexample's bodies shrink to nothing where that is possible. */
const body = (n: number): fc.Arbitrary<readonly Action[]> =>
  fc.oneof(
    { withCrossShrink: true },
    { weight: 1, arbitrary: fc.constant([]) },
    { weight: 99, arbitrary: fc.array(action(n, 2), { minLength: n < 3 ? 3 : 1, maxLength: 7, size: "max" }) },
  );

/** Random task programs. */
export const descriptions: fc.Arbitrary<Description> = fc.record({
  starts: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 3 }).map((others) => [0, ...others]),
  end: fc.integer({ min: 10, max: 60 }),
  bodies: fc.tuple(...Array.from({ length: BODIES }, (_, n) => body(n))),
});
