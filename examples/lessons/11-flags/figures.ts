import { Random } from "@tickless/sim-core";
import { ms, type Bench } from "tickless/testing";
import { cpuLoad, percent, responses, spread, timeText } from "../tests/measures.js";
import type { FiguresOf, Rig } from "../tests/rig.js";

const SEEDS = 20;
const PRESSES = 8;

function pressAtRandom(sim: Bench, seed: number): void {
  const random = new Random(seed, "presses");
  sim.run(ms(random.between(400, 600)));
  for (let press = 0; press < PRESSES; press++) {
    sim.part("btn1").press({ for: ms(random.between(60, 300)) });
    sim.run(ms(random.between(100, 900)));
  }
  sim.run(ms(900));
}

/** From each press to the lamp, under the same presses of all seeds, after a step of the lesson. */
function measure(rig: Rig, step: number) {
  const sims = Array.from({ length: SEEDS }, (_, index) => {
    const sim = rig.simulate(step, { scenario: "none", seed: index + 1 });
    pressAtRandom(sim, index + 1);
    return sim;
  });
  const found = sims.map((sim) =>
    responses(sim.track("btn1.pressed").edges({ kind: "rising" }), sim.pin("GP18").edges()),
  );
  const { mean, max } = spread(found.flatMap(({ delays }) => delays));
  const sum = (of: "missed" | "extra"): number => found.reduce((all, each) => all + each[of], 0);
  return {
    mean: timeText(mean),
    max: timeText(max),
    missed: `${sum("missed")}`,
    extra: `${sum("extra")}`,
    load: percent(spread(sims.map((sim) => cpuLoad(sim))).mean, 2),
  };
}

const figures: FiguresOf = (rig) => {
  const ways = { polling: measure(rig, 0), flag: measure(rig, 2), event: measure(rig, 4) };
  const named = Object.entries(ways).flatMap(([way, found]) =>
    Object.entries(found).map(([name, text]) => [`${way}-${name}`, text] as const),
  );
  const woken = rig.run(6);
  return {
    ...Object.fromEntries(named),
    seeds: `${SEEDS}`,
    presses: `${SEEDS * PRESSES}`,
    counted: `\`${woken.serial.lines.at(-1)}\``,
  };
};
export default figures;
