import type { InterruptColumns, LaneRef } from "../../protocol/store.js";
import { InterruptIndex } from "../index/index.js";
import type { SourceCalls } from "../index/interrupts.js";
import { countBelow } from "../pages.js";
import type { Recording } from "../recording.js";
import type { View } from "../view.js";
import { windowsOfTimes } from "../windows.js";

type Source = InterruptColumns["sources"][number];

const MOST = 0xffff;

export function interruptColumns(recording: Recording, { tracks }: LaneRef, view: View): InterruptColumns {
  const index = recording.find(InterruptIndex, tracks[0]);
  const sources = index?.sources.map((calls) => columnsOf(calls, view, recording.end)) ?? [];
  return { kind: "interrupts", sources };
}

function columnsOf({ source, starts, ends }: SourceCalls, view: View, recorded: number): Source {
  const counts = new Uint16Array(view.width);
  const { before } = windowsOfTimes(starts, view);
  for (let column = 0; column < view.used; column++) {
    counts[column] = Math.min(MOST, (before[column + 1] as number) - (before[column] as number));
  }
  // Calls of one source follow each other, so that their ends rise too.
  const first = view.used > 0 ? Math.min(before[0] as number, countBelow(ends, view.start)) : starts.length;
  const last = view.used > 0 ? (before[view.width] as number) : starts.length;
  if (last - first > view.width / 2) return { source, counts, spans: undefined };
  const spans = Array.from({ length: last - first }, (_, offset) => {
    return { start: starts.get(first + offset), end: Math.min(recorded, ends.get(first + offset)) };
  });
  return { source, counts, spans };
}
