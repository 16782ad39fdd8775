import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fuzz, type Failure, type Kind } from "./fuzz.js";

/*
 * TICKLESS_LONG=1 for many, as in
 *
 *   NODE_OPTIONS=--max-old-space-size=512 TICKLESS_LONG=1 npx vitest run --project unit packages/tickless/tests/fuzz
 *
 * TICKLESS_SEED for others; TICKLESS_CASE=n for that one alone.
 */
const env = (name: string): number | undefined => (process.env[name] ? Number(process.env[name]) : undefined);
const long = Boolean(process.env["TICKLESS_LONG"]);
const seed = env("TICKLESS_SEED") ?? 1;
const only = env("TICKLESS_CASE");

/** Of all memory of this process: what a recording may have unpacked, the heap, and the rest of it. */
const MAX_MEMORY = (512 + 512 + 512) * 2 ** 20;
/** Cases between two lines about how far it is. */
const STRETCH = 2500;

const shown = ({ number, error, input }: Failure, kind: Kind): string => {
  const file = join(mkdtempSync(join(tmpdir(), "tickless-fuzz-")), `${kind}-${number}`);
  writeFileSync(file, input);
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `case ${number} (TICKLESS_SEED=${seed} TICKLESS_CASE=${number}), ${file}:\n${stack.slice(0, 1500)}`;
};

describe("a file that was changed at random is refused with a reason, or read, and run", () => {
  it.each<[kind: Kind, few: number, many: number]>([
    ["recording", 800, 25_000],
    ["scenario", 600, 25_000],
    ["settings", 300, 10_000],
    ["diagram", 300, 10_000],
    ["toml", 150, 5000],
    ["capture", 150, 5000],
    ["table", 150, 5000],
  ])(
    "%s",
    async (kind, few, many) => {
      const [first, end] = only === undefined ? [0, long ? many : few] : [only, only + 1];
      const total = { refused: 0, read: 0, run: 0 };
      for (let from = first; from < end; from += STRETCH) {
        const { counts, failures } = await fuzz(kind, seed, from, Math.min(end, from + STRETCH));
        expect(failures.map((failure) => shown(failure, kind)).join("\n\n")).toBe("");
        for (const outcome of ["refused", "read", "run"] as const) total[outcome] += counts[outcome];
        if (long) console.log(`${kind} ${from}: ${JSON.stringify(total)}, ${process.resourceUsage().maxRSS >> 10} MiB`);
      }
      expect(process.resourceUsage().maxRSS * 1024).toBeLessThan(MAX_MEMORY);
      // They are neither all hopeless nor all good.
      if (only === undefined && kind !== "toml")
        for (const count of [total.refused, total.run]) expect(count).toBeGreaterThan(few / 100);
    },
    3_600_000,
  );
});
