import type { Bench } from "tickless/testing";
import { timeText } from "../tests/measures.js";
import type { FiguresOf } from "../tests/rig.js";

const finished = (sim: Bench) => sim.serial.matching("after")[0]!.time;

const figures: FiguresOf = (rig) => {
  const [before, together, failing, all] = [rig.run(), rig.run(2), rig.run(4), rig.run(5)];
  const begun = ["t1", "t2", "t3"].map((part) => together.track(`${part}.converting`).edges({ kind: "rising" })[0]!);
  return {
    inTurn: timeText(finished(before)),
    together: timeText(finished(together)),
    apart: timeText(begun[1]!.time - begun[0]!.time),
    results: `\`${together.serial.lines.at(-1)}\``,
    tasks: `${together.tasks(begun[2]!.time).length}`,
    told: `${failing.serial.matching("after").length}`,
    ended: timeText(failing.serial.timedLines().at(-1)!.time),
    all: `\`${all.serial.lines.at(-1)}\``,
  };
};
export default figures;
