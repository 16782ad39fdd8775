import type { Pin, Timer, Watch } from "../device.js";
import { HIGH_Z, strong, type Drive } from "../net.js";
import { us } from "../time.js";
import { EINVAL } from "./errno.js";
import type { InterruptsState } from "./interrupts.js";
import type { McuContext } from "./mcu-context.js";
import type { McuSpec } from "./mcu-spec.js";
import {
  ALT_PIO,
  drivenLevel,
  IRQ_FALLING,
  IRQ_HIGH_LEVEL,
  IRQ_LOW_LEVEL,
  IRQ_RISING,
  isPio,
  latch,
  latchOf,
  modeOf,
  NO_FUNCTION,
  padAfterReset,
  PIN_ALT,
  PIN_ANALOG,
  PIN_OPEN_DRAIN,
  PIN_OUT,
  pullDrive,
  PULL_DOWN,
  PULL_UP,
  registerBit,
  setRegisterBit,
  type PadRegister,
  type PadState,
  type PinFunction,
} from "./pad.js";
import { recordPad, type PadTracks } from "./pad-tracks.js";

export * from "./pad.js";

/*
 * GPIO: RP2040 datasheet 2.19 (function select 2.19.2, interrupts 2.19.3, pads 2.19.4) and SIO 2.3.1.2.
 *
 * A pin belongs to one function at a time. `configure` gives it to the SIO (plain GPIO) and so takes it back from PWM,
 * I2C, SPI or UART, as `Pin(n, Pin.OUT)` does on the chip. Tracks: `<mcu>.<pin>` and `<mcu>.<pin>.pwm`; `<mcu>.<pin>.volts` where there
 * is an ADC.
 *
 * Interrupts: the chip latches one bit per kind of edge. Soft handlers queue a call per edge at once. While interrupts are
 * disabled or a hard handler runs, and for hard handlers always, further edges of the pin join the request that waits.
 * A level trigger is raised when the level begins (or is armed) and then every LEVEL_REPEAT while it holds and no handler
 * runs. On the chip such an interrupt leaves the program no time at all; here it leaves it some, so that it can go on.
 *
 * Not modelled: drive strength, slew rate, Schmitt trigger on/off, input synchroniser delay, pin overrides, the bus keeper
 * (both pulls at once are a divider: an open input keeps what it read last, as with a keeper), ALT functions other than PWM,
 * I2C, SPI, UART and PIO (the pin is an input), pulses shorter than an instant of virtual time.
 */

/** About the time that entering and leaving a handler takes. */
const LEVEL_REPEAT = us(10);
export interface GpioState {
  pads: PadState[];
  /** Without power all pins float. */
  powered: boolean;
}

export class Gpio {
  /** Called with each edge of a tapped pin. */
  readonly edgeListeners: ((gpio: number, level: 0 | 1) => void)[] = [];
  private readonly index = new Map<number, number>();
  private readonly pins: Pin[] = [];
  private readonly watches: Watch[] = [];
  private readonly tracks: PadTracks[] = [];
  private readonly levelTimer: Timer;

  constructor(
    private readonly ctx: McuContext<GpioState>,
    private readonly interrupts: () => InterruptsState,
  ) {
    ctx.spec.gpios.forEach(({ gpio, pin: name, adc }, index) => {
      const pin = ctx.pin(name);
      this.index.set(gpio, index);
      this.pins.push(pin);
      this.tracks.push({
        level: ctx.output(name, "digital"),
        pwm: ctx.output(`${name}.pwm`, "pwm"),
        volts: adc === undefined ? undefined : ctx.output(`${name}.volts`, "analog"),
      });
      const watch = ctx.watchLevel(pin, () => this.sense(index));
      watch.active = false;
      this.watches.push(watch);
      ctx.watchState(pin, () => this.record(index));
      this.apply(index);
    });
    this.levelTimer = ctx.timer(() => this.repeatLevels());
    const first = ctx.timer(() => this.pins.forEach((_, index) => this.record(index)));
    first.startAt(ctx.now);
  }

