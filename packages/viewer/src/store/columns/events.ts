import type { EventColumns, LaneRef } from "../../protocol/store.js";
import { eventsBetween } from "../events.js";
import { BytesIndex } from "../index/index.js";
import type { Recording } from "../recording.js";
import type { View } from "../view.js";

/** How many rows (serial, pixels: bytes) there are in each column, of all the lane's tracks. */
export function eventColumns(recording: Recording, { tracks }: LaneRef, view: View): EventColumns {
  const counts = new Uint32Array(view.width);
  const indexes = tracks.flatMap((track) => recording.get(track) ?? []).filter(({ rows }) => rows.count > 0);
  let rows = 0;
  for (const index of indexes) {
    const before = index.rows.beforeColumns(view);
    rows += (before[view.width] as number) - (before[0] as number);
    for (let column = 0; column < view.used; column++) {
      const [from, to] = [before[column] as number, before[column + 1] as number];
      if (from === to) continue;
      counts[column] = (counts[column] as number) + (index instanceof BytesIndex ? index.size(from, to) : to - from);
    }
  }
  const few = rows <= view.width / 4;
  return { kind: "events", counts, events: few ? eventsBetween(indexes, view.start, view.end) : undefined };
}
