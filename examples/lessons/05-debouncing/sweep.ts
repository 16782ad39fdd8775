import { Random } from "@tickless/sim-core";
import { ms, simulate } from "tickless/testing";
import type { Project } from "tickless";

/*
 * How often each way of counting presses fails, for contacts from ideal to worn out: every method with every profile, under the same
 * 1,000 seeds. A run is two presses of random lengths; it fails when something else than two is counted.
 */

/** Modules of the lesson, by which main.py imports. */
export const METHODS = ["naive", "timed", "state_machine", "tasks"] as const;
export const PROFILES = ["ideal", "good-tact", "average", "worn", "outlier"] as const;
export const SEEDS = 1000;
const PRESSES = 2;

export type Method = (typeof METHODS)[number];
export type Profile = (typeof PROFILES)[number];

/** Of seeds 1, 2, … which fail: four in a hexadecimal digit, the first in its highest bit. */
export type Sweep = Readonly<Record<Method, Readonly<Record<Profile, string>>>>;

/** The lesson's project with this method, and a button of this profile. */
export function projectWith(project: Project, method: Method, profile: Profile): Project {
  const files = new Map(project.files).set("/main.py", new TextEncoder().encode(`import ${method}\n`));
  const { diagram } = project;
  if (!diagram?.text.includes('"average"')) throw new Error("the button's profile is to be average in diagram.json");
  return { ...project, files, diagram: { ...diagram, text: diagram.text.replace('"average"', `"${profile}"`) } };
}

/** Presses twice, and waits until all is over. */
export function pressTwice(project: Project, seed: number) {
  const random = new Random(seed, "presses");
  const sim = simulate(project, { seed }).run(ms(random.between(100, 200)));
  for (let press = 0; press < PRESSES; press++) {
    sim.part("btn1").press({ for: ms(random.between(60, 300)) });
    sim.run(ms(random.between(100, 500)));
  }
  return sim.run(ms(200));
}

/** Whether each of the seeds from 1 to this fails. */
export function failures(project: Project, seeds: number): boolean[] {
  return Array.from({ length: seeds }, (_, index) => {
    const { lines } = pressTwice(project, index + 1).serial;
    return lines.length !== PRESSES;
  });
}

export function packed(failed: readonly boolean[]): string {
  const digits = Array.from({ length: Math.ceil(failed.length / 4) }, (_, digit) =>
    [8, 4, 2, 1].reduce((sum, bit, index) => sum + (failed[4 * digit + index] ? bit : 0), 0).toString(16),
  );
  return digits.join("");
}

export const unpacked = (digits: string): boolean[] =>
  [...digits].flatMap((digit) => [8, 4, 2, 1].map((bit) => (Number.parseInt(digit, 16) & bit) !== 0));
