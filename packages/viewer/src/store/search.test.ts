import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SearchQuery, TimelineEvent } from "../protocol/store.js";
import { rowsOf } from "../../tests/support/naive.js";
import {
  recorded,
  share,
  steps,
  timeIn,
  TRACKS,
  type Name,
  type Recorded,
  type Step,
} from "../../tests/support/recordings.js";

const row = (kind: Name, value: number, gap = 10): Step => ({ kind, value, gap, tell: true });

/** Of all hits, those of a search from a time. */
function those<T extends { readonly time: number }>(
  hits: readonly T[],
  from: number,
  direction: 1 | -1,
  limit: number,
): T[] {
  const way =
    direction === 1 ? hits.filter(({ time }) => time >= from) : hits.filter(({ time }) => time < from).reverse();
  return way.slice(0, limit);
}

/** Compares a search with a look at every row: the hits' times. */
function finds(
  query: SearchQuery,
  kinds: readonly Name[],
  hits: (run: Recorded) => readonly { time: number; sequence: number }[],
): void {
  fc.assert(
    fc.property(
      steps(kinds),
      share,
      fc.constantFrom(1 as const, -1 as const),
      fc.integer({ min: 1, max: 12 }),
      (all, at, direction, limit) => {
        const run = recorded(all);
        const from = timeIn(at, run);
        const inOrder = [...hits(run)].sort((a, b) => a.time - b.time || a.sequence - b.sequence);
        const found = run.store.search(query, from, direction, limit);
        expect(found.map(({ time }) => time)).toEqual(those(inOrder, from, direction, limit).map(({ time }) => time));
      },
    ),
    { numRuns: 200 },
  );
}

describe("a search", () => {
  it.each([
    ["rising", 1],
    ["falling", 0],
    ["any", undefined],
  ] as const)("for %s edges finds where that level begins", (edge, level) => {
    finds({ kind: "edge", lane: "pico.GP1", edge }, ["pico.GP1"], ({ trace }) =>
      rowsOf(trace, "pico.GP1").filter(
        ({ values }, index) => index > 0 && (level === undefined || values[0] === level),
      ),
    );
  });

  it.each(["PRESS: 1", "1 h", "\n", "é", "€!"])(
    "for the text %j finds the rows that complete it, however it came",
    (wanted) => {
      finds({ kind: "serial", text: wanted }, ["pico.serial"], ({ trace }) => {
        const rows = rowsOf(trace, "pico.serial");
        const lengths = rows.map(({ time }, index) => {
          const before = rows.slice(0, index + 1).map(({ values }) => values[0] as Uint8Array);
          return { time, length: textOf(before).length };
        });
        const text = textOf(rows.map(({ values }) => values[0] as Uint8Array)).toLowerCase();
        const hits = new Set<number>();
        for (let at = text.indexOf(wanted.toLowerCase()); at >= 0; at = text.indexOf(wanted.toLowerCase(), at + 1)) {
          hits.add(lengths.findIndex(({ length }) => length >= at + wanted.length));
        }
        return [...hits].map((index) => rows[index]!);
      });
    },
  );

  it("for text finds it over the borders of what is decoded at once", () => {
    // The text lies across the border from either side: 16384 units from the beginning, and from the end.
    const filler = Array.from({ length: 2730 }, () => row("pico.serial", 0));
    const { store } = recorded([...filler, row("pico.serial", 1), ...filler], { whole: true });
    const at = (2730 + 1) * 10;
    const find = (text: string, from: number, direction: 1 | -1) =>
      store.search({ kind: "serial", text }, from, direction, 3).map(({ time }) => time);
    for (const text of ["Press", "press: 1", "1"]) {
      expect([text, find(text, 0, 1), find(text, 1e9, -1)]).toEqual([text, [at], [at]]);
    }
    expect(find("\npress: 1 hello", at, 1)).toEqual([at + 10]);
    expect(find("\nhello\npress", 0, 1)).toEqual([at]);
    expect(find("goodbye", 0, 1)).toEqual([]);
    expect(find("", 0, 1)).toEqual([]);
  });

  it("for faults finds those of all parts, for exceptions what ended a program", () => {
    finds({ kind: "fault" }, ["led1.faults", "btn1.faults"], ({ trace }) => [
      ...rowsOf(trace, "led1.faults"),
      ...rowsOf(trace, "btn1.faults"),
    ]);
    finds({ kind: "exception" }, ["pico.program"], ({ trace }) =>
      rowsOf(trace, "pico.program").filter(({ values }) => String(values[0]).startsWith("exception: ")),
    );
  });

  it("for anything looks at faults, exceptions, serial text, tasks and transfers", () => {
    const { store } = recorded([
      row("pico.tasks", 3),
      row("pico.tasks", 2),
      row("pico.serial", 1),
      row("pico.i2c0", 0),
      row("pico.i2c0", 0xa5),
      row("led1.faults", 44),
      row("pico.program", 1),
    ]);
    const find = (text: string) =>
      store.search({ kind: "any", text }, 0, 1, 9).map(({ kind, text: told }) => `${kind} ${told}`);
    expect(find("JOB1")).toEqual(["task job1: created"]);
    expect(find("wait")).toEqual(["task job1: waits (wait 2)"]);
    expect(find("press")).toEqual(["serial press: 1 "]);
    expect(find("44 mA")).toEqual(["fault overcurrent: 44 mA flow"]);
    expect(find("valueerror")).toEqual(["exception ValueError: no"]);
    expect(find("0x3d")).toHaveLength(1);
    expect(find("3d a5 a5")).toEqual(find("a5a5"));
    expect(find("a5a5")[0]).toMatch(/^i2c write to 0x3d: a5 a5/);
    expect([find("a2"), find("3c"), find(" ")]).toEqual([[], [], []]);
  });
});

