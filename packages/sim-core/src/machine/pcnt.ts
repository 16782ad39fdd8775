import type { Timer, Watch } from "../device.js";
import type { Nanos } from "../time.js";
import type { Gpio } from "./gpio.js";
import type { McuContext } from "./mcu-context.js";
import { PIN_IN, PULL_UP } from "./pad.js";

/*
 * Pulse counters of the ESP32 (technical reference manual, chapter 17): eight units with two channels each. A channel counts the edges
 * of one pin, up, down or not, and the level of another keeps that, reverses it or holds the counter. At a limit the counter begins
 * again at 0. A pin that is given to a channel becomes an input with a pull-up, as the driver makes it.
 *
 * A filter passes a level on when it has lasted so many cycles of 80 MHz.
 *
 * Not modelled: standing still in light sleep, the two cycles that synchronise an input.
 */

export const PCNT_UNITS = 8;
const CHANNELS = 2;

/** Events, by `esp32.PCNT`'s bits. */
export const PCNT_THRESHOLD_1 = 4;
export const PCNT_THRESHOLD_0 = 8;
export const PCNT_MIN = 16;
export const PCNT_MAX = 32;
export const PCNT_ZERO = 64;

const DECREMENT = 2;
const REVERSE = 1;
const HOLD = 2;
const LOWEST = -32_768;
const HIGHEST = 32_767;

interface Input {
  /** GPIO, -1: none. */
  gpio: number;
  /** Behind the filter. */
  level: 0 | 1;
}

interface Channel {
  pulse: Input;
  control: Input;
  /** 0 nothing, 1 up, 2 down. */
  rising: number;
  falling: number;
  /** While the control is low, or high: 0 as it is, 1 reversed, 2 not at all. */
  low: number;
  high: number;
}

export interface PcntUnitState {
  channels: Channel[];
  count: number;
  /** Counted since the last `clear`, without limits. */
  total: number;
  min: number;
  max: number;
  thresholds: number[];
  filterNs: Nanos;
  running: boolean;
  trigger: number;
  /** Events that have not been asked for yet. */
  flags: number;
}

export interface PcntState {
  units: PcntUnitState[];
}

/** Numbers that belong to a whole unit. */
export type PcntSetting = "min" | "max" | "trigger" | "filterNs";

export class Pcnt {
  private readonly watches = new Map<number, Watch>();
  /** By unit, channel and input, pulse first. */
  private readonly filters: Timer[] = [];

  constructor(
    private readonly ctx: McuContext<PcntState>,
    private readonly gpio: Gpio,
  ) {
    if (ctx.spec.port !== "esp32") return;
    for (const { gpio: number, pin } of ctx.spec.gpios) {
      const watch = ctx.watchLevel(ctx.pin(pin), () => this.sense(number));
      watch.active = false;
      this.watches.set(number, watch);
    }
    this.forEachInput((unit, channel, name) => this.filters.push(ctx.timer(() => this.pass(unit, channel, name))));
  }

  static initialState(): PcntState {
    return { units: Array.from({ length: PCNT_UNITS }, unitOff) };
  }

  /** Whether a counter may still call the program's handlers. */
  get armed(): boolean {
    return this.ctx.state.units.some(({ running, trigger }) => running && trigger !== 0);
  }

  /** What a channel counts, and what controls it: GPIOs, -1 none. */
  connect(unit: number, channel: number, pulse: number, control: number): void {
    const state = this.unit(unit).channels[channel] as Channel;
    for (const [name, gpio] of [["pulse", pulse] as const, ["control", control] as const]) {
      if (gpio >= 0) this.gpio.configure(gpio, PIN_IN, PULL_UP, -1);
      this.filter(unit, channel, name).stop();
      state[name] = { gpio, level: gpio >= 0 ? this.gpio.read(gpio) : 0 };
    }
    this.watch();
  }

  setActions(unit: number, channel: number, actions: Omit<Channel, "pulse" | "control">): void {
    Object.assign(this.unit(unit).channels[channel] as Channel, actions);
  }

  set(unit: number, name: PcntSetting, value: number): void {
    this.unit(unit)[name] = value;
  }

  setThreshold(unit: number, index: number, value: number): void {
    this.unit(unit).thresholds[index] = value;
  }

  run(unit: number, running: boolean): void {
    this.unit(unit).running = running;
  }

  clear(unit: number): void {
    Object.assign(this.unit(unit), { count: 0, total: 0 });
  }

