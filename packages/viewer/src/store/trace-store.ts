import { toPerfetto, toVcd, type Nanos } from "@tickless/sim-core";
import type { Moment } from "tickless/lesson/lesson";
import { momentIn } from "tickless/lesson/moments";
import type { FolderFiles } from "tickless/project-files";
import { readRecording, writeRecording } from "tickless/recording/recording";
import type {
  BoardState,
  Columns,
  ColumnsRequest,
  Comparison,
  ExportFormat,
  LaneRef,
  Measurement,
  OtherInfo,
  SearchQuery,
  Side,
  StoreApi,
  StoreInfo,
  StoreMessage,
  TaskState,
  TimelineEvent,
} from "../protocol/store.js";
import { boardStateAt, tasksAt } from "./board-state.js";
import { columnsOf } from "./columns/columns.js";
import { activeTracks, Comparer, recordingOf } from "./compare.js";
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

const NOTHING = new Recording(0, []);

/**
 * Holds the recording of the present run, of the one before it and of one to compare it with, and answers all that is asked
 * about them (`StoreApi`).
 */
export class TraceStore implements InPlace<Omit<StoreApi, "connect">> {
  private current = new Recording(0, []);
  private ghost: Recording | undefined;
  private other: Recording | undefined;
  /** Recordings that were compared with so far; their runs count downwards. */
  private others = 0;
  private side: Side = "A";
  private comparer: Comparer | undefined;

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
    return columnsOf(request.layer === "current" ? this.front : this.back, request);
  }

  stateAt(time: Nanos, exposure: Nanos): BoardState {
    return boardStateAt(this.front, time, exposure);
  }

  tasksAt(time: Nanos): readonly TaskState[] {
    return tasksAt(this.front, time);
  }

  serial(track: string, time: Nanos, limit: number): { readonly text: string; readonly cut: number } {
    return this.front.find(TextIndex, track)?.tail(time, limit) ?? { text: "", cut: 0 };
  }

  next(time: Nanos, direction: 1 | -1, lanes: readonly LaneRef[]): Nanos | undefined {
    return nextOf(this.front, time, direction, lanes);
  }

  nearest(time: Nanos, within: Nanos, lane: LaneRef): Nanos | undefined {
    return nearestOf(this.front, time, within, lane);
  }

  momentOf(moment: Moment): Nanos | undefined {
    return momentIn(this.front.trace, moment, this.front.end);
  }

  measure(lane: LaneRef, start: Nanos, end: Nanos): Measurement {
    return measure(this.front, lane, start, end);
  }

  search(query: SearchQuery, from: Nanos, direction: 1 | -1, limit: number): readonly TimelineEvent[] {
    return search(this.front, query, { from, direction }, limit);
  }

  around(time: Nanos, limit: number, tracks: readonly string[]): readonly TimelineEvent[] {
    return around(this.front, time, limit, tracks);
  }

  overview(width: number): { readonly activity: Float32Array; readonly marks: readonly TimelineEvent[] } {
    return overview(this.front, width, Math.max(this.front.end, this.other ? this.back.end : 0));
  }

  exported(format: ExportFormat): readonly string[] {
    const { trace, end } = this.current;
    if (format === "perfetto") return [...toPerfetto(trace, { end })];
    return [...toVcd(trace, { end, levels: format === "vcd" ? "simulated" : "logic" })];
  }

  recorded(head: Parameters<StoreApi["recorded"]>[0], files: FolderFiles): Uint8Array {
    const { trace, end } = this.current;
    const encoder = new TextEncoder();
    const bytes = Object.entries(files).map(
      ([path, content]) => [path, typeof content === "string" ? encoder.encode(content) : content] as const,
    );
    return writeRecording({ ...head, end, until: end }, Object.fromEntries(bytes), trace);
  }

  compare(file: Uint8Array | undefined): OtherInfo | undefined {
    this.side = "A";
    this.other = undefined;
    if (!file) return undefined;
    const { trace, manifest } = readRecording(file);
    const recording = (this.other = recordingOf(-++this.others, trace, manifest.end));
    const { run, tracks, end, rows } = recording;
    return { run, tracks, end, rows, active: activeTracks(recording) };
  }

  look(side: Side): void {
    this.side = side;
  }

  comparison(): Comparison | undefined {
    return this.both?.comparison();
  }

  nextDifference(time: Nanos, direction: 1 | -1, lanes: readonly LaneRef[]): Nanos | undefined {
    return this.both?.next(time, direction, lanes);
  }

  /** What is looked at. */
  private get front(): Recording {
    return this.side === "B" ? (this.other ?? this.current) : this.current;
  }

  /** What lies under it. */
  private get back(): Recording {
    if (this.other) return this.side === "B" ? this.current : this.other;
    return this.ghost ?? NOTHING;
  }

  /** Both of two runs over each other. */
  private get both(): Comparer | undefined {
    const { current, other, comparer } = this;
    if (comparer?.a === current && comparer.b === other) return comparer;
    return (this.comparer = other && new Comparer(current, other));
  }
}
