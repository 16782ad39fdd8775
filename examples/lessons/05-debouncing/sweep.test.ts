import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { projectOf } from "tickless/testing";
import { failures, METHODS, packed, PROFILES, projectWith, SEEDS, unpacked, type Sweep } from "./sweep.js";

/*
 * The table of the lesson is made of sweep.json. Here its first seeds are run again, with TICKLESS_LONG=1 all of them;
 * `npm run lessons:sweep` writes it anew, which takes some minutes. With `-- -t tasks` it is the row of that method alone.
 */

const FILE = join(import.meta.dirname, "sweep.json");
const WRITES = process.env["TICKLESS_SWEEP"] === "1";
const ALL = WRITES || process.env["TICKLESS_LONG"] === "1";
const seeds = ALL ? SEEDS : 20;
const HOUR = 3_600_000;

const project = projectOf(import.meta.dirname);
const read = (): Sweep => JSON.parse(readFileSync(FILE, "utf8")) as Sweep;

describe.each(METHODS)("%s", (method) => {
  const title = `fails with the seeds that sweep.json says, of the first ${seeds}: %s`;
  it.each(PROFILES)(title, { timeout: HOUR }, (profile) => {
    const found = failures(projectWith(project, method, profile), seeds);
    if (ALL) console.log(`${method} ${profile}: ${found.filter(Boolean).length} of ${seeds} fail`);
    if (!WRITES) return expect(found).toEqual(unpacked(read()[method][profile]).slice(0, seeds));
    const sweep = read();
    const next = { ...sweep, [method]: { ...sweep[method], [profile]: packed(found) } };
    writeFileSync(FILE, `${JSON.stringify(next, null, 2)}\n`);
  });
});

it("packs four seeds into a digit, and has as many as there are", () => {
  fc.assert(
    fc.property(fc.array(fc.boolean()), (failed) => {
      expect(unpacked(packed(failed)).slice(0, failed.length)).toEqual(failed);
    }),
  );
  if (WRITES) return;
  for (const cell of Object.values(read()).flatMap((row) => Object.values(row))) expect(cell).toHaveLength(SEEDS / 4);
});
