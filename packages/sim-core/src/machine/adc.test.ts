import { describe, expect, it } from "vitest";
import { bench } from "../../tests/mcu-bench.js";
import { us } from "../index.js";
import { PIN_ANALOG } from "./gpio.js";

function converter() {
  const made = bench({ parts: ["drv driver"], wires: ["drv:OUT GP26"] });
  const channel = made.mcu.adc.channelOf(26);
  made.mcu.adc.init(channel);
  const read = (volts: number): number => {
    made.sim.setControl("drv", "volts", volts);
    return made.mcu.adc.readU16(channel);
  };
  return { ...made, read };
}

describe("conversion", () => {
  it("is 12 bits of the reference, spread over 16", () => {
    const { read } = converter();
    expect(read(0)).toBe(0);
    expect(read(3.3)).toBe(65_535);
    expect(read(1.6501)).toBe(0x8008);
    expect(read(3.3 / 4096 + 1e-6)).toBe(0x0010);
    expect(read(5)).toBe(65_535);
  });

  it("takes the pin as an analog input, without the pull that reset gave it", () => {
    const { mcu, sim } = bench({ parts: ["drv driver"], wires: ["drv:OUT GP26"] });
    sim.setControl("drv", "volts", 1.6501);
    expect(mcu.adc.readU16(0)).toBeLessThan(0x8000);
    expect(mcu.adc.init(0)).toBe(0);
    expect(mcu.gpio.config(26)).toBe(PIN_ANALOG);
    expect(mcu.adc.readU16(0)).toBe(0x8008);
  });

  it("of a pulse train sees the level of its moment", () => {
    const { mcu, sim } = converter();
    sim.setControl("drv", "duty", 0.5);
    sim.runUntil(us(110));
    expect(mcu.adc.readU16(0)).toBe(65_535);
    sim.runUntil(us(160));
    expect(mcu.adc.readU16(0)).toBe(0);
  });

  it("knows its channels", () => {
    const { mcu } = bench();
    expect([26, 28, 29, 5].map((gpio) => mcu.adc.channelOf(gpio))).toEqual([0, 2, 3, -1]);
    expect([mcu.adc.readU16(5), mcu.adc.readU16(-1), mcu.adc.init(9)]).toEqual([-22, -22, -22]);
  });
});

describe("the temperature sensor", () => {
  const celsius = (reading: number): number => 27 - ((reading * 3.3) / 65_535 - 0.706) / 0.001721;

  it("reads 27 degrees, by the formula that every tutorial has", () => {
    const { mcu } = bench();
    expect(mcu.adc.init(4)).toBe(0);
    expect(Math.abs(celsius(mcu.adc.readU16(4)) - 27)).toBeLessThan(0.5);
  });

  it("follows the board's control", () => {
    const { mcu, sim } = bench();
    sim.setControl("pico", "temperature", 60);
    expect(Math.abs(celsius(mcu.adc.readU16(4)) - 60)).toBeLessThan(0.5);
    mcu.reset("hard");
    expect(Math.abs(celsius(mcu.adc.readU16(4)) - 60)).toBeLessThan(0.5);
  });
});
