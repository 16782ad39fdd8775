import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bench, rows } from "../../tests/mcu-bench.js";
import { ms, us } from "../index.js";
import { EAGAIN, EINVAL, ENOMEM } from "./errno.js";
import type { LedcUnit } from "./ledc.js";

function esp32() {
  const made = bench({ chip: "esp32" });
  return { ...made, ledc: made.mcu.ledc as LedcUnit };
}

const U16 = (ledc: LedcUnit, gpio: number, hz: number, duty: number): number =>
  ledc.start(gpio, hz, duty, false, undefined);

/** The pins that MicroPython's tutorial uses for all channels. */
const PINS = [2, 4, 12, 13, 14, 15, 16, 18, 19, 22, 23, 25, 26, 27, 32, 33];

describe("frequency and duty read back as on a board", () => {
  // 10 to 60 kHz: MicroPython's PWM tutorial for the ESP32.
  it.each([
    [1, 1],
    [9, 9],
    [10, 10],
    [50, 50],
    [1000, 998],
    [5000, 5000],
    [10_000, 10_000],
    [30_000, 30_030],
    [60_000, 60_060],
    [40_000_000, 40_000_000],
  ])("%i Hz is %i Hz", (asked, made) => {
    const { ledc } = esp32();
    expect(U16(ledc, 2, asked, 0)).toBe(0);
    expect(ledc.freq(2)).toBe(made);
  });

  it.each([
    [50, 12_345, 12_345],
    [5000, 12_345, 12_344],
    [60_000, 12_345, 12_288],
    [1_000_000, 12_345, 12_288],
    [40_000_000, 12_345, 0],
    [5000, 65_535, 65_535],
  ])("at %i Hz a duty of %i is %i", (hz, asked, made) => {
    const { ledc } = esp32();
    U16(ledc, 2, hz, asked);
    expect(ledc.dutyU16(2)).toBe(made);
  });

  it("is 5 kHz and half if nothing is asked for", () => {
    const { ledc, mcu } = esp32();
    expect(ledc.init(2)).toBe(0);
    expect([ledc.freq(2), ledc.dutyU16(2), ledc.dutyNs(2)]).toEqual([5000, 32_768, 100_000]);
    expect(mcu.gpio.pin(2).drive.pwm).toEqual({ periodNs: 200_000, highNs: 100_000, startNs: 0 });
  });

  it("keeps a pulse's length over a change of frequency, and a share as a share", () => {
    const { ledc } = esp32();
    ledc.start(2, 50, 1_500_000, true, undefined);
    ledc.setFreq(2, 100);
    expect(ledc.dutyNs(2)).toBe(1_499_939);
    ledc.setDutyU16(2, 16_384);
    ledc.setFreq(2, 1000);
    expect(ledc.dutyU16(2)).toBe(16_384);
  });

  it("law: a frequency is met within one part in 500, or in the clocks of the divider", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (hz) => {
        const { ledc } = esp32();
        U16(ledc, 2, hz, 0);
        expect(Math.abs(ledc.freq(2) / hz - 1)).toBeLessThan(1 / 500);
      }),
      { numRuns: 40 },
    );
  });
});

describe("channels and timers", () => {
  it("are sixteen pins of eight frequencies", () => {
    const { ledc } = esp32();
    const start = (index: number): number => U16(ledc, PINS[index] as number, 10_000 * (1 + (index >> 1)), 100);
    expect(PINS.map((_, index) => start(index))).toEqual(PINS.map(() => 0));
    expect(U16(ledc, 5, 10_000, 100)).toBe(-ENOMEM);
    expect(ledc.setFreq(2, 123)).toBe(-EAGAIN);
    ledc.deinit(2);
    expect(U16(ledc, 5, 10_000, 100)).toBe(0);
    expect(PINS.slice(1).map((gpio) => ledc.freq(gpio) > 0)).not.toContain(false);
  });

  it("are shared by pins of the same frequency, until one of them wants another", () => {
    const { ledc } = esp32();
    U16(ledc, 2, 1000, 100);
    U16(ledc, 4, 1000, 200);
    ledc.setFreq(4, 50);
    expect([ledc.freq(2), ledc.freq(4)]).toEqual([998, 50]);
    ledc.setFreq(2, 50);
    expect([ledc.freq(2), ledc.freq(4)]).toEqual([50, 50]);
  });

  it("a frequency that is in the other group already takes the pin there", () => {
    const { ledc } = esp32();
    PINS.slice(0, 8).forEach((gpio, index) => U16(ledc, gpio, 1000 * (1 + (index >> 1)), 100));
    U16(ledc, 19, 7000, 100);
    expect(ledc.setFreq(2, 7000)).toBe(0);
    expect([ledc.freq(2), ledc.freq(19)]).toEqual([7003, 7003]);
  });

  it.each([
    ["GPIO34 drives nothing", 34, 1000],
    ["there is no GPIO20", 20, 1000],
    ["above half the clock", 2, 50_000_000],
  ])("refused: %s", (_, gpio, hz) => {
    expect(U16(esp32().ledc, gpio, hz, 100)).toBe(-EINVAL);
  });
});

