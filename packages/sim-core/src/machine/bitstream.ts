import { bitstreamBytesWithin, bitstreamDuration, type BitTiming, type BitstreamReceiver } from "../bus/bitstream.js";
import type { Timer } from "../device.js";
import type { Nanos } from "../time.js";
import type { TrackWriter } from "../trace/index.js";
import { EINVAL } from "./errno.js";
import { PIN_OUT, type Gpio } from "./gpio.js";
import type { McuContext } from "./mcu-context.js";

/*
 * `machine.bitstream`: a pin, bit-banged with interrupts off by code that counts clocks. Track: `<mcu>.bitstream`.
 *
 * Not modelled: the clocks by which real code misses the times it was asked for.
 */

export interface BitstreamState {
  /** What has been sent but has not arrived; the first one next. */
  sending: {
    readonly gpio: number;
    readonly start: Nanos;
    readonly timing: BitTiming;
    readonly data: Uint8Array;
  } | null;
}

export class BitstreamUnit {
  private readonly timer: Timer;
  private readonly track: TrackWriter;

  constructor(
    private readonly ctx: McuContext<BitstreamState>,
    private readonly gpio: Gpio,
  ) {
    this.timer = ctx.timer(() => this.arrive());
    this.track = ctx.output("bitstream", "bitstream");
  }

  static initialState(): BitstreamState {
    return { sending: null };
  }

  /**
   * Makes the pin an output and sends. Returns how long it takes by the board's clock, during which the program must do nothing,
   * or -EINVAL.
   */
  send(gpio: number, timing: BitTiming, data: Uint8Array): Nanos {
    const { ctx } = this;
    if (!this.gpio.has(gpio) || timing.some((time) => !Number.isSafeInteger(time) || time < 0)) return -EINVAL;
    if (ctx.state.sending) this.arrive();
    this.gpio.configure(gpio, PIN_OUT, -1, 0);
    if (data.length === 0) return 0;
    const duration = bitstreamDuration(timing, data);
    const real = timing.map((time) => ctx.clock.length(time)) as unknown as BitTiming;
    ctx.state.sending = { gpio, start: ctx.now, timing: real, data: data.slice() };
    for (const receiver of this.receivers(gpio)) receiver.begin?.();
    this.timer.startAt(ctx.clock.after(ctx.now, duration));
    return duration;
  }

  /** What is being sent ends here: the bytes that were sent wholly arrive. */
  reset(): void {
    this.timer.stop();
    const { sending } = this.ctx.state;
    if (!sending) return;
    const { timing, data, start } = sending;
    this.arrive(data.slice(0, bitstreamBytesWithin(timing, data, this.ctx.now - start)));
  }

  /** Somebody else begins to send a burst on the pin. */
  begin(gpio: number): void {
    for (const receiver of this.receivers(gpio)) receiver.begin?.();
  }

  /** It has ended: recorded, and handed over. */
  sent(gpio: number, start: Nanos, timing: BitTiming, data: Uint8Array): void {
    const duration = bitstreamDuration(timing, data);
    if (data.length > 0) this.track.writeAt(start, duration, gpio, ...timing.map(Math.round), data);
    for (const receiver of this.receivers(gpio)) receiver.receive({ start, timing, data });
  }

  private receivers(gpio: number): readonly BitstreamReceiver[] {
    return this.ctx.bitstreamReceivers(this.gpio.pin(gpio));
  }

  private arrive(sent?: Uint8Array): void {
    const { ctx } = this;
    const { sending } = ctx.state;
    if (!sending) return;
    ctx.state.sending = null;
    this.timer.stop();
    const { gpio, start, timing } = sending;
    const data = sent ?? sending.data;
    this.track.writeAt(start, ctx.now - start, gpio, ...timing, data);
    for (const receiver of this.receivers(gpio)) receiver.receive({ start, timing, data });
  }
}
