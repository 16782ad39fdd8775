import { describe, expect, it } from "vitest";
import { bench, rows } from "../../tests/mcu-bench.js";
import { ms, us, type Mcu } from "../index.js";
import { PIN_ALT, PIN_OUT } from "./gpio.js";

/** A Pico with PWM on a pin. */
function running(gpio: number, hz: number, duty: number) {
  const made = bench();
  made.mcu.pwm.init(gpio);
  made.mcu.pwm.setFreq(gpio, hz);
  made.mcu.pwm.setDutyU16(gpio, duty);
  return made;
}

const signalOf = (mcu: Mcu, gpio: number) => mcu.gpio.pin(gpio).drive.pwm;

describe("frequency and duty read back as on a board", () => {
  it.each([
    [8, 8],
    [50, 50],
    [1000, 1000],
    [1907, 1907],
    [100_000, 100_000],
    [12_000_000, 12_500_000],
  ])("%i Hz is %i Hz", (asked, made) => {
    const { mcu } = running(0, asked, 0);
    expect(mcu.pwm.freq(0)).toBe(made);
  });

  it.each([
    [1000, 1, 1],
    [1000, 32_768, 32_768],
    [5000, 1, 0],
    [5000, 1000, 999],
    [100_000, 1000, 996],
    [100_000, 65_535, 65_535],
    [100_000, 70_000, 65_535],
  ])("at %i Hz a duty of %i is %i", (hz, asked, made) => {
    const { mcu } = running(0, hz, asked);
    expect(mcu.pwm.dutyU16(0)).toBe(made);
  });

  it.each([
    [500, 611],
    [1_500_000, 1_500_005],
    [30_000_000, 19_999_866],
  ])("at 50 Hz %i ns is %i ns", (asked, made) => {
    const { mcu } = running(0, 50, 0);
    expect(mcu.pwm.setDutyNs(0, asked)).toBe(0);
    expect(mcu.pwm.dutyNs(0)).toBe(made);
  });

  it("is 0 before it was set", () => {
    const { mcu } = bench();
    mcu.pwm.init(0);
    expect([mcu.pwm.freq(0), mcu.pwm.dutyU16(0), mcu.pwm.dutyNs(0)]).toEqual([0, 0, 0]);
    mcu.pwm.setDutyU16(0, 100);
    expect(mcu.pwm.dutyU16(0)).toBe(0);
  });

  it("is refused when out of range, or where there is no PWM", () => {
    const { mcu } = bench();
    mcu.pwm.init(0);
    expect([7, 0, -5, 300_000_000].map((hz) => mcu.pwm.setFreq(0, hz))).toEqual([-22, -22, -22, -22]);
    expect([mcu.pwm.setDutyU16(0, -1), mcu.pwm.setDutyNs(0, -1)]).toEqual([-22, -22]);
    expect([mcu.pwm.init(77), mcu.pwm.setFreq(77, 50), mcu.pwm.setInvert(77, true)]).toEqual([-22, -22, -22]);
  });

  it("keeps the duty as asked for when the frequency changes", () => {
    const { mcu } = running(0, 100_000, 1000);
    mcu.pwm.setFreq(0, 1000);
    expect(mcu.pwm.dutyU16(0)).toBe(1000);
    mcu.pwm.setDutyNs(0, 250_000);
    mcu.pwm.setFreq(0, 2000);
    expect(mcu.pwm.dutyNs(0)).toBe(250_000);
  });
});

