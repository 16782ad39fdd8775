import { formatTime } from "@tickless/sim-core";
import { oneOf } from "../arguments.js";
import type { Level } from "../levels.js";
import type { Probe } from "../probe.js";
import { rangeOf, rangeText, type Range } from "../view.js";
import { verdict, type Verdict } from "./verdict.js";

/** The level is this one through the whole range, both ends included. */
export function toStay(probe: Probe, level: Level, options: Range = {}): Verdict {
  oneOf(level, "toStay", [0, 1, "x", "z"]);
  const range = rangeOf(probe.view, options);
  const wrong = probe.levels(range).find((change) => change.level !== level);
  const became = wrong && wrong.time > range.from ? "became" : "was";
  return verdict({
    pass: !wrong,
    view: probe.view,
    subject: probe.name,
    expected: `to stay ${level} ${rangeText(range)}`,
    found: wrong ? `it ${became} ${wrong.level}, ${formatTime(wrong.time - range.from)} after the beginning` : "it did",
    at: wrong?.time ?? range.to,
    probes: [probe],
  });
}
