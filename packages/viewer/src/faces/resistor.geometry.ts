import { parseOhms } from "@tickless/devices/resistor";
import { box, mm } from "../board/plane.js";
import { pinsAt, text, type PartShape } from "./shape.js";

/* Resistor. Box and pins: @wokwi/elements 1.9.2. Colour code: IEC 60062. */

const DIGITS = ["black", "brown", "red", "orange", "yellow", "green", "blue", "violet", "grey", "white"] as const;
export type BandColor = (typeof DIGITS)[number] | "gold" | "silver";

const geometry = {
  width: mm(15.645),
  height: mm(3),
  pins: pinsAt(["1", 0, 5.65], ["2", 58.8, 5.65]),
  body: box(11, 0, 37, mm(3)),
  radius: 5,
};

/**
 * The colour bands of a resistance, tolerance last: two digits and gold (5 %), or three digits and brown (1 %) when two do not
 * tell it. 0 ohm is one black band; what the code cannot tell (under 0.1 ohm, over 99 Gohm) has no bands.
 */
export function colorBands(ohms: number): readonly BandColor[] {
  if (ohms === 0) return ["black"];
  if (!(ohms >= 0.1 && ohms < 1e11)) return [];
  let exponent = Math.floor(Math.log10(ohms)) - 2;
  let digits = Math.round(ohms / 10 ** exponent);
  if (digits >= 1000) [digits, exponent] = [100, exponent + 1];
  if (digits % 10 !== 0 && exponent >= -2) return [...digitBands(digits), multiplier(exponent), "brown"];
  if (exponent + 1 < -2) return [];
  return [...digitBands(Math.round(digits / 10)), multiplier(exponent + 1), "gold"];
}

const digitBands = (value: number): BandColor[] =>
  [...String(value)].map((digit) => DIGITS[Number(digit)] as BandColor);

const multiplier = (exponent: number): BandColor =>
  exponent === -1 ? "gold" : exponent === -2 ? "silver" : (DIGITS[exponent] as BandColor);

export const ohmsOf = (part: Parameters<PartShape["geometry"]>[0]): number =>
  parseOhms(text(part, "value", "1000")) ?? 1000;

/** "220 Ω", "4.7 kΩ", "1 MΩ" */
export function formatOhms(ohms: number): string {
  const [unit, factor] = ohms >= 1e9 ? ["G", 1e9] : ohms >= 1e6 ? ["M", 1e6] : ohms >= 1e3 ? ["k", 1e3] : ["", 1];
  return `${Number((ohms / factor).toPrecision(4))} ${unit}Ω`;
}

export const resistorShape: PartShape = {
  types: ["wokwi-resistor"],
  name: "Resistor",
  geometry: () => geometry,
  describe: (part) => formatOhms(ohmsOf(part)),
};
