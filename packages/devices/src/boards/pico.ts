/**
 * Raspberry Pi Pico: `wokwi-pi-pico`, `board-pi-pico`; also, for now with nothing but the plain Pico's abilities (no wireless
 * chip; the on-board LED on GPIO25), `board-pi-pico-w` and `wokwi-pi-pico-w`.
 *
 * Pins: GP0 to GP22, GP26 to GP28; GND.1 to GND.8 and AGND; VBUS, VSYS, 3V3, 3V3_EN, ADC_VREF, RUN; test points TP4 (GPIO23)
 *   and TP5 (GPIO25, the on-board LED). GPIO24 (senses VBUS) and GPIO29 (VSYS / 3) are inside the board; `$gpio24` and
 *   `$gpio29` name them too. RUN and 3V3_EN are held high by pull-ups and do nothing.
 * Source: Raspberry Pi Pico data sheet (circuit in appendix B), RP2040 data sheet, MicroPython v1.27.0.
 *
 * Attributes: those of the simulator that diagrams come from (env, builder, …) are accepted and have no effect.
 * Outputs: `led` 0 to 1, brightness of the on-board LED.
 *
 * Not modelled: see rp2040.ts; resetting by RUN, switching the regulator off by 3V3_EN; power from VSYS instead of USB.
 */
import { analog, defineDevice, pull, type DeviceContext, type GpioSpec, type McuSpec } from "@tickless/sim-core";
import { connectBoardLed } from "./board-led.js";
import { GPIO_COUNT, RP2040, rp2040Gpio } from "./rp2040.js";

/** Where the GPIOs that have no pin on the board's edge come out. */
const INTERNAL: Readonly<Record<number, string>> = { 23: "TP4", 24: "GPIO24", 25: "TP5", 29: "GPIO29" };
const GROUNDS = ["GND.1", "GND.2", "GND.3", "GND.4", "GND.5", "GND.6", "GND.7", "GND.8", "AGND"];

const gpios: readonly GpioSpec[] = Array.from({ length: GPIO_COUNT }, (_, gpio) =>
  rp2040Gpio(gpio, INTERNAL[gpio] ?? `GP${gpio}`),
);

/** `Pin.board` of MicroPython's RPI_PICO: the pins at the edge, GP25 and LED. */
const pinNames: Readonly<Record<string, number>> = {
  ...Object.fromEntries(gpios.filter(({ gpio }) => !(gpio in INTERNAL)).map(({ gpio, pin }) => [pin, gpio])),
  GP25: 25,
  LED: 25,
};

export const PICO: McuSpec = {
  ...RP2040,
  name: "Raspberry Pi Pico",
  gpios,
  pinNames,
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

/** Resistor of the on-board LED, ohm (R3). */
const LED_RESISTOR = 470;

function connect(ctx: DeviceContext<unknown>): void {
  // VBUS behind 5.6 and 10 kilohm (R10, R1), VSYS behind 200 and 100 kilohm (R5, R6).
  ctx.pin("VBUS_SENSE").set(analog((5 * 10) / 15.6, 3590));
  ctx.pin("VSYS_SENSE").set(analog(5 / 3, 66_667));
  ctx.pin("RUN").set(pull(3.3, 50_000));
  ctx.pin("3V3_EN").set(pull(5, 100_000));
  connectBoardLed(ctx, ctx.pin("TP5"), "green", LED_RESISTOR);
}

export const pico = defineDevice({
  type: "wokwi-pi-pico",
  aliases: ["board-pi-pico", "wokwi-raspberry-pi-pico", "board-pi-pico-w", "wokwi-pi-pico-w"],
  pins: [
    ...gpios.map(({ pin }) => pin),
    ...GROUNDS,
    ...["VBUS", "VSYS", "3V3", "3V3_EN", "ADC_VREF", "RUN"],
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
  supplies: { "GND.1": 0, VBUS: 5, VSYS: 5, "3V3": 3.3 },
  attributes: ["env", "builder", "flashSize", "frequency", "fullBoot", "firmwareOffset", "cpuFrequency"],
  mcu: PICO,
  connect,
});
