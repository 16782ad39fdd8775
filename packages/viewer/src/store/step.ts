import { nextPwmEdge, type Nanos } from "@tickless/sim-core";
import type { LaneRef } from "../protocol/store.js";
import { DigitalIndex, I2cIndex, PwmIndex, TOGGLING, type TrackIndex } from "./index/index.js";
import { countBelow, lastUpTo } from "./pages.js";
import type { Recording } from "./recording.js";

/** Tracks whose rows are what happens on a lane. */
export function indexesOf(recording: Recording, { kind, tracks }: Pick<LaneRef, "kind" | "tracks">): TrackIndex[] {
  const names = kind === "pin" ? tracks.flatMap((name) => [name, `${name}.pwm`, `${name}.volts`]) : tracks;
  return names.flatMap((name) => recording.get(name) ?? []);
}

/** The time of the next or previous thing that happens on the lanes; a transfer happens when it begins and when it ends. */
export function nextOf(
  recording: Recording,
  time: Nanos,
  direction: 1 | -1,
  lanes: readonly LaneRef[],
): Nanos | undefined {
  const next = direction === 1 ? after : earlier;
  const times = lanes.flatMap((lane) => indexesOf(recording, lane).flatMap((index) => next(index, time) ?? []));
  if (times.length === 0) return undefined;
  return times.reduce((best, other) => ((other - best) * direction < 0 ? other : best));
}

/** The time nearest to `time`, edges within a pulse train included, if there is one not farther than `within`. */
export function nearestOf(recording: Recording, time: Nanos, within: Nanos, lane: LaneRef): Nanos | undefined {
  const times = indexesOf(recording, lane)
    .flatMap((index) => [earlier(index, Math.floor(time) + 1) ?? [], after(index, time) ?? []])
    .flat();
  if (lane.kind === "pin") times.push(...pulsesAround(recording, lane.tracks[0] ?? "", time));
  let best: Nanos | undefined;
  for (const candidate of times) {
    const distance = Math.abs(candidate - time);
    if (distance > within) continue;
    if (
      best === undefined ||
      distance < Math.abs(best - time) ||
      (distance === Math.abs(best - time) && candidate < best)
    )
      best = candidate;
  }
  return best;
}

/** The first thing after `time`. */
function after(index: TrackIndex, time: Nanos): Nanos | undefined {
  const row = index.rows.at(time) + 1;
  const begins = row < index.rows.count ? index.rows.time(row) : Infinity;
  let ends = Infinity;
  if (index instanceof I2cIndex) {
    const ended = lastUpTo(index.ends, time) + 1;
    if (ended < index.ends.length) ends = index.ends.get(ended);
  }
  const first = Math.min(begins, ends);
  return first === Infinity ? undefined : first;
}

/** The last thing before `time`. */
function earlier(index: TrackIndex, time: Nanos): Nanos | undefined {
  const row = index.rows.before(time) - 1;
  if (row < 0) return undefined;
  const began = index.rows.time(row);
  if (!(index instanceof I2cIndex)) return began;
  const ended = countBelow(index.ends, time) - 1;
  return ended < 0 ? began : Math.max(began, index.ends.get(ended));
}

/** The edges before (or at) and after `time` of the pulse train that is there. */
function pulsesAround(recording: Recording, name: string, time: Nanos): Nanos[] {
  const [digital, pwm] = [recording.find(DigitalIndex, name), recording.find(PwmIndex, `${name}.pwm`)];
  const [row, trainRow] = [digital?.rows.at(time) ?? -1, pwm?.rows.at(time) ?? -1];
  if (!digital || !pwm || row < 0 || trainRow < 0 || digital.level(row) !== TOGGLING) return [];
  const train = pwm.train(trainRow);
  if (!(train.periodNs > 0)) return [];
  const from = Math.max(digital.rows.time(row), pwm.rows.time(trainRow));
  const to = Math.min(...[digital, pwm].map((index) => after(index, time) ?? recording.end));
  const at = Math.min(time, to);
  const edges = [nextPwmEdge(train, at)];
  // A period back there is an edge before this time; it may take some to come past it.
  for (let edge = nextPwmEdge(train, at - train.periodNs - 2); edge <= at; edge = nextPwmEdge(train, edge))
    edges[1] = edge;
  return edges.filter((edge) => edge >= from && edge <= to);
}
