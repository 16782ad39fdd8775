import type { Bench } from "tickless/testing";
import { spread, timeText } from "../tests/measures.js";
import type { FiguresOf, Rig } from "../tests/rig.js";

const SEEDS = 20;
/** What the speed is before it is turned. */
const BEFORE = 2;
/** Detents by which the scenario turns it. */
const TURNED = 8;

const counted = (sim: Bench): number => Number(sim.serial.matching("speed is")[0]!.text.split(" ").at(-1)) - BEFORE;

/** How many detents are counted with each seed. */
const overSeeds = (rig: Rig, step: number): number[] =>
  Array.from({ length: SEEDS }, (_, index) => counted(rig.run(step, { seed: index + 1 })));

const figures: FiguresOf = (rig) => {
  const [before, after] = [rig.run(), rig.run(5)];
  const pictures = before.bus("i2c0").transactions.filter(({ data }) => data.length > 1000);
  const [polled, heard] = [overSeeds(rig, 0), overSeeds(rig, 5)];
  const hand = before.track("enc1.position").rows().at(-1)!;
  const shaft = before.track("enc1.shaft").rows().at(-1)!;
  return {
    turned: `${TURNED}`,
    counted: `${counted(before)}`,
    turning: timeText(shaft.time - hand.time),
    picture: timeText(spread(pictures.map(({ duration }) => duration)).mean),
    seeds: `${SEEDS}`,
    least: `${spread(polled).min}`,
    most: `${spread(polled).max}`,
    right: `${heard.filter((count) => count === TURNED).length}`,
    countedAfter: `${counted(after)}`,
  };
};
export default figures;
