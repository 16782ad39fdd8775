import type { Timer } from "../device.js";
import { strong, type Drive } from "../net.js";
import { toggles, type PwmSignal } from "../pwm-signal.js";
import { EAGAIN, EINVAL, ENOMEM } from "./errno.js";
import type { Gpio } from "./gpio.js";
import type { McuContext } from "./mcu-context.js";
import type { PwmOutputs } from "./pwm-outputs.js";

/*
 * PWM of the ESP32, its LED controller: technical reference manual, chapter 14. Two groups (high and low speed) of 8 channels
 * and 4 timers each; any pin is any channel, and a channel runs from a timer of its group, so that there are 16 outputs of 8
 * different frequencies. A timer counts 2^bits steps of its clock divided by 10.8 bits of fixed point.
 *
 * Which channel and timer a pin gets, its resolution (the finest that the frequency leaves, 16 bits at most) and its divider go
 * by MicroPython's port (ports/esp32/machine_pwm.c) and the driver under it, so that 30 kHz reads back as 30030 Hz. Below
 * 10 Hz the clock is the 1 MHz reference, else the 80 MHz of the peripherals.
 *
 * A new duty comes with the timer's next overflow; a new frequency restarts the timer. A duty kept in ns is computed anew for it.
 *
 * Not modelled: fading, the high point (`hpoint`), the 8 MHz clock that goes on in light sleep, interrupts.
 */

const GROUPS = 2;
const CHANNELS = 8;
const TIMERS = 4;
const MAX_BITS = 16;
const FULL = 65_536;
const FRACTION = 256;
const DEFAULT_HZ = 5000;
const REFERENCE_HZ = 1_000_000;
/** Frequencies below it are made from the reference clock. */
const SLOW_HZ = 10;
const MAX_HZ = 40_000_000;

interface ChannelState {
  /** -1: free. */
  gpio: number;
  timer: number;
  invert: boolean;
  /** As the program gave it: 0 to 65536 of the period, or ns. */
  duty: number;
  inNs: boolean;
  /** Counts that are high, now and from the next overflow on. */
  live: number;
  next: number;
}

interface TimerState {
  /** As asked for; 0: free. */
  hz: number;
  bits: number;
  /** The divider in 256ths. */
  divider: number;
  /** When the counter was 0. */
  zeroNs: number;
  /** While it stands still: how long after that. */
  heldNs: number;
}

export interface LedcState {
  channels: ChannelState[];
  timers: TimerState[];
  suspended: boolean;
}

export class LedcUnit implements PwmOutputs {
  private readonly overflows: Timer[];

  /** `sourceHz` is the peripherals' clock. */
  constructor(
    private readonly ctx: McuContext<LedcState>,
    private readonly gpio: Gpio,
    private readonly sourceHz: () => number,
  ) {
    this.overflows = ctx.state.timers.map((_, timer) => ctx.timer(() => this.loadAll(timer)));
  }

  static initialState(): LedcState {
    return {
      channels: Array.from({ length: GROUPS * CHANNELS }, freeChannel),
      timers: Array.from({ length: GROUPS * TIMERS }, freeTimer),
      suspended: false,
    };
  }

  /** At what the pin has already, or 5 kHz and half of the time high. */
  init(gpio: number): number {
    return this.start(gpio, 0, -1, false, undefined);
  }

