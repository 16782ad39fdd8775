/**
 * Facts about the RP2040 (RP2040 data sheet, build of 2024): what each GPIO can do, and how fast MicroPython is on it.
 *
 * Not modelled: the second core, DMA and USB (their functions are not in the table below).
 */
import type { GpioSpec, McuSpec } from "@tickless/sim-core";

export const GPIO_COUNT = 30;
/** Number of the first pin of another chip that MicroPython has pins of, such as the Pico W's wireless chip. */
export const FIRST_EXTERNAL_GPIO = 40;
const FIRST_ADC_GPIO = 26;
const SPI_ROLES = ["MISO", "CS", "SCK", "MOSI"] as const;
const UART_ROLES = ["TX", "RX", "CTS", "RTS"] as const;

/**
 * Function table of one GPIO (data sheet 1.4.3, table 2). PWM (F4): slice (n / 2) mod 8, even numbers channel A.
 * I2C (F3): even numbers SDA, odd ones SCL; I2C0 and I2C1 take turns by pairs.
 * SPI (F1): RX (MISO), CSn, SCK and TX (MOSI) follow each other; SPI0 and SPI1 take turns by eights.
 * UART (F2): TX, RX, CTS and RTS follow each other; UART0 and UART1 take turns by eights from GPIO4 on. ADC: GPIO26 to 29 are channels 0 to 3.
 */
export function rp2040Gpio(gpio: number, pin: string): GpioSpec {
  const even = gpio % 2 === 0;
  return {
    gpio,
    pin,
    pwm: { slice: (gpio >> 1) % 8, channel: even ? "A" : "B" },
    i2c: { bus: (gpio >> 1) % 2, role: even ? "SDA" : "SCL" },
    spi: { bus: (gpio >> 3) % 2, role: SPI_ROLES[gpio % 4] as (typeof SPI_ROLES)[number] },
    uart: { uart: ((gpio + 4) >> 3) % 2, role: UART_ROLES[gpio % 4] as (typeof UART_ROLES)[number] },
    ...(gpio >= FIRST_ADC_GPIO ? { adc: gpio - FIRST_ADC_GPIO } : {}),
  };
}

/** `Pin.cpu`: GPIO0 to GPIO29. */
export const RP2040_CPU_PINS: Readonly<Record<string, number>> = Object.fromEntries(
  Array.from({ length: GPIO_COUNT }, (_, gpio) => [`GPIO${gpio}`, gpio]),
);

/**
 * CPU time of one bytecode at 125 MHz: 1000 ns, 125 clocks, the average over everyday code.
 *
 * MicroPython's own benchmarks (tests/perf_bench, N=100 M=100) were run in our metered interpreter, which counts bytecodes
 * exactly; the published scores are from a Pico at 125 MHz. Score = 1e6 * norm / microseconds, hence
 * ns per bytecode = 1e9 * norm / score / bytecodes.
 *
 *   benchmark           norm    bytecodes   score     from          ns per bytecode
 *   misc_aes              32      128 207    283.68    #10758, 2023    880   (integers, bytearrays)
 *   bm_fannkuch            6      109 070     53.75    #14182, 2024   1023   (lists, loops)
 *   misc_pystone         300      149 483   1443       #10758, 2023   1391   (calls, attributes)
 *   core_yield_from       20       46 191    213.00    #14182, 2024   2033   (generators ten deep)
 *   bm_nqueens          1000      206 949   2252.63    #14182, 2024   2145   (generators, sets, tuples)
 *
 * (github.com/micropython/micropython pull requests. #14182, "Apply O2 optimisation to vm", came in between: it sped up chaos
 * by 11 % and hexiom by 10 %, fannkuch by 2 %.) The geometric mean of the first three, the 2023 rows taken 7 % faster, is
 * 1027 ns. Generators cost about twice as much, since each entry into a frame is a C call.
 *
 * Check: on a Pico at 125 MHz, `for i in range(256)` around eight `inputs[j].value(i & (1 << j))` took 45.667 ms
 * (TinyTapeout/tt-micropython-firmware issue 8, 2024). That is 42 770 bytecodes and 2048 pin writes:
 * 42 770 * 1000 ns + 2048 * 1400 ns = 45.6 ms.
 */
