import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { registry } from "../registry.js";
import { meantPin } from "./pin-names.js";

const meant = (type: string, name: string) => {
  const definition = registry.get(type);
  if (!definition) throw new Error(`no part '${type}'`);
  return meantPin(definition, name);
};

const DEVKIT_C = "board-esp32-devkit-c-v4";
const DEVKIT_V1 = "wokwi-esp32-devkit-v1";
const PICO = "wokwi-pi-pico";

describe("a pin that is called by another name is found", () => {
  test.each([
    // The numbers of GPIOs, as either ESP32 board has them in print, and as a Pico has.
    [DEVKIT_C, "D13", "13"],
    [DEVKIT_C, "GPIO34", "34"],
    [DEVKIT_V1, "13", "D13"],
    [DEVKIT_V1, "IO13", "D13"],
    [DEVKIT_V1, "GPIO1", "TX0"],
    [DEVKIT_V1, "16", "RX2"],
    [PICO, "GPIO15", "GP15"],
    [PICO, "gp15", "GP15"],
    [DEVKIT_C, "TX0", "TX"],
    [DEVKIT_V1, "TX", "TX0"],
    // Supplies.
    [DEVKIT_C, "VIN", "5V"],
    [DEVKIT_V1, "5V", "VIN"],
    [PICO, "5V", "VBUS"],
    [DEVKIT_V1, "3.3V", "3V3"],
    [DEVKIT_V1, "GND", "GND.1"],
    [DEVKIT_V1, "GND.3", "GND.1"],
    ["wokwi-dht22", "GND.1", "GND"],
    ["wokwi-servo", "VCC", "V+"],
    ["wokwi-neopixel", "GND", "VSS"],
    ["wokwi-pir-motion-sensor", "-", "GND"],
    // What a part has in print elsewhere.
    ["wokwi-led", "K", "C"],
    ["wokwi-led", "a", "A"],
    ["wokwi-resistor", "B", "2"],
    ["wokwi-buzzer", "+", "2"],
    ["wokwi-pushbutton", "1.L", "1.l"],
    ["wokwi-pushbutton", "2", "2.l"],
    ["wokwi-dht22", "DATA", "SDA"],
    ["wokwi-ds18b20", "OUT", "DQ"],
    ["wokwi-servo", "SIG", "PWM"],
    ["wokwi-potentiometer", "OUT", "SIG"],
    ["board-ssd1306", "CLK", "SCL"],
    ["board-ssd1306", "VIN", "VCC"],
    ["wokwi-relay-module", "S", "IN"],
  ])("%s: %s is %s", (type, name, pin) => expect(meant(type, name)).toBe(pin));

  test("in other letters, whatever the part", () => {
    const types = registry.types.filter((type) => (registry.get(type)?.pins.length ?? 0) > 0);
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.nat(), (type, index) => {
        const definition = registry.get(type)!;
        const pin = definition.pins[index % definition.pins.length]!;
        // Wokwi has names that differ by a space at the end.
        expect(meantPin(definition, pin.toLowerCase())?.trim().toLowerCase()).toBe(pin.trim().toLowerCase());
      }),
    );
  });
});

describe("nothing is guessed", () => {
  test.each([
    // The position of a pin, or its GPIO?
    [PICO, "9"],
    [PICO, "D9"],
    [DEVKIT_C, "GPIO20"],
    [DEVKIT_C, "99"],
    // It gives 3.3 V and 5 V.
    [DEVKIT_V1, "VCC"],
    ["wokwi-rgb-led", "W"],
    ["wokwi-hc-sr04", "DATA"],
    ["wokwi-led", "constructor"],
    ["wokwi-led", ""],
    ["wokwi-text", "A"],
  ])("%s has no %s", (type, name) => expect(meant(type, name)).toBeUndefined());

  test("what there is, is found, whatever the name", () => {
    fc.assert(
      fc.property(fc.constantFrom(...registry.types), fc.string({ unit: "binary" }), (type, name) => {
        const definition = registry.get(type)!;
        const pin = meantPin(definition, name);
        if (pin !== undefined) expect(definition.pins).toContain(pin);
      }),
    );
  });
});
