import {
  UART_BREAK,
  UART_FRAMING,
  UART_OK,
  UART_OVERRUN,
  UART_PARITIES,
  UART_PARITY,
  uartFrameBits,
  uartFrameLevels,
  uartReceive,
  type UartFormat,
  type UartFrame,
  type UartReception,
} from "../bus/uart.js";
import { disturbed } from "../bus/uart-noise.js";
import type { FaultControl, Pin, Timer } from "../device.js";
import { us, type Nanos } from "../time.js";
import type { TrackWriter } from "../trace/index.js";
import { LineReceiver, LineSender, type LineState } from "./uart-line.js";
import type { BoardClock } from "./board-clock.js";

/** Interrupts that a program can ask for, by the chip's bits. */
export const UART_TX_IDLE = 0x20;
export const UART_RX_IDLE = 0x40;
export const UART_BREAK_SEEN = 0x200;

const FIFO = 32;
/** FIFO levels that interrupt: the sender's falling to an eighth; the receiver's an eighth, or 3/4 for who waits for a pause. */
const TX_LEVEL = 4;
const RX_LEVEL = 4;
const RX_LEVEL_IDLE = 24;
/** An interrupt takes one byte less than 3/4, so that a pause is still noticed. */
const RX_TAKEN = RX_LEVEL_IDLE - 1;
/** A pause: bit times without a byte. */
const PAUSE_BITS = 32;
/** Length of a break. */
const BREAK_BITS = 13;
/** By how much clocks may differ: half a bit in a frame of ten. */
const TOLERANCE = 0.05;

export interface UartPortState {
  on: boolean;
  tx: number;
  rx: number;
  baud: number;
  /** The divider in 64ths: 16 bits and 6 of fraction. */
  divider: number;
  format: UartFormat;
  /** Bit 0: TX, bit 1: RX rests low. */
  invert: number;
  /** The driver's buffers behind the FIFOs, and their sizes. */
  txRing: number[];
  txSize: number;
  txFifo: number[];
  rxRing: number[];
  rxSize: number;
  rxFifo: number[];
  /** The byte that goes out now, -1 none, and since when. */
  shifting: number;
  shiftingFrom: Nanos;
  /** A break is asked for; since when the line is low (-1: not yet). */
  breaking: boolean;
  brokenFrom: Nanos;
  /** What comes as levels. */
  line: LineState;
  /** From when on the receiver looks for a start bit. */
  listenFrom: Nanos;
  /** What went wrong last, until a byte arrives as it should: said once. */
  reported: string;
  /** The program's interrupt. */
  trigger: number;
}

/** What a port needs of the chip. */
export interface UartHost {
  readonly now: Nanos;
  readonly state: UartPortState;
  /** The clock that is divided. */
  readonly clockHz: number;
  readonly clock: BoardClock;
  /** What disturbs the wire of RX. */
  readonly noise: FaultControl;
  readonly sent: TrackWriter;
  readonly received: TrackWriter;
  timer(handler: () => void): Timer;
  /** The pins, while they belong to the UART. */
  txPin(): Pin | undefined;
  rxPin(): Pin | undefined;
  /** Drives TX. */
  drive(level: 0 | 1): void;
  /** Whether somebody on the wire of TX needs levels. */
  bitsWanted(pin: Pin): boolean;
  /** Hands a frame to all receivers on the wire of TX. */
  deliver(pin: Pin, frame: UartFrame): void;
  /** The hardware interrupts, for these of the program's triggers (0: the driver only). */
  interrupt(flags: number): void;
  attention(): void;
  fault(kind: string, message: string): void;
}

const baudOf = (bit: number): number => Math.round(1e9 / bit);

/** One UART: an ARM PL011 (RP2040 datasheet 4.2) with MicroPython's buffers around it. */
export class UartPort {
  private readonly frameTimer: Timer;
  private readonly breakTimer: Timer;
  private readonly pauseTimer: Timer;
  private readonly line: LineReceiver;
  private readonly sender: LineSender;

  constructor(private readonly host: UartHost) {
    this.line = new LineReceiver(this.lineHost());
    this.sender = new LineSender(host, () => this.shownFrame());
    this.frameTimer = host.timer(() => this.frameEnded());
    this.breakTimer = host.timer(() => this.breakEnded());
    this.pauseTimer = host.timer(() => this.paused());
  }

  /** Length of a bit as the board's clock should have it, ns. */
  get nominalBit(): number {
    return (1e9 * this.state.divider) / (4 * this.host.clockHz);
  }

  /** Length of a bit, ns. */
  private get bit(): number {
    return this.host.clock.length(this.nominalBit);
  }

