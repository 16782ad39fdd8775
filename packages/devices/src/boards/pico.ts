/**
 * Raspberry Pi Pico, `wokwi-pi-pico` and `board-pi-pico`, and Pico W, `board-pi-pico-w` and `wokwi-pi-pico-w`.
 *
 * Pins: GP0 to GP22, GP26 to GP28; GND.1 to GND.8 and AGND; VBUS, VSYS, 3V3, 3V3_EN, ADC_VREF, RUN; test points TP4 and TP5.
 *   Pico: TP4 is GPIO23, TP5 GPIO25, the on-board LED; GPIO24 (senses VBUS) and GPIO29 (VSYS / 3) are inside the board. Pico W: TP4
 *   is WL_GPIO1, TP5 WL_GPIO0, the on-board LED, both of the wireless chip, whose WL_GPIO2 senses VBUS; GPIO23, 24, 25 and 29 lead
 *   to that chip, and GPIO29 has VSYS / 3 while GPIO25 is high. `$gpio24` and `$gpio29` name GPIO24 and 29 too. RUN and 3V3_EN are
 *   held high by pull-ups and do nothing.
 * Source: Raspberry Pi Pico and Pico W data sheets (circuits in their appendices B), RP2040 data sheet, MicroPython v1.27.0.
 *
 * Attributes: those of the simulator that diagrams come from (env, builder, …) are accepted and have no effect.
 * Outputs: `led` 0 to 1, brightness of the on-board LED.
 *
 * Not modelled: see rp2040.ts; resetting by RUN, switching the regulator off by 3V3_EN; power from VSYS instead of USB. Of the Pico W
 *   the radio, the regulator's modes (WL_GPIO1), and the time that the wireless chip takes to load its program and to switch a pin.
 */
import {
  analog,
  defineDevice,
  HIGH_Z,
  pull,
  type DeviceContext,
  type GpioSpec,
  type McuSpec,
} from "@tickless/sim-core";
import { connectBoardLed } from "./board-led.js";
import { FIRST_EXTERNAL_GPIO, GPIO_COUNT, RP2040, rp2040Gpio } from "./rp2040.js";

const GROUNDS = ["GND.1", "GND.2", "GND.3", "GND.4", "GND.5", "GND.6", "GND.7", "GND.8", "AGND"];

/** Where the GPIOs that have no pin on the board's edge come out. */
const INSIDE_PICO: Readonly<Record<number, string>> = { 23: "TP4", 24: "GPIO24", 25: "TP5", 29: "GPIO29" };
const INSIDE_PICO_W: Readonly<Record<number, string>> = { 23: "GPIO23", 24: "GPIO24", 25: "GPIO25", 29: "GPIO29" };

const gpiosOf = (inside: Readonly<Record<number, string>>): readonly GpioSpec[] =>
  Array.from({ length: GPIO_COUNT }, (_, gpio) => rp2040Gpio(gpio, inside[gpio] ?? `GP${gpio}`));

/** The pins of the wireless chip, by numbers of their own beyond those of the RP2040. */
const WIRELESS_GPIOS: readonly GpioSpec[] = ["TP5", "TP4", "VBUS_SENSE"].map((pin, index) => {
  return { gpio: FIRST_EXTERNAL_GPIO + index, pin, external: true, resetPull: 0 };
});

/** `Pin.board` of both: the pins at the edge. */
const edgeNames: Readonly<Record<string, number>> = Object.fromEntries(
  gpiosOf(INSIDE_PICO)
    .filter(({ gpio }) => !(gpio in INSIDE_PICO))
    .map(({ gpio, pin }) => [pin, gpio]),
);

export const PICO: McuSpec = {
  ...RP2040,
  name: "Raspberry Pi Pico",
  gpios: gpiosOf(INSIDE_PICO),
  pinNames: { ...edgeNames, GP25: 25, LED: 25 },
  supplyVolts: 3.3,
  // `micropython.mem_info()` on a Pico: "stack: 516 out of 7936, GC: total: 233024" (v1.2x; 1.27.0 has up to 240 KiB).
  heapBytes: 233_024,
  i2c: {
    defaults: [
      { scl: 5, sda: 4, hz: 400_000 },
      { scl: 7, sda: 6, hz: 400_000 },
    ],
  },
  // The Pico's own SPI0 pins (PICO_DEFAULT_SPI), MicroPython's for SPI1.
  spi: {
    defaults: [
      { sck: 18, mosi: 19, miso: 16 },
      { sck: 10, mosi: 11, miso: 8 },
    ],
  },
  uart: {
    defaults: [
      { tx: 0, rx: 1 },
      { tx: 4, rx: 5 },
    ],
  },
  uniqueId: "e66038b713000001",
  identity: {
    sysname: "rp2",
    nodename: "rp2",
    release: "1.27.0",
    version: "v1.27.0 on 2025-12-09 (GNU 14.2.0 MinSizeRel)",
    machine: "Raspberry Pi Pico with RP2040",
    build: "RPI_PICO",
  },
};

