import { ms, NEVER, type Mcu, type Nanos } from "@tickless/sim-core";
import type { Hal } from "./hal.js";
import { Blocked, pinOf, type HalHost, type Pollers } from "./hal-host.js";
import { esp32 } from "./hal-esp32.js";
import { pio, pioPollers } from "./hal-pio.js";
import { bits, lines, linePollers, spi, spiPollers } from "./hal-lines.js";
import type { PyCallable } from "./interpreter-types.js";

type Functions = { [Name in keyof Hal]: (...args: Parameters<Hal[Name]>) => ReturnType<Hal[Name]> | Blocked };
export interface BoundHal {
  readonly functions: Functions;
  readonly pollers: Pollers;
}

/** Functions that only read local time: nothing else in the world matters to them, but other threads. */
export const CLOCKS: ReadonlySet<string> = new Set(["ticks_ms", "ticks_us", "ticks_cpu"]);

const TICKS_PERIOD = 2 ** 30;
const FUNCTION_SHIFT = 64;
const ALT = 3;
const RESET_CAUSES = {
  rp2: { "power-on": 1, hard: 3, watchdog: 3, soft: 1, deepsleep: 3 },
  esp32: { "power-on": 1, hard: 2, watchdog: 3, soft: 5, deepsleep: 4 },
} as const;
const GPIO_REGISTERS = ["in", "out", "oe"] as const;
const SECOND_BANK = 4;
const LIGHT_SLEEP = 2;
const DEEP_SLEEP = 4;

/** Binds the Python side's HAL to the peripherals of a simulated MCU. */
export function bindHal(mcu: Mcu, host: HalHost): BoundHal {
  return {
    functions: {
      ...timing(mcu, host),
      ...pins(mcu),
      ...pwmAndAdc(mcu, host),
      ...i2c(mcu, host),
      ...i2cTarget(mcu, host),
      ...spi(mcu, host),
      ...bits(mcu, host),
      ...lines(mcu),
      ...uart(mcu, host),
      ...pio(mcu, host),
      ...system(mcu, host),
      ...threads(host),
      ...esp32(mcu, host),
    },
    pollers: {
      ...i2cPollers(mcu, host),
      ...spiPollers(mcu, host),
      ...linePollers(mcu, host),
      ...uartPollers(mcu),
      ...pioPollers(mcu, host),
      ...(mcu.spec.port === "esp32" ? { lightsleep: () => mcu.wake.woken, deepsleep: () => mcu.wake.woken } : {}),
      pulse_us: () => mcu.pulse.result(),
      thread_wait: (releases: number) => (host.threads.releases === releases ? undefined : 1),
    },
  };
}

function timing(mcu: Mcu, host: HalHost) {
  const ticks = (unit: Nanos): number => Math.floor((host.localShown - mcu.startedAt) / unit) % TICKS_PERIOD;
  const later = (ns: Nanos): Nanos => (ns === NEVER ? NEVER : mcu.clock.when(host.localShown + ns));
  return {
    ticks_ms: () => ticks(1e6),
    ticks_us: () => ticks(1e3),
    ticks_cpu: () => ticks(mcu.spec.port === "rp2" ? 1e3 : 1e9 / mcu.power.hz),
    timer_us: () => Math.floor((host.localShown - mcu.startedAt) / 1e3) + 0.5,
    time_s: () => mcu.rtc.seconds(),
    time_subsec_ns: () => mcu.rtc.subsecondNs(),
    sleep_ns: (ns: number) => new Blocked(later(Math.max(0, Math.round(ns))), true, undefined),
    wait_ms: (time: number) => new Blocked(later(time < 0 ? NEVER : ms(time)), true, 0),
    stdin_any: () => mcu.serial.available,
    stdin_readinto: (address: number, length: number) => mcu.serial.readInto(host.bytes(address, length)),
    kbd_intr: (byte: number) => mcu.serial.setInterruptCharacter(byte),
    set_dispatcher: (dispatcher: unknown) => host.setDispatcher(dispatcher as PyCallable),
    schedule: () => Number(mcu.interrupts.softRoom && mcu.interrupts.raise({ kind: 2, id: 0, arg: 0, hard: false })),
    irq_disable: () => Number(mcu.interrupts.mask()),
    irq_enable: (state: number) => mcu.interrupts.unmask(state !== 0),
    pulse_us: (gpio: number, level: number, timeoutUs: number) => {
      const result = mcu.pulse.begin(gpio, level ? 1 : 0, timeoutUs);
      return result < 0 ? result : new Blocked(NEVER, false, undefined);
    },
  };
}

