import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bench } from "../../tests/mcu-bench.js";
import { ms, s, us } from "../index.js";
import { BoardClock } from "./board-clock.js";

/** A clock and the virtual time beside it. */
function clock() {
  let drift: (ppm: number) => void = () => undefined;
  const host = {
    now: 0,
    state: { clock: BoardClock.initialState() },
    faultControl: (_name: string, _spec: unknown, changed?: (ppm: number) => void) => {
      drift = changed ?? drift;
      return { value: 0, memory: 0, random: undefined as never };
    },
  };
  const board = new BoardClock(host);
  /** The drift changes at a time. */
  const change = (at: number, ppm: number): void => {
    host.now = at;
    drift(ppm);
  };
  return { board, change, host };
}

const ppm = fc.integer({ min: -20_000, max: 20_000 });
const time = fc.nat(1e12);

describe("a board's clock", () => {
  it("without drift is virtual time, exactly", () => {
    const { board } = clock();
    fc.assert(
      fc.property(time, fc.nat(1e9), (t, own) => {
        expect([board.at(t), board.when(t), board.after(t, own), board.length(own)]).toEqual([t, t, t + own, own]);
      }),
    );
    expect(board.when(Infinity)).toBe(Infinity);
  });

  it("is fast by its drift, in whole nanoseconds, and never goes back or jumps where that changes", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(1e10), ppm), { minLength: 1, maxLength: 5 }), time, (changes, later) => {
        const { board, change, host } = clock();
        for (const [wait, drift] of changes) {
          const [before, at] = [board.at(host.now), host.now + wait];
          const reached = board.at(at);
          expect(reached).toBeGreaterThanOrEqual(before);
          change(at, drift);
          expect(board.at(at)).toBe(reached);
        }
        const [start, last] = [board.at(host.now), changes.at(-1)![1]];
        const passed = board.at(host.now + later) - start;
        expect(Number.isInteger(passed)).toBe(true);
        expect(Math.abs(passed - later * (1 + last / 1e6))).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("finds the first moment at which it shows a time", () => {
    fc.assert(
      fc.property(ppm, fc.nat(1e10), time, (drift, at, own) => {
        const { board, change } = clock();
        change(at, drift);
        const shows = board.at(at) + own;
        const moment = board.when(shows);
        expect(board.at(moment)).toBeGreaterThanOrEqual(shows);
        if (own > 0) expect(board.at(moment - 1)).toBeLessThan(shows);
      }),
    );
  });
});

describe("with a drift of 1 %", () => {
  const start = (value = 10_000) => {
    const made = bench({ steps: [] });
    if (value !== 0) made.sim.setFault("pico", "clock-drift", value);
    return made;
  };

  it("a watchdog bites earlier, the RTC runs faster, a pulse seems longer", () => {
    const { sim, mcu, script } = start();
    mcu.watchdog.start(1000);
    sim.runUntil(s(0.9902));
    expect(script.boots).toEqual([0, Math.ceil(s(1) / 1.01)]);
    const before = mcu.rtc.seconds();
    sim.runUntil(sim.now + s(100));
    expect(mcu.rtc.seconds() - before).toBe(101);
  });

  it("I2C is faster, and its timeout is shorter", () => {
    const { sim, mcu } = start();
    mcu.i2c.init(0, -1, -1, 100_000, 50_000);
    mcu.i2c.beginWrite(0, 0x3c, Uint8Array.of(1), true);
    sim.runUntil(ms(10));
    const track = sim.trace.get("pico.i2c0")!;
    expect(track.value(0, 0)).toBe(Math.round(us(90) / 1.01) + 2 * Math.round(us(10) / 1.01));
  });

  it("of which the program knows nothing", () => {
    const values = [0, 10_000].map((drift) => {
      const { mcu } = start(drift);
      mcu.pwm.init(0);
      mcu.pwm.setFreq(0, 1000);
      mcu.i2c.init(0, -1, -1, 400_000, 50_000);
      return [mcu.pwm.freq(0), mcu.i2c.info(0, 2), mcu.cpuHz, mcu.callCost("pin_set")];
    });
    expect(values[1]).toEqual(values[0]);
  });
});
