import { remember, remembered } from "../app/storage.js";

/* Which lessons somebody has read to their end, in this browser. */

const KEY = "tickless.lessons";

/** Names of lessons. */
export function lessonsRead(): ReadonlySet<string> {
  try {
    const value: unknown = JSON.parse(remembered(KEY) ?? "[]");
    return new Set(Array.isArray(value) ? value.filter((name) => typeof name === "string") : []);
  } catch {
    return new Set();
  }
}

export function markRead(name: string): void {
  remember(KEY, JSON.stringify([...lessonsRead()].filter((other) => other !== name).concat(name)));
}