function threads(host: HalHost) {
  return {
    thread_start: (token: number, stackBytes: number) => host.threads.start(token, stackBytes),
    thread_id: () => host.threads.current,
    thread_turn: () => host.threads.releases,
    thread_wait: (_releases: number) => new Blocked(NEVER, true, 0),
    thread_released: () => host.threads.released(),
    thread_signal: () => host.threads.signal(),
  };
}

function pins(mcu: Mcu) {
  const { gpio, spec } = mcu;
  const names: Readonly<Record<string, number>> = { ...spec.cpuPinNames, ...spec.pinNames };
  return {
    pin_lookup: (name: string) => names[name] ?? -1,
    pin_init: (id: number, mode: number, pull: number, value: number) =>
      mode === ALT ? gpio.configure(id, mode, pull & 15, value, pull >> 4) : gpio.configure(id, mode, pull, value),
    pin_config: (id: number) => {
      const config = gpio.config(id);
      return config < 0 ? config : config + FUNCTION_SHIFT * functionNumber(mcu, id);
    },
    pin_get: (id: number) => gpio.read(id),
    pin_set: (id: number, value: number) => gpio.write(id, value ? 1 : 0),
    pin_toggle: (id: number) => gpio.toggle(id),
    gpio_bits: (which: number) => gpio.bits(GPIO_REGISTERS[which & 3] ?? "in", which & SECOND_BANK ? 1 : 0),
    gpio_set_bits: (which: number, bits: number) =>
      gpio.setBits((which & 3) === 1 ? "out" : "oe", bits, which & SECOND_BANK ? 1 : 0),
    pin_irq: (id: number, trigger: number, hard: number) => void gpio.setInterrupt(id, trigger, hard !== 0),
  };
}

/** The RP2040's function number of a pin (datasheet 2.19.2): 1 SPI, 2 UART, 3 I2C, 4 PWM, 5 SIO, 6 and 7 PIO, 31 none. */
function functionNumber(mcu: Mcu, gpio: number): number {
  const func = mcu.gpio.functionOf(gpio) ?? "none";
  return func === "none"
    ? mcu.gpio.altOf(gpio)
    : { spi: 1, uart: 2, i2c: 3, pwm: 4, sio: 5, pio0: 6, pio1: 7, analog: 31, dac: 31 }[func];
}

function pwmAndAdc({ pwm, adc, spec }: Mcu, host: HalHost) {
  return {
    pwm_init: (gpio: number) => pwm.init(gpio),
    pwm_set_freq: (gpio: number, hz: number) => pwm.setFreq(gpio, hz),
    pwm_get_freq: (gpio: number) => pwm.freq(gpio),
    pwm_set_duty_u16: (gpio: number, duty: number) => pwm.setDutyU16(gpio, duty),
    pwm_get_duty_u16: (gpio: number) => pwm.dutyU16(gpio),
    pwm_set_duty_ns: (gpio: number, ns: number) => pwm.setDutyNs(gpio, ns),
    pwm_get_duty_ns: (gpio: number) => pwm.dutyNs(gpio),
    pwm_set_invert: (gpio: number, invert: number) => pwm.setInvert(gpio, invert !== 0),
    pwm_deinit: (gpio: number) => pwm.deinit(gpio),
    adc_channel: (gpio: number) => adc.channelOf(gpio),
    adc_read_u16: (channel: number) => {
      host.charge(spec.adc.conversionNs);
      return adc.readU16(channel);
    },
  };
}

