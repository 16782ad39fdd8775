import { describe, expect, it } from "vitest";
import { bench } from "../../tests/mcu-bench.js";
import { s } from "../index.js";
import { EINVAL } from "./errno.js";
import { PIN_IN, PIN_OPEN_DRAIN, PIN_OUT } from "./gpio.js";
import { WAKE_EXT0, WAKE_EXT1, WAKE_TIMER } from "./wake.js";

const wired = () => bench({ chip: "esp32", parts: ["drv driver"], wires: ["drv:OUT IO34"] });

describe("the ESP32's converters", () => {
  it.each([
    [0, 1.1],
    [1, 1.467],
    [2, 2.195],
    [3, 3.3],
  ])("attenuator %i: full scale is %f V", (attenuation, full) => {
    const { mcu, sim } = wired();
    const channel = mcu.adc.channelOf(34);
    mcu.adc.init(channel);
    mcu.adc.setAttenuation(channel, attenuation);
    sim.setControl("drv", "volts", full / 2 + 1e-6);
    expect(mcu.adc.readRaw(channel)).toBe(2048);
    expect(mcu.adc.readMillivolts(channel)).toBe(Math.round((full * 1000 * 2048) / 4095));
    sim.setControl("drv", "volts", full);
    expect([mcu.adc.readRaw(channel), mcu.adc.readU16(channel)]).toEqual([4095, 65_535]);
  });

  it("have their bits each", () => {
    const { mcu, sim } = wired();
    const channel = mcu.adc.channelOf(34);
    sim.setControl("drv", "volts", 0.55001);
    expect([9, 10, 11, 12].map((bits) => (mcu.adc.setBits(channel, bits), mcu.adc.readRaw(channel)))).toEqual([
      256, 512, 1024, 2048,
    ]);
    expect(mcu.adc.bitsOf(mcu.adc.channelOf(25))).toBe(12);
    expect([mcu.adc.setBits(channel, 8), mcu.adc.setBits(channel, 13)]).toEqual([-EINVAL, -EINVAL]);
  });
});

describe("its analog outputs and touch sensors", () => {
  it("255 is the supply, 0 is ground", () => {
    const { mcu } = bench({ chip: "esp32" });
    expect(mcu.dac.write(25, 255)).toBe(0);
    expect(mcu.gpio.pin(25).thevenin().volts).toBeCloseTo(3.3);
    mcu.dac.write(25, 64);
    expect(mcu.gpio.pin(25).thevenin().volts).toBeCloseTo((3.3 * 64) / 255);
    mcu.gpio.configure(25, PIN_OUT, -1, 0);
    expect(mcu.gpio.pin(25).thevenin().volts).toBe(0);
    expect([mcu.dac.write(27, 0), mcu.dac.write(25, 256)]).toEqual([-EINVAL, -EINVAL]);
  });

  it("a touch sensor reads its control", () => {
    const { mcu, sim } = bench({ chip: "esp32" });
    expect(mcu.touch.read(4)).toBe(600);
    sim.setControl("pico", "touch4", 120);
    expect([mcu.touch.read(4), mcu.touch.read(5)]).toEqual([120, -EINVAL]);
  });
});

describe("its pins", () => {
  it("34 to 39 have neither driver nor pulls; after a reset others float, but for some", () => {
    const { mcu } = bench({ chip: "esp32" });
    expect([mcu.gpio.configure(34, PIN_OUT, 0, 1), mcu.gpio.configure(34, PIN_IN, 1, -1)]).toEqual([-EINVAL, 0]);
    expect(mcu.gpio.config(34)).toBe(PIN_IN);
    expect([mcu.gpio.pin(0).level, mcu.gpio.pin(34).level, mcu.gpio.pin(18).level]).toEqual([1, 3, 3]);
  });

  it("keep the bit of the output register over every mode", () => {
    const { mcu } = bench({ chip: "esp32" });
    mcu.gpio.configure(18, PIN_IN, -1, 1);
    mcu.gpio.configure(18, PIN_OUT, -1, -1);
    expect(mcu.gpio.read(18)).toBe(1);
    mcu.gpio.configure(18, PIN_OPEN_DRAIN, 1, -1);
    expect(mcu.gpio.read(18)).toBe(1);
    mcu.gpio.write(18, 0);
    mcu.gpio.configure(18, PIN_OUT, -1, -1);
    expect(mcu.gpio.read(18)).toBe(0);
  });
});

describe("waking", () => {
  it("a pin's level ends a sleep of the kinds it may end", () => {
    const { mcu, sim } = wired();
    mcu.wake.setExt0(34, 1, 4);
    mcu.wake.begin(2);
    sim.setControl("drv", "level", 1);
    sim.runUntil(s(1));
    expect(mcu.wake.woken).toBeUndefined();
    mcu.wake.end();
    expect(mcu.wake.reason).toBe(WAKE_TIMER);
    mcu.wake.begin(4);
    expect(mcu.wake.woken).toBe(WAKE_EXT0);
  });

  it("of several pins any high, or all low", () => {
    const { mcu, sim } = wired();
    mcu.wake.setExt1([34], false);
    sim.setControl("drv", "level", 1);
    mcu.wake.begin(4);
    expect(mcu.wake.woken).toBeUndefined();
    sim.setControl("drv", "level", 0);
    sim.runUntil(s(1));
    expect(mcu.wake.woken).toBe(WAKE_EXT1);
    mcu.wake.end();
    expect([mcu.wake.setExt0(5, 1, 6), mcu.wake.setExt1([34, 18], true)]).toEqual([-EINVAL, -EINVAL]);
  });
});
