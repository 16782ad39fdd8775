import { ms, s, type Bench } from "tickless/testing";
import { cpuLoad, grouped, percent, timeText } from "../tests/measures.js";
import type { FiguresOf } from "../tests/rig.js";

const PERIODS = 3;
const PERIOD = s(2);

/** When the first LED becomes darkest around the end of that many periods. */
function darkAt(sim: Bench): number {
  const due = PERIODS * PERIOD;
  const rows = sim.track("led1.brightness").rows({ from: due - ms(200), to: due + ms(400) });
  const darkest = Math.min(...rows.map((row) => row["value"] as number));
  return rows.find((row) => row["value"] === darkest)!.time;
}

const figures: FiguresOf = (rig) => {
  const [linear, gamma, three, clock] = [rig.run(), rig.run(3), rig.run(4), rig.run(6)];
  const around = { from: ms(500), to: ms(510) };
  const dark = darkAt(three);
  return {
    frequency: grouped(Math.round(linear.pin("GP19").frequency(around))),
    halfway: percent(linear.pin("GP19").duty(around), 0),
    halfwayGamma: percent(gamma.pin("GP19").duty(around), 0),
    free: percent(1 - cpuLoad(linear)),
    periods: `${PERIODS}`,
    due: timeText(PERIODS * PERIOD),
    dark: timeText(dark),
    behind: timeText(dark - PERIODS * PERIOD, 2),
    darkClock: timeText(darkAt(clock)),
  };
};
export default figures;