  static initialState(spec: McuSpec): GpioState {
    const shown = { level: -1, periodNs: -1, highNs: -1, startNs: -1, volts: -1 };
    const pads = spec.gpios.map((_, index): PadState => ({
      ...padAfterReset(spec, index),
      input: 0,
      shown: { ...shown },
    }));
    return { pads, powered: true };
  }

  get armed(): boolean {
    return this.ctx.state.pads.some((pad) => pad.trigger !== 0);
  }

  has(gpio: number): boolean {
    return this.index.has(gpio);
  }

  /** The pin of a GPIO that the board has. */
  pin(gpio: number): Pin {
    return this.pins[this.index.get(gpio) as number] as Pin;
  }

  functionOf(gpio: number): PinFunction | undefined {
    return this.pad(gpio)?.func;
  }

  /** Function number of a pin that is ALT and belongs to no peripheral. */
  altOf(gpio: number): number {
    return this.pad(gpio)?.alt ?? NO_FUNCTION;
  }

  /**
   * As `Pin.init`: mode, pull (-1: as it is) and output value (-1: as it is; means nothing to an input). Mode -1 changes
   * only the others. Returns 0 or -EINVAL.
   */
  configure(gpio: number, mode: number, pulls: number, value: number, alt = NO_FUNCTION): number {
    const pad = this.pad(gpio);
    if (!pad || mode < -1 || mode > PIN_ANALOG) return -EINVAL;
    const drives = mode === PIN_OUT || mode === PIN_OPEN_DRAIN;
    if (drives && this.gpioSpec(this.index.get(gpio) as number).inputOnly) return -EINVAL;
    // The ESP32's output register keeps its bit whatever the pin is meanwhile.
    const level = value < 0 && this.keepsLatch ? latchOf(pad) : value;
    if (pulls >= 0) this.pullTo(gpio, pulls);
    if (mode === PIN_ANALOG) Object.assign(pad, { func: "analog", pull: 0, openDrain: false });
    else if (mode === PIN_ALT) this.leaveSio(pad, alt);
    else if (mode >= 0) {
      pad.func = "sio";
      pad.openDrain = mode === PIN_OPEN_DRAIN;
      if (pad.openDrain) pad.out = 0;
      else if ((mode === PIN_OUT || this.keepsLatch) && level >= 0) pad.out = level ? 1 : 0;
      pad.oe = mode === PIN_OUT || (pad.openDrain && level === 0);
    } else if (value >= 0) latch(pad, value ? 1 : 0);
    this.applyOf(gpio);
    return 0;
  }

  /** Mode + 16 * pull. A pin that belongs to a function, or to none since the reset, is ALT. */
  config(gpio: number): number {
    const pad = this.pad(gpio);
    if (!pad) return -EINVAL;
    return modeOf(pad) + 16 * pad.pull;
  }

  /** An analog input's digital input is off: it reads 0. */
  read(gpio: number): 0 | 1 {
    const index = this.index.get(gpio);
    return index === undefined ? 0 : this.readAt(index);
  }

  write(gpio: number, value: 0 | 1): void {
    const pad = this.pad(gpio);
    if (!pad) return;
    latch(pad, value);
    this.applyOf(gpio);
  }

  /** Inverts the output latch. */
  toggle(gpio: number): void {
    const pad = this.pad(gpio);
    if (!pad) return;
    latch(pad, latchOf(pad) ? 0 : 1);
    this.applyOf(gpio);
  }

  /** A register, a bit a GPIO: levels (an analog input's is 0), outputs, output enables. `bank` 1: of the GPIOs from 32 on. */
  bits(which: "in" | PadRegister, bank: 0 | 1 = 0): number {
    return this.ctx.spec.gpios.reduce((bits, spec, index) => {
      const set = which === "in" ? this.readAt(index) === 1 : registerBit(this.padAt(index), which, this.keepsLatch);
      return bits + (isIn(bank, spec) && set ? 2 ** (spec.gpio - 32 * bank) : 0);
    }, 0);
  }