export const RP2040_NS_PER_BYTECODE = 1000;

/**
 * CPU time of calls into the machine, ns at 125 MHz, on top of the call's own bytecodes. Times that pass on a bus or in the
 * ADC are not in here. Measured: `pin_set` (see above; `pin_get` and `pin_toggle` are alike). `pwm_set_duty_u16` with two
 * `ticks_us` around it was measured at 5 to 6 µs (micropython issue 8424). `task_resume`, a turn of the scheduler of TypeScript
 * programs, is what MicroPython's takes: 83 bytecodes a wake with a sleep in it, of which the task itself has 8. All others are
 * estimates by what they do.
 */
export const RP2040_CALL_NS: McuSpec["callNs"] = {
  default: 1000,
  ticks_ms: 500,
  ticks_us: 500,
  ticks_cpu: 500,
  sleep_ns: 1500,
  wait_ms: 1500,
  stdin_any: 500,
  schedule: 1000,
  task_resume: 75_000,
  irq_disable: 300,
  irq_enable: 300,
  pin_lookup: 2000,
  pin_init: 4000,
  pin_get: 1400,
  pin_set: 1400,
  pin_toggle: 1400,
  pin_irq: 4000,
  pwm_init: 4000,
  pwm_set_freq: 8000,
  pwm_set_duty_u16: 2000,
  pwm_set_duty_ns: 3000,
  adc_read_u16: 1500,
  i2c_init: 20_000,
  i2c_write: 8000,
  i2c_read: 8000,
  i2c_start: 2000,
  i2c_stop: 2000,
  i2c_raw_write: 2000,
  i2c_raw_read: 2000,
  spi_init: 20_000,
  spi_transfer: 6000,
  bitstream: 5000,
  pio_add: 3000,
  pio_init: 6000,
  pio_active: 1000,
  pio_restart: 1000,
  pio_exec: 1000,
  pio_level: 1000,
  pio_put: 1000,
  pio_get: 1000,
  pio_irq: 3000,
  onewire: 1000,
  dht_read: 3000,
  uart_init: 20_000,
  uart_write: 3000,
  uart_read: 2000,
  uart_any: 1500,
  uart_poll: 500,
  uart_wait: 500,
  uart_break: 1000,
  uart_irq: 4000,
  uart_deinit: 4000,
  timer_start: 4000,
  timer_stop: 2000,
  pulse_us: 1500,
  set_freq: 200_000,
  board_info: 0,
  ended: 0,
  report: 0,
  fault: 0,
  set_dispatcher: 0,
};

/** What every board with an RP2040 shares. */
export const RP2040 = {
  port: "rp2",
  cpuPinNames: RP2040_CPU_PINS,
  /** Typical of a pin at its reset strength of 4 mA. */
  outputOhms: 40,
  /** 50 to 80 kilohm (data sheet 5.5.3.4). */
  pullOhms: 60_000,
  clockHz: 125_000_000,
  nsPerBytecode: RP2040_NS_PER_BYTECODE,
  /** 16-bit counter, divider 8.4 bits (data sheet 4.5). */
  pwm: { sourceHz: 125_000_000, maxWrap: 65_535, maxDivider: 255 + 15 / 16 },
  /** 12 bits, 96 clocks of 48 MHz (data sheet 4.9.1). */
  adc: { bits: 12, conversionNs: 2000, referenceVolts: 3.3 },
  /** The watchdog counts 24 bits of half microseconds (data sheet 4.7.4, erratum RP2040-E1): 8388 ms. */
  watchdogMaxMs: 8388,
  callNs: RP2040_CALL_NS,
} as const satisfies Partial<McuSpec>;
