import { Random } from "@tickless/sim-core";
import { ms, type Bench } from "tickless/testing";
import { cpuLoad, gaps, grouped, linesOfCode, percent, responses, spread, timeText } from "../tests/measures.js";
import type { FiguresOf, Rig } from "../tests/rig.js";

/** The step of the lesson after which each way runs; "quick" is asyncio that looks as often as the super-loop. */
const WAYS = { superloop: 2, interrupts: 3, asyncio: 4, quick: 6 } as const;
const SEEDS = 20;
const PRESSES = 5;
const BLINK = ms(250);
const FILES = { superloop: "superloop.py", interrupts: "interrupts.py", asyncio: "main.py" } as const;

/** Presses as somebody in a hurry makes them: the same for all ways. Time passes until the last one is done with. */
function pressAtRandom(sim: Bench, seed: number): void {
  const random = new Random(seed, "presses");
  sim.run(ms(random.between(400, 600)));
  for (let press = 0; press < PRESSES; press++) {
    sim.part("btn1").press({ for: ms(random.between(60, 300)) });
    sim.run(ms(random.between(60, 500)));
  }
  sim.run(ms(100));
}

/** What one way does under the presses of all seeds. Times in ns. */
function measure(rig: Rig, way: keyof typeof WAYS) {
  const sims = Array.from({ length: SEEDS }, (_, index) => {
    const seed = index + 1;
    const sim = rig.simulate(WAYS[way], { scenario: "none", seed });
    pressAtRandom(sim, seed);
    return sim;
  });
  const found = sims.map((sim) =>
    responses(sim.track("btn1.pressed").edges({ kind: "rising" }), sim.pin("GP17").edges()),
  );
  const sum = (of: "missed" | "extra"): number => found.reduce((all, each) => all + each[of], 0);
  const periods = sims.flatMap((sim) => gaps(sim.pin("GP19").edges()));
  return {
    reaction: spread(found.flatMap(({ delays }) => delays)),
    missed: sum("missed"),
    extra: sum("extra"),
    presses: SEEDS * PRESSES,
    /** By how much the blinking is ever early or late. */
    uneven: Math.max(...periods.map((period) => Math.abs(period - BLINK))),
    /** Calls of handlers that came when eight others were waiting already. */
    lost: sims.flatMap((sim) => sim.faults.filter(({ kind }) => kind === "interrupt-lost")).length,
    load: spread(sims.map((sim) => cpuLoad(sim))).mean,
  };
}

const figures: FiguresOf = (rig) => {
  const { reaction, load } = measure(rig, "quick");
  const figures: Record<string, string> = {
    seeds: `${SEEDS}`,
    "quick-mean": timeText(reaction.mean),
    "quick-jitter": timeText(reaction.jitter),
    "quick-load": percent(load),
  };
  for (const [way, file] of Object.entries(FILES) as [keyof typeof FILES, string][]) {
    const { reaction, missed, extra, presses, uneven, load, lost } = measure(rig, way);
    Object.assign(figures, {
      presses: `${presses}`,
      [`${way}-mean`]: timeText(reaction.mean),
      [`${way}-slowest`]: timeText(reaction.max),
      [`${way}-jitter`]: timeText(reaction.jitter),
      [`${way}-uneven`]: timeText(uneven, 2),
      [`${way}-missed`]: `${missed}`,
      [`${way}-extra`]: `${extra}`,
      [`${way}-load`]: percent(load),
      [`${way}-lines`]: `${linesOfCode(rig.text(file))}`,
      ...(way === "interrupts" ? { lost: grouped(lost) } : {}),
    });
  }
  return figures;
};
export default figures;
