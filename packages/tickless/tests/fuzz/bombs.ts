import type { Random } from "@tickless/sim-core";
import { pick } from "./choose.js";

/* Texts made to take for ever, or all memory. Most are short. */

const depth = (random: Random): number => pick(random, [10, 100, 1000, 5000, 20_000]);
const many = (random: Random): number => pick(random, [10, 1000, 20_000]);
const times = (random: Random): number => pick(random, [1, 1000, 1_000_000, 1e9, 2 ** 53 - 1]);

/** Each name is ten times the one before. */
function laughs(random: Random): string {
  const levels = random.int(2, 12);
  const lines = Array.from({ length: levels }, (_, n) => {
    const item = n === 0 ? "lol" : `*a${n - 1}`;
    return `a${n}: &a${n} [${Array.from({ length: 10 }, () => item).join(", ")}]`;
  });
  return `${lines.join("\n")}\nsteps: *a${levels - 1}\n`;
}

function repeats(random: Random): string {
  let text = pick(random, ["[]", "[{ delay: 1ns }]", "[{ delay: 0ns }]", "[{ repeat: { times: 9, steps: [] } }]"]);
  for (let n = random.int(1, 8); n > 0; n--) text = `[{ repeat: { times: ${times(random)}, steps: ${text} } }]`;
  return `version: 1\nsteps: ${text}\n`;
}

const YAML: readonly ((random: Random) => string)[] = [
  laughs,
  repeats,
  repeats,
  (random) => "[".repeat(depth(random)),
  (random) => "{a: ".repeat(depth(random)),
  (random) => "- ".repeat(depth(random)),
  (random) => "? ".repeat(depth(random)),
  (random) => Array.from({ length: Math.min(depth(random), 1000) }, (_, n) => `${" ".repeat(n)}a:\n`).join(""),
  (random) => `steps: ${"[".repeat(depth(random))}${"]".repeat(depth(random))}`,
  (random) => `steps:\n${"  - nonsense: 1\n".repeat(many(random))}`,
  (random) => `${Array.from({ length: many(random) }, (_, n) => `k${n}: 1\n`).join("")}`,
  (random) => `${"a: 1\n".repeat(many(random))}`,
  (random) => `a: &a 1\nsteps: [${"*a, ".repeat(many(random))}]`,
  () => "a: &a [*a]\nsteps: *a\n",
  () => "steps: &a [{ repeat: { times: 1, steps: *a } }]\n",
  () => "a: &a { b: *a }\nsteps: [*a]\n",
  () => "a: &a { <<: *a }\nsteps: []\n",
  (random) => `steps:\n  - wait-serial: "${"x".repeat(many(random))}"\n`,
  (random) => `steps:\n  - write-serial: [${"1, ".repeat(many(random))}1]\n`,
  (random) => `steps: !!binary ${"QUJD".repeat(many(random))}\n`,
  (random) => `seed: ${"9".repeat(many(random))}\n`,
  (random) => `duration: ${"9".repeat(many(random))}h\n`,
  (random) => `duration: ${" ".repeat(many(random))}x\n`,
  (random) => `steps:\n - delay: "${"1".repeat(many(random))}${" ".repeat(many(random))}x"\n`,
  (random) => `${"---\n".repeat(many(random))}`,
  (random) => `%TAG ! ${"x".repeat(many(random))}\n---\na`,
];

const JSONS: readonly ((random: Random) => string)[] = [
  (random) => "[".repeat(depth(random)),
  (random) => `{"parts": ${"[".repeat(depth(random))}${"]".repeat(depth(random))}}`,
  (random) => `{"a":`.repeat(depth(random)),
  (random) => `{"version": 1, "parts": [${`{"id":"a","type":"wokwi-led"},`.repeat(Math.min(many(random), 2000))}]}`,
  (random) =>
    `{"version": 1, "parts": [], "connections": [${`["a:b","c:d","",[]],`.repeat(Math.min(many(random), 2000))}]}`,
  (random) =>
    `{"version": 1, "parts": [{"id":"p","type":"board-pi-pico","attrs":${`{"a":`.repeat(depth(random))}1${"}".repeat(depth(random))}}]}`,
  (random) => `/*${"*".repeat(many(random))}`,
  (random) => `{}${"x".repeat(many(random))}`,
  (random) => `${" ".repeat(many(random))}"`,
  (random) => `"${"\\u0000".repeat(many(random))}"`,
  (random) => "9".repeat(many(random)),
  (random) => `${"{}\n".repeat(many(random))}`,
];

/** Programs in either language. */
const PROGRAMS: readonly ((random: Random) => string)[] = [
  (random) => "(".repeat(depth(random)),
  (random) => `x = ${"[".repeat(depth(random))}${"]".repeat(depth(random))}`,
  (random) => `x = ${"{0:".repeat(depth(random))}0${"}".repeat(depth(random))}`,
  (random) => `x = ${"-".repeat(depth(random))}1`,
  (random) => `x = ${"1 + ".repeat(depth(random))}1`,
  (random) => `x = ${"lambda: ".repeat(depth(random))}1`,
  (random) => `x${".a".repeat(many(random))}`,
  (random) => `x = "${"x".repeat(many(random))}`,
  () => Array.from({ length: 300 }, (_, n) => `${" ".repeat(n)}if 1:\n`).join(""),
  (random) => `export default ${"() => ".repeat(depth(random))}1`,
  (random) => `${"{".repeat(depth(random))}`,
  (random) => `\`${"${`".repeat(depth(random))}`,
];

/** A text that fits a file of this name. */
export function bombFor(name: string, random: Random): string {
  if (name.endsWith(".yaml")) return pick(random, YAML)(random);
  return pick(random, name.endsWith(".json") ? JSONS : PROGRAMS)(random);
}

export const yamlBomb = (random: Random): string => pick(random, YAML)(random);
export const jsonBomb = (random: Random): string => pick(random, JSONS)(random);
