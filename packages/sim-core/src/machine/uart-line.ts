import { uartFrameBits, type UartFormat, type UartFrame } from "../bus/uart.js";
import type { Timer } from "../device.js";
import type { Nanos } from "../time.js";

/*
 * Bytes as levels of a wire, where they are not handed over as frames (bus/uart.ts): from a PIO, a pin that a program toggles, or a
 * capture, and to a PIO. A receiver that gets both takes what came first.
 */

export interface LineState {
  /** Falling edge of the start bit of what is coming; -1: the line is at rest. */
  from: Nanos;
  /** Later edges, in turn rising and falling. */
  edges: Nanos[];
}

interface LineHost {
  readonly now: Nanos;
  readonly state: LineState;
  /** Length of a bit, ns. */
  readonly bit: number;
  readonly format: UartFormat;
  /** The level at rest. */
  readonly rest: 0 | 1;
  timer(handler: () => void): Timer;
  receive(frame: UartFrame): void;
}

/** Puts the levels of a line together to frames. */
export class LineReceiver {
  private readonly end: Timer;

  constructor(private readonly host: LineHost) {
    this.end = host.timer(() => this.frameOver());
  }

  static initialState(): LineState {
    return { from: -1, edges: [] };
  }

  stop(): void {
    this.end.stop();
    Object.assign(this.host.state, LineReceiver.initialState());
  }

  edge(level: 0 | 1): void {
    const { host } = this;
    const { state, rest } = host;
    if (state.from >= 0) {
      state.edges.push(host.now);
      // It was low longer than a frame is.
      if (!this.end.pending && level === rest) this.complete();
    } else if (level !== rest) {
      state.from = host.now;
      this.end.start(Math.round(uartFrameBits(host.format) * host.bit));
    }
  }

  private frameOver(): void {
    if (this.host.state.edges.length % 2 === 1) this.complete();
  }

  private complete(): void {
    const { host } = this;
    const { from, edges } = host.state;
    const bits = uartFrameBits(host.format);
    const isLong = edges.length === 1 && (edges[0] as Nanos) - from > bits * host.bit;
    const bit = isLong ? (edges[0] as Nanos) - from : host.bit;
    const count = isLong ? 1 : bits;
    let levels = 0;
    for (let n = 0; n < count; n++) {
      const middle = from + (n + 0.5) * bit;
      const changes = 1 + edges.filter((edge) => edge <= middle).length;
      const level = changes % 2 === 1 ? 1 - host.rest : host.rest;
      levels |= level << n;
    }
    this.stop();
    host.receive({ start: from, bit, levels, count, rest: host.rest });
  }
}

/** Drives a line with the levels of a frame, bit by bit, up to its last one. */
export class LineSender {
  private readonly next: Timer;

  constructor(
    private readonly host: { readonly now: Nanos; timer(handler: () => void): Timer; drive(level: 0 | 1): void },
    /** The frame that is being sent, if its levels are to be seen. */
    private readonly frame: () => UartFrame | undefined,
  ) {
    this.next = host.timer(() => this.step());
  }

  /** The frame begins now. */
  step(): void {
    const frame = this.frame();
    if (!frame) return;
    const { start, bit, count } = frame;
    const level = (n: number): number => (frame.levels >> n) & 1;
    let n = Math.min(count - 1, Math.round((this.host.now - start) / bit));
    this.host.drive(level(n) ? 1 : 0);
    const now = level(n);
    while (n < count && level(n) === now) n++;
    if (n < count) this.next.startAt(start + Math.round(n * bit));
  }

  stop(): void {
    this.next.stop();
  }
}
