import { cpuLoad, percent, responses, spread, timeText } from "../tests/measures.js";
import type { FiguresOf } from "../tests/rig.js";

const figures: FiguresOf = (rig) => {
  const [before, after, blocked] = [rig.run(), rig.run(3), rig.run(5)];
  const pressed = after.track("btn1.pressed").edges({ kind: "rising" });
  const released = before.track("btn1.pressed").edges({ kind: "falling" })[0]!;
  const looked = before.pin("GP19").edges({ from: released.time })[0]!;
  return {
    presses: `${pressed.length}`,
    switched: `${before.serial.lines.length}`,
    late: timeText(looked.time - released.time),
    load: percent(cpuLoad(before), 3),
    switchedAfter: `${after.serial.lines.length}`,
    slowest: timeText(spread(responses(pressed, after.pin("GP18").edges()).delays).max),
    loadAfter: percent(cpuLoad(after)),
    switchedBlocked: `${blocked.serial.lines.length}`,
  };
};
export default figures;