describe("the output", () => {
  it("is one pulse train, which starts when frequency and duty are set", () => {
    const { mcu, sim } = bench({
      steps: [
        [us(3), ({ pwm }) => pwm.init(0)],
        [us(4), ({ pwm }) => pwm.setDutyU16(0, 16_384)],
        [us(5), ({ pwm }) => pwm.setFreq(0, 100_000)],
      ],
    });
    sim.runUntil(us(4));
    expect(mcu.gpio.pin(0).level).toBe(0);
    sim.runUntil(us(5));
    expect(signalOf(mcu, 0)).toEqual({ periodNs: us(10), highNs: 2504, startNs: us(5) });
    const events = sim.eventCount;
    sim.runUntil(ms(1));
    expect(sim.eventCount - events).toBeLessThan(5);
    expect(rows(sim, "pico.GP0.pwm").at(-1)).toEqual([us(5), us(10), 2504, us(5)]);
  });

  it("is high or low for good at 100 % and 0 %", () => {
    const { mcu, sim } = running(0, 100_000, 65_535);
    expect(mcu.gpio.pin(0).state).toMatchObject({ level: 1, pwm: null });
    mcu.pwm.setDutyU16(0, 0);
    sim.runUntil(us(10));
    expect(mcu.gpio.pin(0).state).toMatchObject({ level: 0, pwm: null });
  });

  it("changes at the end of a period, never within one", () => {
    const { mcu, sim } = running(0, 100_000, 32_768);
    sim.runUntil(us(14));
    mcu.pwm.setDutyU16(0, 6554);
    sim.runUntil(us(19));
    expect(signalOf(mcu, 0)?.highNs).toBe(us(5));
    sim.runUntil(us(20));
    expect(signalOf(mcu, 0)).toEqual({ periodNs: us(10), highNs: us(1), startNs: us(20) });
    mcu.pwm.setDutyU16(0, 50_000);
    mcu.pwm.setDutyU16(0, 6554);
    expect(sim.queue.length).toBe(0);
  });

  it("goes on at the new rate at once when the divider changes: the rest of a long period is short", () => {
    const { mcu, sim } = running(0, 50, 32_768); // 65466 counts of 305.5 ns.
    sim.runUntil(ms(10));
    mcu.pwm.setFreq(0, 1000); // Counts of 15.5 ns: the second half of them takes 0.507 ms.
    sim.runUntil(ms(10.5));
    expect(signalOf(mcu, 0)?.periodNs).toBe(65_466 * 15.5);
    sim.runUntil(ms(10.51));
    expect(signalOf(mcu, 0)).toMatchObject({ periodNs: 64_516 * 15.5 });
    expect(signalOf(mcu, 0)?.startNs).toBeGreaterThan(ms(10.5));
  });

  it("inverts", () => {
    const { mcu, sim } = running(0, 100_000, 6554);
    mcu.pwm.setInvert(0, true);
    expect(signalOf(mcu, 0)).toEqual({ periodNs: us(10), highNs: us(9), startNs: us(1) });
    sim.runUntil(us(10) + 500);
    expect(mcu.gpio.read(0)).toBe(0);
    mcu.pwm.setDutyU16(0, 0);
    sim.runUntil(us(40));
    expect(mcu.gpio.pin(0).state).toMatchObject({ level: 1, pwm: null });
  });

  it("shares frequency with the other channel of its slice, and all with the pin that has the same channel", () => {
    const { mcu, sim } = running(2, 1000, 32_768);
    mcu.pwm.init(3);
    mcu.pwm.setDutyU16(3, 16_384);
    mcu.pwm.init(18);
    mcu.pwm.setFreq(3, 2000);
    sim.runUntil(ms(2));
    expect([mcu.pwm.freq(2), mcu.pwm.freq(3), mcu.pwm.freq(18)]).toEqual([2000, 2000, 2000]);
    expect(signalOf(mcu, 3)?.highNs).toBeCloseTo(us(125), -3);
    // PWM(Pin(18)) forgot the duty of the channel that pin 2 shares: it keeps its counts while the period halved.
    expect(signalOf(mcu, 18)).toEqual(signalOf(mcu, 2));
    expect(mcu.pwm.dutyU16(2)).toBe(0);
  });

  it("stands still where it is after deinit, and goes on from there", () => {
    const { mcu, sim } = running(0, 100_000, 32_768);
    sim.runUntil(us(12));
    mcu.pwm.deinit(0);
    sim.runUntil(us(50));
    expect(mcu.gpio.pin(0).state).toMatchObject({ level: 1, pwm: null });
    mcu.pwm.setDutyU16(0, 32_768);
    expect(signalOf(mcu, 0)).toEqual({ periodNs: us(10), highNs: us(5), startNs: us(48) });
    sim.runUntil(us(55));
    mcu.pwm.deinit(0);
    expect(mcu.gpio.pin(0).state).toMatchObject({ level: 0, pwm: null });
  });

  it("loses the pin when somebody configures it, and gets it back by init", () => {
    const { mcu, sim } = running(0, 100_000, 32_768);
    expect(mcu.gpio.config(0) % 16).toBe(PIN_ALT);
    mcu.gpio.configure(0, PIN_OUT, 0, 1);
    mcu.pwm.setDutyU16(0, 1000);
    sim.runUntil(us(50));
    expect(mcu.gpio.pin(0).drive).toEqual({ volts: 3.3, ohms: 40 });
    mcu.pwm.init(0);
    expect(signalOf(mcu, 0)?.highNs).toBe(152);
  });

  it("follows the CPU's clock, without a jump", () => {
    const { mcu, sim } = running(0, 100_000, 32_768);
    sim.runUntil(us(11));
    mcu.setFreq(250_000_000);
    expect(signalOf(mcu, 0)).toEqual({ periodNs: us(5), highNs: 2500, startNs: us(10.5) });
    expect(mcu.pwm.freq(0)).toBe(200_000);
  });
});

describe("reset and snapshots", () => {
  it("stop all slices; a soft reset leaves outputs as they stand, and the frequency is forgotten", () => {
    const { mcu, sim } = running(0, 100_000, 32_768);
    sim.runUntil(us(12));
    mcu.reset("soft");
    expect(mcu.gpio.pin(0).state).toMatchObject({ level: 1, pwm: null });
    expect(mcu.pwm.freq(0)).toBe(0);
    mcu.pwm.init(0);
    mcu.pwm.setFreq(0, 100_000);
    mcu.pwm.setDutyU16(0, 32_768);
    mcu.reset("watchdog");
    expect(mcu.gpio.pin(0).state).toMatchObject({ level: 0, pwm: null });
    mcu.pwm.init(0);
    expect(mcu.gpio.pin(0).drive).toEqual({ volts: 0, ohms: 40 });
  });

  it("keep a change that waits for the end of the period", () => {
    const { mcu, sim } = running(0, 100_000, 32_768);
    sim.runUntil(us(14));
    mcu.pwm.setDutyU16(0, 6554);
    const snapshot = sim.snapshot();
    sim.runUntil(us(30));
    const after = [rows(sim, "pico.GP0.pwm"), mcu.pwm.dutyU16(0)];
    mcu.pwm.setDutyU16(0, 1);
    sim.restore(snapshot);
    sim.runUntil(us(30));
    expect([rows(sim, "pico.GP0.pwm"), mcu.pwm.dutyU16(0)]).toEqual(after);
  });
});