describe("on the wire", () => {
  it("a new duty comes with the next period", () => {
    const { ledc, mcu, sim } = esp32();
    U16(ledc, 2, 1000, 16_384);
    sim.runUntil(us(100));
    ledc.setDutyU16(2, 32_768);
    expect(mcu.gpio.pin(2).drive.pwm?.highNs).toBeCloseTo(250_400, -3);
    sim.runUntil(ms(2));
    expect(mcu.gpio.pin(2).drive.pwm?.highNs).toBeCloseTo(500_800, -3);
    expect(rows(sim, "pico.IO2.pwm").at(-1)?.[0]).toBe(1_001_600);
  });

  it("a new frequency restarts the timer", () => {
    const { ledc, mcu, sim } = esp32();
    U16(ledc, 2, 1000, 32_768);
    sim.runUntil(us(100));
    ledc.setFreq(2, 50);
    expect(mcu.gpio.pin(2).drive.pwm).toEqual({ periodNs: ms(20), highNs: ms(10), startNs: us(100) });
  });

  it("inverted it is low first", () => {
    const { ledc, mcu } = esp32();
    ledc.start(2, 50, 1_500_000, true, true);
    const pwm = mcu.gpio.pin(2).drive.pwm;
    expect([pwm?.periodNs, Math.round(pwm?.startNs ?? 0)]).toEqual([ms(20), 1_499_939]);
  });

  it("is a level at both ends of the duty, and low after deinit", () => {
    const { ledc, mcu } = esp32();
    const drive = () => mcu.gpio.pin(2).drive;
    U16(ledc, 2, 1000, 65_535);
    expect([drive().pwm, drive().volts]).toEqual([undefined, 3.3]);
    U16(ledc, 2, 1000, 0);
    ledc.setFreq(2, 2000);
    expect([drive().pwm, drive().volts]).toEqual([undefined, 0]);
    U16(ledc, 2, 1000, 32_768);
    ledc.deinit(2);
    expect([drive().pwm, drive().volts, ledc.freq(2)]).toEqual([undefined, 0, 0]);
  });

  it("stands still in sleep and goes on from there", () => {
    const { ledc, mcu, sim } = esp32();
    U16(ledc, 2, 5000, 32_768);
    sim.runUntil(us(50));
    ledc.suspend();
    expect(mcu.gpio.pin(2).drive).toEqual({ volts: 3.3, ohms: 40 });
    sim.runUntil(us(1050));
    ledc.resume();
    expect(mcu.gpio.pin(2).drive.pwm?.startNs).toBe(us(1000));
  });

  it("becomes slower with a slow CPU", () => {
    const { ledc, mcu } = esp32();
    U16(ledc, 2, 5000, 32_768);
    mcu.setFreq(40_000_000);
    expect(mcu.gpio.pin(2).drive.pwm?.periodNs).toBe(400_000);
    mcu.setFreq(240_000_000);
    expect(mcu.gpio.pin(2).drive.pwm?.periodNs).toBe(200_000);
  });

  it("a snapshot holds all of it", () => {
    const { ledc, sim, mcu } = esp32();
    U16(ledc, 2, 1000, 16_384);
    const snapshot = sim.snapshot();
    ledc.deinit(2);
    sim.restore(snapshot);
    expect([ledc.freq(2), ledc.dutyU16(2), mcu.gpio.functionOf(2)]).toEqual([998, 16_384, "pwm"]);
  });
});
