import { formatTime } from "tickless/testing";
import { timeText } from "../tests/measures.js";
import type { FiguresOf } from "../tests/rig.js";

const figures: FiguresOf = (rig) => {
  const [before, forgotten, together] = [rig.run(), rig.run(3), rig.run(4)];
  const [first, second] = together.serial.matching("warms up");
  return {
    inTurn: timeText(before.serial.matching("took")[0]!.time),
    gasLinesBefore: `${before.serial.matching("gas ").length}`,
    gasLines: `${forgotten.serial.matching("gas ").length}`,
    forgotten: timeText(forgotten.serial.matching("took")[0]!.time),
    together: timeText(together.serial.matching("took")[0]!.time),
    tasks: `${together.tasks().length}`,
    handover: formatTime(second!.time - first!.time),
    took: `\`${together.serial.lines.at(-1)}\``,
  };
};
export default figures;
