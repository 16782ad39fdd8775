import { computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { BoardModel, ProjectFiles, TrackInfo } from "../protocol/project.js";
import { tracksNamed } from "tickless/lesson/moments";
import { lanesOf, lanesOfBoth, withStanding } from "./lanes.js";
import type { CompareModel, LookModel, ProjectModel, RunModel, Session, TimeModel } from "./session.js";

export const NOTHING: ProjectFiles = { name: "", files: {} };

/** What all of the page shares, before anything is open. */
export interface SessionState {
  readonly project: ProjectModel;
  readonly run: RunModel;
  /** Of the run that runs here, whichever is looked at. */
  readonly own: OwnRun;
  readonly compare: CompareModel;
  readonly time: TimeModel;
  readonly look: LookModel;
  readonly forkOffer: Session["forkOffer"];
}

export interface OwnRun {
  readonly board: Signal<BoardModel | undefined>;
  readonly tracks: Signal<readonly TrackInfo[]>;
}

export function createState(embed: boolean): SessionState {
  const own: OwnRun = { board: signal(undefined), tracks: signal([]) };
  const stands: LookModel["stands"] = signal([]);
  const compare: CompareModel = { other: signal(undefined), side: signal("A"), comparison: signal(undefined) };
  return {
    project: {
      project: signal(NOTHING),
      original: signal(NOTHING),
      problems: signal([]),
      findings: signal([]),
      mistakes: signal([]),
      seed: signal(1),
      inputs: signal([]),
    },
    run: runModel(own, compare, stands),
    own,
    compare,
    time: {
      cursor: signal(0),
      live: signal(false),
      playing: signal(0),
      speed: signal(1),
      view: signal({ start: 0, end: 1e9 }),
      markA: signal(undefined),
      markB: signal(undefined),
      state: signal(undefined),
    },
    look: {
      theme: signal("dark"),
      reducedMotion: signal(false),
      embed,
      selection: signal(undefined),
      hoveredNet: signal(undefined),
      tab: signal("code"),
      file: signal({ path: "main.py" }),
      laneShown: signal({}),
      laneOrder: signal([]),
      stands,
      passage: signal(undefined),
    },
    forkOffer: signal(undefined),
  };
}

function runModel(own: OwnRun, { other, side }: CompareModel, stands: LookModel["stands"]): RunModel {
  const status: RunModel["status"] = signal(undefined);
  const end = signal(0);
  /** Run B while it is looked at. */
  const shown = computed(() => (side.value === "B" ? other.value : undefined));
  /** The same board is the same object, so that nothing is drawn anew. */
  const theirs = computed(() => {
    const [ours, board = ours] = [own.board.value, other.value?.board];
    return JSON.stringify(ours) === JSON.stringify(board) ? ours : board;
  });
  return {
    board: computed(() => (shown.value ? theirs.value : own.board.value)),
    tracks: computed(() => shown.value?.tracks ?? own.tracks.value),
    status,
    lanes: standing(lanesModel(own, theirs, status, { other, side }), own, stands),
    starting: signal(false),
    end,
    reach: computed(() => Math.max(end.value, other.value?.end ?? 0)),
    shownEnd: computed(() => shown.value?.end ?? end.value),
    version: signal(0),
    ghost: signal(false),
    failure: signal(undefined),
  };
}

/** With those that a lesson is about. */
function standing(lanes: RunModel["lanes"], own: OwnRun, stands: LookModel["stands"]): RunModel["lanes"] {
  const tracks = computed(() => stands.value.flatMap((name) => tracksNamed({ tracks: own.tracks.value }, name)));
  return computed(() => withStanding(lanes.value, new Set(tracks.value)));
}

function lanesModel(
  own: OwnRun,
  theirBoard: ReadonlySignal<BoardModel | undefined>,
  status: RunModel["status"],
  { other, side }: Pick<CompareModel, "other" | "side">,
): RunModel["lanes"] {
  // Names of tracks are few and change seldom, a status comes ten times a second.
  const active = computed(() => (status.value?.active ?? []).join("\n"));
  const ours = computed(() => lanesOf(own.tracks.value, own.board.value, new Set(active.value.split("\n"))));
  const theirs = computed(() => {
    const { tracks, active: names } = other.value ?? { tracks: [], active: [] };
    return lanesOf(tracks, theirBoard.value, new Set(names));
  });
  return computed(() => (other.value ? lanesOfBoth(ours.value, theirs.value, side.value) : ours.value));
}
