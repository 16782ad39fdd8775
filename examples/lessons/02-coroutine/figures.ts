import { formatTime } from "tickless/testing";
import type { FiguresOf } from "../tests/rig.js";

const figures: FiguresOf = (rig) => {
  const [before, coroutine, both] = [rig.run(), rig.run(5), rig.run(6)];
  const { lines } = before.serial;
  const whose = both.serial.matching("hears").map(({ text }) => text.split(" ")[0]);
  return {
    second: formatTime(before.serial.matching("gives 1")[0]!.time),
    sends: `${before.serial.matching(/gives|returns/).length}`,
    lines: `${lines.length}`,
    same: `${coroutine.serial.lines.filter((line, index) => line === lines[index]).length}`,
    turns: whose.join(", "),
  };
};
export default figures;
