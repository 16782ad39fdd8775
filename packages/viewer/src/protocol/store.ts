import type { Nanos, TraceDelta } from "@tickless/sim-core";
import type { RecordingHead } from "tickless/recording/recording";
import type { Moment } from "tickless/lesson/lesson";
import type { FolderFiles } from "tickless/project-files";
import type { TrackInfo } from "./project.js";

/*
 * What the trace store answers. All times are ns; a *column* is one pixel column of the timeline, `[start + i*w, start + (i+1)*w)`
 * with w = (end - start) / width.
 */

/** Which of two runs over each other: A, the one that runs here, or B, a recording beside it. */
export type Side = "A" | "B";

/**
 * Which recording: the one that is looked at, or the one that is drawn faint under it: the other of two that are compared, else
 * the run before.
 */
export type Layer = "current" | "ghost";

/** One row of the timeline and the tracks it is drawn from. */
export interface Lane {
  /** The main track's name; unique. */
  readonly id: string;
  readonly kind: LaneKind;
  /** "GP14" */
  readonly label: string;
  /** "btn1:2.r": what is connected, the part's type … may be "". */
  readonly detail: string;
  /** Part that it belongs to. */
  readonly part: string;
  /** The net of a pin. */
  readonly net: number | undefined;
  /** For "pin": the digital track. Others: the track itself; "faults": all of them. */
  readonly tracks: readonly string[];
  /** Shown unless the user wants otherwise: something happens there. */
  readonly shown: boolean;
  /** Of two runs over each other only this one has it; undefined: both have it, or there is one run. */
  readonly only?: Side | undefined;
  /** A lesson is about it. */
  readonly stands?: boolean;
}

/** What a question about a lane needs of it. */
export type LaneRef = Pick<Lane, "id" | "kind" | "tracks">;

/** "frames": an UART's or an SPI bus's wires. "pin" is drawn as levels, as pulse trains and, with an ADC, as volts. */
export type LaneKind =
  | "pin"
  | "i2c"
  | "frames"
  | "tasks"
  | "interrupts"
  | "serial"
  | "control"
  | "output"
  | "heap"
  | "pixels"
  | "faults"
  | "markers";

export interface ColumnsRequest {
  readonly start: Nanos;
  readonly end: Nanos;
  readonly width: number;
  readonly lanes: readonly LaneRef[];
  readonly layer: Layer;
}

export interface Columns {
  readonly start: Nanos;
  readonly end: Nanos;
  readonly width: number;
  /** In the order of the request. */
  readonly lanes: readonly LaneColumns[];
}

/** Bits of `PinColumns.levels`: which levels a column sees. 0: before the first row, or after the recording's end. */
export const LEVEL_LOW = 1;
export const LEVEL_HIGH = 2;
export const LEVEL_UNKNOWN = 4;
export const LEVEL_FLOATING = 8;
export const LEVEL_PULSES = 16;

export type LaneColumns =
  PinColumns | CurveColumns | I2cColumns | FrameColumns | TasksColumns | InterruptColumns | EventColumns;

export interface PinColumns {
  readonly kind: "pin";
  readonly levels: Uint8Array;
  /** Edges in the view when there are at most `2 * width`: exact times, and the level each leads to. */
  readonly edges:
    | {
        readonly times: Float64Array;
        /** 0, 1, 2 X, 3 Z, 4 pulses. */
        readonly levels: Uint8Array;
        /** The level at the start of the view, before the first of these; undefined: none yet. */
        readonly before?: number | undefined;
      }
    | undefined;
  /** Smallest and largest duty (0 to 1) of each column; NaN: no pulse train. Undefined: none in the whole view. */
  readonly duty: { readonly min: Float32Array; readonly max: Float32Array } | undefined;
  /**
   * Pulse trains in the view, with the one that goes on as it begins, when there are at most `width`: [start, period ns,
   * high ns] each; period 0: none from there on.
   */
  readonly trains: Float64Array | undefined;
  /** A time at which each of them rises (a whole number of periods from any other): edges are at `phase + k * period`. */
  readonly phases?: Float64Array | undefined;
  /** Volts at a pin with an ADC, if they are other than 0 anywhere in the view. */
  readonly volts: { readonly min: Float32Array; readonly max: Float32Array } | undefined;
}

/** control, output, heap */
export interface CurveColumns {
  readonly kind: "curve";
  /** NaN before the first row and after the end. */
  readonly min: Float32Array;
  readonly max: Float32Array;
  /** Smallest and largest value of the whole recording. */
  readonly range: readonly [number, number];
}

export interface I2cColumns {
  readonly kind: "i2c";
  /** Part of each column's time that the bus is busy, 0 to 1. */
  readonly busy: Float32Array;
  /** Columns in which something was not acknowledged. */
  readonly failed: Uint8Array;
  /** The transfers themselves when there are at most `width / 4`. */
  readonly transfers: readonly I2cTransfer[] | undefined;
}