  /**
   * Takes the pin and sets everything at once, so that no wrong pulse is seen. `hz` 0: as it is, or 5 kHz; `duty` -1: as it is, or half.
   * Returns 0; -EINVAL, this pin drives nothing or the frequency is out of range; -ENOMEM, all channels are taken; -EAGAIN, no
   * timer for one more frequency.
   */
  start(gpio: number, hz: number, duty: number, inNs: boolean, invert: boolean | undefined): number {
    const spec = this.ctx.spec.gpios.find((other) => other.gpio === gpio);
    if (!spec || spec.inputOnly || hz < 0 || hz > this.highestHz) return -EINVAL;
    const known = this.indexOf(gpio);
    const index = known >= 0 ? known : this.freeChannelFor(hz);
    if (index < 0) return -ENOMEM;
    const kept = { ...this.channel(index) };
    const channel = this.channel(index);
    if (known < 0) Object.assign(channel, freeChannel(), { gpio, duty: FULL / 2 });
    if (duty >= 0) Object.assign(channel, { duty: inNs ? duty : dutyOf(duty), inNs });
    if (invert !== undefined) channel.invert = invert;
    const before = kept.timer < 0 ? 0 : (this.ctx.state.timers[kept.timer] as TimerState).hz;
    const result = this.run(index, hz || before || DEFAULT_HZ, known < 0);
    if (result < 0) this.ctx.state.channels[index] = kept;
    return result;
  }

  /** Also -EAGAIN: no timer for one more frequency. */
  setFreq(gpio: number, hz: number): number {
    const index = this.indexOf(gpio);
    if (index < 0 || !(hz >= 1) || hz > this.highestHz) return -EINVAL;
    return this.run(index, Math.floor(hz), false);
  }

  freq(gpio: number): number {
    const timer = this.timerOf(gpio);
    return timer ? Math.round((this.clockHz(timer.hz) * FRACTION) / (2 ** timer.bits * timer.divider)) : 0;
  }

  setDutyU16(gpio: number, duty: number): number {
    return this.setDuty(gpio, dutyOf(duty), false);
  }

  dutyU16(gpio: number): number {
    const channel = this.ctx.state.channels[this.indexOf(gpio)];
    const timer = this.timerOf(gpio);
    return channel && timer ? Math.min(channel.next << (MAX_BITS - timer.bits), FULL - 1) : 0;
  }

  setDutyNs(gpio: number, ns: number): number {
    return this.setDuty(gpio, ns, true);
  }

  dutyNs(gpio: number): number {
    const timer = this.timerOf(gpio);
    return timer ? Math.floor((this.dutyU16(gpio) * 1e9 + timer.hz * (FULL / 2)) / (timer.hz * FULL)) : 0;
  }

  setInvert(gpio: number, invert: boolean): number {
    const channel = this.ctx.state.channels[this.indexOf(gpio)];
    if (!channel) return -EINVAL;
    channel.invert = invert;
    this.output(channel);
    return 0;
  }

  /** Frees the channel, and its timer if it was the last; the pin stays low. */
  deinit(gpio: number): void {
    const index = this.indexOf(gpio);
    if (index < 0) return;
    this.free(index);
    this.gpio.drive(gpio, "pwm", this.still(false));
  }

  suspend(): void {
    const { state } = this.ctx;
    if (state.suspended) return;
    for (const timer of state.timers) timer.heldNs = this.ctx.now - timer.zeroNs;
    for (const overflow of this.overflows) overflow.stop();
    state.suspended = true;
    this.outputAll();
  }

  resume(): void {
    const { state } = this.ctx;
    if (!state.suspended) return;
    state.suspended = false;
    state.timers.forEach((timer, index) => {
      timer.zeroNs = this.ctx.now - timer.heldNs;
      this.awaitOverflow(index);
    });
    this.outputAll();
  }

  /** The counters go on where they are. */
  clockChanged(): void {
    this.ctx.state.timers.forEach((_, index) => this.awaitOverflow(index));
    this.outputAll();
  }

  reset(): void {
    for (const overflow of this.overflows) overflow.stop();
    this.ctx.state = LedcUnit.initialState();
  }

  /** MicroPython's soft reset frees all channels: their pins are low. */
  softReset(): void {
    this.resume();
    for (const { gpio } of [...this.ctx.state.channels]) this.deinit(gpio);
  }

  private get highestHz(): number {
    return Math.min(MAX_HZ, this.sourceHz() / 2);
  }

