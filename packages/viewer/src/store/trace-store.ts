import { toPerfetto, toVcd, type Nanos } from "@tickless/sim-core";
import { writeRecording } from "tickless/recording/recording";
import type { ProjectFiles } from "../protocol/project.js";
import type {
  BoardState,
  Columns,
  ColumnsRequest,
  ExportFormat,
  LaneRef,
  Measurement,
  SearchQuery,
  StoreApi,
  StoreInfo,
  StoreMessage,
  TaskState,
  TimelineEvent,
} from "../protocol/store.js";
import { boardStateAt, tasksAt } from "./board-state.js";
import { columnsOf } from "./columns/columns.js";
import { TextIndex } from "./index/index.js";
import { measure } from "./measure.js";
import { around, overview } from "./overview.js";
import { Recording } from "./recording.js";
import { search } from "./search.js";
import { nearestOf, nextOf } from "./step.js";

/** The same questions, answered in place. */
export type InPlace<Api extends { [Name in keyof Api]: (...args: never[]) => Promise<unknown> }> = {
  [Name in keyof Api]: (...args: Parameters<Api[Name]>) => Awaited<ReturnType<Api[Name]>>;
};

/** Holds the recording of the present run and of the one before it, and answers all that is asked about them (`StoreApi`). */
export class TraceStore implements InPlace<Omit<StoreApi, "connect">> {
  private current = new Recording(0, []);
  private ghost: Recording | undefined;

  /** Takes what the simulation's worker sends; whether there is something new. Rows of a run that is over are ignored. */
  receive(message: StoreMessage): boolean {
    if (message.kind === "begin") {
      const { run, tracks, ghost } = message;
      this.ghost = ghost ? this.current : undefined;
      this.current = new Recording(run, tracks);
      return true;
    }
    if (message.run !== this.current.run) return false;
    this.current.append(message.delta);
    return true;
  }

  info(): StoreInfo {
    const { run, tracks, end, rows } = this.current;
    return { run, tracks, end, rows };
  }

  columns(request: ColumnsRequest): Columns {
    const recording = request.layer === "current" ? this.current : this.ghost;
    return columnsOf(recording ?? new Recording(0, []), request);
  }

  stateAt(time: Nanos, exposure: Nanos): BoardState {
    return boardStateAt(this.current, time, exposure);
  }

  tasksAt(time: Nanos): readonly TaskState[] {
    return tasksAt(this.current, time);
  }

  serial(track: string, time: Nanos, limit: number): { readonly text: string; readonly cut: number } {
    return this.current.find(TextIndex, track)?.tail(time, limit) ?? { text: "", cut: 0 };
  }

  next(time: Nanos, direction: 1 | -1, lanes: readonly LaneRef[]): Nanos | undefined {
    return nextOf(this.current, time, direction, lanes);
  }

  nearest(time: Nanos, within: Nanos, lane: LaneRef): Nanos | undefined {
    return nearestOf(this.current, time, within, lane);
  }

  measure(lane: LaneRef, start: Nanos, end: Nanos): Measurement {
    return measure(this.current, lane, start, end);
  }

  search(query: SearchQuery, from: Nanos, direction: 1 | -1, limit: number): readonly TimelineEvent[] {
    return search(this.current, query, { from, direction }, limit);
  }

  around(time: Nanos, limit: number, tracks: readonly string[]): readonly TimelineEvent[] {
    return around(this.current, time, limit, tracks);
  }

  overview(width: number): { readonly activity: Float32Array; readonly marks: readonly TimelineEvent[] } {
    return overview(this.current, width);
  }

  exported(format: ExportFormat): readonly string[] {
    const { trace, end } = this.current;
    if (format === "perfetto") return [toPerfetto(trace, { end })];
    return [...toVcd(trace, { end, levels: format === "vcd" ? "simulated" : "logic" })];
  }

  recorded(head: Parameters<StoreApi["recorded"]>[0], files: ProjectFiles["files"]): Uint8Array {
    const { trace, end } = this.current;
    const encoder = new TextEncoder();
    const bytes = Object.entries(files).map(([path, text]) => [path, encoder.encode(text)] as const);
    return writeRecording({ ...head, end, until: end }, Object.fromEntries(bytes), trace);
  }
}
