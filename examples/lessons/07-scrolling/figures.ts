import { s, type Bench } from "tickless/testing";
import { gaps, grouped, percent, responses, spread, timeText } from "../tests/measures.js";
import type { FiguresOf } from "../tests/rig.js";

/** Whole pictures. */
const pictures = (sim: Bench) => sim.bus("i2c0").transactions.filter(({ data }) => data.length > 1000);
const texts = (sim: Bench) => sim.serial.matching("text");

/** How long a text takes to run through: until the picture that it began with comes again. */
function onceThrough(sim: Bench): number {
  // Before it comes the empty one of the driver.
  const [, first, ...others] = pictures(sim);
  const again = others.find(({ data }) => data.every((byte, index) => byte === first!.data[index]))!;
  return again.time - first!.time;
}

/** From each press to the end of the first picture that was begun after the change. */
function untilSeen(sim: Bench): number[] {
  const ends = texts(sim).map(({ time }) => {
    const picture = pictures(sim).find((other) => other.time > time)!;
    return { time: picture.time + picture.duration };
  });
  return [...responses(sim.track("btn1.pressed").edges({ kind: "rising" }), ends).delays];
}

const figures: FiguresOf = (rig) => {
  const [before, after, fast] = [rig.run(), rig.run(3), rig.run(5)];
  const sizes = pictures(before).map(({ data }) => data.length);
  const transfers = pictures(before).map(({ duration }) => duration);
  const busy = pictures(fast).reduce((sum, { duration }) => sum + duration, 0) / s(8);
  return {
    presses: `${after.track("btn1.pressed").edges({ kind: "rising" }).length}`,
    changed: `${texts(before).length}`,
    changedAfter: `${texts(after).length}`,
    through: timeText(onceThrough(before)),
    bytes: grouped(sizes[0]!),
    transfer: timeText(spread(transfers).mean),
    slowest: timeText(spread(untilSeen(after)).max),
    frame: timeText(spread(gaps(pictures(after))).mean),
    frameFast: timeText(spread(gaps(pictures(fast))).mean),
    busy: percent(busy, 0),
  };
};
export default figures;
