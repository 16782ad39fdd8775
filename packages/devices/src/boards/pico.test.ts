import { LEVEL_Z, ms, pwmLevelAt, strong } from "@tickless/sim-core";
import { describe, expect, test } from "vitest";
import { bench } from "../../tests/bench.js";
import { registry } from "../registry.js";
import { PICO, PICO_W } from "./pico.js";
import { RP2040_CALL_NS, RP2040_NS_PER_BYTECODE } from "./rp2040.js";

const gpio = (number: number) => PICO.gpios.find((other) => other.gpio === number);
const i2cPins = (bus: number, role: string) =>
  PICO.gpios.filter(({ i2c }) => i2c?.bus === bus && i2c.role === role).map((other) => other.gpio);

describe("function table (RP2040 data sheet 1.4.3)", () => {
  test("I2C0 and I2C1 alternate by pairs of pins", () => {
    expect(i2cPins(0, "SDA")).toEqual([0, 4, 8, 12, 16, 20, 24, 28]);
    expect(i2cPins(0, "SCL")).toEqual([1, 5, 9, 13, 17, 21, 25, 29]);
    expect(i2cPins(1, "SDA")).toEqual([2, 6, 10, 14, 18, 22, 26]);
    expect(i2cPins(1, "SCL")).toEqual([3, 7, 11, 15, 19, 23, 27]);
  });

  test.each([
    [0, "TX", [0, 12, 16, 28]],
    [0, "RX", [1, 13, 17, 29]],
    [1, "TX", [4, 8, 20, 24]],
    [1, "RX", [5, 9, 21, 25]],
  ])("UART%d has %s at GPIO %j", (number, role, expected) => {
    const pins = PICO.gpios.filter(({ uart }) => uart?.uart === number && uart.role === role);
    expect(pins.map((other) => other.gpio)).toEqual(expected);
  });

  test.each([
    [0, 0, "A"],
    [1, 0, "B"],
    [15, 7, "B"],
    [16, 0, "A"],
    [25, 4, "B"],
    [28, 6, "A"],
  ])("GPIO%d is PWM slice %d, channel %s", (number, slice, channel) => {
    expect(gpio(number)?.pwm).toEqual({ slice, channel });
  });

  test("the ADC has GPIO26 to 29", () => {
    expect(PICO.gpios.filter(({ adc }) => adc !== undefined).map((other) => [other.gpio, other.adc])).toEqual([
      [26, 0],
      [27, 1],
      [28, 2],
      [29, 3],
    ]);
  });

  test("the default pins of the buses and UARTs can do it", () => {
    PICO.i2c.defaults.forEach(({ scl, sda }, bus) => {
      expect(gpio(scl)?.i2c).toEqual({ bus, role: "SCL" });
      expect(gpio(sda)?.i2c).toEqual({ bus, role: "SDA" });
    });
    PICO.uart.defaults.forEach(({ tx, rx }, uart) => {
      expect(gpio(tx)?.uart).toEqual({ uart, role: "TX" });
      expect(gpio(rx)?.uart).toEqual({ uart, role: "RX" });
    });
  });
});

describe("names", () => {
  test("Pin.board has the pins at the edge, GP25 and LED", () => {
    expect(Object.keys(PICO.pinNames)).toHaveLength(28);
    expect(PICO.pinNames).toMatchObject({ GP0: 0, GP22: 22, GP26: 26, GP28: 28, GP25: 25, LED: 25 });
    expect(PICO.pinNames).not.toHaveProperty("GP23");
  });

  test("Pin.cpu has GPIO0 to GPIO29", () => {
    expect(Object.keys(PICO.cpuPinNames)).toHaveLength(30);
  });

  test("every GPIO comes out at a pin of the part", () => {
    const pins = registry.get("wokwi-pi-pico")?.pins ?? [];
    for (const { pin } of PICO.gpios) expect(pins).toContain(pin);
    expect(new Set(pins).size).toBe(pins.length);
  });

  test.each(["board-pi-pico", "wokwi-pi-pico", "wokwi-raspberry-pi-pico"])("%s is a Pico", (type) => {
    expect(registry.get(type)?.mcu).toBe(PICO);
  });

  test.each(["board-pi-pico-w", "wokwi-pi-pico-w"])("%s is a Pico W", (type) => {
    expect(registry.get(type)?.mcu).toBe(PICO_W);
  });
});

describe("calibration", () => {
  const loop = (bytecodes: number, pinWrites: number): number =>
    bytecodes * RP2040_NS_PER_BYTECODE + pinWrites * (RP2040_CALL_NS["pin_set"] as number);

  test("a measured loop of 42 770 bytecodes and 2048 pin writes takes 45.667 ms within 1 %", () => {
    expect(loop(42_770, 2048) / ms(45.667)).toBeCloseTo(1, 2);
  });

  test.each([
    ["misc_aes", 32, 128_207, 283.68],
    ["bm_fannkuch", 6, 109_070, 53.75],
    ["misc_pystone", 300, 149_483, 1443],
  ])("%s scores as published within a factor of 1.45", (_, norm, bytecodes, score) => {
    const simulated = (1e9 * norm) / (bytecodes * RP2040_NS_PER_BYTECODE);
    expect(simulated / score).toBeGreaterThan(1 / 1.45);
    expect(simulated / score).toBeLessThan(1.45);
  });
});

