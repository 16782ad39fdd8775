import { box, mm, type Point } from "../board/plane.js";
import { pinsAt, type PartGeometry, type PartShape } from "./shape.js";

/* What has many channels: the multiplexer CD74HC4067 (box and pins: Wokwi's board.json) and a logic analyzer (a usual one). */

const NAMES = ["COM", "S3", "S2", "S1", "S0", "EN", "VCC", "GND"];

const multiplexer: PartGeometry = {
  ...{ width: mm(16.1), height: mm(40.343), body: box(0, 0, mm(16.1), mm(40.343)), radius: 2.5 },
  pins: pinsAt(
    ...Array.from({ length: 16 }, (_, index) => [`I${15 - index}`, 4.91, 4.35 + 9.6 * index] as const),
    ...NAMES.map((name, index) => [name, 52.88, 42.75 + 9.6 * index] as const),
  ),
};

/** The chip in the middle: from its top to COM leads the channel. */
export const CHIP = box(23, 58, 14, 58);

export const multiplexer16Shape: PartShape = {
  types: ["board-cd74hc4067"],
  name: "Multiplexer, 16 channels",
  geometry: () => multiplexer,
  describe: (_part, read) => {
    const channel = read.value("channel");
    return Number.isNaN(channel) ? "" : channel < 0 ? "no channel joined to COM" : `I${channel} joined to COM`;
  },
};

export const ANALYZER_NAMES: readonly string[] = ["D0", "D1", "D2", "D3", "D4", "D5", "D6", "D7", "GND"];

const analyzer: PartGeometry = {
  ...{ width: mm(28), height: mm(26), body: box(9, 0, mm(28) - 9, mm(26)), radius: 4 },
  pins: pinsAt(...ANALYZER_NAMES.map((name, index) => [name, 0, mm(13) + 9.6 * (index - 4)] as const)),
};

/** A lamp for each channel. */
export const analyzerLamp = (index: number): Point => ({ x: 45, y: mm(13) + 9.6 * (index - 4) });

export const analyzerShape: PartShape = {
  types: ["wokwi-logic-analyzer"],
  name: "Logic analyzer",
  geometry: () => analyzer,
  describe: (_part, read) => {
    const levels = ANALYZER_NAMES.slice(0, 8).flatMap((name) => {
      const level = read.value(name);
      return Number.isNaN(level) ? [] : [`${name} ${level >= 0.5 ? "high" : "low"}`];
    });
    return levels.length > 0 ? levels.join(", ") : "nothing on its channels";
  },
};
