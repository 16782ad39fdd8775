import type { Bench } from "tickless/testing";
import { timeText } from "../tests/measures.js";
import type { FiguresOf } from "../tests/rig.js";

/** When the board was reset. */
function resets({ trace }: Bench): number[] {
  const track = trace.get("pico.program")!;
  const rows = Array.from({ length: track.rows }, (_, row) => row);
  return rows.filter((row) => track.value(row) === "reset: watchdog").map((row) => track.time(row));
}

const figures: FiguresOf = (rig) => {
  const [before, reports, safe] = [rig.run(), rig.run(3), rig.run(5)];
  const pumpOn = before.pin("GP19").edges({ kind: "rising" });
  return {
    running: timeText(before.now - pumpOn.at(-1)!.time),
    late: timeText(resets(reports)[0]! - reports.serial.matching("full").at(-1)!.time),
    resets: `${resets(reports).length}`,
    lastRun: timeText(safe.pin("GP19").pulses().at(-1)!.width),
  };
};
export default figures;
