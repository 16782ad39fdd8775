import { s, type Bench } from "tickless/testing";
import { timeText } from "../tests/measures.js";
import type { FiguresOf } from "../tests/rig.js";

/** When the scenario makes the thing tip over. */
const TIPPED = s(3);

const lit = (sim: Bench) => sim.pin("GP18").edges({ kind: "rising", from: TIPPED });
const died = (sim: Bench) => sim.serial.matching("EIO")[0]!.time;

const figures: FiguresOf = (rig) => {
  const [before, together, restarted, net] = [rig.run(), rig.run(3), rig.run(4), rig.run(5)];
  const beats = before.pin("GP19").edges({ from: died(before) });
  return {
    died: timeText(died(before), 4),
    warnings: `${lit(before).length}`,
    beats: `${beats.length}`,
    ended: timeText(together.serial.matching("EIO")[0]!.time, 4),
    beatsTogether: `${together.pin("GP19").edges({ from: died(together) + 1 }).length}`,
    again: `${restarted.serial.matching("again after").length}`,
    reaction: timeText(lit(restarted)[0]!.time - TIPPED),
    reset: timeText(lit(net)[0]!.time - TIPPED),
  };
};
export default figures;