  count(unit: number): number {
    return this.unit(unit).count;
  }

  total(unit: number): number {
    return this.unit(unit).total;
  }

  /** What has happened since it was last asked for; `take`: that is now. */
  flags(unit: number, take: boolean): number {
    const state = this.unit(unit);
    const { flags } = state;
    if (take) state.flags = 0;
    return flags;
  }

  deinit(unit: number): void {
    this.ctx.state.units[unit] = unitOff();
    this.forEachInput((other, channel, name) => other === unit && this.filter(unit, channel, name).stop());
    this.watch();
  }

  reset(): void {
    if (this.filters.length > 0) this.ctx.state.units.forEach((_, unit) => this.deinit(unit));
  }

  private unit(unit: number): PcntUnitState {
    return this.ctx.state.units[unit] as PcntUnitState;
  }

  private forEachInput(action: (unit: number, channel: number, name: "pulse" | "control") => void): void {
    for (let unit = 0; unit < PCNT_UNITS; unit++) {
      for (let channel = 0; channel < CHANNELS; channel++) {
        action(unit, channel, "pulse");
        action(unit, channel, "control");
      }
    }
  }

  private filter(unit: number, channel: number, name: "pulse" | "control"): Timer {
    return this.filters[4 * unit + 2 * channel + (name === "pulse" ? 0 : 1)] as Timer;
  }

  private input(unit: number, channel: number, name: "pulse" | "control"): Input {
    return (this.unit(unit).channels[channel] as Channel)[name];
  }

  /** Looks at those pins that belong to a channel. */
  private watch(): void {
    const used = new Set<number>();
    this.forEachInput((unit, channel, name) => used.add(this.input(unit, channel, name).gpio));
    for (const [gpio, watch] of this.watches) watch.active = used.has(gpio);
  }

  private sense(gpio: number): void {
    const level = this.gpio.read(gpio);
    this.forEachInput((unit, channel, name) => {
      const input = this.input(unit, channel, name);
      if (input.gpio !== gpio) return;
      const { filterNs } = this.unit(unit);
      const timer = this.filter(unit, channel, name);
      if (input.level === level) timer.stop();
      else if (filterNs === 0) this.change(unit, channel, name, level);
      else timer.startAt(this.ctx.clock.after(this.ctx.now, filterNs));
    });
  }

  /** A level has lasted. */
  private pass(unit: number, channel: number, name: "pulse" | "control"): void {
    const { gpio, level } = this.input(unit, channel, name);
    const now = gpio >= 0 ? this.gpio.read(gpio) : level;
    if (now !== level) this.change(unit, channel, name, now);
  }

  private change(unit: number, channel: number, name: "pulse" | "control", level: 0 | 1): void {
    const state = this.unit(unit).channels[channel] as Channel;
    state[name].level = level;
    if (name === "control") return;
    const action = level ? state.rising : state.falling;
    const mode = state.control.level ? state.high : state.low;
    if (action === 0 || mode === HOLD || !this.unit(unit).running) return;
    this.step(unit, (action === DECREMENT) === (mode === REVERSE) ? 1 : -1);
  }

  private step(unit: number, by: 1 | -1): void {
    const state = this.unit(unit);
    const { min, max, thresholds, trigger } = state;
    state.total += by;
    state.count += by;
    const [first, second] = thresholds;
    let events = state.count === 0 ? PCNT_ZERO : 0;
    if (state.count === first) events |= PCNT_THRESHOLD_0;
    if (state.count === second) events |= PCNT_THRESHOLD_1;
    if (state.count === max || state.count > HIGHEST) events |= PCNT_MAX;
    if (state.count === min || state.count < LOWEST) events |= PCNT_MIN;
    if ((events & (PCNT_MIN | PCNT_MAX)) !== 0 && state.count !== 0) state.count = 0;
    events &= trigger;
    if (events === 0) return;
    state.flags |= events;
    this.ctx.interrupts.raise({ kind: 5, id: unit, arg: events, hard: false });
  }
}

function unitOff(): PcntUnitState {
  const input = (): Input => ({ gpio: -1, level: 0 });
  const channel = (): Channel => ({ pulse: input(), control: input(), rising: 0, falling: 0, low: 0, high: 0 });
  return {
    channels: Array.from({ length: CHANNELS }, channel),
    ...{ count: 0, total: 0, min: LOWEST, max: HIGHEST, thresholds: [0, 0] },
    ...{ filterNs: 0, running: false, trigger: 0, flags: 0 },
  };
}
