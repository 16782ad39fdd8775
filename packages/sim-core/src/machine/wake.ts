import type { Watch } from "../device.js";
import { EINVAL } from "./errno.js";
import type { Gpio } from "./gpio.js";
import type { McuContext } from "./mcu-context.js";
import type { TouchUnit } from "./touch.js";

/*
 * What ends the sleep of an ESP32 besides its timer (technical reference manual, 31.3.6): EXT0, one pin at a level; EXT1, several
 * pins, any high or all low; a touch sensor below its threshold. Only pins of the RTC can.
 *
 * Not modelled: waking by the coprocessor, the time that waking takes, that EXT1 loses the pulls of its pins.
 */

/** As `machine.wake_reason()` tells. */
export const WAKE_NONE = 0;
export const WAKE_EXT0 = 2;
export const WAKE_EXT1 = 3;
export const WAKE_TIMER = 4;
export const WAKE_TOUCH = 5;

export interface WakeState {
  /** GPIO of EXT0, -1: none; the level that wakes; from which kinds of sleep: 2 light, 4 deep. */
  ext0: { gpio: number; level: 0 | 1; kinds: number };
  ext1: { gpios: readonly number[]; high: boolean };
  touch: boolean;
  /** The kind of sleep that goes on, 0: none. */
  asleep: number;
  /** Why the last one ended. */
  reason: number;
}

export class Wake {
  private readonly watches: Watch[];

  constructor(
    private readonly ctx: McuContext<WakeState>,
    private readonly gpio: Gpio,
    private readonly touch: TouchUnit,
  ) {
    touch.onChange = () => this.look();
    const pins = ctx.spec.gpios.filter(({ rtc }) => rtc);
    this.watches = pins.map(({ pin }) => ctx.watchLevel(ctx.pin(pin), () => this.look()));
    this.watch(false);
  }

  static initialState(): WakeState {
    return {
      ext0: { gpio: -1, level: 0, kinds: 0 },
      ext1: { gpios: [], high: false },
      touch: false,
      asleep: 0,
      reason: WAKE_NONE,
    };
  }

  /** Whether something besides the timer may end the sleep that goes on. */
  get armed(): boolean {
    const { asleep, ext0, ext1, touch } = this.ctx.state;
    return asleep !== 0 && ((ext0.gpio >= 0 && (ext0.kinds & asleep) !== 0) || ext1.gpios.length > 0 || touch);
  }

  /** Whether the pin can wake the chip. */
  can(gpio: number): boolean {
    return this.ctx.spec.gpios.find((other) => other.gpio === gpio)?.rtc === true;
  }

  /** GPIO -1: no pin does. Returns 0, or -EINVAL for a pin that cannot. */
  setExt0(gpio: number, level: 0 | 1, kinds: number): number {
    if (gpio >= 0 && !this.can(gpio)) return -EINVAL;
    this.ctx.state.ext0 = { gpio, level, kinds };
    return 0;
  }

  setExt1(gpios: readonly number[], high: boolean): number {
    if (!gpios.every((gpio) => this.can(gpio))) return -EINVAL;
    this.ctx.state.ext1 = { gpios: [...gpios], high };
    return 0;
  }

  setTouch(on: boolean): void {
    this.ctx.state.touch = on;
  }

  /** Sleep begins; a level that is there already ends it at once. `kind`: 2 light, 4 deep. */
  begin(kind: number): void {
    Object.assign(this.ctx.state, { asleep: kind, reason: WAKE_NONE });
    this.watch(true);
    this.look();
  }

  /** Why the sleep that goes on is over; undefined: nothing has ended it. */
  get woken(): number | undefined {
    return this.ctx.state.reason || undefined;
  }

  /** It is over, by the timer unless something else came before. */
  end(): void {
    const { state } = this.ctx;
    if (state.asleep === 0) return;
    Object.assign(state, { asleep: 0, reason: state.reason || WAKE_TIMER });
    this.watch(false);
  }

  get reason(): number {
    return this.ctx.state.reason;
  }

  /** What wakes it is forgotten with every reset; why it woke is not, when that was what the reset came from. */
  reset(woke: boolean): void {
    const reason = woke ? this.ctx.state.reason : WAKE_NONE;
    this.ctx.state = { ...Wake.initialState(), reason };
    this.watch(false);
  }

  private watch(on: boolean): void {
    for (const watch of this.watches) watch.active = on;
  }

  private look(): void {
    const { state } = this.ctx;
    const { ext0, ext1, touch, asleep } = state;
    if (asleep === 0 || state.reason !== WAKE_NONE) return;
    const level = (gpio: number): 0 | 1 => this.gpio.pin(gpio).read();
    const levels = ext1.gpios.map(level);
    if (ext0.gpio >= 0 && ext0.kinds & asleep && level(ext0.gpio) === ext0.level) state.reason = WAKE_EXT0;
    else if (levels.length > 0 && levels.includes(1) === ext1.high) state.reason = WAKE_EXT1;
    else if (touch && this.touch.touched) state.reason = WAKE_TOUCH;
    if (state.reason !== WAKE_NONE) this.ctx.attention();
  }
}
