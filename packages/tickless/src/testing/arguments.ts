import { UsageError, type asyncio, type Nanos } from "@tickless/sim-core";

/*
 * What a test gives to the library is looked at, because not all tests are checked by TypeScript. All throw UsageError.
 */

const HOW = "times are whole nanoseconds, as us(), ms() and s() make them";

/** How long something takes, ns: whole and not negative. `what` it is: "for". */
export function durationOf(value: Nanos, what: string): Nanos {
  if (!Number.isSafeInteger(value)) throw new UsageError(`${what}: ${shown(value)} is no time: ${HOW}`);
  if (value < 0) throw new UsageError(`${what}: ${value} ns is less than nothing`);
  return value;
}

/** How long to wait at most. */
export function withinOf(options: { readonly within: Nanos } | undefined): Nanos {
  if (typeof options !== "object") throw new UsageError("it has to be said within what time: { within: ms(20) }");
  return durationOf(options.within, "within");
}

/** One of some values. */
export function oneOf<T>(value: T, what: string, values: readonly T[]): T {
  if (values.includes(value)) return value;
  throw new UsageError(`${what}: ${shown(value)} is none of ${values.map(shown).join(", ")}`);
}

/** A number that is one, from `least` to `most`. */
export function numberOf(value: number, what: string, [least, most]: readonly [number, number]): number {
  if (typeof value === "number" && value >= least && value <= most) return value;
  const range = most === Infinity ? `${least} or more` : `${least} to ${most}`;
  throw new UsageError(`${what}: ${shown(value)} is no number of ${range}`);
}

/** A name or another text. */
export function textOf(value: string, what: string): string {
  if (typeof value === "string") return value;
  throw new UsageError(`${what}: ${shown(value)} is no text`);
}

/** What runs as a process: the generator that a function gives. */
export function coroutineOf(name: string, process: () => asyncio.Coroutine<unknown>): asyncio.Coroutine<unknown> {
  const coroutine: unknown = typeof process === "function" ? process() : undefined;
  if (typeof coroutine === "object" && coroutine !== null && Symbol.iterator in coroutine)
    return coroutine as asyncio.Coroutine<unknown>;
  throw new UsageError(`spawn: '${name}' is no process: write function* () { … }`);
}

/** Something that was given, in a message. */
export function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value)) return "an array";
  if (typeof value === "function") return "a function";
  if (typeof value !== "object" || value === null) return String(value);
  const { name } = (value.constructor as { readonly name?: string } | undefined) ?? {};
  return name === undefined || name === "Object" ? "an object" : `a ${name}`;
}
