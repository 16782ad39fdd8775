import type { Timer } from "../device.js";
import { strong, type Drive } from "../net.js";
import { toggles, type PwmSignal } from "../pwm-signal.js";
import { EINVAL } from "./errno.js";
import type { Gpio } from "./gpio.js";
import type { McuContext } from "./mcu-context.js";
import type { GpioSpec, McuSpec } from "./mcu-spec.js";
import type { PwmOutputs } from "./pwm-outputs.js";

/*
 * PWM: RP2040 datasheet 4.5. A slice counts 0..TOP with a divider in sixteenths (8.4 fixed point) and compares with CC of its
 * two channels; all pins on a slice share its frequency, and pins on the same channel the same output.
 *
 * Frequency and duty become DIV, TOP and CC by the arithmetic of MicroPython's rp2 port (ports/rp2/machine_pwm.c), so that
 * they read back as on a board: 1 kHz is TOP 64515 at DIV 31/16, 500 ns at 50 Hz read back as 611.
 *
 * TOP and CC are double-buffered (4.5.2.3): of a running slice they change at the next wrap, of a halted one at once. A halted
 * slice (`deinit`) holds its counter and its outputs' level, whatever is written to CC (SDK, pwm_set_enabled), and goes on
 * from there.
 *
 * DIV is not buffered: the count goes on at the new rate at once.
 *
 * Not modelled: phase-correct mode, input modes of channel B, the wrap interrupt.
 */

interface ChannelState {
  invert: boolean;
  /** What the program asked for last, so that a new frequency keeps the duty. */
  duty: number;
  dutyType: "none" | "u16" | "ns";
}

interface Registers {
  div16: number;
  top: number;
  cc: [number, number];
}

export interface SliceState {
  /** As written. */
  next: Registers;
  /** As counting. */
  live: Registers;
  /** One count, ns. */
  tickNs: number;
  enabled: boolean;
  freqSet: boolean;
  /** When the counter was 0, while it runs. */
  zeroNs: number;
  /** While it does not: its value, and whether the outputs stand high (before inversion). */
  held: number;
  heldHigh: [boolean, boolean];
  channels: [ChannelState, ChannelState];
}

export interface PwmState {
  slices: SliceState[];
  /** The clock is off (sleep). */
  suspended: boolean;
}

const MIN_DIV16 = 16;

export class PwmUnit implements PwmOutputs {
  private readonly wraps: Timer[];

  /** `sourceHz` is the clock that the dividers divide. */
  constructor(
    private readonly ctx: McuContext<PwmState>,
    private readonly gpio: Gpio,
    private readonly sourceHz: () => number,
  ) {
    this.wraps = ctx.state.slices.map((_, slice) => ctx.timer(() => this.wrap(slice)));
  }

  static initialState(spec: McuSpec): PwmState {
    const count = 1 + Math.max(-1, ...spec.gpios.map((gpio) => gpio.pwm?.slice ?? -1));
    return { slices: Array.from({ length: count }, () => sliceAfterReset(spec)), suspended: false };
  }

  /** As `PWM(pin)`: takes the pin and forgets inversion and duty; a slice that runs keeps running. Returns 0 or -EINVAL. */
  init(gpio: number): number {
    const at = this.channelOf(gpio);
    if (!at) return -EINVAL;
    at.channel.invert = false;
    at.channel.dutyType = "none";
    this.gpio.acquire(gpio, "pwm");
    this.output(at.index);
    return 0;
  }

  /** Returns 0, or -EINVAL when the divider cannot make it. */
  setFreq(gpio: number, hz: number): number {
    const at = this.channelOf(gpio);
    if (!at || !(hz >= 1)) return -EINVAL;
    const registers = this.divide(Math.floor(hz));
    if (!registers) return -EINVAL;
    Object.assign(at.slice.next, registers);
    at.slice.freqSet = true;
    for (const side of [0, 1] as const) {
      const { dutyType, duty } = at.slice.channels[side];
      if (dutyType !== "none") at.slice.next.cc[side] = this.compare(at.slice, dutyType, duty);
    }
    this.changeDivider(at.index);
    this.written(at.index);
    for (const side of [0, 1] as const) this.start(at.index, side);
    return 0;
  }

  /** What the registers make, rounded; 0 before the first `setFreq`. */
  freq(gpio: number): number {
    const at = this.channelOf(gpio);
    if (!at || !at.slice.freqSet) return 0;
    return this.roundedHz(at.slice.next.div16 * (at.slice.next.top + 1));
  }

  /** Above 65535 is 65535. Returns 0 or -EINVAL. */
  setDutyU16(gpio: number, duty: number): number {
    return this.setDuty(gpio, "u16", Math.min(duty, 65535));
  }

  dutyU16(gpio: number): number {
    const at = this.channelOf(gpio);
    if (!at || !at.slice.freqSet || at.channel.dutyType === "none") return 0;
    const period = at.slice.next.top + 1;
    return Math.floor((at.slice.next.cc[at.side] * 65535 + Math.floor(period / 2)) / period);
  }