  /** Gives the channel a timer of this frequency; `fresh`: the pin has only just become its own. */
  private run(index: number, hz: number, fresh: boolean): number {
    const timer = this.selectTimer(index, hz);
    if (timer < 0) return -EAGAIN;
    const at = this.moved(index, timer);
    const channel = this.channel(at);
    const previous = channel.timer;
    channel.timer = timer;
    if (previous >= 0 && previous !== timer) this.freeTimerUnlessUsed(previous);
    const state = this.ctx.state.timers[timer] as TimerState;
    const restarts = state.hz !== hz;
    if (restarts) Object.assign(state, this.divide(hz), { hz, zeroNs: this.ctx.now, heldNs: 0 });
    channel.next = this.countsOf(channel, state);
    if (fresh || restarts || previous !== timer) channel.live = channel.next;
    if (fresh || at !== index) this.gpio.acquire(channel.gpio, "pwm");
    if (restarts) this.loadAll(timer);
    this.awaitOverflow(timer);
    this.output(channel);
    return 0;
  }

  private setDuty(gpio: number, duty: number, inNs: boolean): number {
    const channel = this.ctx.state.channels[this.indexOf(gpio)];
    const timer = this.timerOf(gpio);
    if (!channel || !timer || !(duty >= 0)) return -EINVAL;
    Object.assign(channel, { duty, inNs });
    channel.next = this.countsOf(channel, timer);
    this.awaitOverflow(channel.timer);
    return 0;
  }

  /** One that has the frequency already; the channel's own if nobody shares it; a free one. In groups where it can have a channel. */
  private selectTimer(index: number, hz: number): number {
    const { timers } = this.ctx.state;
    const reachable = (timer: number): boolean => this.channelIn(groupOfTimer(timer), index) >= 0;
    const same = timers.findIndex((timer, at) => timer.hz === hz && reachable(at));
    if (same >= 0) return same;
    const own = this.channel(index).timer;
    if (own >= 0 && !this.usedByOthers(own, index)) return own;
    return timers.findIndex((timer, at) => timer.hz === 0 && reachable(at));
  }

  /** The channel's own number if it is of this group, else a free one; -1: none. */
  private channelIn(group: number, index: number): number {
    if (Math.floor(index / CHANNELS) === group) return index;
    return this.ctx.state.channels.findIndex((channel, at) => channel.gpio < 0 && Math.floor(at / CHANNELS) === group);
  }

  /** Moves the channel into the group of its new timer. */
  private moved(index: number, timer: number): number {
    const at = this.channelIn(groupOfTimer(timer), index);
    if (at !== index) {
      const { channels } = this.ctx.state;
      channels[at] = channels[index] as ChannelState;
      channels[index] = freeChannel();
    }
    return at;
  }

  /** In a group that has a timer for the frequency. */
  private freeChannelFor(hz: number): number {
    const { channels, timers } = this.ctx.state;
    const possible = (group: number): boolean =>
      timers.some((timer, at) => groupOfTimer(at) === group && (timer.hz === 0 || timer.hz === hz));
    return channels.findIndex((channel, at) => channel.gpio < 0 && possible(Math.floor(at / CHANNELS)));
  }

  private usedByOthers(timer: number, index: number): boolean {
    return this.ctx.state.channels.some((channel, at) => at !== index && channel.timer === timer);
  }

  private free(index: number): void {
    const { timer } = this.channel(index);
    this.ctx.state.channels[index] = freeChannel();
    if (timer >= 0) this.freeTimerUnlessUsed(timer);
  }

  private freeTimerUnlessUsed(timer: number): void {
    if (this.usedByOthers(timer, -1)) return;
    (this.overflows[timer] as Timer).stop();
    this.ctx.state.timers[timer] = freeTimer();
  }

  /** The finest resolution that the frequency leaves, and the divider nearest to it. */
  private divide(hz: number): { bits: number; divider: number } {
    const clock = this.clockHz(hz);
    const bits = Math.min(MAX_BITS, Math.floor(Math.log2(Math.round(clock / hz))));
    const counts = 2 ** bits;
    return { bits, divider: Math.floor((clock * FRACTION + (hz * counts) / 2) / (hz * counts)) };
  }

