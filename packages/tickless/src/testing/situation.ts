import { formatTime, ms, type Nanos } from "@tickless/sim-core";
import { waveforms } from "./picture.js";
import { tell } from "./moments.js";
import { placeText, type Places } from "./places.js";
import type { Probe } from "./probe.js";
import { tasksAt, taskLines } from "./tasks.js";
import type { View } from "./view.js";

/** What a message shows of a moment. */
export interface Moment {
  readonly view: View;
  readonly at: Nanos;
  /** Drawn around the moment. */
  readonly probes?: readonly Probe[];
  /** How much time is drawn on either side, ns. Default 50 ms. */
  readonly around?: Nanos;
}

/** What went on at a moment, for a message: waveforms around it, the tasks then, the end of the program if it has ended. */
export function situation({ view, at, probes = [], around = ms(50) }: Moment): string {
  const { now, end, title } = view;
  const lines: string[] = [];
  const drawn = distinct(probes);
  if (drawn.length > 0) {
    lines.push("", ...waveforms(drawn, Math.max(0, at - around), Math.min(now, at + around), Math.min(at, now)));
  }
  for (const board of view.boards) {
    const tasks = tasksAt(view, board, Math.min(at, now)).filter(({ state }) => state !== "ended");
    const places: Places = end && end.time <= at ? new Map() : (view.places?.(board, Math.min(at, now)) ?? new Map());
    const who = view.boards.length > 1 ? ` of ${board}` : "";
    const place = places.get(0);
    if (tasks.length > 0) {
      lines.push("", `tasks${who} at ${formatTime(at)}:`, ...taskLines(tasks, places).map((line) => `  ${line}`));
    } else if (place) lines.push("", `the program${who} at ${formatTime(at)}:`, `  ${placeText(place)}`);
  }
  if (end && end.time <= at) lines.push("", `the program did not run any more: ${endText(end)}`);
  const text = [...lines, "", title].join("\n");
  tell(view, at, text);
  return text;
}

export const endText = ({ time, message, file, line }: NonNullable<View["end"]>): string =>
  `${file === undefined ? "" : `${file}${line === undefined ? "" : `:${line}`}: `}${message} (at ${formatTime(time)})`;

function distinct(probes: readonly Probe[]): Probe[] {
  return [...new Map(probes.map((probe) => [probe.name, probe])).values()];
}