describe("on a board", () => {
  const board = () =>
    bench({ pico: "wokwi-pi-pico", a: "probe", b: "probe", c: "probe", d: "probe" }, [
      "a:P pico:GND.3",
      "b:P pico:3V3",
      "c:P pico:GPIO29",
      "d:P pico:TP5",
    ]);

  test("has its supplies: grounds joined, 3.3 V, and VSYS / 3 at GPIO29, loaded by its pull-down after reset", () => {
    const b = board();
    expect(b.probe("a").thevenin().volts).toBe(0);
    expect(b.probe("b").thevenin().volts).toBe(3.3);
    expect(b.probe("c").thevenin().volts).toBeCloseTo(((5 / 3) * 60) / (60 + 66.667), 3);
  });

  test("the on-board LED follows GPIO25: 3.3 V over 470 ohm and a green diode", () => {
    const b = board();
    b.sim.runUntil(1);
    expect(b.last("pico.led")).toBe(0);
    b.probe("d").set(strong(3.3));
    b.sim.runUntil(2);
    expect(b.last("pico.led")).toBeCloseTo(1.4 / (40 + 470 + 15) / 0.005, 1);
  });

  test("blinked slowly by PWM it is followed edge by edge", () => {
    const b = board();
    const pwm = { periodNs: ms(100), highNs: ms(50), startNs: 0 };
    b.probe("d").set({ ...strong(3.3), pwm });
    b.sim.runUntil(ms(220));
    const rows = b.rows("pico.led").filter(([time]) => time > 0);
    expect(rows.map(([time]) => time)).toEqual([ms(50), ms(100), ms(150), ms(200)]);
    for (const [time, value] of rows) expect(Number(value) > 0).toBe(pwmLevelAt(pwm, time) === 1);
  });

  test("unconnected GPIOs are pulled down after reset", () => {
    const b = bench({ pico: "wokwi-pi-pico", a: "probe" }, ["a:P pico:GP3"]);
    expect(b.probe("a").level).not.toBe(LEVEL_Z);
    expect(b.probe("a").level).toBe(0);
  });
});

describe("a Pico W", () => {
  const board = (...wires: string[]) => bench({ pico: "board-pi-pico-w", a: "probe", b: "probe" }, wires);

  test("has the pins of the wireless chip in Pin.board and Pin.cpu, by names only", () => {
    const { LED, WL_GPIO0, WL_GPIO1, WL_GPIO2, GP25 } = PICO_W.pinNames;
    const names = ["EXT_GPIO0", "EXT_GPIO1", "EXT_GPIO2"].map((name) => PICO_W.cpuPinNames[name]);
    expect([WL_GPIO0, WL_GPIO1, WL_GPIO2]).toEqual(names);
    expect([LED, GP25]).toEqual([WL_GPIO0, undefined]);
    expect(PICO_W.gpios.filter(({ external }) => external).map((other) => other.gpio)).toEqual(names);
    expect(Object.keys(PICO_W.pinNames)).toHaveLength(30);
  });

  test("has its LED at the wireless chip, not at GPIO25", () => {
    const b = board("a:P pico:TP5", "b:P pico:GPIO25");
    b.probe("b").set(strong(3.3));
    b.sim.runUntil(1);
    expect(b.last("pico.led")).toBe(0);
    b.probe("a").set(strong(3.3));
    b.sim.runUntil(2);
    expect(b.last("pico.led")).toBeGreaterThan(0.4);
  });

  test("senses VBUS at the wireless chip, and VSYS at GPIO29 while GPIO25 is high", () => {
    const b = board("a:P pico:GPIO25", "b:P pico:GPIO29");
    const sim = b.sim;
    const pin = (gpio: number) => sim.mcus[0]!.gpio.pin(gpio);
    expect(pin(PICO_W.pinNames["WL_GPIO2"]!).read()).toBe(1);
    expect(b.probe("b").thevenin().volts).toBeCloseTo(0);
    b.probe("a").set(strong(3.3));
    sim.runUntil(1);
    expect(b.probe("b").thevenin().volts).toBeCloseTo(((5 / 3) * 60) / (60 + 66.667), 3);
    b.probe("a").set(strong(0));
    sim.runUntil(2);
    expect(b.probe("b").thevenin().volts).toBeCloseTo(0);
  });

  test("has every other pin of a Pico's edge", () => {
    const [w, plain] = ["board-pi-pico-w", "board-pi-pico"].map((type) => registry.get(type)?.pins ?? []);
    const edge = plain?.filter((pin) => !/^(GPIO|\$)/.test(pin)) ?? [];
    expect(w).toEqual(expect.arrayContaining([...edge]));
    expect(new Set(w).size).toBe(w?.length);
  });
});
