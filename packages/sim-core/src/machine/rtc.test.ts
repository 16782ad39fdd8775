import { describe, expect, it } from "vitest";
import { bench } from "../../tests/mcu-bench.js";
import { ms, s } from "../index.js";
import { RTC_AT_POWER_ON } from "./rtc.js";

describe("the real-time clock", () => {
  it("starts on a fixed leap day", () => {
    expect(new Date(RTC_AT_POWER_ON * 1000).toISOString()).toBe("2024-02-29T13:57:42.000Z");
    const { mcu, sim } = bench();
    sim.runUntil(s(2.5));
    expect([mcu.rtc.seconds(), mcu.rtc.subsecondNs()]).toEqual([RTC_AT_POWER_ON + 2, ms(500)]);
  });

  it("goes on from what it is set to", () => {
    const { mcu, sim } = bench();
    sim.runUntil(ms(700));
    mcu.rtc.set(1_000_000);
    sim.runUntil(ms(1900));
    expect([mcu.rtc.seconds(), mcu.rtc.subsecondNs()]).toEqual([1_000_001, ms(200)]);
  });

  it("keeps its time over resets, but not over power-on", () => {
    const { mcu, sim } = bench();
    mcu.rtc.set(5);
    sim.runUntil(s(1));
    for (const cause of ["soft", "hard", "watchdog", "deepsleep"] as const) mcu.reset(cause);
    expect(mcu.rtc.seconds()).toBe(6);
    mcu.reset("power-on");
    expect(mcu.rtc.seconds()).toBe(RTC_AT_POWER_ON);
  });
});