  /** More than the period is the whole period. Returns 0 or -EINVAL. */
  setDutyNs(gpio: number, ns: number): number {
    return this.setDuty(gpio, "ns", ns);
  }

  dutyNs(gpio: number): number {
    const at = this.channelOf(gpio);
    if (!at || !at.slice.freqSet || at.channel.dutyType === "none") return 0;
    const hz = this.roundedHz(at.slice.next.div16);
    return Math.floor((at.slice.next.cc[at.side] * 1e9 + Math.floor(hz / 2)) / hz);
  }

  setInvert(gpio: number, invert: boolean): number {
    const at = this.channelOf(gpio);
    if (!at) return -EINVAL;
    at.channel.invert = invert;
    this.output(at.index);
    return 0;
  }

  /** Halts the slice, and with it its other channel. */
  deinit(gpio: number): void {
    const at = this.channelOf(gpio);
    if (at) this.disable(at.index);
  }

  /** Sleep stops the clock: outputs hold their level; `resume` goes on. */
  suspend(): void {
    if (this.ctx.state.suspended) return;
    this.runningSlices((index) => this.hold(index));
    this.ctx.state.suspended = true;
    this.outputAll();
  }

  resume(): void {
    if (!this.ctx.state.suspended) return;
    this.ctx.state.suspended = false;
    this.runningSlices((index) => this.release(index));
    this.outputAll();
  }

  /** The source clock has another frequency now. */
  clockChanged(): void {
    const running: number[] = [];
    this.runningSlices((index) => {
      this.hold(index);
      running.push(index);
    });
    this.ctx.state.slices.forEach((slice) => (slice.tickNs = this.tickOf(slice.live)));
    for (const index of running) this.release(index);
    this.outputAll();
  }

  reset(): void {
    for (const timer of this.wraps) timer.stop();
    this.ctx.state = PwmUnit.initialState(this.ctx.spec);
  }

  /** MicroPython's soft reset halts all slices; pins stay with PWM and hold their level. */
  softReset(): void {
    this.resume();
    this.ctx.state.slices.forEach((slice, index) => {
      this.disable(index);
      slice.freqSet = false;
    });
  }

  private setDuty(gpio: number, dutyType: "u16" | "ns", duty: number): number {
    const at = this.channelOf(gpio);
    if (!at || !(duty >= 0)) return -EINVAL;
    Object.assign(at.channel, { dutyType, duty });
    at.slice.next.cc[at.side] = this.compare(at.slice, dutyType, duty);
    this.written(at.index);
    this.start(at.index, at.side);
    return 0;
  }

  /** DIV and TOP for a frequency: TOP as large as it can be below its maximum, so that CC can exceed it (100 %). */
  private divide(hz: number): { div16: number; top: number } | undefined {
    const { maxWrap, maxDivider } = this.ctx.spec.pwm;
    const topMax = maxWrap - 1;
    const undivided = Math.floor((this.sourceHz() + Math.floor(hz / 2)) / hz);
    if (undivided < topMax) return undivided > 0 ? { div16: MIN_DIV16, top: undivided - 1 } : undefined;
    const div16 = Math.floor((16 * this.sourceHz() + topMax * hz - 1) / (topMax * hz));
    if (div16 < MIN_DIV16 || div16 > maxDivider * 16) return undefined;
    return { div16, top: this.roundedHz(div16 * hz) - 1 };
  }

  private compare(slice: SliceState, dutyType: "u16" | "ns", duty: number): number {
    const period = slice.next.top + 1;
    if (dutyType === "u16") return Math.floor((duty * period + 32767) / 65535) & 0xffff;
    const counts = Math.floor((duty * this.roundedHz(slice.next.div16) + 5e8) / 1e9);
    return Math.min(counts, period) & 0xffff;
  }

  private roundedHz(div16: number): number {
    return Math.floor((16 * this.sourceHz() + Math.floor(div16 / 2)) / div16);
  }

  private tickOf(registers: Registers): number {
    return this.ctx.clock.length(((registers.div16 / 16) * 1e9) / this.sourceHz());
  }

  private channelOf(gpio: number) {
    const pwm = this.ctx.spec.gpios.find((other) => other.gpio === gpio)?.pwm;
    if (!pwm) return undefined;
    const slice = this.ctx.state.slices[pwm.slice] as SliceState;
    const side = sideOf(pwm);
    return { index: pwm.slice, slice, side, channel: slice.channels[side] };
  }

  private slice(index: number): SliceState {
    return this.ctx.state.slices[index] as SliceState;
  }

  private isRunning(slice: SliceState): boolean {
    return slice.enabled && !this.ctx.state.suspended;
  }

  private runningSlices(action: (index: number) => void): void {
    this.ctx.state.slices.forEach((slice, index) => {
      if (this.isRunning(slice)) action(index);
    });
  }

