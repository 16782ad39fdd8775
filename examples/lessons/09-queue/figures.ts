import type { Bench } from "tickless/testing";
import { spread, timeText } from "../tests/measures.js";
import type { FiguresOf } from "../tests/rig.js";

const measured = (sim: Bench) => sim.pin("GP19").edges({ from: 1 });
const fetched = (sim: Bench) => sim.pin("GP18").edges({ kind: "rising" });
const stored = (sim: Bench) => sim.serial.matching("stored");

/** The most values that were ever in the queue, when none is lost: those that were measured and not yet fetched. */
function longest(sim: Bench): number {
  const times = measured(sim).map(({ time }) => time);
  return spread(times.map((time, index) => index + 1 - fetched(sim).filter((other) => other.time < time).length)).max;
}

/** Values that are missing among those that were stored. */
function lost(sim: Bench): string {
  const numbers = stored(sim).map(({ text }) => Number(text.split(" ")[1]));
  return `${numbers.at(-1)! - numbers.length}`;
}

/** From measuring to having stored, of each value, when none is lost. */
const ages = (sim: Bench): number[] => stored(sim).map(({ time }, index) => time - measured(sim)[index]!.time);

const figures: FiguresOf = (rig) => {
  const [before, queue, slow, bounded] = [rig.run(), rig.run(3), rig.run(4), rig.run(5)];
  const first = measured(before);
  return {
    duration: timeText(before.now, 1),
    measured: `${first.length}`,
    stored: `${stored(before).length}`,
    lost: lost(before),
    lostQueue: lost(queue),
    lostBounded: lost(bounded),
    burst: timeText(first[5]!.time - first[0]!.time),
    longest: `${longest(queue)}`,
    waiting: `${measured(slow).length - fetched(slow).length}`,
    age: timeText(ages(slow).at(-1)!),
    measuredBounded: `${measured(bounded).length}`,
    storedBounded: `${stored(bounded).length}`,
    ageBounded: timeText(spread(ages(bounded)).max),
  };
};
export default figures;
