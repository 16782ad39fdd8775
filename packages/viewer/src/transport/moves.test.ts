import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import type { Session } from "../app/session.js";
import type { RunStatus } from "../protocol/project.js";
import { frameTime, nextSpeed, progressOf, runState, scrubKey, SPEEDS, stepFrame, suggestions } from "./moves.js";

const status = (parts: Partial<RunStatus>): RunStatus => ({
  run: 1,
  state: "running",
  now: 0,
  until: 10e9,
  end: undefined,
  rate: 1,
  seed: 1,
  fingerprint: "",
  ...parts,
});

/** Of a session, what moves use: the cursor in a recording of one second. */
function bench(at: number, speed = 1) {
  const cursor = signal(at);
  const steps: number[] = [];
  const session = {
    time: { cursor, speed: signal(speed) },
    run: { reach: signal(1e9) },
    seek: (time: number) => (cursor.value = time),
    stepEvent: (direction: number) => Promise.resolve(steps.push(direction)),
  } as unknown as Session;
  return { session, cursor, steps };
}

describe("speed", () => {
  it("goes from 1/1000 to as fast as possible, and stops there", () => {
    expect([SPEEDS[0], SPEEDS.at(-1)]).toEqual([0.001, Infinity]);
    expect(nextSpeed(1, 1)).toBe(2);
    expect(nextSpeed(1, -1)).toBe(0.5);
    expect(nextSpeed(100, 1)).toBe(Infinity);
    expect(nextSpeed(Infinity, 1)).toBe(Infinity);
    expect(nextSpeed(0.001, -1)).toBe(0.001);
  });

  it("that is not in the list has neighbours all the same", () => {
    expect([nextSpeed(3, 1), nextSpeed(3, -1)]).toEqual([5, 2]);
  });
});

describe("a frame", () => {
  it("is a sixtieth of a second of the screen's time", () => {
    expect([frameTime(1), frameTime(0.001), frameTime(Infinity)]).toEqual([16_666_667, 16_667, 16_666_667]);
  });

  it("back or on stays in the recording", () => {
    const { session, cursor } = bench(5e6);
    stepFrame(session, -1);
    expect(cursor.value).toBe(0);
    cursor.value = 1e9 - 5;
    stepFrame(session, 1);
    expect(cursor.value).toBe(1e9);
  });
});

describe("keys of the scrub control", () => {
  const press = (key: string, at = 500e6): number => {
    const { session, cursor } = bench(at);
    scrubKey(key)?.(session);
    return cursor.value;
  };

  it("go to events, milliseconds, tenths and the ends", () => {
    expect(press("Shift+ArrowRight")).toBe(501e6);
    expect(press("Shift+ArrowLeft")).toBe(499e6);
    expect(press("PageDown")).toBe(600e6);
    expect(press("PageUp")).toBe(400e6);
    expect([press("Home"), press("End")]).toEqual([0, 1e9]);
    const { session, steps } = bench(0);
    for (const key of ["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"]) scrubKey(key)?.(session);
    expect(steps).toEqual([1, -1, 1, -1]);
  });

  it("leave other keys to others", () => {
    expect(scrubKey("x")).toBeUndefined();
    expect(scrubKey("Ctrl+ArrowLeft")).toBeUndefined();
  });
});

describe("the state of a run", () => {
  it("is bad only when something went wrong", () => {
    const tone = (kind: string) => runState(status({ state: "ended", end: { kind, message: "" } }), false).tone;
    expect(["finished", "limit"].map(tone)).toEqual(["ended", "ended"]);
    expect(["exception", "deadlock", "reset-loop", "scenario", "failed", "new"].map(tone)).toEqual(
      Array(6).fill("bad"),
    );
  });

  it("says why", () => {
    const end = { kind: "exception", message: "ValueError: bad duty" };
    expect(runState(status({ state: "ended", end }), false)).toMatchObject({ text: "Exception", title: end.message });
  });

  it("is starting before there is anything else to say", () => {
    expect(runState(undefined, true).text).toBe("Starting …");
    expect(runState(undefined, false).text).toBe("No run");
    expect(runState(status({ state: "paused" }), false).text).toBe("Paused");
  });

  it("has a progress while it runs in the background", () => {
    expect(progressOf(status({ now: 2.5e9 }), false, false)).toBe(0.25);
    expect(progressOf(status({ now: 2.5e9 }), false, true)).toBeUndefined();
    expect(progressOf(status({ until: Infinity }), false, false)).toBeUndefined();
    expect(progressOf(status({ state: "paused" }), false, false)).toBeUndefined();
    expect(progressOf(undefined, true, false)).toBe(0);
  });
});

describe("times to run to", () => {
  it("are round and behind what is recorded", () => {
    expect(suggestions(3e9)).toEqual([5e9, 10e9, 20e9, 30e9]);
    expect(suggestions(5e9)[0]).toBe(10e9);
  });
});
