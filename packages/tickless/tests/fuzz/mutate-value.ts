import type { Random } from "@tickless/sim-core";
import { chance, NUMBERS, pick, TEXTS } from "./choose.js";

/* JSON values with something in them changed. */

type Container = Record<string, unknown> | unknown[];

const isContainer = (value: unknown): value is Container => typeof value === "object" && value !== null;

/** A copy with one change, or a few, anywhere in it. */
export function mutateValue(random: Random, value: unknown): unknown {
  const root = { value: structuredClone(value) };
  for (let n = random.int(1, 3); n > 0; n--) {
    const [parent, key] = anywhere(random, root);
    change(random, parent as Record<string, unknown>, key);
  }
  return root.value;
}

/** A random walk from the top. */
function anywhere(random: Random, root: Container): [Container, string] {
  let [parent, key]: [Container, string] = [root, "value"];
  for (;;) {
    const inner = (parent as Record<string, unknown>)[key];
    const keys = isContainer(inner) ? Object.keys(inner) : [];
    if (!isContainer(inner) || keys.length === 0 || chance(random, 0.15)) return [parent, key];
    [parent, key] = [inner, pick(random, keys)];
  }
}

function change(random: Random, parent: Record<string, unknown>, key: string): void {
  const old = parent[key];
  const how = random.int(0, 9);
  if (how === 0) delete parent[key];
  else if (how === 1 && !Array.isArray(parent)) define(parent, pick(random, TEXTS), old);
  else if (how === 2) parent[key] = [old, old];
  else if (how === 3) parent[key] = nested(old, random.int(1, 20));
  else if (how === 4 && typeof old === "number") parent[key] = old + random.int(-2, 2);
  else if (how === 5 && typeof old === "string") parent[key] = old + pick(random, TEXTS);
  else if (how === 6 && Array.isArray(old))
    parent[key] = Array.from({ length: random.int(0, 300) }, () => old[0] as unknown);
  else parent[key] = strange(random);
}

/** Sets a member, whatever its name. */
function define(object: object, name: string, value: unknown): void {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}

function nested(value: unknown, depth: number): unknown {
  let out = value;
  for (let i = 0; i < depth; i++) out = i % 2 === 0 ? [out] : { steps: out };
  return out;
}

function strange(random: Random): unknown {
  const choices = [null, true, false, [], {}, "", pick(random, NUMBERS), pick(random, TEXTS), [pick(random, NUMBERS)]];
  return pick(random, choices);
}

/** As JSON, in which also what JSON has no number for is written. */
export function toJson(value: unknown): string {
  const marked = JSON.stringify(value, (_, each: unknown) =>
    typeof each === "number" && !Number.isFinite(each) ? `#${each}#` : each,
  );
  return (marked ?? "").replaceAll(/"#(-?)Infinity#"/g, "$11e999").replaceAll('"#NaN#"', "NaN");
}
