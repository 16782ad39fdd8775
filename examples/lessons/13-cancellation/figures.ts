import type { Bench } from "tickless/testing";
import { timeText } from "../tests/measures.js";
import type { FiguresOf } from "../tests/rig.js";

const cancelled = (sim: Bench) => sim.serial.matching("cancelled")[0]!.time;

/** How long the buzzer still sounds after the button was pressed. */
function sounds(sim: Bench): string {
  const [pressed] = sim.track("btn1.pressed").edges({ kind: "rising" });
  return timeText(sim.pin("GP9").edges().at(-1)!.time - pressed!.time, 2);
}

const figures: FiguresOf = (rig) => {
  const [before, finally_, swallowed, exact, softly] = [rig.run(), rig.run(3), rig.run(4), rig.run(5), rig.run(6)];
  return {
    before: sounds(before),
    after: sounds(finally_),
    swallowed: sounds(swallowed),
    mistakes: `${swallowed.serial.matching("went wrong").length}`,
    exact: sounds(exact),
    told: timeText(cancelled(softly) - softly.track("btn1.pressed").edges()[0]!.time),
  };
};
export default figures;