  /** Puts what fits into the buffers; returns how many bytes. */
  write(bytes: ArrayLike<number>): number {
    const { txRing, txSize } = this.state;
    let taken = 0;
    do while (taken < bytes.length && txRing.length < txSize) txRing.push((bytes[taken++] as number) & 255);
    while (this.fill() && taken < bytes.length);
    return taken;
  }

  /** Whether the buffer for sending has room. */
  get room(): boolean {
    return this.state.txRing.length < this.state.txSize;
  }

  /** Nothing is left to be sent. */
  get sentAll(): boolean {
    const { txRing, txFifo, shifting } = this.state;
    return txRing.length === 0 && txFifo.length === 0 && shifting < 0;
  }

  /** Whether a byte could be read. */
  get readable(): boolean {
    return this.state.rxRing.length > 0 || this.state.rxFifo.length > 0;
  }

  /** Bytes that could be read; takes them out of the FIFO. */
  any(): number {
    this.drain(FIFO + 1);
    return this.state.rxRing.length;
  }

  /** Takes up to `count` bytes. */
  read(count: number): number[] {
    const { rxRing } = this.state;
    const bytes: number[] = [];
    while (bytes.length < count) {
      if (rxRing.length === 0) this.drain(FIFO + 1);
      if (rxRing.length === 0) break;
      bytes.push(...rxRing.splice(0, count - bytes.length));
    }
    return bytes;
  }

  /** Holds the line low for 13 bit times, from the end of the byte that goes out now. Returns when it will be over. */
  sendBreak(): Nanos {
    const { state, host } = this;
    const until = host.clock.after(host.now, us(Math.floor((BREAK_BITS * 1e6) / state.baud) + 1));
    state.breaking = true;
    if (state.shifting < 0) this.beginBreak();
    this.breakTimer.startAt(until);
    return until;
  }

  /** What is on its way is lost. */
  stop(): void {
    for (const timer of [this.frameTimer, this.breakTimer, this.pauseTimer]) timer.stop();
    this.line.stop();
    this.sender.stop();
    Object.assign(this.state, { shifting: -1, breaking: false, brokenFrom: -1, txFifo: [], rxFifo: [] });
  }

  /** A frame has ended on the wire of RX. */
  receive(sent: UartFrame): void {
    const { state, host } = this;
    const frame = disturbed(sent, host.noise);
    const pin = host.rxPin();
    if (!state.on || !pin) return;
    if (pin.level !== frame.rest) {
      this.report(
        "uart-line",
        `a byte came while RX (${pin.name}) is not ${frame.rest ? "high" : "low"}: does something hold it?`,
      );
      return;
    }
    const { bit } = this;
    const garbled = frame.count > 1 && Math.abs(bit / frame.bit - 1) > TOLERANCE;
    if (garbled) this.report("uart-baud", `the sender has ${baudOf(frame.bit)} baud, this receiver ${baudOf(bit)}`);
    for (const one of uartReceive(frame, state.format, bit, (state.invert & 2) !== 0, state.listenFrom)) {
      state.listenFrom = one.next;
      this.accept(one, garbled);
    }
  }

  // --- sending

  /** Moves bytes from the buffer into the FIFO; returns whether there was room for any. */
  private fill(): boolean {
    const { txRing, txFifo } = this.state;
    let moved = 0;
    while (txFifo.length < FIFO && moved < txRing.length) {
      txFifo.push(txRing[moved++] as number);
      this.begin();
    }
    txRing.splice(0, moved);
    return moved > 0;
  }

  private begin(): void {
    const { state, host } = this;
    if (state.shifting >= 0 || state.breaking || state.txFifo.length === 0) return;
    state.shifting = state.txFifo.shift() as number;
    state.shiftingFrom = host.now;
    this.sender.step();
    this.frameTimer.start(Math.round(uartFrameBits(state.format) * this.bit));
  }

  private frameEnded(): void {
    const { state, host } = this;
    const { shifting: data, shiftingFrom: start, format } = state;
    host.sent.writeAt(start, host.now - start, data, UART_OK, ...this.formatColumns(1));
    state.shifting = -1;
    this.send({ start, bit: this.bit, levels: uartFrameLevels(data, format), count: uartFrameBits(format), rest: 1 });
    if (state.breaking) return this.beginBreak();
    const waiting = state.txFifo.length;
    this.begin();
    if (waiting === TX_LEVEL + 1) host.interrupt(this.fill() ? 0 : UART_TX_IDLE);
    if (this.sentAll) host.attention();
  }

