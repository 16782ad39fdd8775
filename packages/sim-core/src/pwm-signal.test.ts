import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dutyOf, highTimeBetween, nextPwmEdge, pwmLevelAt, type PwmSignal } from "./pwm-signal.js";

const signal = (periodNs: number, highNs: number, startNs = 0): PwmSignal => ({ periodNs, highNs, startNs });
const signals = fc
  .record({
    periodNs: fc.double({ min: 10, max: 1e7, noNaN: true }),
    duty: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
  })
  .map(({ periodNs, duty }) => signal(periodNs, periodNs * duty, 1000));

describe("a pulse train", () => {
  it("rises at its start and falls after its high time", () => {
    const train = signal(1000, 250, 5000);
    expect([5000, 5249, 5250, 5999, 6000].map((t) => pwmLevelAt(train, t))).toEqual([1, 1, 0, 0, 1]);
  });

  it("stays low at duty 0 and high at duty 1, with no edges", () => {
    expect(pwmLevelAt(signal(1000, 0), 500)).toBe(0);
    expect(pwmLevelAt(signal(1000, 1000), 500)).toBe(1);
    expect(nextPwmEdge(signal(1000, 0), 0)).toBe(Infinity);
    expect(dutyOf(signal(1000, 2000))).toBe(1);
  });

  it("changes level exactly at each edge", () => {
    fc.assert(
      fc.property(signals, fc.nat(1e9), (train, from) => {
        let t = from + 1000;
        for (let i = 0; i < 10; i++) {
          const edge = nextPwmEdge(train, t);
          expect(edge).toBeGreaterThan(t);
          expect(Number.isInteger(edge)).toBe(true);
          expect(pwmLevelAt(train, edge)).not.toBe(pwmLevelAt(train, edge - 1));
          t = edge;
        }
      }),
    );
  });

  it("does not drift: a period of a third of a microsecond has 3 million rises in a second", () => {
    const train = signal(1000 / 3, 100);
    let rises = 0;
    for (let t = 999_000_000; ;) {
      t = nextPwmEdge(train, t);
      if (t > 1_000_000_000) break;
      if (pwmLevelAt(train, t) === 1) rises++;
    }
    expect(rises).toBe(3000);
  });

  it("is high for its duty of any whole number of periods", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 1000 }),
        fc.integer({ min: 1, max: 50 }),
        fc.nat(5000),
        (period, n, from) => {
          const train = signal(period, Math.floor(period / 2));
          expect(highTimeBetween(train, from, from + n * period)).toBeCloseTo(n * Math.floor(period / 2), 6);
        },
      ),
    );
  });
});
