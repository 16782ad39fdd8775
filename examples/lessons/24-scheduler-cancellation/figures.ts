import { s, simulate, type Bench } from "tickless/testing";
import { fingerprintOf, timeText } from "../tests/measures.js";
import type { FiguresOf } from "../tests/rig.js";

const end = (sim: Bench) => timeText(sim.serial.timedLines().at(-1)!.time, 5);

const figures: FiguresOf = (rig) => {
  const [sim, kept] = [rig.run(), rig.run(4)];
  const python = simulate({ ...rig.project, main: "/same.py" }).runTo(s(1));
  const at = (text: string) => sim.serial.matching(text)[0]!.time;
  const { lines } = sim.serial;
  return {
    told: timeText(at("belt is told") - at("cancelled:")),
    braked: timeText(at("belt off") - at("cancelled:")),
    lines: `${lines.length}`,
    linesKept: `${kept.serial.lines.length}`,
    early: timeText(at("right off") - at("gather has ended")),
    timeout: timeText(at("TimeoutError") - at("lift on")),
    equal: `${lines.filter((line, index) => line === python.serial.lines[index]).length}`,
    hash: fingerprintOf(sim.serial.text),
    hashPython: fingerprintOf(python.serial.text),
    end: end(sim),
    endPython: end(python),
  };
};
export default figures;
