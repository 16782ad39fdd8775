import type { Lane, Measurement } from "../protocol/store.js";
import { frequencyText, percentText, shortTime } from "./format.js";
import { laneValue } from "./values.js";

/** Names and values, as far as they mean something on this lane: volts of a pin with a converter that has no edges. */
export function measurements(lane: Lane, result: Measurement): readonly (readonly [string, string])[] {
  if (lane.kind === "pin") {
    const length = (name: string, time: number): (readonly [string, string])[] =>
      Number.isFinite(time) && time > 0 ? [[name, shortTime(time)]] : [];
    const volts = (value: number): string => `${value.toFixed(3)} V`;
    if (result.rising + result.falling === 0 && result.max > 0) {
      return [
        ["min", volts(result.min)],
        ["max", volts(result.max)],
        ["mean", volts(result.mean)],
      ];
    }
    return [
      ["duty", percentText(result.duty)],
      ["frequency", frequencyText(result.frequency)],
      ["edges", `${result.rising} ↑ ${result.falling} ↓`],
      ...length("shortest high", result.shortestHigh),
      ...length("shortest low", result.shortestLow),
    ];
  }
  if (lane.kind === "control" || lane.kind === "output" || lane.kind === "heap") {
    const text = (value: number): string => (Number.isFinite(value) ? laneValue(lane, () => value).text : "–");
    return [
      ["min", text(result.min)],
      ["max", text(result.max)],
      ["mean", text(Number(result.mean.toPrecision(4)))],
    ];
  }
  return [];
}
