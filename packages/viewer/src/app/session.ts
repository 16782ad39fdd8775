import type { Nanos, Problem } from "@tickless/sim-core";
import type { ReadonlySignal, Signal } from "@preact/signals";
import type {
  BoardModel,
  ControlModel,
  Finding,
  Input,
  ProjectFiles,
  RunStatus,
  TrackInfo,
} from "../protocol/project.js";
import type { BoardState, Comparison, Lane, Side, StoreApi } from "../protocol/store.js";

/*
 * All that the parts of the page share: what is open, what runs, which moment is shown. Signals are read by whoever shows
 * them; only the actions of `Session` change what the simulation does.
 */

/** Span of time that the timeline shows. */
export interface Span {
  readonly start: Nanos;
  readonly end: Nanos;
}

/** What the pointer or the keyboard is at; panels, board and timeline light up the same thing. */
export type Selection =
  | { readonly kind: "part"; readonly part: string }
  | { readonly kind: "net"; readonly net: number }
  | { readonly kind: "lane"; readonly lane: string }
  | undefined;

export type Theme = "dark" | "light";

/** What went wrong with a worker; the page offers to start it again. */
export interface WorkerFailure {
  readonly worker: "simulation" | "store";
  readonly message: string;
}

/** What is open. */
export interface ProjectModel {
  readonly project: Signal<ProjectFiles>;
  /** The folder as it was opened or last saved elsewhere, to tell what was edited. */
  readonly original: Signal<ProjectFiles>;
  /** Problems of the last attempt to run: errors (the run before is still shown) or warnings. */
  readonly problems: Signal<readonly Problem[]>;
  /** What is wrong with the wiring of the last project that could be run; it runs all the same. */
  readonly findings: Signal<readonly Finding[]>;
  /** What is wrong with its guided text; it runs all the same. */
  readonly mistakes: Signal<readonly Problem[]>;
  readonly seed: Signal<number>;
  /** What the user did while it ran. */
  readonly inputs: Signal<readonly Input[]>;
}

/** What runs, and what has been recorded. Board and tracks are those of the run that is looked at, see `CompareModel`. */
export interface RunModel {
  readonly board: ReadonlySignal<BoardModel | undefined>;
  readonly tracks: ReadonlySignal<readonly TrackInfo[]>;
  readonly lanes: ReadonlySignal<readonly Lane[]>;
  readonly status: Signal<RunStatus | undefined>;
  /** A start is under way: between asking for it and its first rows. */
  readonly starting: Signal<boolean>;
  /** How far the recording reaches. */
  readonly end: Signal<Nanos>;
  /** How far there is something to see: of two runs over each other, the end of the longer one. */
  readonly reach: ReadonlySignal<Nanos>;
  /** Where the run that is looked at ends. */
  readonly shownEnd: ReadonlySignal<Nanos>;
  /** Grows with each change of the recording: whoever shows columns asks again. */
  readonly version: Signal<number>;
  /** A ghost of the run before is there to be shown. */
  readonly ghost: Signal<boolean>;
  readonly failure: Signal<WorkerFailure | undefined>;
}

/** A recording that the run is compared with. */
export interface OtherRun {
  /** As the store numbers it. */
  readonly run: number;
  readonly name: string;
  readonly seed: number;
  readonly end: Nanos;
  readonly tracks: readonly TrackInfo[];
  /** Undefined: its project cannot be built here, and is shown on the board of the other. */
  readonly board: BoardModel | undefined;
  /** Names of the tracks in which something happens after time 0. */
  readonly active: readonly string[];
  /** The recording's file. */
  readonly file: Uint8Array;
}

/** Two runs over each other: A is the one that runs here, B a recording. */
export interface CompareModel {
  /** Run B; undefined: nothing is compared. */
  readonly other: Signal<OtherRun | undefined>;
  /** The run that board, panels and timeline are about; the other one lies grey under it. */
  readonly side: Signal<Side>;
  /** Undefined: not known yet. */
  readonly comparison: Signal<Comparison | undefined>;
}

/** Which moment is shown, and how it moves. */
export interface TimeModel {
  /** The moment shown: *now*. */
  readonly cursor: Signal<Nanos>;
  /** The cursor is pinned to the end of the recording, which grows as the simulation goes on. */
  readonly live: Signal<boolean>;
  /** The cursor moves by itself through the recording: forwards 1, backwards -1, or stands 0. */
  readonly playing: Signal<1 | 0 | -1>;
  /** Virtual seconds per second; Infinity (live only): as fast as possible. */
  readonly speed: Signal<number>;
  readonly view: Signal<Span>;
  /** Two marks to measure between. */
  readonly markA: Signal<Nanos | undefined>;
  readonly markB: Signal<Nanos | undefined>;
  /** The board at the cursor, as the store told last. */
  readonly state: Signal<BoardState | undefined>;
}

