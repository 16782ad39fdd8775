import { strong } from "@tickless/sim-core";
import { describe, expect, test } from "vitest";
import { bench } from "../../tests/bench.js";
import { registry } from "../registry.js";
import { ESP32_DEVKIT_C_V4, ESP32_DEVKIT_V1 } from "./esp32-devkits.js";
import { ESP32_NS_PER_BYTECODE } from "./esp32.js";

const KITS = [ESP32_DEVKIT_C_V4, ESP32_DEVKIT_V1];
const withA = (name: "adc" | "dac" | "touch" | "inputOnly" | "rtc"): number[] =>
  ESP32_DEVKIT_V1.gpios.filter((gpio) => gpio[name] !== undefined).map(({ gpio }) => gpio);

describe("function table (ESP32 data sheet, tables of pins)", () => {
  test("34 GPIOs", () => {
    const expected = [...Array.from({ length: 20 }, (_, gpio) => gpio), 21, 22, 23, 25, 26, 27];
    for (const { gpios } of KITS) {
      expect(gpios.map(({ gpio }) => gpio)).toEqual([...expected, 32, 33, 34, 35, 36, 37, 38, 39]);
    }
  });

  test("analog inputs, outputs, touch sensors, inputs only, wake-up pins", () => {
    expect(withA("adc")).toEqual([0, 2, 4, 12, 13, 14, 15, 25, 26, 27, 32, 33, 34, 35, 36, 37, 38, 39]);
    expect(withA("dac")).toEqual([25, 26]);
    expect(withA("touch")).toEqual([0, 2, 4, 12, 13, 14, 15, 27, 32, 33]);
    expect(withA("inputOnly")).toEqual([34, 35, 36, 37, 38, 39]);
    expect(withA("rtc")).toEqual(withA("adc"));
  });
});

describe("parts", () => {
  test.each(["board-esp32-devkit-c-v4", "wokwi-esp32-devkit-v1", "board-esp32-devkit-v1"])("%s is an ESP32", (type) => {
    const part = registry.get(type);
    expect(part?.mcu?.port).toBe("esp32");
    const pins = part?.pins ?? [];
    for (const { pin } of part?.mcu?.gpios ?? []) expect(pins).toContain(pin);
    expect(new Set(pins).size).toBe(pins.length);
  });

  test("pins are named as they are printed", () => {
    const name = (kit: typeof ESP32_DEVKIT_V1, gpio: number) => kit.gpios.find((other) => other.gpio === gpio)?.pin;
    expect([1, 3, 16, 36, 2, 7].map((gpio) => name(ESP32_DEVKIT_C_V4, gpio))).toEqual([
      "TX",
      "RX",
      "16",
      "VP",
      "2",
      "D0",
    ]);
    expect([1, 3, 16, 36, 2, 0].map((gpio) => name(ESP32_DEVKIT_V1, gpio))).toEqual([
      "TX0",
      "RX0",
      "RX2",
      "VP",
      "D2",
      "GPIO0",
    ]);
  });

  test("the DevKit V1's light follows GPIO2", () => {
    const b = bench({ esp: "wokwi-esp32-devkit-v1", a: "probe" }, ["a:P esp:D2"]);
    b.sim.runUntil(1);
    expect(b.last("esp.led")).toBe(0);
    b.probe("a").set(strong(3.3));
    b.sim.runUntil(2);
    expect(b.last("esp.led")).toBeGreaterThan(0.6);
  });

  test("supplies, and grounds joined", () => {
    const b = bench({ esp: "board-esp32-devkit-c-v4", a: "probe", b: "probe", c: "probe" }, [
      "a:P esp:GND.3",
      "b:P esp:3V3",
      "c:P esp:5V",
    ]);
    expect(["a", "b", "c"].map((id) => b.probe(id).thevenin().volts)).toEqual([0, 3.3, 5]);
  });
});

test.each([
  ["misc_aes", 32, 128_207, 438.24, 413.36],
  ["bm_fannkuch", 6, 109_070, 60.67, 80.12],
  ["misc_pystone", 300, 149_483, 1731.94, 1166.32],
])("%s scores as published within a factor of 1.8", (_, norm, bytecodes, ...scores) => {
  const simulated = (1e9 * norm) / (bytecodes * ESP32_NS_PER_BYTECODE);
  const published = Math.sqrt(scores[0] * scores[1]);
  expect(simulated / published).toBeGreaterThan(1 / 1.8);
  expect(simulated / published).toBeLessThan(1.8);
});
