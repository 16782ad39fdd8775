import { s, type Bench, type Nanos } from "tickless/testing";
import { gaps, spread, timeText } from "../tests/measures.js";
import type { FiguresOf } from "../tests/rig.js";

/** When the scenario takes the supply away, and gives it back. */
const [SILENT, WELL] = [s(1.6), s(2.6)];

const measured = (sim: Bench, from: Nanos, to: Nanos) =>
  sim.serial.matching(" cm").filter(({ time }) => time >= from && time < to);

/** The longest time for which the light did not change. */
const still = (sim: Bench): string => timeText(spread(gaps(sim.track("pico.led").edges({ from: s(0.1) }))).max);

const figures: FiguresOf = (rig) => {
  const [before, after, blocking] = [rig.run(), rig.run(3), rig.run(5)];
  const far = rig.simulate(3, { scenario: "none" });
  far.part("sonar1").set("distance", 500);
  far.run(s(1));
  const refused = after.serial.matching("no answer");
  const [asked] = after.pin("GP12").edges({ kind: "rising", from: SILENT });
  return {
    last: timeText(measured(before, 0, SILENT).at(-1)!.time),
    afterwards: `${measured(before, WELL, before.now).length}`,
    refused: `${refused.length}`,
    gaveUp: timeText(refused[0]!.time - asked!.time),
    afterwardsTimeout: `${measured(after, WELL, after.now).length}`,
    back: timeText(measured(after, WELL, after.now)[0]!.time),
    nothing: timeText(far.pin("GP11").pulses()[0]!.width, 2),
    wrong: `\`${blocking.serial.lines.find((line) => line.startsWith("-"))}\``,
    still: still(after),
    stillBlocking: still(blocking),
  };
};
export default figures;
