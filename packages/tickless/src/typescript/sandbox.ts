import { Random } from "@tickless/sim-core";
import { EXACT_MATH } from "../parts/math.js";

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
  return { ...absentOn("on a board", FORBIDDEN), Math: mathWith({ random: () => random.uniform() }) };
}

/** The same for the parts of a project: their time and randomness come from their context. */
const FORBIDDEN_IN_PARTS: Readonly<Record<string, string>> = {
  ...FORBIDDEN,
  Date: "use ctx.now",
  performance: "use ctx.now",
  setTimeout: "use ctx.timer",
  setInterval: "use ctx.timer",
  setImmediate: "use ctx.timer",
  queueMicrotask: "use ctx.timer",
  Promise: "use ctx.timer",
  console: "use ctx.output or ctx.fault",
  ...Object.fromEntries(
    ["process", "globalThis", "global", "self", "window", "fetch"].map((name) => [name, "it knows its context alone"]),
  ),
  crypto: "use ctx.random",
};

/** What stands for the host's globals in a part, by name. `Math` computes what it can to the same bits on every engine. */
export function partSandbox(): Record<string, unknown> {
  const random = absent("in a part", "Math.random", "use ctx.random");
  return { ...absentOn("in a part", FORBIDDEN_IN_PARTS), Math: mathWith({ ...EXACT_MATH, random }) };
}

/** The host's, with these in place of its own. */
function mathWith(own: Readonly<Record<string, unknown>>): object {
  const math = Object.defineProperties({}, Object.getOwnPropertyDescriptors(Math));
  for (const [name, value] of Object.entries(own)) Object.defineProperty(math, name, { value });
  return Object.freeze(math);
}

const absentOn = (where: string, forbidden: Readonly<Record<string, string>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(forbidden).map(([name, hint]) => [name, absent(where, name, hint)]));

/** Whatever is done with it fails, and says why. */
function absent(where: string, name: string, hint: string): unknown {
  const fail = (): never => {
    throw new ReferenceError(`there is no ${name} ${where}: ${hint}`);
  };
  return new Proxy(fail, { apply: fail, construct: fail, get: fail, set: fail });
}
