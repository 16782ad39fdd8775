/**
 * Boards with an ESP32-WROOM-32 module: Espressif's ESP32-DevKitC V4, `board-esp32-devkit-c-v4`, and the DOIT ESP32 DevKit V1 with 30
 * pins, `wokwi-esp32-devkit-v1` and `board-esp32-devkit-v1`.
 *
 * Pins: as they are printed. DevKitC: the numbers of GPIOs; TX (GPIO1), RX (3), VP (36), VN (39), D0 to D3, CMD and CLK (7, 8, 9, 10,
 *   11, 6: the flash); 3V3, 5V, EN, GND.1 to GND.3. DevKit V1: D2 to D35; TX0, RX0, TX2 (17), RX2 (16), VP, VN; 3V3, VIN, EN,
 *   GND.1, GND.2. GPIOs without a pin are inside the part, as GPIO0 and so on. EN is held high by a pull-up and does nothing.
 * Source: Espressif, ESP32-DevKitC V4 getting started guide (schematic); DOIT ESP32 DevKit V1 schematic; ESP32 data sheet;
 *   MicroPython v1.27.0.
 *
 * Attributes
 *   macAddress  of its radio, which `machine.unique_id()` tells, as 24:0a:c4:12:45:56 (by default its end follows from the part's id)
 *   those of the simulator that diagrams come from (env, builder, …) are accepted and have no effect
 * Controls: `temperature` of the chip; `touch<n>`, what a touch sensor reads (600 at rest, below 200 touched).
 * Outputs: `led` 0 to 1, brightness of the DevKit V1's light at GPIO2 (the DevKitC has none but the power's).
 *
 * Not modelled: see esp32.ts; resetting by EN; power from 3V3; that the chip starts into its loader when GPIO0 is low.
 */
import {
  defineDevice,
  macAddressOf,
  pull,
  type DeviceContext,
  type DeviceDefinition,
  type GpioSpec,
  type McuSpec,
} from "@tickless/sim-core";
import { textAttribute } from "../attributes.js";
import { connectBoardLed } from "./board-led.js";
import { ESP32, ESP32_GPIOS, esp32Gpio } from "./esp32.js";

interface DevKit {
  readonly type: string;
  readonly aliases?: readonly string[];
  readonly name: string;
  /** What is printed at a GPIO's pin; undefined: it has none. */
  readonly pinOf: (gpio: number) => string | undefined;
  readonly grounds: readonly string[];
  readonly power: string;
  readonly led?: { readonly gpio: number; readonly color: string; readonly ohms: number };
}

const SIMULATOR_ATTRIBUTES = [
  "env",
  "builder",
  "flashSize",
  "frequency",
  "fullBoot",
  "firmwareOffset",
  "cpuFrequency",
  "psramSize",
  "psramType",
  "serialInterface",
  "chipRevision",
  "macAddress",
];
const EN_PULL_UP = 10_000;

function devKit(kit: DevKit): { spec: McuSpec; definition: DeviceDefinition } {
  const gpios: readonly GpioSpec[] = ESP32_GPIOS.map((gpio) => esp32Gpio(gpio, kit.pinOf(gpio) ?? `GPIO${gpio}`));
  const spec: McuSpec = { ...ESP32, name: kit.name, gpios };
  const connect = (ctx: DeviceContext<unknown>): void => {
    ctx.pin("EN").set(pull(3.3, EN_PULL_UP));
    const address = textAttribute(ctx.attributes, "macAddress");
    if (address !== "" && macAddressOf(address) === undefined) {
      ctx.warn(`'macAddress' is '${address}', which is none`, "write it like 24:0a:c4:12:45:56");
    }
    const led = kit.led;
    const pin = led && gpios.find(({ gpio }) => gpio === led.gpio)?.pin;
    if (led && pin !== undefined) connectBoardLed(ctx, ctx.pin(pin), led.color, led.ohms);
  };
  const definition = defineDevice({
    type: kit.type,
    aliases: kit.aliases ?? [],
    pins: [...gpios.map(({ pin }) => pin), ...kit.grounds, kit.power, "3V3", "EN"],
    joined: [kit.grounds],
    supplies: { "GND.1": 0, [kit.power]: 5, "3V3": 3.3 },
    attributes: SIMULATOR_ATTRIBUTES,
    mcu: spec,
    connect,
  });
  return { spec, definition };
}

const FLASH: Readonly<Record<number, string>> = { 6: "CLK", 7: "D0", 8: "D1", 9: "D2", 10: "D3", 11: "CMD" };
const SENSOR: Readonly<Record<number, string>> = { 36: "VP", 39: "VN" };
const INSIDE_C = [37, 38];

export const { spec: ESP32_DEVKIT_C_V4, definition: esp32DevKitC } = devKit({
  type: "board-esp32-devkit-c-v4",
  name: "ESP32 DevKitC V4",
  pinOf: (gpio) =>
    INSIDE_C.includes(gpio) ? undefined : ({ 1: "TX", 3: "RX", ...FLASH, ...SENSOR }[gpio] ?? String(gpio)),
  grounds: ["GND.1", "GND.2", "GND.3"],
  power: "5V",
});

const INSIDE_V1 = [0, 6, 7, 8, 9, 10, 11, 37, 38];

export const { spec: ESP32_DEVKIT_V1, definition: esp32DevKitV1 } = devKit({
  type: "wokwi-esp32-devkit-v1",
  aliases: ["board-esp32-devkit-v1"],
  name: "ESP32 DevKit V1",
  pinOf: (gpio) =>
    INSIDE_V1.includes(gpio)
      ? undefined
      : ({ 1: "TX0", 3: "RX0", 16: "RX2", 17: "TX2", ...SENSOR }[gpio] ?? `D${gpio}`),
  grounds: ["GND.1", "GND.2"],
  power: "VIN",
  // A blue one. Its kind is bright at half a milliampere over 1 kilohm; the resistor here is what makes a 5 mm LED look so.
  led: { gpio: 2, color: "blue", ohms: 100 },
});