function i2c({ i2c: unit }: Mcu, host: HalHost) {
  const begun = (result: number): number | Blocked => (result < 0 ? result : new Blocked(NEVER, false, undefined));
  return {
    i2c_init: (id: number, scl: number, sda: number, hz: number, timeoutUs: number) =>
      unit.init(id, scl, sda, hz, timeoutUs),
    i2c_info: (id: number, which: number) => unit.info(id, which),
    i2c_write: (bus: number, target: number, address: number, length: number, stop: number) =>
      begun(unit.beginWrite(bus, target, host.bytes(address, length).slice(), stop !== 0)),
    i2c_read: (bus: number, target: number, _address: number, length: number, stop: number) =>
      begun(unit.beginRead(bus, target, length, stop !== 0)),
    i2c_start: (bus: number) => begun(unit.beginStart(bus)),
    i2c_stop: (bus: number) => begun(unit.beginStop(bus)),
    i2c_raw_write: (bus: number, address: number, length: number) =>
      begun(unit.beginRawWrite(bus, host.bytes(address, length).slice())),
    i2c_raw_read: (bus: number, _address: number, length: number, _nack: number) =>
      begun(unit.beginRawRead(bus, length)),
  };
}

function i2cTarget({ i2cTarget: unit }: Mcu, host: HalHost) {
  unit.memory = (address, length) => host.bytes(address, length);
  return {
    i2c_target_init: (id: number, scl: number, sda: number, address: number) => unit.init(id, scl, sda, address),
    i2c_target_memory: (id: number, address: number, length: number, addressBytes: number) =>
      unit.useMemory(id, address, length, addressBytes),
    i2c_target_info: (id: number, which: number) => unit.info(id, which),
    i2c_target_irq: (id: number, trigger: number, hard: number) => unit.setInterrupt(id, trigger, hard !== 0),
    i2c_target_read: (id: number, address: number, length: number) => {
      const taken = unit.take(id, length);
      host.bytes(address, taken.length).set(taken);
      return taken.length;
    },
    i2c_target_write: (id: number, address: number, length: number) => unit.give(id, host.bytes(address, length)),
    i2c_target_deinit: (id: number) => unit.deinit(id),
  };
}

function i2cPollers({ i2c: unit }: Mcu, host: HalHost): Pollers {
  const done = (bus: number): number | undefined => unit.result(bus);
  /** Puts what was received where Python wants it. */
  const received = (bus: number, address: number, length: number): number | undefined => {
    const result = unit.result(bus);
    if (result !== undefined && result >= 0) host.bytes(address, length).set(unit.received(bus));
    return result;
  };
  return {
    i2c_write: done,
    i2c_start: done,
    i2c_stop: done,
    i2c_raw_write: done,
    i2c_read: (bus: number, _target: number, address: number, length: number) => received(bus, address, length),
    i2c_raw_read: received,
  };
}

const UART_PARITIES = ["none", "even", "odd"] as const;

function uart(mcu: Mcu, host: HalHost) {
  const unit = mcu.uart;
  return {
    uart_init: (id: number, baud: number, format: number, pins: number, buffers: number) =>
      unit.init(id, {
        baud,
        bits: format & 15,
        parity: UART_PARITIES[(format >> 4) & 3] ?? "none",
        stop: format >> 6,
        tx: pinOf(pins & 63),
        rx: pinOf((pins >> 6) & 63),
        invert: pins >> 12,
        rxBuffer: buffers & 0x7fff,
        txBuffer: buffers >> 15,
        fresh: false,
      }),
    uart_clear: (id: number) => unit.clear(id),
    uart_pin: (id: number, which: number) => unit.pin(id, which === 0 ? "TX" : "RX"),
    uart_write: (id: number, address: number, length: number) => unit.write(id, host.bytes(address, length).slice()),
    uart_read: (id: number, address: number, length: number) => {
      const bytes = unit.read(id, length);
      host.bytes(address, bytes.length).set(bytes);
      return bytes.length;
    },
    uart_any: (id: number) => unit.any(id),
    uart_poll: (id: number) => uartEvents(mcu, id),
    uart_wait: (_id: number, _events: number, time: number) => {
      const counted = Math.floor((host.localShown - mcu.startedAt) / 1e6);
      return new Blocked(mcu.clock.when(mcu.startedAt + ms(counted + time + 1)), true, 0);
    },
    uart_break: (id: number) => {
      const until = unit.sendBreak(id);
      return until < 0 ? until : new Blocked(until, false, 0);
    },
    uart_irq: (id: number, trigger: number, hard: number) => unit.setInterrupt(id, trigger, hard !== 0),
    uart_deinit: (id: number) => unit.deinit(id),
  };
}

