import { differences, ms, type Nanos, type Trace, type Track } from "@tickless/sim-core";
import * as fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { createSession } from "../src/app/create-session.js";
import { readRecorded } from "../src/app/import-recording.js";
import type { Session } from "../src/app/session.js";
import type { Input, TrackInfo } from "../src/protocol/project.js";
import type { LaneRef } from "../src/protocol/store.js";
import type { TraceStore } from "../src/store/trace-store.js";
import { exampleFiles, HandClock, inProcess, until } from "./support/in-process.js";
import { fileOfTrace, recordingFile, type RecordedRun } from "./support/recording-file.js";
import { recorded, steps, TRACKS, type Step } from "./support/recordings.js";

/** Two runs that are the same at first. */
const twoRuns = fc.tuple(steps(), steps(), steps()).map(([common, a, b]): [Step[], Step[]] => {
  return [
    [...common, ...a],
    [...common, ...b],
  ];
});

const lanes: LaneRef[] = Object.keys(TRACKS).map((name) => ({ id: name, kind: "markers", tracks: [name] }));

function compared([a, b]: readonly [Step[], Step[]]) {
  const [left, right] = [recorded(a), recorded(b)];
  const { tracks } = left.store.compare(fileOfTrace(right.trace, right.end))!;
  return { a: left, b: right, tracks, until: Math.min(left.end, right.end) };
}

/** A row is written when what it tells is over. */
const writtenAt = (track: Track, row: number): Nanos =>
  track.time(row) + (track.kind === "i2c" ? (track.value(row) as number) : 0);

/** Moments in which one has something that the other has not, of what was written until then. */
function partings(a: Trace, b: Trace, end: Nanos): Nanos[] {
  const moments = new Map<string, string[]>();
  for (const [side, trace] of [a, b].entries()) {
    for (const track of trace.tracks) {
      for (let row = 0; row < track.rows && writtenAt(track, row) <= end; row++) {
        const key = `${track.time(row)} ${track.name}`;
        const sides = moments.get(key) ?? ["", ""];
        sides[side] += JSON.stringify(track.columnNames.map((_, column) => String(track.value(row, column))));
        moments.set(key, sides);
      }
    }
  }
  const times = [...moments].flatMap(([key, [left, right]]) => (left === right ? [] : [parseInt(key)]));
  return [...new Set(times)].sort((x, y) => x - y);
}

/** What each track is, by its name: the order in which two runs have them need not be the same. */
function stateOf(store: TraceStore, tracks: readonly TrackInfo[], time: Nanos) {
  const { values, means, periods, pixels } = store.stateAt(time, 5);
  const named = tracks.map(({ name }, at) => [name, [values[at], means[at], periods[at]]] as const);
  return { pixels, values: new Map(named) };
}

describe("two runs over each other in the store", () => {
  it("differ in the tracks, and first at the times, that the kernel's comparison finds", () => {
    fc.assert(
      fc.property(twoRuns, (runs) => {
        const { a, b, until } = compared(runs);
        const found = a.store.comparison()!;
        const sides = { left: a.trace, right: b.trace };
        const expected = differences(a.trace, b.trace).filter(({ track, row, time, ...rows }) =>
          (["left", "right"] as const).some((side) => {
            return rows[side]?.time === time && writtenAt(sides[side].get(track)!, row) <= until;
          }),
        );
        const places = found.differences.map(({ track, time }) => `${track} ${time}`).sort();
        expect(places).toEqual(expected.map(({ track, time }) => `${track} ${time}`).sort());
        expect(found).toMatchObject({ until, onlyA: [], onlyB: [], common: lanes.length });
      }),
    );
  });

  it("are walked from difference to difference, forwards and backwards", () => {
    fc.assert(
      fc.property(twoRuns, fc.double({ min: 0, max: 1, noNaN: true }), (runs, share) => {
        const { a, b, until } = compared(runs);
        const times = partings(a.trace, b.trace, until);
        const from = Math.round(share * until);
        expect(a.store.nextDifference(from, 1, lanes)).toBe(times.find((time) => time > from));
        expect(a.store.nextDifference(from, -1, lanes)).toBe(times.findLast((time) => time < from));
        expect(a.store.nextDifference(until + 1, -1, lanes)).toBe(times.at(-1));
      }),
    );
  });

  it("have no difference behind the end of the shorter one, however much is still to come", () => {
    fc.assert(
      fc.property(steps(), steps(), (common, more) => {
        const { a } = compared([common, [...common, { gap: 100, kind: "pico.GP1", value: 1, tell: true }, ...more]]);
        expect(a.store.comparison()!.differences).toEqual([]);
      }),
    );
  });

  it("are each what questions are about, as one looks at the one or the other", () => {
    fc.assert(
      fc.property(twoRuns, (runs) => {
        const { a, b, tracks, until } = compared(runs);
        const own = a.store.info().tracks;
        const view = { start: 0, end: until + 1, width: 8, lanes } as const;
        const [ours, theirs] = [
          a.store.columns({ ...view, layer: "current" }),
          b.store.columns({ ...view, layer: "current" }),
        ];
        const stateA = stateOf(a.store, own, until);
        expect(a.store.columns({ ...view, layer: "ghost" })).toEqual(theirs);
        a.store.look("B");
        expect(a.store.columns({ ...view, layer: "current" })).toEqual(theirs);
        expect(a.store.columns({ ...view, layer: "ghost" })).toEqual(ours);
        expect(stateOf(a.store, tracks, until)).toEqual(stateOf(b.store, own, until));
        expect(a.store.stateAt(until, 5).run).toBe(-1);
        a.store.compare(undefined);
        expect(stateOf(a.store, own, until)).toEqual(stateA);
        expect(a.store.comparison()).toBeUndefined();
      }),
      { numRuns: 30 },
    );
  });
});

