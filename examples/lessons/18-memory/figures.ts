import { ms, type Bench } from "tickless/testing";
import { grouped, timeText } from "../tests/measures.js";
import type { FiguresOf } from "../tests/rig.js";

const PERIOD = ms(10);

const used = (sim: Bench) => {
  const track = sim.trace.get("pico.heap")!;
  return Array.from({ length: track.rows }, (_, row) => ({ time: track.time(row), bytes: track.value(row) as number }));
};

/** How much more is in use, measurement by measurement, while nothing is collected. */
function perSample(sim: Bench): number {
  const [from, to] = [ms(300), ms(1000)];
  const at = (time: number) => used(sim).findLast((row) => row.time <= time)!.bytes;
  return Math.round((at(to) - at(from)) / ((to - from) / PERIOD));
}

/** Much less is in use than in the row before. */
const isCollected = ({ bytes }: { bytes: number }, index: number, rows: readonly { bytes: number }[]): boolean =>
  bytes < (rows[index - 1]?.bytes ?? 0) - 1000;

const figures: FiguresOf = (rig) => {
  const [before, collected, array] = [rig.run(), rig.run(4), rig.run(5)];
  const heap = used(array);
  const collections = heap.filter(isCollected);
  const error = before.serial.matching("MemoryError")[0]!;
  return {
    end: timeText(error.time),
    wanted: grouped(Number(/allocating (\d+)/.exec(error.text)![1])),
    perSample: `${perSample(before)}`,
    perSampleArray: `${perSample(array)}`,
    heap: grouped(rig.project.settings.heap!),
    live: grouped(used(before).find(isCollected)!.bytes),
    rounds: `${collected.serial.matching("samples").length}`,
    mostCollected: grouped(Math.max(...used(collected).map(({ bytes }) => bytes))),
    collections: `${collections.length}`,
  };
};
export default figures;
