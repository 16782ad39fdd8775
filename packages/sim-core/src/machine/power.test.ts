import { describe, expect, it } from "vitest";
import { bench } from "../../tests/mcu-bench.js";
import { us } from "../index.js";

describe("the CPU's clock", () => {
  it.each([48, 64, 125, 133, 150, 200, 250, 270])("can be %i MHz", (mhz) => {
    const { mcu } = bench();
    expect(mcu.setFreq(mhz * 1e6)).toBe(0);
    expect(mcu.cpuHz).toBe(mhz * 1e6);
  });

  it.each([0, 10, 137, 241, 3000])("cannot be %i MHz", (mhz) => {
    const { mcu } = bench();
    expect(mcu.setFreq(mhz * 1e6)).toBe(-22);
    expect(mcu.cpuHz).toBe(125e6);
  });

  it("sets what bytecodes and calls cost, until the next reset of the chip", () => {
    const { mcu } = bench();
    expect([mcu.nsPerBytecode, mcu.callCost("adc_read_u16"), mcu.callCost("pin_set")]).toEqual([1000, 500, 2000]);
    mcu.setFreq(250e6);
    expect([mcu.nsPerBytecode, mcu.callCost("adc_read_u16"), mcu.callCost("pin_set")]).toEqual([500, 250, 1000]);
    mcu.reset("soft");
    expect(mcu.cpuHz).toBe(250e6);
    mcu.reset("hard");
    expect([mcu.cpuHz, mcu.nsPerBytecode]).toEqual([125e6, 1000]);
  });

  it("is what SoftI2C's and the hardware bus's timing come from", () => {
    const { mcu } = bench();
    mcu.setFreq(48e6);
    mcu.i2c.init(0, -1, -1, 400_000, 1000);
    expect(mcu.i2c.info(0, 2)).toBe(400_000);
  });
});

describe("sleep", () => {
  it("lets PWM stand still and go on from there", () => {
    const { mcu, sim } = bench();
    mcu.pwm.init(0);
    mcu.pwm.setFreq(0, 100_000);
    mcu.pwm.setDutyU16(0, 32_768);
    sim.runUntil(us(12));
    mcu.power.setAsleep(true);
    expect(mcu.gpio.pin(0).drive).toEqual({ volts: 3.3, ohms: 40 });
    sim.runUntil(us(1012));
    mcu.power.setAsleep(false);
    expect(mcu.gpio.pin(0).drive.pwm).toEqual({ periodNs: us(10), highNs: us(5), startNs: us(1010) });
    mcu.power.setAsleep(true);
    mcu.reset("soft");
    expect([mcu.power.asleep, mcu.gpio.pin(0).drive.pwm]).toEqual([false, undefined]);
  });
});
