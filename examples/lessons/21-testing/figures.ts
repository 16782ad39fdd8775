import { ms, s } from "tickless/testing";
import type { FiguresOf, Rig } from "../tests/rig.js";

const SEEDS = 100;

/** Of how many seeds something else than two presses is counted: press.scenario.yaml, and counter.test.ts. */
function failing(rig: Rig, step: number): number {
  const seeds = Array.from({ length: SEEDS }, (_, index) => index + 1);
  return seeds.filter((seed) => {
    const sim = rig.simulate(step, { seed, scenario: "none" }).runTo(s(2.2));
    sim.part("btn1").press({ for: ms(100) });
    sim
      .runTo(s(3.1))
      .part("btn1")
      .press({ for: ms(400) });
    return sim.run(ms(100)).serial.lines.length !== 2;
  }).length;
}

const figures: FiguresOf = (rig) => {
  const tested = rig.run(2).serial.text;
  return {
    seed: `${rig.project.settings.seed}`,
    counted: `${rig.run().serial.lines.length}`,
    countedAfter: `${rig.run(5).serial.lines.length}`,
    pythonTests: /Ran (\d+) tests\s+OK/.exec(tested)![1]!,
    seeds: `${SEEDS}`,
    failed: `${failing(rig, 0)}`,
    failedAfter: `${failing(rig, 5)}`,
  };
};
export default figures;
