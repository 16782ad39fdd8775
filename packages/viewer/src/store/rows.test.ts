import { Track, type Nanos } from "@tickless/sim-core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countBelow, lastUpTo, Pages } from "./pages.js";
import { Pyramid } from "./pyramid.js";
import { Rows } from "./rows.js";
import { viewOf } from "./view.js";

/** Times that need several chunks: because there are many, and because they are far apart. */
const SPREADS: readonly (readonly [string, readonly Nanos[]])[] = [
  ["none", []],
  ["one", [5]],
  ["equal ones", [7, 7, 7, 7]],
  ["regular ones", Array.from({ length: 150_000 }, (_, row) => row * 3)],
  ["far ones", Array.from({ length: 50 }, (_, row) => row * 3e9)],
  ["bursts", Array.from({ length: 70_000 }, (_, row) => Math.floor(row / 100) * 1e8 + ((row % 100) >> 2))],
];

function rowsAt(times: readonly Nanos[]): Rows {
  const track = new Track("x", "digital");
  const rows = new Rows(track);
  times.forEach((time, row) => {
    track.append(time, row * 2, [0]);
    if (row % 1000 === 0) rows.grown();
  });
  rows.grown();
  return rows;
}

/** How many of the times are before `t`, by halving a plain array. */
function countBefore(times: readonly Nanos[], t: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < t) low = middle + 1;
    else high = middle;
  }
  return low;
}

describe.each(SPREADS)("among %s", (_, times) => {
  const rows = rowsAt(times);
  const last = (times.at(-1) ?? 0) + 2;
  const time = fc.oneof(fc.nat(last), fc.double({ min: -2, max: 2 * last, noNaN: true }));

  it("rows are found by time", () => {
    fc.assert(
      fc.property(time, (t) => {
        expect(rows.before(t)).toBe(countBefore(times, t));
        expect(rows.at(t)).toBe(countBefore(times, Math.floor(t) + 1) - 1);
      }),
      { numRuns: 300 },
    );
  });

  it("rows are found for all columns of a view at once", () => {
    fc.assert(
      fc.property(
        time,
        fc.double({ min: 0, max: 2 * last, noNaN: true }),
        fc.integer({ min: 1, max: 300 }),
        (at, span, width) => {
          const view = viewOf(at, at + span, width, last);
          const expected = Array.from({ length: width + 1 }, (__, column) =>
            countBefore(times, at + column * view.step),
          );
          expect([...rows.beforeColumns(view)]).toEqual(expected);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("rows have their time and sequence", () => {
    const visited: number[] = [];
    rows.each(Math.floor(times.length / 3), times.length, (row, at) => {
      if (at !== times[row]) visited.push(row);
    });
    expect(visited).toEqual([]);
    for (let row = 0; row < times.length; row += 997)
      expect([rows.time(row), rows.sequence(row)]).toEqual([times[row], row * 2]);
  });
});

describe("a view", () => {
  it("uses the columns that begin within the recording", () => {
    const number = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(
        number,
        fc.double({ min: 0, max: 1e9, noNaN: true }),
        fc.nat(50),
        number,
        (start, span, width, end) => {
          const view = viewOf(start, start + span, width, end);
          for (let column = 0; column < width; column++) {
            expect(column < view.used).toBe(start + column * view.step <= end);
          }
        },
      ),
    );
  });
});

describe("pages", () => {
  it("keep numbers over the borders of pages", () => {
    const pages = new Pages(Float64Array);
    for (let index = 0; index < 200_000; index++) pages.push(index / 2);
    pages.set(70_000, -1);
    const wrong = Array.from({ length: pages.length }, (_, index) => index).filter((index) => {
      return pages.get(index) !== (index === 70_000 ? -1 : index / 2);
    });
    expect([pages.length, wrong]).toEqual([200_000, []]);
  });

  it("are searched by value", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(40), { maxLength: 60 }),
        fc.integer({ min: -2, max: 42 }),
        fc.nat(60),
        (values, target, from) => {
          const rising = values.sort((a, b) => a - b);
          const pages = new Pages(Float64Array);
          rising.forEach((value) => pages.push(value));
          const below = rising.filter((value) => value < target).length;
          expect(countBelow(pages, target, Math.min(from, below))).toBe(below);
          expect(lastUpTo(pages, target)).toBe(rising.filter((value) => value <= target).length - 1);
        },
      ),
    );
  });
});

describe("a pyramid", () => {
  it("combines any range of values", () => {
    const COUNT = 10_000;
    const values = new Pages(Float64Array);
    const make = (): Pages<Float64Array> => new Pages(Float64Array);
    const least = new Pyramid(values, make, (a, b) => (b < a ? b : a), Infinity);
    const most = new Pyramid(values, make, (a, b) => (b > a ? b : a), -Infinity);
    const all = Array.from({ length: COUNT }, (_, index) => (index % 13 === 5 ? NaN : (index * 7919) % 9973));
    for (const value of all) {
      values.push(value);
      least.grown();
      most.grown();
    }
    fc.assert(
      fc.property(fc.nat(COUNT), fc.oneof(fc.nat(100), fc.nat(COUNT)), (first, length) => {
        const last = Math.min(COUNT, first + length);
        const range = all.slice(first, last).filter((value) => !Number.isNaN(value));
        expect(least.query(first, last)).toBe(Math.min(...range));
        expect(most.query(first, last)).toBe(Math.max(...range));
      }),
      { numRuns: 500 },
    );
  });
});
