import type { Nanos, Problem } from "@tickless/sim-core";
import type { Finding } from "tickless/check/finding";
import type { FolderFiles } from "tickless/project-files";
import type { BoardModel, Input, InputNow, RunEndModel, ScenarioFailure, TrackInfo } from "tickless/runner/model";

/** A project as the viewer keeps it: texts of its files by their path in the folder ("main.py", "lib/x.py", "diagram.json"). */
export interface ProjectFiles {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** Bytes of those that are no text, or too long to be edited, by their paths. */
  readonly binary?: Readonly<Record<string, Uint8Array>>;
}

/** All files of a project, as what runs it takes them. */
export const allFiles = ({ files, binary }: Pick<ProjectFiles, "files" | "binary">): FolderFiles => {
  return { ...files, ...binary };
};

type Content = FolderFiles[string];

/** Two contents of a file, or none. */
export function sameFile(a: Content | undefined, b: Content | undefined): boolean {
  if (a === b || typeof a === "string" || typeof b === "string" || !a || !b) return a === b;
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** Without an empty table of binary files. */
export const projectOf = (
  name: string,
  files: ProjectFiles["files"],
  binary: NonNullable<ProjectFiles["binary"]>,
): ProjectFiles => ({ name, files, ...(Object.keys(binary).length > 0 ? { binary } : {}) });

export type { Finding } from "tickless/check/finding";

// What a run takes and tells: see packages/tickless/src/runner/model.ts.
export type {
  BoardModel,
  ControlModel,
  Input,
  InputNow,
  OwnPartModel,
  PartModel,
  RunEndModel,
  ScenarioFailure,
  TrackInfo,
  WireModel,
} from "tickless/runner/model";

/** How the simulation is doing; sent a few times a second, and at each change of state. */
export interface RunStatus {
  /** Number of the run; each start has a new one. */
  readonly run: number;
  readonly state: "running" | "paused" | "ended";
  /** How far virtual time has come. */
  readonly now: Nanos;
  /** The run goes to here by itself. */
  readonly until: Nanos;
  readonly end: RunEndModel | undefined;
  /** Virtual seconds that went by in the last host second. */
  readonly rate: number;
  readonly seed: number;
  /** 32 hex digits once the run has ended or paused at `until`; "" before. */
  readonly fingerprint: string;
  /** The scenario that is played has failed; the run goes on. */
  readonly scenarioFailure?: ScenarioFailure | undefined;
  /** Names of the tracks in which something has happened after time 0. */
  readonly active?: readonly string[];
}

export interface StartRequest {
  readonly project: ProjectFiles;
  /** Undefined: the project's, or 1. */
  readonly seed: number | undefined;
  /** In order of time; replayed. */
  readonly inputs: readonly Input[];
  /** Runs to here as fast as it can, and pauses. 0: pauses at once. */
  readonly until: Nanos;
  /** At least to the length that the project says. */
  readonly whole?: boolean;
  /** Number of the run; undefined: the next one. */
  readonly run?: number;
  /** Keep the run before as the ghost under the new one. */
  readonly ghost: boolean;
  /** File name of the scenario to play; "none"; undefined: what tickless.yaml says, or the only one. */
  readonly scenario: string | undefined;
}

export type StartResult =
  | {
      readonly ok: true;
      readonly run: number;
      readonly board: BoardModel;
      readonly tracks: readonly TrackInfo[];
      /** What the project's own settings say a run's length is, ns. */
      readonly duration: Nanos;
      readonly seed: number;
      /** Warnings: wiring doubts, ignored attributes. */
      readonly problems: readonly Problem[];
      /** What is wrong with the wiring. */
      readonly findings: readonly Finding[];
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** What the simulation's worker offers. */
export interface SimApi {
  /** `store`: the trace store's end of a channel. `onStatus` is told of progress and changes of state. */
  connect(store: MessagePort, onStatus: (status: RunStatus) => void): Promise<void>;
  /** Replaces whatever runs. A project that cannot be built leaves the run before as it is (paused). */
  start(request: StartRequest): Promise<StartResult>;
  /** Goes on: `speed` virtual seconds per host second (Infinity: as fast as possible), to `until` or for ever. */
  resume(speed: number, until?: Nanos): Promise<void>;
  pause(): Promise<void>;
  /** The board of a project that is not run; undefined: it cannot be built. */
  boardOf(project: ProjectFiles): Promise<BoardModel | undefined>;
  /** Applies an input now; returns it with its time. Undefined: the run has ended. */
  input(input: InputNow): Promise<Input | undefined>;
  /** A sign of life. */
  alive(): Promise<void>;
}