export interface I2cTransfer {
  readonly start: Nanos;
  readonly end: Nanos;
  readonly address: number;
  readonly read: boolean;
  /** 0 complete, 1 address not acknowledged, 2 data not acknowledged. */
  readonly status: number;
  readonly acknowledged: number;
  /** At most 32 of its bytes; `length` is how many there were. */
  readonly data: Uint8Array;
  readonly length: number;
}

export interface FrameColumns {
  readonly kind: "frames";
  readonly wires: readonly FrameWire[];
}

export interface FrameWire {
  /** "TX", "RX", "MOSI", "MISO" */
  readonly name: string;
  /** As of I2C: part of each column's time, and columns in which a frame was wrong. */
  readonly busy: Float32Array;
  readonly failed: Uint8Array;
  /** The frames themselves when there are at most `width / 4`. */
  readonly frames: readonly Frame[] | undefined;
}

export interface Frame {
  readonly start: Nanos;
  readonly end: Nanos;
  /** What was on the wire, from the longest to the shortest way to write it. */
  readonly texts: readonly string[];
  /** What was wrong with it; "": nothing. */
  readonly fault: string;
}

export interface TasksColumns {
  readonly kind: "tasks";
  /** In order of creation: all tasks of the recording that live in the view. */
  readonly tasks: readonly TaskColumns[];
  /** How many more there are: only the first 256 are told apart. */
  readonly more?: number;
}

/** States of a task, as in the trace. */
export const TASK_ENDED = 0;
export const TASK_RUNNING = 1;
export const TASK_WAITING = 2;
export const TASK_CREATED = 3;

export interface TaskColumns {
  readonly id: number;
  readonly name: string;
  /** Part of each column's time that it runs (0 to 1); at least 1/32 where it does at all, however shortly. */
  readonly running: Float32Array;
  /** The state in which the column ends; 255: does not exist. */
  readonly state: Uint8Array;
  /** What it does and when, when there are at most `width / 2` in the view. */
  readonly spans: readonly TaskSpan[] | undefined;
}

export interface TaskSpan {
  readonly start: Nanos;
  readonly end: Nanos;
  readonly state: number;
  /** What it waits for. */
  readonly on: string;
}

export interface InterruptColumns {
  readonly kind: "interrupts";
  readonly sources: readonly {
    readonly source: string;
    /** Calls that begin in each column. */
    readonly counts: Uint16Array;
    /** When there are at most `width / 2` in the view. */
    readonly spans: readonly { readonly start: Nanos; readonly end: Nanos }[] | undefined;
  }[];
}

/** serial, pixels, faults, markers: things that happen at one time. */
export interface EventColumns {
  readonly kind: "events";
  /** Rows (serial and pixels: bytes) in each column. */
  readonly counts: Uint32Array;
  /** The things themselves when there are at most `width / 4`. */
  readonly events: readonly TimelineEvent[] | undefined;
}

export interface TimelineEvent {
  readonly time: Nanos;
  /** Track's name. */
  readonly track: string;
  /** "fault", "exception", "serial", "serial-in", "edge", "control", "marker", "interrupt", "task", "i2c", "pixels" … */
  readonly kind: string;
  /** For people, one line. */
  readonly text: string;
}

/** The board at one time: one number for each track of the run, in its order (`RunInfo.tracks`). */
export interface BoardState {
  readonly run: number;
  readonly time: Nanos;
  /**
   * digital: level; pwm: duty; analog: volts; control, output, heap: value; interrupt: 1 inside a handler; i2c: 1 during a
   * transfer; others: rows so far. NaN before the first row.
   */
  readonly values: Float64Array;
  /** Outputs averaged over the exposure `[time - exposure, time]`; others as in `values`. */
  readonly means: Float64Array;
  /** Framebuffers by track name, as long as the highest byte ever written. */
  readonly pixels: Readonly<Record<string, Uint8Array>>;
  /** pwm: the period, ns; NaN: no train. Others NaN. */
  readonly periods: Float64Array;
}

export interface TaskState {
  readonly mcu: string;
  readonly id: number;
  readonly name: string;
  readonly state: number;
  /** What it waits for. */
  readonly on: string;
  /** In this state since. */
  readonly since: Nanos;
  /** ns that it has run so far, of the whole run. */
  readonly ran: Nanos;
}

export interface Measurement {
  readonly start: Nanos;
  readonly end: Nanos;
  readonly rising: number;
  readonly falling: number;
  /** Of the time in which the level is 0 or 1; pulse trains count with theirs. NaN: no such time. */
  readonly duty: number;
  /** Hz: from the first to the last rising edge; of a pulse train its own. NaN: fewer than two. */
  readonly frequency: number;
  readonly shortestHigh: Nanos;
  readonly shortestLow: Nanos;
  /** Values of a curve lane: smallest, largest, mean over time. */
  readonly min: number;
  readonly max: number;
  readonly mean: number;
}

export type SearchQuery =
  | { readonly kind: "edge"; readonly lane: string; readonly edge: "rising" | "falling" | "any" }
  /** Case does not matter. */
  | { readonly kind: "serial"; readonly text: string }
  | { readonly kind: "exception" }
  | { readonly kind: "fault" }
  /** Anything: serial text, fault and exception messages, task names and what they wait for, I2C addresses and bytes as hex. */
  | { readonly kind: "any"; readonly text: string };