/** What the page looks like. */
export interface LookModel {
  readonly theme: Signal<Theme>;
  readonly reducedMotion: Signal<boolean>;
  /** No editor, no gallery: for pages that embed it. */
  readonly embed: boolean;
  readonly selection: Signal<Selection>;
  readonly hoveredNet: Signal<number | undefined>;
  /** Which tab of the side panel is open. */
  readonly tab: Signal<string>;
  /** Which file is open in the editor, and the line to show (from 1). */
  readonly file: Signal<{ readonly path: string; readonly line?: number }>;
  /** Lanes hidden or shown by the user, and their order when it was changed; by lane id. */
  readonly laneShown: Signal<Readonly<Record<string, boolean>>>;
  readonly laneOrder: Signal<readonly string[]>;
  /** Tracks, or parts and buses, that a lesson is about: their lanes are shown and stand out. */
  readonly stands: Signal<readonly string[]>;
  /** Lines that a lesson is about, from 1. A new object: they are scrolled into view. */
  readonly passage: Signal<MarkedLines | undefined>;
}

export interface MarkedLines {
  readonly path: string;
  readonly first: number;
  readonly last: number;
}

export interface Session {
  readonly project: ProjectModel;
  readonly run: RunModel;
  readonly compare: CompareModel;
  readonly time: TimeModel;
  readonly look: LookModel;
  /** Questions to the recording; each kind keeps only its latest request in the queue. */
  readonly store: StoreApi;

  /** Opens a project and runs it: live from 0, or (`at` given) to its whole length with the cursor there. */
  open(
    project: ProjectFiles,
    options?: {
      readonly seed?: number;
      readonly inputs?: readonly Input[];
      readonly at?: Nanos;
      /** The project as it was edited earlier. */
      readonly edited?: ProjectFiles;
    },
  ): Promise<void>;
  /** Changes a file; 150 ms after the last change everything is run again, with the cursor kept and the run before as ghost. */
  edit(path: string, text: string): void;
  addFile(path: string, text: string): void;
  /** Puts a file there, text or bytes, without looking at it. */
  putFile(path: string, content: string | Uint8Array): void;
  removeFile(path: string): void;
  /** All files at once, as if each had been edited. */
  setFiles(project: ProjectFiles): void;
  /** Runs again from 0 to where the recording ends now (at least the project's duration), inputs replayed. */
  rerun(): Promise<void>;
  setSeed(seed: number): void;
  /** Changes an attribute of a part in diagram.json, as if it had been edited there. */
  setAttribute(part: string, name: string, value: string): void;
  /**
   * A person moves a control. Live: an input now. Looking back: `forkOffer` is set, and `acceptFork` runs again with the
   * inputs before this moment and this one.
   */
  setControl(part: string, control: string, value: number): void;
  sendSerial(text: string, board?: string): void;
  /** A control moved while looking back; undefined: none. */
  readonly forkOffer: Signal<{ readonly input: Input; readonly text: string } | undefined>;
  acceptFork(): Promise<void>;
  dismissFork(): void;

  /** Puts a recording under the run: its file, and what it says of itself. Rejects when it cannot be read. */
  compareWith(recorded: {
    readonly project: ProjectFiles;
    readonly seed: number;
    readonly file: Uint8Array;
  }): Promise<void>;
  stopComparing(): void;
  /** Shows the other one of two runs on the board and in the panels. */
  showSide(side: Side): Promise<void>;
  /** To the next or previous moment in which the two differ, on the selected lane, else on those shown. */
  stepDifference(direction: 1 | -1): Promise<void>;

  /** Moves the cursor (into the recording's bounds); live and playing end. */
  seek(time: Nanos): void;
  /** To the next or previous thing that happens on the lanes shown, or the selected lane. */
  stepEvent(direction: 1 | -1): Promise<void>;
  /** Cursor to the end, and the simulation goes on. */
  goLive(): void;
  play(direction: 1 | -1): void;
  pause(): void;
  /** Space: live → pause; at the end → live; else play or pause. */
  toggle(): void;
  setSpeed(speed: number): void;
  /** Sets the visible span; clamped to sensible bounds. */
  show(span: Span): void;
  /** The whole recording. */
  fit(): void;
  /** Simulates as fast as possible to this time. */
  runTo(until: Nanos): Promise<void>;
  /** To the project's whole length, looking back; resolves when the recording is there, as far as it can be run. */
  whole(): Promise<void>;
  /** Starts the workers again after a failure, with the same project and inputs. */
  restart(): Promise<void>;
  dispose(): void;
}

/** The value of a control at the moment shown. */
export type ControlValue = (part: string, control: ControlModel) => number;