  /** Writes it, all pins at one instant. */
  setBits(which: PadRegister, bits: number, bank: 0 | 1 = 0): void {
    this.ctx.spec.gpios.forEach((spec, index) => {
      if (!isIn(bank, spec) || (spec.inputOnly && which === "oe")) return;
      const bit = Math.floor(bits / 2 ** (spec.gpio - 32 * bank)) % 2 === 1;
      if (setRegisterBit(this.padAt(index), which, bit, this.keepsLatch)) this.apply(index);
    });
  }

  setPull(gpio: number, pulls: number): void {
    if (!this.has(gpio)) return;
    this.pullTo(gpio, pulls);
    this.applyOf(gpio);
  }

  /** The deep sleep of the ESP32: nothing is driven, and only pins of the RTC keep their pulls. */
  float(): void {
    this.pins.forEach((_, index) => {
      const pad = this.padAt(index);
      Object.assign(pad, { func: "none", oe: false, trigger: 0, driven: false });
      if (!this.gpioSpec(index).rtc) pad.pull = 0;
      this.listen(index);
      this.apply(index);
    });
  }

  /** Gives the pin to a peripheral, until somebody else takes it. */
  acquire(gpio: number, func: Exclude<PinFunction, "none" | "sio" | "analog">, driven = false): void {
    const pad = this.pad(gpio);
    if (!pad) return;
    pad.func = func;
    pad.driven = driven;
    this.applyOf(gpio);
  }

  /** What a peripheral drives; without effect while the pin does not belong to it. */
  drive(gpio: number, func: "pwm" | "spi" | "uart" | "dac", drive: Drive): void {
    if (this.functionOf(gpio) === func) this.pin(gpio).set(drive);
  }

  /** What a PIO block makes of the pin, whether it has it or not: driven low or high, -1 not driven. */
  drivePio(gpio: number, block: number, level: -1 | 0 | 1): void {
    const pad = this.pad(gpio);
    if (!pad || pad.pio[block] === level) return;
    pad.pio[block] = level;
    if (pad.func === `pio${block}`) this.applyOf(gpio);
  }

  /** Arms the interrupt for the trigger mask; 0 disarms. Edges of before are forgotten. Returns 0 or -EINVAL. */
  setInterrupt(gpio: number, trigger: number, hard: boolean): number {
    const index = this.index.get(gpio);
    if (index === undefined) return -EINVAL;
    const pad = this.padAt(index);
    pad.trigger = trigger & 15;
    pad.hard = hard;
    this.listen(index);
    if (this.levelFlags(index) !== 0) this.repeatLevels();
    return 0;
  }

  /** Whether `onEdge` is to be called for the pin. */
  tap(gpio: number, on: boolean): void {
    const index = this.index.get(gpio);
    if (index === undefined) return;
    this.padAt(index).tapped = on;
    this.listen(index);
  }

  setPowered(powered: boolean): void {
    this.ctx.state.powered = powered;
    this.pins.forEach((_, index) => this.apply(index));
  }

  /** Reset of the chip: all pins belong to no function; the RP2040 pulls them down (datasheet table 342). */
  reset(): void {
    this.levelTimer.stop();
    this.pins.forEach((_, index) => {
      Object.assign(this.padAt(index), padAfterReset(this.ctx.spec, index));
      this.listen(index);
      this.apply(index);
    });
  }

  /** MicroPython's soft reset disarms interrupts and leaves pins as they are. */
  softReset(): void {
    this.levelTimer.stop();
    this.pins.forEach((_, index) => {
      Object.assign(this.padAt(index), { trigger: 0, hard: false, tapped: false });
      this.listen(index);
    });
  }

  private pad(gpio: number): PadState | undefined {
    const index = this.index.get(gpio);
    return index === undefined ? undefined : this.padAt(index);
  }

  private padAt(index: number): PadState {
    return this.ctx.state.pads[index] as PadState;
  }

  private readAt(index: number): 0 | 1 {
    return this.padAt(index).func === "analog" ? 0 : (this.pins[index] as Pin).read();
  }