export const PICO_W: McuSpec = {
  ...PICO,
  name: "Raspberry Pi Pico W",
  gpios: [...gpiosOf(INSIDE_PICO_W), ...WIRELESS_GPIOS],
  pinNames: {
    ...edgeNames,
    WL_GPIO0: FIRST_EXTERNAL_GPIO,
    WL_GPIO1: FIRST_EXTERNAL_GPIO + 1,
    WL_GPIO2: FIRST_EXTERNAL_GPIO + 2,
    LED: FIRST_EXTERNAL_GPIO,
  },
  cpuPinNames: {
    ...PICO.cpuPinNames,
    ...Object.fromEntries(WIRELESS_GPIOS.map(({ gpio }, index) => [`EXT_GPIO${index}`, gpio])),
  },
  // About 40 KiB less than a Pico has: the network stack and the driver of the wireless chip take them.
  heapBytes: 192_000,
  identity: { ...PICO.identity, machine: "Raspberry Pi Pico W with RP2040", build: "RPI_PICO_W" },
};

/** Resistor of the on-board LED, ohm (R3). */
const LED_RESISTOR = 470;
/** VBUS behind 5.6 and 10 kilohm (R10, R1), VSYS behind 200 and 100 kilohm (R5, R6). */
const VBUS_SENSE = analog((5 * 10) / 15.6, 3590);
const VSYS_SENSE = analog(5 / 3, 66_667);

function connect(ctx: DeviceContext<unknown>): void {
  ctx.pin("VBUS_SENSE").set(VBUS_SENSE);
  ctx.pin("RUN").set(pull(3.3, 50_000));
  ctx.pin("3V3_EN").set(pull(5, 100_000));
  connectBoardLed(ctx, ctx.pin("TP5"), "green", LED_RESISTOR);
}

const shared = {
  supplies: { "GND.1": 0, VBUS: 5, VSYS: 5, "3V3": 3.3 },
  attributes: ["env", "builder", "flashSize", "frequency", "fullBoot", "firmwareOffset", "cpuFrequency"],
};
const OTHERS = [...GROUNDS, "VBUS", "VSYS", "3V3", "3V3_EN", "ADC_VREF", "RUN"];

export const pico = defineDevice({
  ...shared,
  type: "wokwi-pi-pico",
  aliases: ["board-pi-pico", "wokwi-raspberry-pi-pico"],
  pins: [
    ...PICO.gpios.map(({ pin }) => pin),
    ...OTHERS,
    ...["GPIO23", "GPIO25", "$gpio24", "$gpio29", "VBUS_SENSE", "VSYS_SENSE"],
  ],
  joined: [
    GROUNDS,
    ["3V3", "ADC_VREF"],
    ["TP4", "GPIO23"],
    ["TP5", "GPIO25"],
    ["GPIO24", "$gpio24", "VBUS_SENSE"],
    ["GPIO29", "$gpio29", "VSYS_SENSE"],
  ],
  mcu: PICO,
  connect: (ctx) => {
    ctx.pin("VSYS_SENSE").set(VSYS_SENSE);
    connect(ctx);
  },
});

export const picoW = defineDevice({
  ...shared,
  type: "board-pi-pico-w",
  aliases: ["wokwi-pi-pico-w"],
  pins: [...PICO_W.gpios.map(({ pin }) => pin), ...OTHERS, "$gpio24", "$gpio29", "VSYS_SENSE"],
  joined: [GROUNDS, ["3V3", "ADC_VREF"], ["GPIO24", "$gpio24"], ["GPIO29", "$gpio29", "VSYS_SENSE"]],
  mcu: PICO_W,
  connect: (ctx) => {
    // A transistor (Q1) lets VSYS through to the pin that is also the clock of the wireless chip's bus.
    const select = ctx.pin("GPIO25");
    const sense = ctx.pin("VSYS_SENSE");
    ctx.watchLevel(select, () => sense.set(select.read() ? VSYS_SENSE : HIGH_Z));
    connect(ctx);
  },
});
