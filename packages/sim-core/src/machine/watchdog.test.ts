import { describe, expect, it } from "vitest";
import { bench } from "../../tests/mcu-bench.js";
import { ms, s } from "../index.js";

describe("the watchdog", () => {
  it("resets a board that does not feed it", () => {
    const { sim, script, mcu } = bench({
      steps: [
        [ms(100), ({ watchdog }) => watchdog.start(500)],
        [ms(400), ({ watchdog }) => watchdog.feed()],
      ],
    });
    sim.runUntil(ms(899));
    expect([script.boots, mcu.armed]).toEqual([[0], true]);
    sim.runUntil(s(5));
    expect(script.boots).toEqual([0, ms(900)]);
    expect([mcu.resetCause, mcu.armed]).toEqual(["watchdog", false]);
  });

  it("is not there before it is started, and runs on over a soft reset", () => {
    const { sim, script, mcu } = bench({
      steps: [
        [ms(1), ({ watchdog }) => watchdog.feed()],
        [ms(10), ({ watchdog }) => watchdog.start(50)],
        [ms(20), (mcu) => mcu.requestReset("soft")],
      ],
    });
    sim.runUntil(s(1));
    expect(script.boots).toEqual([0, ms(20), ms(60)]);
    expect(mcu.resetCause).toBe("watchdog");
  });

  it("refuses what its counter cannot hold", () => {
    const { mcu } = bench();
    expect([8388, 8389, 0, -1].map((time) => mcu.watchdog.start(time))).toEqual([0, -22, -22, -22]);
  });
});