  private get keepsLatch(): boolean {
    return this.ctx.spec.port === "esp32";
  }

  private pullTo(gpio: number, pulls: number): void {
    const index = this.index.get(gpio) as number;
    this.padAt(index).pull = this.gpioSpec(index).inputOnly ? 0 : pulls & (PULL_UP | PULL_DOWN);
  }

  private leaveSio(pad: PadState, alt: number): void {
    pad.alt = alt;
    const pio = this.keepsLatch ? -1 : ALT_PIO.findIndex((number) => number === alt);
    if (pio >= 0) pad.func = pio === 0 ? "pio0" : "pio1";
    else if (pad.func === "sio" || pad.func === "analog" || isPio(pad.func)) pad.func = "none";
    pad.openDrain = false;
  }

  private applyOf(gpio: number): void {
    this.apply(this.index.get(gpio) as number);
  }

  /** Drives the pin as its registers say. One that sends for PWM, SPI or a UART is driven by that. */
  private apply(index: number): void {
    const pad = this.padAt(index);
    const { func, driven, pull: pulls } = pad;
    if (!this.ctx.state.powered) return (this.pins[index] as Pin).set(HIGH_Z);
    if (func === "pwm" || func === "dac" || ((func === "spi" || func === "uart") && driven)) return;
    const { supplyVolts, outputOhms, pullOhms } = this.ctx.spec;
    const level = drivenLevel(pad);
    (this.pins[index] as Pin).set(
      level < 0 ? pullDrive(pulls, supplyVolts, pullOhms) : strong(level * supplyVolts, outputOhms),
    );
  }

  /** Begins to compare levels from now on, if anybody wants to know. */
  private listen(index: number): void {
    const pad = this.padAt(index);
    pad.input = this.readAt(index);
    (this.watches[index] as Watch).active = pad.trigger !== 0 || pad.tapped;
  }

  private sense(index: number): void {
    const pad = this.padAt(index);
    const level = this.readAt(index);
    if (level === pad.input) return;
    pad.input = level;
    const { gpio } = this.gpioSpec(index);
    if (pad.tapped) for (const listener of this.edgeListeners) listener(gpio, level);
    const flags = pad.trigger & (level ? IRQ_RISING : IRQ_FALLING);
    if (flags !== 0) this.raise(index, flags, pad.hard);
    if (this.levelFlags(index) !== 0) this.repeatLevels();
  }

  private levelFlags(index: number): number {
    return this.padAt(index).trigger & (this.readAt(index) ? IRQ_HIGH_LEVEL : IRQ_LOW_LEVEL);
  }

  private repeatLevels(): void {
    const idle = this.interrupts().running.length === 0;
    let any = false;
    this.pins.forEach((_, index) => {
      const flags = this.levelFlags(index);
      if (flags === 0) return;
      if (idle) this.raise(index, flags, true);
      any = true;
    });
    if (any) this.levelTimer.start(LEVEL_REPEAT);
  }

  /** `join`: a request of the pin that waits already takes the flags, as the chip's latch does. */
  private raise(index: number, flags: number, join: boolean): void {
    const { gpio } = this.gpioSpec(index);
    const { pending, masked, running } = this.interrupts();
    const waiting = pending.findIndex((request) => request.kind === 0 && request.id === gpio);
    const request = pending[waiting];
    if (request && (join || masked || running.at(-1)?.hard)) {
      pending[waiting] = { ...request, arg: request.arg | flags };
      return;
    }
    this.ctx.interrupts.raise({ kind: 0, id: gpio, arg: flags, hard: this.padAt(index).hard });
  }

  private gpioSpec(index: number) {
    return this.ctx.spec.gpios[index] as McuSpec["gpios"][number];
  }

  private record(index: number): void {
    recordPad(this.padAt(index).shown, this.tracks[index] as PadTracks, (this.pins[index] as Pin).state);
  }
}

const isIn = (bank: 0 | 1, { gpio, external }: McuSpec["gpios"][number]): boolean =>
  external !== true && (bank === 0 ? gpio < 32 : gpio >= 32);
