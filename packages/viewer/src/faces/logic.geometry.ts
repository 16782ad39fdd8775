import { box } from "../board/plane.js";
import { pinsAt, text, type PartGeometry, type PartShape } from "./shape.js";

/*
 * Logic symbols: gates, multiplexer, flip-flops, clock generator. Wokwi publishes no geometry of them; pins lie on a grid of 9.6 px.
 */

const GATE_WIDTH = 76.8;
const LEFT = 9.6;

const twoInputs: PartGeometry = {
  width: GATE_WIDTH,
  height: 48,
  pins: pinsAt(["A", 0, 14.4], ["B", 0, 33.6], ["OUT", GATE_WIDTH, 24]),
  body: box(LEFT, 2, GATE_WIDTH - 2 * LEFT, 44),
  radius: 3,
};

const oneInput: PartGeometry = {
  ...twoInputs,
  pins: pinsAt(["IN", 0, 24], ["OUT", GATE_WIDTH, 24]),
};

const multiplexer: PartGeometry = {
  width: 67.2,
  height: 67.2,
  pins: pinsAt(["A", 0, 19.2], ["B", 0, 38.4], ["SEL", 33.6, 67.2], ["OUT", 67.2, 28.8]),
  body: box(LEFT, 2, 48, 57.6),
  radius: 3,
};

const clocked = (left: readonly (readonly [name: string, y: number])[], ends: boolean): PartGeometry => ({
  width: 86.4,
  height: 76.8,
  pins: pinsAt(
    ...left.map(([name, y]) => [name, 0, y] as const),
    ["Q", 86.4, 19.2],
    ["NOTQ", 86.4, 57.6],
    ...(ends
      ? ([
          ["S", 43.2, 0],
          ["R", 43.2, 76.8],
        ] as const)
      : []),
  ),
  body: box(LEFT, 7.2, 67.2, 62.4),
  radius: 3,
});

const flipFlopD = clocked(
  [
    ["D", 19.2],
    ["CLK", 57.6],
  ],
  true,
);
const flipFlopSr = clocked(
  [
    ["S", 19.2],
    ["CLK", 38.4],
    ["R", 57.6],
  ],
  false,
);

const clock: PartGeometry = {
  width: 76.8,
  height: 48,
  pins: pinsAt(["CLK", 76.8, 14.4], ["GND", 76.8, 33.6]),
  body: box(0, 0, 67.2, 48),
  radius: 4,
};

export const gateShape: PartShape = {
  types: [
    ...["and-2", "nand-2", "or-2", "nor-2", "xor-2", "xnor-2", "not", "buffer"].map((name) => `wokwi-gate-${name}`),
  ],
  name: "Logic gate",
  geometry: ({ type }) => (type.endsWith("-2") ? twoInputs : oneInput),
  describe: ({ type }) => gateName(type).toUpperCase(),
};

/** "nand" of "wokwi-gate-nand-2". */
export const gateName = (type: string): string => type.replace(/^wokwi-gate-|-2$/g, "");

export const multiplexerShape: PartShape = {
  types: ["wokwi-mux-2"],
  name: "Multiplexer",
  geometry: () => multiplexer,
};

export const flipFlopShape: PartShape = {
  types: ["d", "dr", "dsr", "sr"].map((name) => `wokwi-flip-flop-${name}`),
  name: "Flip-flop",
  geometry: ({ type }) => (type.endsWith("-sr") ? flipFlopSr : flipFlopD),
  describe: ({ type }) => (type.endsWith("-sr") ? "clocked, set and reset" : "D, rising edge"),
};

export const clockGeneratorShape: PartShape = {
  types: ["wokwi-clock-generator"],
  name: "Clock generator",
  geometry: () => clock,
  describe: (part) =>
    `${text(part, "frequency", "10k").replace(/\s*[hH][zZ]$/, "")}Hz`.replace(/(\d)(k|M)?Hz/i, "$1 $2Hz"),
};
