import type { BoardState, Lane, TaskState } from "../protocol/store.js";
import { TASK_RUNNING, TASK_WAITING } from "../protocol/store.js";
import { bytesText, frequencyText, numberText, percentText, voltsText } from "./format.js";

/** What a lane is at the cursor: a short text, and for colours whether it is "on". */
export interface LaneValue {
  readonly text: string;
  readonly tone: "on" | "off" | "pwm" | "fault" | "plain";
}

/** A reading of the board by names of tracks. */
export type Reading = (track: string) => number;

/** Looks names up once; `values` has one number for each track of the run, in its order. */
export function readingOf(tracks: readonly { readonly name: string }[]): (state: BoardState) => Reading {
  const places = new Map(tracks.map(({ name }, index) => [name, index]));
  return ({ values }) =>
    (track) =>
      values[places.get(track) ?? -1] ?? NaN;
}

const plain = (text: string): LaneValue => ({ text, tone: "plain" });

/** `hertz`: of the pulse train at the cursor, if it is known. */
export function laneValue(lane: Lane, read: Reading, hertz?: number): LaneValue {
  const value = read(lane.id);
  switch (lane.kind) {
    case "pin":
      return pinValue(lane, value, read, hertz);
    case "control":
    case "output":
      return Number.isNaN(value) ? plain("–") : quantity(lane.id, value);
    case "heap":
      return plain(Number.isNaN(value) ? "–" : bytesText(value));
    case "i2c":
      return value > 0 ? { text: "busy", tone: "on" } : { text: "idle", tone: "off" };
    case "interrupts":
      return value > 0 ? { text: "in handler", tone: "on" } : { text: "idle", tone: "off" };
    case "faults": {
      const count = lane.tracks.reduce((sum, track) => sum + (read(track) || 0), 0);
      return count > 0 ? { text: `${count} so far`, tone: "fault" } : { text: "none", tone: "off" };
    }
    case "serial":
    case "pixels":
    case "markers":
      return plain(value > 0 ? `${value} ${lane.kind === "pixels" ? "writes" : "so far"}` : "none yet");
    case "frames":
    case "tasks":
      return plain("");
  }
}

function pinValue(lane: Lane, level: number, read: Reading, hertz: number | undefined): LaneValue {
  const volts = read(`${lane.id}.volts`);
  if (volts !== 0 && !Number.isNaN(volts)) return plain(voltsText(volts));
  if (level === 4) {
    const duty = percentText(read(`${lane.id}.pwm`));
    return { text: hertz === undefined ? duty : `${duty} · ${frequencyText(hertz)}`, tone: "pwm" };
  }
  if (level === 1) return { text: "high", tone: "on" };
  if (level === 0) return { text: "low", tone: "off" };
  if (level === 2) return { text: "conflict", tone: "fault" };
  return plain(level === 3 ? "floating" : "–");
}

/** Quantities by the last word of their name. */
function quantity(track: string, value: number): LaneValue {
  const name = track.slice(track.lastIndexOf(".") + 1);
  const onOff = (on: string, off: string): LaneValue =>
    value > 0 ? { text: on, tone: "on" } : { text: off, tone: "off" };
  if (name === "pressed") return onOff("pressed", "released");
  if (name === "contact") return onOff("closed", "open");
  if (name === "brightness" || name === "led") return { text: percentText(value), tone: value > 0 ? "on" : "off" };
  if (name === "temperature") return plain(`${numberText(value)} °C`);
  if (name === "angle") return plain(`${numberText(value)}°`);
  return plain(numberText(value));
}

/** "running", "sleep", "event": what a task does. */
export function taskText(task: TaskState | undefined): LaneValue {
  if (!task || task.state === 0) return { text: task ? "ended" : "", tone: "off" };
  if (task.state === TASK_RUNNING) return { text: "running", tone: "on" };
  if (task.state === TASK_WAITING) return plain(task.on || "waiting");
  return plain("ready");
}
