import { ms, type Bench } from "tickless/testing";
import { gaps, grouped, spread, timeText } from "../tests/measures.js";
import type { FiguresOf } from "../tests/rig.js";

const PERIOD = ms(5);

/** A page or more. */
const transfers = (sim: Bench) => sim.bus("i2c0").transactions.filter(({ data }) => data.length > 100);

/** How the measurements follow each other. */
function punctuality(sim: Bench) {
  const times = sim.pin("GP19").edges();
  const periods = gaps(times);
  const { max, jitter } = spread(periods);
  const usual = [...periods].sort((a, b) => a - b)[Math.floor(periods.length / 2)]!;
  return { count: `${times.length}`, usual: timeText(usual), longest: timeText(max), jitter: timeText(jitter) };
}

const named = (end: string, sim: Bench) =>
  Object.fromEntries(Object.entries(punctuality(sim)).map(([name, text]) => [name + end, text]));

const figures: FiguresOf = (rig) => {
  const [before, rarer, faster, pieces] = [rig.run(), rig.run(3), rig.run(4), rig.run(5)];
  // The first one is the empty picture of the driver.
  const [, whole] = transfers(before);
  const pages = transfers(pieces).slice(1, 9);
  const last = pages.at(-1)!;
  return {
    ...punctuality(before),
    ...named("Rarer", rarer),
    ...named("Faster", faster),
    ...named("Pieces", pieces),
    wanted: `${before.now / PERIOD}`,
    bytes: grouped(whole!.data.length),
    transfer: timeText(whole!.duration),
    transferFaster: timeText(transfers(faster)[1]!.duration),
    page: timeText(pages[0]!.duration),
    picture: timeText(last.time + last.duration - pages[0]!.time),
  };
};
export default figures;
