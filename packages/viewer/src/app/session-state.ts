import { computed, signal } from "@preact/signals";
import type { ProjectFiles } from "../protocol/project.js";
import { lanesOf } from "./lanes.js";
import type { LookModel, ProjectModel, RunModel, Session, TimeModel } from "./session.js";

export const NOTHING: ProjectFiles = { name: "", files: {} };

/** What all of the page shares, before anything is open. */
export interface SessionState {
  readonly project: ProjectModel;
  readonly run: RunModel;
  readonly time: TimeModel;
  readonly look: LookModel;
  readonly forkOffer: Session["forkOffer"];
}

export function createState(embed: boolean): SessionState {
  const run = runModel();
  return {
    project: {
      project: signal(NOTHING),
      original: signal(NOTHING),
      problems: signal([]),
      seed: signal(1),
      inputs: signal([]),
    },
    run,
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
    },
    forkOffer: signal(undefined),
  };
}

function runModel(): RunModel {
  const board: RunModel["board"] = signal(undefined);
  const tracks: RunModel["tracks"] = signal([]);
  const status: RunModel["status"] = signal(undefined);
  // Names of tracks are few and change seldom, a status comes ten times a second.
  const active = computed(() => (status.value?.active ?? []).join("\n"));
  return {
    board,
    tracks,
    status,
    lanes: computed(() => lanesOf(tracks.value, board.value, new Set(active.value.split("\n")))),
    starting: signal(false),
    end: signal(0),
    version: signal(0),
    ghost: signal(false),
    failure: signal(undefined),
  };
}
