import { ms, Random, us } from "@tickless/sim-core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BOUNCE_PROFILES, bounceTrain, DEFAULT_GAPS, SHORTEST_GAP, type BounceSpec } from "./bounce.js";

const sum = (durations: readonly number[]): number => durations.reduce((a, b) => a + b, 0);
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] as number;
const trains = (bounce: BounceSpec, count = 2000, path = "button") => {
  const random = new Random(1, path);
  return Array.from({ length: count }, () => bounceTrain(random, bounce));
};

const anySpec = fc
  .record({
    median: fc.integer({ min: 0, max: ms(20) }),
    over: fc.integer({ min: 0, max: ms(20) }),
    sigma: fc.double({ min: 0, max: 2, noNaN: true }),
    fewest: fc.integer({ min: 1, max: 60 }),
    more: fc.integer({ min: 0, max: 100 }),
  })
  .map(({ median, over, sigma, fewest, more }): BounceSpec => {
    return { median, max: median + over, sigma, edges: [fewest, fewest + more], gaps: DEFAULT_GAPS };
  });

describe("every train", () => {
  test("has an even number of durations, so that the contact ends where the first edge led", () => {
    fc.assert(
      fc.property(fc.nat(), anySpec, (seed, bounce) => bounceTrain(new Random(seed, "b"), bounce).length % 2 === 0),
    );
  });

  test("lasts no longer than the profile's maximum, in whole nanoseconds", () => {
    fc.assert(
      fc.property(fc.nat(), anySpec, (seed, bounce) => {
        const train = bounceTrain(new Random(seed, "b"), bounce);
        return train.every(Number.isInteger) && sum(train) <= bounce.max;
      }),
    );
  });

  test("has no gap that contacts are too slow for", () => {
    fc.assert(
      fc.property(fc.nat(), anySpec, (seed, bounce) =>
        bounceTrain(new Random(seed, "b"), bounce).every((duration) => duration >= SHORTEST_GAP),
      ),
    );
  });

  test("has no more edges than the profile allows", () => {
    fc.assert(
      fc.property(fc.nat(), anySpec, (seed, bounce) => {
        return bounceTrain(new Random(seed, "b"), bounce).length + 1 <= Math.max(1, bounce.edges[1]);
      }),
    );
  });

  test("is the same for the same seed and path, and another for another", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const of = (path: string) => bounceTrain(new Random(seed, path), BOUNCE_PROFILES.wokwi.press);
        expect(of("a")).toEqual(of("a"));
        expect(of("a")).not.toEqual(of("b"));
      }),
    );
  });
});

describe("presets", () => {
  test("ideal has a single edge", () => {
    expect(trains(BOUNCE_PROFILES.ideal.press, 10).flat()).toEqual([]);
  });

  test.each([
    ["good-tact", "release", us(400), us(1300)],
    ["wokwi", "press", ms(1), us(1200)],
    ["average", "press", us(1200), us(6200)],
    ["average", "release", us(1200), us(6200)],
    ["worn", "press", ms(4), ms(14)],
    ["worn", "release", ms(5), ms(14)],
  ] as const)("%s %s lasts %d ns in the median, at most %d ns", (name, direction, typical, max) => {
    const totals = trains(BOUNCE_PROFILES[name][direction]).map(sum);
    expect(median(totals)).toBeGreaterThan(typical * 0.93);
    expect(median(totals)).toBeLessThan(typical * 1.07);
    expect(Math.max(...totals)).toBeLessThanOrEqual(max);
  });

  test("wokwi makes 10 to 100 transitions in about 1 ms (Horowitz & Hill)", () => {
    const edges = trains(BOUNCE_PROFILES.wokwi.press).map((train) => train.length + 1);
    expect(Math.min(...edges)).toBeGreaterThanOrEqual(10);
    expect(Math.max(...edges)).toBeLessThanOrEqual(100);
  });

  test("a good tactile switch closes cleaner than it opens", () => {
    const press = trains(BOUNCE_PROFILES["good-tact"].press).map(sum);
    const release = trains(BOUNCE_PROFILES["good-tact"].release).map(sum);
    expect(Math.max(...press)).toBeLessThanOrEqual(us(50));
    expect(median(release)).toBeGreaterThan(10 * median(press));
  });

  test("the outlier closes within 20 µs and opens for up to 157 ms in long stretches", () => {
    expect(Math.max(...trains(BOUNCE_PROFILES.outlier.press).map(sum))).toBeLessThanOrEqual(us(20));
    const release = trains(BOUNCE_PROFILES.outlier.release);
    expect(Math.max(...release.map(sum))).toBeLessThanOrEqual(ms(157));
    expect(median(release.map((train) => Math.max(...train)))).toBeGreaterThan(ms(40));
  });

  test("gaps are unequal: the longest is many times the shortest", () => {
    const ratios = trains(BOUNCE_PROFILES.wokwi.press, 300).map((train) => Math.max(...train) / Math.min(...train));
    expect(median(ratios)).toBeGreaterThan(20);
  });

  test("towards the end the contact is more and more where it will stay", () => {
    const share = (train: readonly number[], from: number, to: number): number => {
      const part = train.slice(Math.floor(train.length * from), Math.floor(train.length * to));
      const first = Math.floor(train.length * from);
      return sum(part.filter((_, index) => (first + index) % 2 === 0)) / sum(part);
    };
    const all = trains(BOUNCE_PROFILES.worn.press, 500).filter((train) => train.length >= 20);
    const early = sum(all.map((train) => share(train, 0, 0.5))) / all.length;
    const late = sum(all.map((train) => share(train, 0.5, 1))) / all.length;
    expect(late).toBeGreaterThan(early + 0.15);
  });
});
