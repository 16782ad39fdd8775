/**
 * Facts about the ESP32 (ESP32 data sheet 4.4 and technical reference manual 5.2): what each GPIO can do, and how fast MicroPython
 * is on it.
 *
 * Not modelled: the second core, WiFi and Bluetooth, the coprocessor, RMT, I2S, Ethernet, SD host, the flash behind GPIO6 to 11.
 */
import type { GpioSpec, McuSpec } from "@tickless/sim-core";
import { RP2040_CALL_NS } from "./rp2040.js";

/** GPIO20, 24 and 28 to 31 do not exist. */
export const ESP32_GPIOS: readonly number[] = [
  ...Array.from({ length: 20 }, (_, gpio) => gpio),
  ...[21, 22, 23, 25, 26, 27],
  ...Array.from({ length: 8 }, (_, index) => 32 + index),
];
const FIRST_INPUT_ONLY = 34;

/** Channels 0 to 7 of the first converter, then 0 to 9 of the second. */
const ADC_GPIOS = [36, 37, 38, 39, 32, 33, 34, 35, 4, 0, 2, 15, 13, 12, 14, 27, 25, 26];
const TOUCH_GPIOS = [4, 0, 2, 15, 13, 12, 14, 27, 33, 32];
const DAC_GPIOS = [25, 26];
/** What the pads do after reset (data sheet, appendix IO_MUX): pulled up or down; the others float. */
const PULLED_UP = [0, 1, 3, 5, 6, 7, 8, 9, 10, 11, 14, 15];
const PULLED_DOWN = [2, 4, 12, 13];

/** Index in a list as a property; none where it is not in it. */
function at<Name extends string>(name: Name, list: readonly number[], gpio: number): { [key in Name]?: number } {
  const index = list.indexOf(gpio);
  return index < 0 ? {} : ({ [name]: index } as { [key in Name]: number });
}

/** The matrix connects any pin with any line of I2C, SPI, UART and PWM; what is left is analog. */
export function esp32Gpio(gpio: number, pin: string): GpioSpec {
  return {
    gpio,
    pin,
    ...at("adc", ADC_GPIOS, gpio),
    ...at("touch", TOUCH_GPIOS, gpio),
    ...at("dac", DAC_GPIOS, gpio),
    ...(ADC_GPIOS.includes(gpio) ? { rtc: true } : {}),
    ...(gpio >= FIRST_INPUT_ONLY ? { inputOnly: true } : {}),
    resetPull: PULLED_UP.includes(gpio) ? 1 : PULLED_DOWN.includes(gpio) ? 2 : 0,
  };
}

/**
 * CPU time of one bytecode at 160 MHz: 800 ns, 128 clocks, the average over everyday code.
 *
 * MicroPython's own benchmarks (tests/perf_bench, N=100 M=100), counted and reckoned as in rp2040.ts; published scores of two
 * versions (issue 6565, 2020), between which the code's place in the flash cache alone moved single ones by a third:
 *
 *   benchmark        bytecodes   scores              ns per bytecode
 *   misc_aes           128 207    438.24   413.36     570    604
 *   bm_fannkuch        109 070     60.67    80.12     907    687
 *   misc_pystone       149 483   1731.94  1166.32    1159   1721
 *
 * The geometric mean of all is 868 ns; "Apply O2 optimisation to vm" (#14182, 2024) took about 7 % off.
 */
export const ESP32_NS_PER_BYTECODE = 800;

/** Calls into the machine cost about as much as on an RP2040 (clocks are more, drivers do more); estimates but for what is said there. */
export const ESP32_CALL_NS: McuSpec["callNs"] = {
  ...RP2040_CALL_NS,
  adc_read: 20_000,
  adc_read_uv: 30_000,
  pwm_start: 60_000,
  pwm_set_freq: 40_000,
  pwm_set_duty_u16: 8000,
  pwm_set_duty_ns: 8000,
  i2c_write: 40_000,
  i2c_read: 40_000,
  i2c_init: 300_000,
  spi_init: 200_000,
  spi_transfer: 20_000,
  uart_init: 200_000,
  touch_read: 10_000,
  dac_write: 4000,
  nvs_set: 200_000,
  nvs_get: 20_000,
};

/** What every board with an ESP32 shares. */
export const ESP32 = {
  port: "esp32",
  pinNames: {},
  cpuPinNames: Object.fromEntries(ESP32_GPIOS.map((gpio) => [`GPIO${gpio}`, gpio])),
  supplyVolts: 3.3,
  /** At the strength of 20 mA that pins have unless a program asks for another (MicroPython's quick reference). */
  outputOhms: 30,
  /** Data sheet 5.3. */
  pullOhms: 45_000,
  clockHz: 160_000_000,
  nsPerBytecode: ESP32_NS_PER_BYTECODE,
  // `gc.mem_free()` after boot, with what the heap can still grow by, is about 160 KiB.
  heapBytes: 166_912,
  pwm: { sourceHz: 80_000_000, maxWrap: 65_535, maxDivider: 1023 },
  adc: { bits: 12, conversionNs: 12_000, referenceVolts: 3.3 },
  i2c: {
    defaults: [
      { scl: 18, sda: 19, hz: 400_000 },
      { scl: 25, sda: 26, hz: 400_000 },
    ],
  },
  spi: {
    first: 1,
    defaults: [
      { sck: 14, mosi: 13, miso: 12 },
      { sck: 18, mosi: 23, miso: 19 },
    ],
  },
  uart: {
    defaults: [
      { tx: 1, rx: 3 },
      { tx: 10, rx: 9 },
      { tx: 17, rx: 16 },
    ],
  },
  watchdogMaxMs: 2 ** 31 - 1,
  callNs: ESP32_CALL_NS,
  uniqueId: "240ac4000110",
  identity: {
    sysname: "esp32",
    nodename: "esp32",
    release: "1.27.0",
    version: "v1.27.0 on 2025-12-09",
    machine: "Generic ESP32 module with ESP32",
    build: "ESP32_GENERIC",
  },
} as const satisfies Partial<McuSpec>;
