import type { Frame, FrameColumns, FrameWire, LaneRef } from "../../protocol/store.js";
import { byteTexts, FRAME_FAULTS, hex } from "../event-text.js";
import { columnOf, FrameIndex } from "../index/index.js";
import type { Recording } from "../recording.js";
import type { View } from "../view.js";
import { busyColumns } from "./transfers.js";

/** Bytes of a transfer that are written out. */
const SHOWN_BYTES = 32;

/** The wires of an UART (a track each) or of an SPI bus (a track for both); the bursts of a bitstream. */
export function frameColumns(recording: Recording, { tracks }: LaneRef, view: View): FrameColumns {
  const wires = tracks.flatMap((name): FrameWire[] => {
    const index = recording.find(FrameIndex, name);
    if (index?.track.kind === "spi") {
      return ["mosi", "miso"].map((column) => wireColumns(column.toUpperCase(), index, view, bytesOf(index, column)));
    }
    if (index?.track.kind === "bitstream") return [wireColumns("DATA", index, view, bytesOf(index, "data"))];
    return [wireColumns(name.slice(name.lastIndexOf(".") + 1).toUpperCase(), index, view, index && frameOf(index))];
  });
  return { kind: "frames", wires };
}

type Reader = (row: number) => Pick<Frame, "texts" | "fault">;

function wireColumns(name: string, index: FrameIndex | undefined, view: View, read: Reader | undefined): FrameWire {
  const { busy, failed, first, last } = busyColumns(index, view);
  if (!index || !read) return { name, busy, failed, frames: [] };
  if (last - first > view.width / 4) return { name, busy, failed, frames: undefined };
  const frames = Array.from({ length: last - first }, (_, offset) => {
    const row = first + offset;
    return { start: index.rows.time(row), end: index.ends.get(row), ...read(row) };
  });
  return { name, busy, failed, frames };
}

/** A byte of an UART, and what is wrong with it. */
function frameOf({ track }: FrameIndex): Reader {
  const [data, status] = [columnOf(track, "data"), columnOf(track, "status")];
  return (row) => ({
    texts: byteTexts(track.value(row, data) as number),
    fault: FRAME_FAULTS[track.value(row, status) as number] ?? "",
  });
}

/** The bytes of a transfer, or their number. */
function bytesOf({ track }: FrameIndex, column: string): Reader {
  const at = columnOf(track, column);
  return (row) => {
    const data = track.value(row, at) as Uint8Array;
    const shown = Array.from(data.subarray(0, SHOWN_BYTES), hex).join(" ");
    const count = data.length === 0 ? "not driven" : `${data.length} B`;
    return { texts: data.length > SHOWN_BYTES || shown === "" ? [count] : [shown, count], fault: "" };
  };
}