export interface StoreInfo {
  readonly run: number;
  readonly tracks: readonly TrackInfo[];
  /** How far the recording reaches. */
  readonly end: Nanos;
  readonly rows: number;
}

/** A recording that the present run is compared with, as the store knows it. */
export interface OtherInfo extends StoreInfo {
  /** Names of the tracks in which something happens after time 0. */
  readonly active: readonly string[];
}

/** Where a track that two runs have goes another way first. */
export interface TrackDifference {
  readonly track: string;
  readonly kind: string;
  /** Of the earlier of the two rows. */
  readonly time: Nanos;
  /** What happens first that the other has not, or has otherwise; undefined: nothing more happens, as far as is known. */
  readonly a: { readonly time: Nanos; readonly text: string } | undefined;
  readonly b: { readonly time: Nanos; readonly text: string } | undefined;
}

/** Two runs over each other, up to where the shorter of them ends. */
export interface Comparison {
  readonly until: Nanos;
  /** Tracks that both have and that differ, the first to differ in front. */
  readonly differences: readonly TrackDifference[];
  /** Names of tracks that only one of them has. */
  readonly onlyA: readonly string[];
  readonly onlyB: readonly string[];
  /** How many tracks both have. */
  readonly common: number;
}

/** What the simulation's worker sends to the store over their channel. */
export type StoreMessage =
  | { readonly kind: "begin"; readonly run: number; readonly tracks: readonly TrackInfo[]; readonly ghost: boolean }
  | { readonly kind: "delta"; readonly run: number; readonly delta: TraceDelta };

/**
 * Files that a recording can be written as: value change dumps, as simulated or as a logic analyser sees it; trace events for
 * Perfetto.
 */
export type ExportFormat = "vcd" | "vcd-logic" | "perfetto";

/** What the trace store's worker offers. */
export interface StoreApi {
  /** `sim`: the simulation's end of a channel. `onGrowth`: more has come (at most every 16 ms). */
  connect(sim: MessagePort, onGrowth: (info: StoreInfo) => void): Promise<void>;
  info(): Promise<StoreInfo>;
  columns(request: ColumnsRequest): Promise<Columns>;
  stateAt(time: Nanos, exposure: Nanos): Promise<BoardState>;
  tasksAt(time: Nanos): Promise<readonly TaskState[]>;
  /** Serial output of a board up to `time`: the last `limit` characters, and what was cut off before them. */
  serial(track: string, time: Nanos, limit: number): Promise<{ readonly text: string; readonly cut: number }>;
  /** The time of the next (direction 1) or previous (-1) thing that happens on these lanes; undefined: none. */
  next(time: Nanos, direction: 1 | -1, lanes: readonly LaneRef[]): Promise<Nanos | undefined>;
  /** The edge or event of the lane nearest to `time`, at most `within` away: for snapping. */
  nearest(time: Nanos, within: Nanos, lane: LaneRef): Promise<Nanos | undefined>;
  /** When that happens; undefined: it does not. */
  momentOf(moment: Moment): Promise<Nanos | undefined>;
  measure(lane: LaneRef, start: Nanos, end: Nanos): Promise<Measurement>;
  /** Hits from `from` on (direction 1) or before it (-1), at most `limit`. */
  search(query: SearchQuery, from: Nanos, direction: 1 | -1, limit: number): Promise<readonly TimelineEvent[]>;
  /** What happens around a time, for the table: at most `limit` before or at it and as many after it, on these tracks. */
  around(time: Nanos, limit: number, tracks: readonly string[]): Promise<readonly TimelineEvent[]>;
  /**
   * How much happens in each of `width` columns of the whole recording, 0 to 1; and where faults and exceptions are. Of two
   * runs over each other the columns reach to the end of the longer one.
   */
  overview(width: number): Promise<{ readonly activity: Float32Array; readonly marks: readonly TimelineEvent[] }>;
  /** The text of the file, in pieces. */
  exported(format: ExportFormat): Promise<readonly string[]>;
  /** The file of a recording (.tickless) with this head, as far as it has come. */
  recorded(head: Omit<RecordingHead, "end" | "until">, files: FolderFiles): Promise<Uint8Array>;
  /**
   * Puts a recording (the bytes of its file) beside the present run, to be compared with it; undefined: takes it away. All
   * questions are then about the one that `look` chose, at first A. Throws RecordingError.
   */
  compare(file: Uint8Array | undefined): Promise<OtherInfo | undefined>;
  look(side: Side): Promise<void>;
  /** Undefined: nothing is compared. */
  comparison(): Promise<Comparison | undefined>;
  /** The time of the next (direction 1) or previous (-1) moment in which the two have something else on these lanes. */
  nextDifference(time: Nanos, direction: 1 | -1, lanes: readonly LaneRef[]): Promise<Nanos | undefined>;
}
