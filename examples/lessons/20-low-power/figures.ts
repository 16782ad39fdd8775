import type { Bench } from "tickless/testing";
import { cpuLoad, percent, responses, spread, timeText } from "../tests/measures.js";
import type { FiguresOf } from "../tests/rig.js";

/** The step after which each way runs. */
const WAYS = { busy: 0, poll: 2, flag: 3, sleep: 4 } as const;

const slowest = (sim: Bench) =>
  spread(responses(sim.track("btn1.pressed").edges({ kind: "rising" }), sim.pin("GP19").edges()).delays).max;

const figures: FiguresOf = (rig) =>
  Object.fromEntries(
    Object.entries(WAYS).flatMap(([way, step]) => {
      const sim = rig.run(step);
      const load = cpuLoad(sim);
      return [
        [`${way}-load`, percent(load, load > 0.01 ? 1 : 3)],
        [`${way}-reaction`, timeText(slowest(sim))],
      ];
    }),
  );
export default figures;
