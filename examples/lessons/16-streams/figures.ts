import { ms, s, type Bench } from "tickless/testing";
import { gaps, responses, spread, timeText } from "../tests/measures.js";
import type { FiguresOf } from "../tests/rig.js";

const LINE_END = 10;

/** When the last bit of each line had come to the Pico. */
const arrivals = (sim: Bench) =>
  sim
    .bus("uart0")
    .received.frames.filter(({ byte }) => byte === LINE_END)
    .map(({ time, duration }) => ({ time: time + duration }));

const figures: FiguresOf = (rig) => {
  const [pieces, lines, cut, whole] = [rig.run(), rig.run(2), rig.run(3), rig.run(4)];
  const frames = pieces.bus("uart0").received.frames;
  const length = frames.findIndex(({ byte }) => byte === LINE_END) + 1;
  const [taken, size] = /taken: (\d+) of (\d+)/.exec(cut.serial.text)!.slice(1);
  const drained = whole.serial.matching("taken")[0]!.time;
  const begun = whole.bus("uart0").sent.frames[0]!.time;
  const every = (from: number) => timeText(spread(gaps(arrivals(whole).filter(({ time }) => time > from))).mean);
  return {
    length: `${length}`,
    line: timeText(frames[length - 1]!.time + frames[length - 1]!.duration - frames[0]!.time),
    pieces: `${pieces.serial.lines.length}`,
    lines: `${arrivals(pieces).length}`,
    linesAfter: `${lines.serial.matching("measured at").length}`,
    late: timeText(responses(arrivals(lines), lines.serial.timedLines()).delays[1]!),
    taken: taken!,
    size: size!,
    drained: timeText(drained - begun),
    blink: timeText(spread(gaps(whole.pin("GP19").edges({ from: ms(10) }))).max),
    every: every(drained + s(0.3)),
    before: timeText(spread(gaps(arrivals(lines))).mean),
  };
};
export default figures;
