import { differences, formatTime, Random, s, type Nanos } from "@tickless/sim-core";
import type { Project } from "../../project.js";
import type { Bench } from "../bench.js";
import { TestFailure } from "../failure.js";
import { tell } from "../moments.js";
import { projectOf, simulate, type SimulateOptions } from "../simulate.js";

export interface DeterministicOptions extends Pick<SimulateOptions, "seed" | "cpuTime" | "scenario"> {
  /** How long the project runs, ns. Default: as the project says, or 10 s. */
  readonly for?: Nanos;
  /** What is done to the board before; it has to do the same each time. */
  readonly drive?: (sim: Bench) => void;
}

/** Lengths of slices: some of a few µs, most longer. */
const SLICES: readonly [Nanos, Nanos] = [5_000, 20_000_000];

/**
 * The same project, seed and inputs give the same recording: twice, and in slices of any length. Throws TestFailure with the first
 * difference.
 */
export function checkDeterministic(project: string | URL | Project, options: DeterministicOptions = {}): void {
  const loaded = projectOf(project);
  const { drive = () => undefined, for: duration = loaded.settings.duration ?? s(10), ...rest } = options;
  const random = new Random(options.seed ?? 1, "slices");
  const record = (more: SimulateOptions): Bench => {
    const sim = simulate(loaded, { ...rest, ...more });
    drive(sim);
    return sim.now < duration ? sim.runTo(duration) : sim;
  };
  const first = record({});
  compare(first, record({}), "run again");
  compare(first, record({ slicing: () => Math.round(random.logUniform(...SLICES)) }), "run in slices");
}

function compare(first: Bench, second: Bench, how: string): void {
  if (first.fingerprint === second.fingerprint) return;
  const [difference] = differences(first.trace, second.trace);
  if (!difference) throw new TestFailure(`${how}, it is another recording`, first.now);
  const { track, time, left, right } = difference;
  const row = (side: typeof left): string =>
    side ? `${JSON.stringify(side.values)} at ${formatTime(side.time)}` : "nothing more";
  const message = `${how}, ${first.title} is another recording from ${formatTime(time)} on, in ${track}:`;
  const text = `${message}\n  first  ${row(left)}\n  then   ${row(right)}`;
  for (const bench of [first, second]) tell(bench, time, text);
  throw new TestFailure(text, time);
}
