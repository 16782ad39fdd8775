import type { Bench } from "tickless/testing";
import { gaps, percent, spread, timeText } from "../tests/measures.js";
import type { FiguresOf } from "../tests/rig.js";

/* What the sensor's attributes in diagram.json say. */
const CELSIUS = 23.4;
const HECTOPASCALS = 1013;

/** The lines that tell something else than there is. */
function wrong(sim: Bench): readonly string[] {
  return sim.serial.lines.filter((line) => {
    const value = Number.parseFloat(line);
    return line.endsWith("C") ? Math.abs(value - CELSIUS) > 0.15 : Math.abs(value - HECTOPASCALS) > 1;
  });
}

const figures: FiguresOf = (rig) => {
  const [before, after] = [rig.run(), rig.run(3)];
  const told = (sim: Bench) => sim.serial.matching(" C");
  const furthest = wrong(before).filter((line) => line.endsWith("hPa"));
  return {
    told: `${before.serial.lines.length}`,
    wrong: `${wrong(before).length}`,
    share: percent(wrong(before).length / before.serial.lines.length, 0),
    first: `\`${before.serial.lines[0]}\``,
    pressure: `\`${furthest.at(-1)}\``,
    wrongAfter: `${wrong(after).length}`,
    toldAfter: `${after.serial.lines.length}`,
    usual: timeText(spread(gaps(told(after))).min),
    longest: timeText(spread(gaps(told(after))).max),
  };
};
export default figures;