  private clockHz(hz: number): number {
    return hz < SLOW_HZ ? REFERENCE_HZ : this.sourceHz();
  }

  private periodNs(timer: TimerState): number {
    return this.ctx.clock.length((2 ** timer.bits * timer.divider * 1e9) / (FRACTION * this.clockHz(timer.hz)));
  }

  private countsOf({ duty, inNs }: ChannelState, { hz, bits }: TimerState): number {
    const of16 = inNs ? Math.min(FULL, Math.floor((duty * FULL * hz + 5e8) / 1e9) || Number(duty > 0)) : duty;
    return of16 >> (MAX_BITS - bits);
  }

  /** Waits for the timer's overflow if a channel has a new duty. */
  private awaitOverflow(timer: number): void {
    const overflow = this.overflows[timer] as Timer;
    const state = this.ctx.state.timers[timer] as TimerState;
    const waiting = this.channelsOn(timer).some(({ live, next }) => live !== next);
    if (!waiting || this.ctx.state.suspended) return overflow.stop();
    const period = this.periodNs(state);
    let cycle = Math.floor((this.ctx.now - state.zeroNs) / period);
    while (state.zeroNs + Math.round(cycle * period) <= this.ctx.now) cycle++;
    overflow.startAt(state.zeroNs + Math.round(cycle * period));
  }

  private loadAll(timer: number): void {
    for (const channel of this.channelsOn(timer)) {
      channel.live = channel.next = this.countsOf(channel, this.ctx.state.timers[timer] as TimerState);
      this.output(channel);
    }
  }

  private channelsOn(timer: number): ChannelState[] {
    return this.ctx.state.channels.filter((channel) => channel.timer === timer);
  }

  private outputAll(): void {
    for (const channel of this.ctx.state.channels) if (channel.timer >= 0) this.output(channel);
  }

  private output(channel: ChannelState): void {
    this.gpio.drive(channel.gpio, "pwm", this.driveOf(channel));
  }

  private driveOf({ live, invert, timer: number }: ChannelState): Drive {
    const timer = this.ctx.state.timers[number] as TimerState;
    const periodNs = this.periodNs(timer);
    const highNs = (periodNs * live) / 2 ** timer.bits;
    if (this.ctx.state.suspended) return this.still(timer.heldNs % periodNs < highNs !== invert);
    const signal: PwmSignal = { periodNs, highNs, startNs: timer.zeroNs };
    if (!toggles(signal)) return this.still(live > 0 !== invert);
    const { supplyVolts, outputOhms } = this.ctx.spec;
    const inverted = { periodNs, highNs: periodNs - highNs, startNs: timer.zeroNs + Math.round(highNs) };
    return { ...strong(supplyVolts, outputOhms), pwm: invert ? inverted : signal };
  }

  private still(high: boolean): Drive {
    const { supplyVolts, outputOhms } = this.ctx.spec;
    return strong(high ? supplyVolts : 0, outputOhms);
  }

  private indexOf(gpio: number): number {
    return gpio < 0 ? -1 : this.ctx.state.channels.findIndex((channel) => channel.gpio === gpio);
  }

  private channel(index: number): ChannelState {
    return this.ctx.state.channels[index] as ChannelState;
  }

  private timerOf(gpio: number): TimerState | undefined {
    const channel = this.ctx.state.channels[this.indexOf(gpio)];
    return channel && this.ctx.state.timers[channel.timer];
  }
}

const freeChannel = (): ChannelState => ({
  ...{ gpio: -1, timer: -1, invert: false },
  ...{ duty: 0, inNs: false, live: 0, next: 0 },
});

const freeTimer = (): TimerState => ({ hz: 0, bits: 0, divider: 0, zeroNs: 0, heldNs: 0 });

const groupOfTimer = (timer: number): number => Math.floor(timer / TIMERS);

/** The program's 65535 is all of the period. */
const dutyOf = (duty: number): number => (duty >= FULL - 1 ? FULL : duty);
