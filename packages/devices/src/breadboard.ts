/**
 * Breadboards `wokwi-breadboard` (63 columns, two pairs of rails), `wokwi-breadboard-half` (30), `wokwi-breadboard-mini`
 * (17, without rails).
 *
 * Pins: holes `<column><t|b>.<row>`, top rows a to e, bottom rows f to j; each column's half is one node. Rails
 * `<tp|tn|bp|bn>.<hole>`, top and bottom, plus and minus; each rail is one node.
 *
 * Not modelled: rails that are parted in the middle; contact resistance; capacitance between columns.
 */
import { defineDevice, type DeviceDefinition } from "@tickless/sim-core";

const HALVES = [
  ["t", "abcde"],
  ["b", "fghij"],
] as const;
const RAILS = ["tp", "tn", "bp", "bn"];

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

function breadboard(type: string, columns: number, railHoles: number): DeviceDefinition {
  const nodes = numbers(columns).flatMap((column) =>
    HALVES.map(([half, rows]) => [...rows].map((row) => `${column}${half}.${row}`)),
  );
  if (railHoles > 0) nodes.push(...RAILS.map((rail) => numbers(railHoles).map((hole) => `${rail}.${hole}`)));
  return defineDevice({ type, pins: nodes.flat(), joined: nodes, attributes: [] });
}

export const breadboards: readonly DeviceDefinition[] = [
  breadboard("wokwi-breadboard", 63, 50),
  breadboard("wokwi-breadboard-half", 30, 25),
  breadboard("wokwi-breadboard-mini", 17, 0),
];
