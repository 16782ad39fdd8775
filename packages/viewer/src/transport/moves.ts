import type { Nanos } from "@tickless/sim-core";
import type { Session } from "../app/session.js";
import type { RunStatus } from "../protocol/project.js";

/** Virtual seconds per second that can be chosen. */
export const SPEEDS: readonly number[] = [
  0.001,
  0.002,
  0.005,
  0.01,
  0.02,
  0.05,
  0.1,
  0.2,
  0.5,
  1,
  2,
  5,
  10,
  20,
  50,
  100,
  Infinity,
];

/** The next slower (-1) or faster one. */
export function nextSpeed(speed: number, direction: 1 | -1): number {
  const next = direction > 0 ? SPEEDS.find((each) => each > speed) : SPEEDS.findLast((each) => each < speed);
  return next ?? speed;
}

const FRAME: Nanos = 1e9 / 60;

/** Virtual time of one frame of the screen at this speed; "as fast as possible" has none of its own. */
export const frameTime = (speed: number): Nanos =>
  Math.max(1, Math.round(FRAME * (Number.isFinite(speed) ? speed : 1)));

export function stepTime(session: Session, by: Nanos): void {
  const { cursor } = session.time;
  session.seek(Math.min(session.run.reach.peek(), Math.max(0, cursor.peek() + by)));
}

export const stepFrame = (session: Session, direction: 1 | -1): void =>
  stepTime(session, direction * frameTime(session.time.speed.peek()));

/** What the scrub control does at a key; undefined: nothing. */
export function scrubKey(key: string): ((session: Session) => void) | undefined {
  const tenth = (direction: 1 | -1) => (session: Session) =>
    stepTime(session, direction * Math.round(session.run.reach.peek() / 10));
  const keys: Record<string, (session: Session) => void> = {
    ArrowLeft: (session) => void session.stepEvent(-1),
    ArrowDown: (session) => void session.stepEvent(-1),
    ArrowRight: (session) => void session.stepEvent(1),
    ArrowUp: (session) => void session.stepEvent(1),
    "Shift+ArrowLeft": (session) => stepTime(session, -1e6),
    "Shift+ArrowDown": (session) => stepTime(session, -1e6),
    "Shift+ArrowRight": (session) => stepTime(session, 1e6),
    "Shift+ArrowUp": (session) => stepTime(session, 1e6),
    Home: (session) => session.seek(0),
    End: (session) => session.seek(session.run.reach.peek()),
    PageUp: tenth(-1),
    PageDown: tenth(1),
  };
  return keys[key];
}

/** How a run is doing, for people. */
export interface RunState {
  readonly tone: "running" | "paused" | "ended" | "bad";
  readonly text: string;
  /** Long form. */
  readonly title: string;
}

/** Ends that a program comes to by itself, or that were wished for. */
const GOOD_ENDS = new Set(["finished", "limit"]);
const END_NAMES: Readonly<Record<string, string>> = {
  finished: "Finished",
  limit: "At its limit",
  exception: "Exception",
  deadlock: "Deadlock",
  "reset-loop": "Only resets",
  scenario: "Scenario failed",
  failed: "Model failed",
};

export function runState(status: RunStatus | undefined, starting: boolean): RunState {
  if (starting) return { tone: "running", text: "Starting …", title: "The run is being started" };
  if (!status) return { tone: "paused", text: "No run", title: "Nothing runs" };
  if (status.end) {
    const { kind, message } = status.end;
    return { tone: GOOD_ENDS.has(kind) ? "ended" : "bad", text: END_NAMES[kind] ?? kind, title: message };
  }
  if (status.state === "running") return { tone: "running", text: "Running", title: "The simulation runs" };
  return { tone: "paused", text: "Paused", title: "The simulation is paused" };
}

/** How far a run in the background has come, 0 to 1; undefined: none is under way. */
export function progressOf(status: RunStatus | undefined, starting: boolean, live: boolean): number | undefined {
  if (starting) return 0;
  if (!status || live || status.state !== "running" || !Number.isFinite(status.until)) return undefined;
  return status.until > 0 ? Math.min(1, status.now / status.until) : undefined;
}

const SECOND = 1e9;

/** Round times behind the recording's end. */
export function suggestions(end: number): readonly number[] {
  const steps = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600].map((seconds) => seconds * SECOND);
  return steps.filter((time) => time > end).slice(0, 4);
}