  /** The frame that goes out now, as levels, if anybody needs those. */
  private shownFrame(): UartFrame | undefined {
    const { shifting, shiftingFrom: start, format, invert } = this.state;
    const pin = this.host.txPin();
    if (shifting < 0 || !pin || !this.host.bitsWanted(pin)) return undefined;
    const levels = uartFrameLevels(shifting, format);
    const rest = invert & 1 ? 0 : 1;
    return { start, bit: this.bit, levels: rest === 1 ? levels : ~levels, count: uartFrameBits(format), rest };
  }

  private beginBreak(): void {
    this.state.brokenFrom = this.host.now;
    this.host.drive(this.state.invert & 1 ? 1 : 0);
  }

  private breakEnded(): void {
    const { state, host } = this;
    const start = state.brokenFrom;
    Object.assign(state, { breaking: false, brokenFrom: -1 });
    if (start >= 0) {
      host.drive(state.invert & 1 ? 0 : 1);
      host.sent.writeAt(start, host.now - start, 0, UART_BREAK, ...this.formatColumns(1));
      this.send({ start, bit: host.now - start, levels: 0, count: 1, rest: 1 });
    }
    this.begin();
  }

  private send(frame: UartFrame): void {
    const pin = this.host.txPin();
    if (!pin) return;
    const inverted = (this.state.invert & 1) !== 0;
    this.host.deliver(pin, inverted ? { ...frame, levels: ~frame.levels, rest: 0 } : frame);
  }

  // --- receiving

  /** The level of RX has changed. */
  edge(level: 0 | 1): void {
    if (this.state.on) this.line.edge(level);
  }

  private lineHost(): ConstructorParameters<typeof LineReceiver>[0] {
    const port = (): this => this;
    const { host } = this;
    return {
      get now() {
        return host.now;
      },
      get state() {
        return host.state.line;
      },
      get bit() {
        return port().bit;
      },
      get format() {
        return host.state.format;
      },
      get rest() {
        return (host.state.invert & 2) !== 0 ? 0 : 1;
      },
      timer: (handler) => host.timer(handler),
      receive: (frame) => this.receive(frame),
    };
  }

  /** `garbled`: that it comes out wrong has been said already. */
  private accept({ start, durationNs, data, status }: UartReception, garbled: boolean): void {
    const { state, host } = this;
    const lost = status !== UART_BREAK && state.rxFifo.length >= FIFO;
    const recorded = lost && status === UART_OK ? UART_OVERRUN : status;
    host.received.writeAt(start, durationNs, data, recorded, ...this.formatColumns(2));
    if (status === UART_BREAK) {
      if (state.trigger & UART_BREAK_SEEN) host.interrupt(UART_BREAK_SEEN);
      return;
    }
    if (garbled) this.store(data, lost);
    else this.judge(data, status, lost);
  }

  private judge(data: number, status: number, lost: boolean): void {
    const { state } = this;
    if (status === UART_FRAMING) this.report("uart-framing", "a byte without a stop bit: is its format another one?");
    else if (status === UART_PARITY) this.report("uart-parity", "a byte with the wrong parity bit");
    else if (lost)
      this.report("uart-overrun", `bytes are lost: all ${FIFO + state.rxSize} places of the buffers are full`);
    else state.reported = "";
    this.store(data, lost);
  }

  private store(data: number, lost: boolean): void {
    if (lost) return;
    const { state, host } = this;
    const level = state.trigger & UART_RX_IDLE ? RX_LEVEL_IDLE : RX_LEVEL;
    this.pauseTimer.start(Math.round(PAUSE_BITS * this.bit));
    if (state.rxFifo.push(data) === level) {
      this.drain(RX_TAKEN);
      host.interrupt(0);
    }
    host.attention();
  }

  private paused(): void {
    this.drain(RX_TAKEN);
    this.host.interrupt(UART_RX_IDLE);
  }

  /** Moves bytes from the FIFO into the buffer. A pause is one only while the FIFO holds something. */
  private drain(most: number): void {
    const { rxFifo, rxRing, rxSize } = this.state;
    rxRing.push(...rxFifo.splice(0, Math.min(most, rxSize - rxRing.length)));
    if (rxFifo.length === 0) this.pauseTimer.stop();
  }

  private report(kind: string, message: string): void {
    if (this.state.reported === kind) return;
    this.state.reported = kind;
    this.host.fault(kind, message);
  }

  /** The last columns of its tracks. `line`: its bit in `invert`. */
  private formatColumns(line: 1 | 2): number[] {
    const { format, invert } = this.state;
    return [format.bits, UART_PARITIES.indexOf(format.parity), format.stop, invert & line ? 1 : 0];
  }

  private get state(): UartPortState {
    return this.host.state;
  }
}