  /** A register was written: takes effect at the next wrap, or at once while the slice is halted. */
  private written(index: number): void {
    const slice = this.slice(index);
    const timer = this.wraps[index] as Timer;
    if (!this.isRunning(slice)) {
      this.load(slice);
      this.output(index);
    } else if (sameRegisters(slice.next, slice.live)) timer.stop();
    else if (!timer.pending) timer.startAt(this.nextWrap(slice));
  }

  /** Lets a running counter go on at the rate that was written. */
  private changeDivider(index: number): void {
    const slice = this.slice(index);
    if (!this.isRunning(slice) || slice.live.div16 === slice.next.div16) return;
    this.hold(index);
    slice.live.div16 = slice.next.div16;
    slice.tickNs = this.tickOf(slice.live);
    this.release(index);
    this.output(index);
  }

  private load(slice: SliceState): void {
    slice.live = { ...slice.next, cc: [...slice.next.cc] };
    slice.tickNs = this.tickOf(slice.live);
    slice.held %= slice.live.top + 1;
  }

  private wrap(index: number): void {
    const slice = this.slice(index);
    slice.zeroNs = this.ctx.now;
    this.load(slice);
    this.output(index);
  }

  private nextWrap(slice: SliceState): number {
    const period = (slice.live.top + 1) * slice.tickNs;
    let cycle = Math.floor((this.ctx.now - slice.zeroNs) / period);
    while (slice.zeroNs + Math.round(cycle * period) <= this.ctx.now) cycle++;
    return slice.zeroNs + Math.round(cycle * period);
  }

  /** Lets the slice run once frequency and a duty are set. */
  private start(index: number, side: 0 | 1): void {
    const slice = this.slice(index);
    if (slice.enabled || !slice.freqSet || slice.channels[side].dutyType === "none") return;
    slice.enabled = true;
    if (this.isRunning(slice)) this.release(index);
    this.output(index);
  }

  private disable(index: number): void {
    const slice = this.slice(index);
    if (this.isRunning(slice)) this.hold(index);
    slice.enabled = false;
    this.output(index);
  }

  /** Stops the counter where it is. */
  private hold(index: number): void {
    const slice = this.slice(index);
    (this.wraps[index] as Timer).stop();
    slice.held = ((this.ctx.now - slice.zeroNs) / slice.tickNs) % (slice.live.top + 1);
    slice.heldHigh = [slice.held < slice.live.cc[0], slice.held < slice.live.cc[1]];
  }

  /** Lets the counter go on from where it was. */
  private release(index: number): void {
    const slice = this.slice(index);
    slice.zeroNs = this.ctx.now - Math.round(slice.held * slice.tickNs);
    if (!sameRegisters(slice.next, slice.live)) (this.wraps[index] as Timer).startAt(this.nextWrap(slice));
  }

  private outputAll(): void {
    this.ctx.state.slices.forEach((_, index) => this.output(index));
  }

  private output(index: number): void {
    for (const { gpio, pwm } of this.ctx.spec.gpios) {
      if (pwm?.slice === index) this.gpio.drive(gpio, "pwm", this.driveOf(this.slice(index), sideOf(pwm)));
    }
  }

  private driveOf(slice: SliceState, side: 0 | 1): Drive {
    const { supplyVolts, outputOhms } = this.ctx.spec;
    const cc = slice.live.cc[side];
    const { invert } = slice.channels[side];
    const still = (high: boolean): Drive => strong(high !== invert ? supplyVolts : 0, outputOhms);
    if (!this.isRunning(slice)) return still(slice.heldHigh[side]);
    const signal = { periodNs: (slice.live.top + 1) * slice.tickNs, highNs: cc * slice.tickNs, startNs: slice.zeroNs };
    if (!toggles(signal)) return still(cc > 0);
    return { ...strong(supplyVolts, outputOhms), pwm: invert ? inverted(signal) : signal };
  }
}

function inverted({ periodNs, highNs, startNs }: PwmSignal): PwmSignal {
  return { periodNs, highNs: periodNs - highNs, startNs: startNs + Math.round(highNs) };
}

const sideOf = (pwm: NonNullable<GpioSpec["pwm"]>): 0 | 1 => (pwm.channel === "A" ? 0 : 1);

const sameRegisters = (a: Registers, b: Registers): boolean =>
  a.div16 === b.div16 && a.top === b.top && a.cc[0] === b.cc[0] && a.cc[1] === b.cc[1];

/** DIV 1, TOP at its maximum, CC 0 (datasheet table 528 and following). */
function sliceAfterReset(spec: McuSpec): SliceState {
  const registers = (): Registers => ({ div16: MIN_DIV16, top: spec.pwm.maxWrap, cc: [0, 0] });
  const channel = (): ChannelState => ({ invert: false, duty: 0, dutyType: "none" });
  const tickNs = 1e9 / spec.pwm.sourceHz;
  const counter = { tickNs, enabled: false, freqSet: false, zeroNs: 0, held: 0 };
  const outputs: Pick<SliceState, "heldHigh" | "channels"> = {
    heldHigh: [false, false],
    channels: [channel(), channel()],
  };
  return { next: registers(), live: registers(), ...counter, ...outputs };
}