/** 1 there is something to read, 4 there is room for writing, 8 all is sent. */
function uartEvents({ uart: unit }: Mcu, id: number): number {
  return Number(unit.readable(id)) + 4 * Number(unit.room(id)) + 8 * Number(unit.sentAll(id));
}

function uartPollers(mcu: Mcu) {
  return { uart_wait: (id: number, events: number) => ((uartEvents(mcu, id) & events) !== 0 ? 1 : undefined) };
}

function system(mcu: Mcu, host: HalHost) {
  const { timers, rtc, watchdog, power, spec } = mcu;
  const sleep = (time: number): Blocked => {
    power.setAsleep(true);
    const until = time < 0 ? NEVER : mcu.clock.when(host.localShown + ms(time));
    // The RP2040 wakes for interrupts, the ESP32 for what it was told to.
    return new Blocked(until, spec.port === "rp2", undefined);
  };
  const esp32Sleep = (time: number, kind: number): Blocked => {
    const blocked = sleep(time);
    if (kind === DEEP_SLEEP) mcu.gpio.float();
    mcu.wake.begin(kind);
    return blocked;
  };
  const sleeps =
    spec.port === "rp2"
      ? { lightsleep: sleep, deepsleep: sleep }
      : {
          lightsleep: (time: number) => esp32Sleep(time, LIGHT_SLEEP),
          deepsleep: (time: number) => esp32Sleep(time, DEEP_SLEEP),
        };
  const never = new Blocked(NEVER, false, undefined);
  return {
    timer_start: (id: number, periodNs: number, periodic: number, hard: number) =>
      timers.start(id, periodNs, periodic !== 0, hard !== 0),
    timer_stop: (id: number) => timers.stop(id),
    rtc_set: (seconds: number) => rtc.set(seconds),
    wdt_start: (time: number) => watchdog.start(time),
    wdt_feed: () => watchdog.feed(),
    reset: (kind: number) => {
      mcu.requestReset(kind === 0 ? "soft" : "hard");
      return never;
    },
    reset_cause: () => RESET_CAUSES[spec.port][mcu.resetCause],
    ...sleeps,
    freq: () => power.hz,
    set_freq: (hz: number, peripherals: number) => power.setFrequency(hz, peripherals === 1),
    board_info: (key: string) => boardInfo(mcu, key),
    ended: (kind: number, type: string) => host.ended(kind, type),
    report: (on: number) => host.report(on !== 0),
    fault: (text: string) => host.fault(text),
    bench: (what: string, a: string, b: string, value: number) => host.bench(what, a, b, value),
    // The start-up code's, of which the image remembers all that matters.
    task_functions: () => undefined,
    task_waits: () => undefined,
    boot_done: () => undefined,
  };
}

function boardInfo({ spec, uniqueId }: Mcu, key: string): string {
  const list = (names: Readonly<Record<string, number>>): string =>
    Object.entries(names)
      .map(([name, gpio]) => `${name}=${gpio}`)
      .join(",");
  if (key === "platform") return spec.port;
  if (key === "unique_id") return uniqueId;
  if (key === "pins") return list(spec.pinNames);
  if (key === "cpu_pins") return list(spec.cpuPinNames);
  return (spec.identity as Readonly<Record<string, string>>)[key] ?? "";
}