const EXAMPLE = exampleFiles("03-button-debounce-asyncio");
const inputs: Input[] = [
  { time: ms(50), kind: "control", part: "btn1", control: "pressed", value: 1 },
  { time: ms(140), kind: "control", part: "btn1", control: "pressed", value: 0 },
];
const sessions: Session[] = [];
afterEach(() => sessions.splice(0).forEach((session) => session.dispose()));

/** A session with the example run with seed 7 for 300 ms, and another run under it. */
async function comparing(other: RecordedRun, project = EXAMPLE) {
  const clock = new HandClock();
  const workers = inProcess();
  const session = createSession({ embed: false, startWorkers: workers.start, clock });
  sessions.push(session);
  await session.open({ ...EXAMPLE, files: short(EXAMPLE.files) }, { seed: 7, inputs, at: ms(300) });
  await until(() => Boolean(session.run.status.value?.fingerprint), "the run");
  const recorded = await readRecorded(recordingFile(project, other));
  await session.compareWith({ project: recorded.project, seed: recorded.options.seed!, file: recorded.file });
  const known = async () => {
    clock.pass(200);
    await until(() => session.compare.comparison.value !== undefined, "the comparison");
    return session.compare.comparison.value!;
  };
  return { session, known, workers };
}

/** Runs only 300 ms. */
const short = (files: typeof EXAMPLE.files) => ({ ...files, "tickless.yaml": "duration: 300ms\nscenario: none\n" });
const levelOf = (session: Session, track: string) => {
  const index = session.run.tracks.value.findIndex(({ name }) => name === track);
  return session.time.state.value?.values[index];
};

describe("a session that compares", () => {
  it("says that it is the same run, when it is", async () => {
    const { known } = await comparing({ seed: 7, inputs, end: ms(300) });
    expect((await known()).differences).toEqual([]);
  });

  it("says where another seed goes another way, and goes there", async () => {
    const { session, known } = await comparing({ seed: 8, inputs, end: ms(300) });
    const [first] = (await known()).differences;
    expect(first?.time).toBeGreaterThan(ms(50));
    session.seek(0);
    await session.stepDifference(1);
    expect(session.time.cursor.value).toBe(first?.time);
    await session.stepDifference(-1);
    expect(session.time.cursor.value).toBe(first?.time);
  });

  it("shows the one or the other, each with its own state", async () => {
    const { session } = await comparing({ seed: 7, end: ms(300) });
    session.seek(ms(100));
    await until(() => session.time.state.value?.time === ms(100));
    expect(levelOf(session, "btn1.pressed")).toBe(1);
    await session.showSide("B");
    expect([session.compare.side.value, levelOf(session, "btn1.pressed")]).toEqual(["B", 0]);
    session.seek(ms(120));
    await until(() => session.time.state.value?.time === ms(120));
    expect(levelOf(session, "btn1.pressed")).toBe(0);
    await session.showSide("A");
    expect(levelOf(session, "btn1.pressed")).toBe(1);
  });

  it("reaches to the end of the longer run", async () => {
    const { session } = await comparing({ seed: 7, inputs, end: ms(500) });
    expect([session.run.end.value, session.run.reach.value]).toEqual([ms(300), ms(500)]);
    session.seek(ms(450));
    expect(session.time.cursor.value).toBe(ms(450));
    session.stopComparing();
    session.seek(ms(450));
    expect(session.time.cursor.value).toBe(ms(300));
  });

  it("keeps comparing when the program is edited, or the workers are started anew", async () => {
    const { session, known, workers } = await comparing({ seed: 7, inputs, end: ms(300) });
    session.edit("main.py", `print("other")\n${EXAMPLE.files["main.py"] as string}`);
    await session.rerun();
    await until(() => session.compare.comparison.value === undefined || session.run.status.value?.state !== "running");
    session.compare.comparison.value = undefined;
    const [first] = (await known()).differences.filter(({ kind }) => kind === "text");
    expect(first).toMatchObject({ track: "pico.serial", b: { text: expect.not.stringContaining("other") as string } });
    workers.fail();
    await session.restart();
    expect((await known()).differences.length).toBeGreaterThan(0);
  });

  it("matches lanes of another project by name, and says which only one has", async () => {
    const { session, known } = await comparing({ end: ms(300) }, exampleFiles("01-blink"));
    const { onlyA, common } = await known();
    expect(onlyA).toContain("btn1.pressed");
    expect(common).toBeGreaterThan(10);
    const lane = (id: string) => session.run.lanes.value.find((each) => each.id === id);
    expect([lane("btn1.pressed")?.only, lane("pico.GP15")?.only]).toEqual(["A", undefined]);
    expect(session.run.board.value?.parts.some(({ id }) => id === "btn1")).toBe(true);
    await session.showSide("B");
    expect(session.run.board.value?.parts.some(({ id }) => id === "btn1")).toBe(false);
    expect(session.run.lanes.value.find((each) => each.id === "btn1.pressed")?.only).toBe("A");
  });

  it("presses buttons of the run that runs, whichever is looked at", async () => {
    const { session } = await comparing({ seed: 7, inputs, end: ms(300) });
    session.seek(ms(200));
    await session.showSide("B");
    session.setControl("btn1", "pressed", 1);
    expect(session.forkOffer.value?.input.time).toBe(ms(200));
    await until(() => session.compare.side.value === "A");
  });

  it("is over when something else is opened", async () => {
    const { session } = await comparing({ seed: 7, inputs, end: ms(300) });
    await session.open(exampleFiles("01-blink"), { at: ms(100) });
    expect(session.compare.other.value).toBeUndefined();
    expect(await session.store.comparison()).toBeUndefined();
  });
});
