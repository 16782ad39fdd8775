import { Random } from "@tickless/sim-core";

/** Globals of the host that would let its clock, its randomness or its event loop into a run, and what to use instead. */
const FORBIDDEN: Readonly<Record<string, string>> = {
  Date: "use mcu.rtc",
  performance: "use mcu.ticksUs()",
  setTimeout: "use mcu.timer or yield* sleepMs",
  setInterval: "use mcu.timer or yield* sleepMs",
  setImmediate: "use yield* sleepMs(0)",
  queueMicrotask: "use createTask",
  Promise: "a coroutine is a function* that is called with yield*",
  console: "use mcu.print",
  process: "a board has none",
  globalThis: "a board has none",
  global: "a board has none",
  self: "a board has none",
  window: "a board has none",
  fetch: "a board has none",
  crypto: "use Math.random",
};

/**
 * What stands for the host's globals in a program, by name. It keeps mistakes out, not malice. `Math.random` gives the seed's
 * numbers.
 */
export function sandbox(seed: number, path: string): Record<string, unknown> {
  const random = new Random(seed, `${path}/typescript`);
  const math = Object.defineProperties({}, Object.getOwnPropertyDescriptors(Math)) as Record<string, unknown>;
  Object.defineProperty(math, "random", { value: () => random.uniform() });
  const forbidden = Object.entries(FORBIDDEN).map(([name, hint]) => [name, absent(name, hint)] as const);
  return { ...Object.fromEntries(forbidden), Math: Object.freeze(math) };
}

/** Whatever is done with it fails, and says why. */
function absent(name: string, hint: string): unknown {
  const fail = (): never => {
    throw new ReferenceError(`there is no ${name} on a board: ${hint}`);
  };
  return new Proxy(fail, { apply: fail, construct: fail, get: fail, set: fail });
}