function textOf(rows: readonly Uint8Array[]): string {
  const { store } = recorded([]);
  store.receive({ kind: "begin", run: 2, tracks: [{ name: "a", kind: "text" }], ghost: false });
  const data = Uint8Array.from(rows.flatMap((bytes) => [...bytes]));
  const chunk = {
    base: 0,
    rows: 1,
    offsets: Uint32Array.of(0),
    sequences: Float64Array.of(0),
    columns: [{ data, ends: Uint32Array.of(data.length) }],
  };
  store.receive({ kind: "delta", run: 2, delta: { end: 1, tracks: [{ name: "a", kind: "text", chunks: [chunk] }] } });
  return store.serial("a", 1, 1e6).text;
}

/** Every row as an event's time and track, in order. */
function everything(
  { trace }: Recorded,
  names: readonly string[],
): { time: number; sequence: number; track: string }[] {
  const rows = names.flatMap((track) => rowsOf(trace, track).map(({ time, sequence }) => ({ time, sequence, track })));
  return rows.sort((a, b) => a.time - b.time || a.sequence - b.sequence);
}

const brief = (events: readonly TimelineEvent[]) => events.map(({ time, track }) => ({ time, track }));

describe("what happens around a time", () => {
  it("is so much before and so much after it, in order", () => {
    const names = Object.keys(TRACKS);
    fc.assert(
      fc.property(steps(), share, fc.nat(15), fc.subarray(names), (all, at, limit, tracks) => {
        const run = recorded(all);
        const time = timeIn(at, run);
        const rows = everything(run, tracks).map(({ time: when, track }) => ({ time: when, track }));
        const before = limit === 0 ? [] : rows.filter((other) => other.time <= time).slice(-limit);
        const after = rows.filter((other) => other.time > time).slice(0, limit);
        expect(brief(run.store.around(time, limit, tracks))).toEqual([...before, ...after]);
        expect(
          run.store.around(time, limit, tracks).every(({ kind, text }) => kind !== "" && typeof text === "string"),
        ).toBe(true);
      }),
    );
  });
});

describe("the overview", () => {
  it("shows how much happens where, and what went wrong", () => {
    fc.assert(
      fc.property(steps(), fc.integer({ min: 1, max: 30 }), (all, width) => {
        const run = recorded(all);
        const { activity, marks } = run.store.overview(width);
        const counts = new Array<number>(width).fill(0);
        const step = (run.end + 1) / width;
        for (const { time } of everything(run, Object.keys(TRACKS))) {
          const column = counts.findLastIndex((_, index) => index * step <= time);
          counts[column]!++;
        }
        const most = Math.log1p(Math.max(...counts)) || 1;
        expect([...activity]).toEqual(counts.map((count) => expect.closeTo(Math.log1p(count) / most, 5) as number));
        const wrong = rowsOf(run.trace, "pico.program").filter(({ values }) =>
          String(values[0]).startsWith("exception"),
        );
        const faults = [...rowsOf(run.trace, "led1.faults"), ...rowsOf(run.trace, "btn1.faults")];
        expect(marks).toHaveLength(wrong.length + faults.length);
      }),
    );
  });
});
