import type { Columns, ColumnsRequest, LaneColumns, LaneRef } from "../../protocol/store.js";
import type { Recording } from "../recording.js";
import { viewOf, type View } from "../view.js";
import { curveColumns } from "./curve.js";
import { eventColumns } from "./events.js";
import { frameColumns } from "./frames.js";
import { i2cColumns } from "./i2c.js";
import { interruptColumns } from "./interrupts.js";
import { pinColumns } from "./pin.js";
import { tasksColumns } from "./tasks.js";

/** What the timeline draws of a recording. */
export function columnsOf(recording: Recording, { start, end, width, lanes }: Omit<ColumnsRequest, "layer">): Columns {
  const view = viewOf(start, end, width, recording.end);
  return { start, end, width: view.width, lanes: lanes.map((lane) => laneColumns(recording, lane, view)) };
}

function laneColumns(recording: Recording, lane: LaneRef, view: View): LaneColumns {
  switch (lane.kind) {
    case "pin":
      return pinColumns(recording, lane, view);
    case "control":
    case "output":
    case "heap":
      return curveColumns(recording, lane, view);
    case "i2c":
      return i2cColumns(recording, lane, view);
    case "frames":
      return frameColumns(recording, lane, view);
    case "tasks":
      return tasksColumns(recording, lane, view);
    case "interrupts":
      return interruptColumns(recording, lane, view);
    case "serial":
    case "pixels":
    case "faults":
    case "markers":
      return eventColumns(recording, lane, view);
  }
}

/** The buffers in it, to be transferred instead of copied. */
export function buffersOfColumns({ lanes }: Columns): ArrayBuffer[] {
  const arrays = lanes.flatMap((lane): (ArrayBufferView | undefined)[] => {
    switch (lane.kind) {
      case "pin":
        return [
          lane.levels,
          lane.edges?.times,
          lane.edges?.levels,
          ...curves(lane.duty),
          lane.trains,
          lane.phases,
          ...curves(lane.volts),
        ];
      case "curve":
        return [lane.min, lane.max];
      case "i2c":
        return [lane.busy, lane.failed];
      case "frames":
        return lane.wires.flatMap(({ busy, failed }) => [busy, failed]);
      case "tasks":
        return lane.tasks.flatMap(({ running, state }) => [running, state]);
      case "interrupts":
        return lane.sources.map(({ counts }) => counts);
      case "events":
        return [lane.counts];
    }
  });
  return arrays.flatMap((array) => (array ? [array.buffer as ArrayBuffer] : []));
}

const curves = (pair: { readonly min: Float32Array; readonly max: Float32Array } | undefined): Float32Array[] =>
  pair ? [pair.min, pair.max] : [];
