import { utf8ToBytes } from "@noble/hashes/utils.js";
import { ms, NEVER, us } from "../time.js";
import type { InterruptRequest } from "../machine/interrupts.js";
import type { Coroutine } from "./asyncio/suspension.js";
import { block } from "./peripherals/block.js";
import { AnalogInput, Rtc, Watchdog } from "./peripherals/clock.js";
import { I2c, type I2cOptions } from "./peripherals/i2c.js";
import { Pin, type PinOptions } from "./peripherals/pin.js";
import { Pwm, type PwmOptions } from "./peripherals/pwm.js";
import { Spi, type SpiOptions } from "./peripherals/spi.js";
import { Timer, type TimerOptions } from "./peripherals/timer.js";
import { Uart, type UartOptions } from "./peripherals/uart.js";
import type { Processor } from "./processor.js";

/** Numbers of virtual timers. */
const FIRST_TIMER = 100;

/** The board, as a TypeScript program sees it. Each call costs the CPU time that the board's spec gives for it. */
export class TaskMcu {
  readonly rtc: Rtc;
  private readonly pins = new Map<number, Pin>();
  private readonly timers = new Map<number, Timer>();
  private readonly uarts = new Map<number, Uart>();
  private lastTimer = FIRST_TIMER - 1;

  constructor(private readonly cpu: Processor) {
    this.rtc = new Rtc(cpu);
  }

  /** A GPIO by number or name ("GP14", "LED"). Each has one object; options that are given configure it. */
  pin(id: number | string, options?: PinOptions): Pin {
    const gpio = this.gpio(id);
    let pin = this.pins.get(gpio);
    if (!pin) this.pins.set(gpio, (pin = new Pin(this.cpu, gpio)));
    if (options) pin.init(options);
    return pin;
  }

  pwm(pin: number | string, options: PwmOptions = {}): Pwm {
    return new Pwm(this.cpu, this.gpio(pin)).init(options);
  }

  /** The ADC channel of a pin, or by its number 0 to 4 (4: the RP2040's temperature). */
  adc(pin: number | string): AnalogInput {
    const { adc } = this.cpu.mcu;
    const channel = typeof pin === "number" && pin <= 4 ? pin : adc.channelOf(this.gpio(pin));
    if (channel < 0) throw new RangeError(`pin ${pin} has no ADC`);
    return new AnalogInput(this.cpu, channel);
  }

  /** A hardware bus; `id` -1: one in software, on any two pins. */
  i2c(id: number, options: I2cOptions = {}): I2c {
    return new I2c(this.cpu, id, options);
  }

  /** A hardware bus; `id` -1: one in software, on any three pins. */
  spi(id: number, options: SpiOptions = {}): Spi {
    return new Spi(this.cpu, id, options);
  }

  timer(options: TimerOptions): Timer {
    const timer = new Timer(this.cpu, ++this.lastTimer, options);
    this.timers.set(timer.id, timer);
    return timer;
  }

  /** Starts the watchdog. */
  wdt(timeoutMs: number): Watchdog {
    return new Watchdog(this.cpu, timeoutMs);
  }

  /** A UART. Each has one object; it begins with the first call, and anew with options. */
  uart(id: number, options?: UartOptions): Uart {
    const known = this.uarts.get(id);
    if (known && !options) return known;
    const uart = known ?? new Uart(this.cpu, id);
    uart.init(options ?? {});
    this.uarts.set(id, uart);
    return uart;
  }

  /** Writes a line to the serial console. */
  print(...values: readonly unknown[]): void {
    this.write(`${values.map(String).join(" ")}\n`);
  }

  /** Writes text to the serial console as it is. */
  write(text: string): void {
    const bytes = utf8ToBytes(text);
    this.cpu.charge("stdout_byte", bytes.length);
    this.cpu.mcu.serial.write(bytes);
  }

  /** What has come over the serial console, "" when nothing has. */
  read(): string {
    const { serial } = this.cpu.mcu;
    const bytes = new Uint8Array(serial.available);
    this.cpu.charge("stdin_readinto");
    serial.readInto(bytes);
    return String.fromCharCode(...bytes);
  }

  /** Milliseconds since the program started. */
  ticksMs(): number {
    this.cpu.charge("ticks_ms");
    return Math.floor(this.cpu.shown / ms(1));
  }

  ticksUs(): number {
    this.cpu.charge("ticks_us");
    return Math.floor(this.cpu.shown / us(1));
  }

  /** Stands still, all tasks with it: `time.sleep_ms`. Handlers run. */
  *delayMs(time: number): Coroutine {
    yield* block(ms(Math.max(0, time)), true);
    this.cpu.charge("sleep_ns");
  }

  *delayUs(time: number): Coroutine {
    yield* block(us(Math.max(0, time)), true);
    this.cpu.charge("sleep_ns");
  }

  /** Resets the board; the program begins anew. */
  *reset(): Coroutine<never> {
    this.cpu.mcu.requestReset("hard");
    for (;;) yield* block(NEVER, false);
  }

  /** Why the board started. */
  resetCause(): string {
    return this.cpu.mcu.resetCause;
  }

  /** Calls the handler of an interrupt. */
  interrupt({ kind, id, arg }: InterruptRequest): void {
    if (kind === 0) this.pins.get(id)?.fire();
    else if (kind === 1) this.timers.get(id)?.fire();
    else if (kind === 3) this.uarts.get(id)?.fire(arg);
  }

  private gpio(id: number | string): number {
    const { spec, gpio } = this.cpu.mcu;
    const number = typeof id === "number" ? id : (spec.pinNames[id] ?? spec.cpuPinNames[id] ?? -1);
    if (!gpio.has(number)) throw new RangeError(`the board has no pin ${JSON.stringify(id)}`);
    return number;
  }
}
