import { utf8ToBytes } from "@noble/hashes/utils.js";
import { UART_BREAK_SEEN, UART_RX_IDLE, UART_TX_IDLE } from "../../machine/uart-port.js";
import { UART_DEFAULTS } from "../../machine/uart.js";
import { NEVER } from "../../time.js";
import { RuntimeError } from "../asyncio/errors.js";
import { runningLoop, type Loop, type Poll } from "../asyncio/loop.js";
import { Waiting, type Coroutine } from "../asyncio/suspension.js";
import type { Task } from "../asyncio/task.js";
import type { Processor } from "../processor.js";
import { block } from "./block.js";
import { checked } from "./errors.js";

const PROBLEMS = ["there is no such UART, or no such baud rate", "bad TX pin", "bad RX pin"];
const NEWLINE = 10;

export interface UartOptions {
  /** Bits a second; default 115200. */
  readonly baudrate?: number;
  /** Data bits; default 8. */
  readonly bits?: 5 | 6 | 7 | 8;
  readonly parity?: "none" | "even" | "odd";
  readonly stop?: 1 | 2;
  /** GPIOs; default the board's. */
  readonly tx?: number;
  readonly rx?: number;
  /** The line rests low. */
  readonly invertTx?: boolean;
  readonly invertRx?: boolean;
  /** Bytes of the buffers behind the chip's own 32; default 256. */
  readonly txbuf?: number;
  readonly rxbuf?: number;
}

export type UartEvent = "pause" | "sent" | "break";

export interface UartIrqOptions {
  /** "pause": 32 bit times without a byte. "sent": all but five bytes are. Default "pause". */
  readonly trigger?: UartEvent | readonly UartEvent[];
  readonly hard?: boolean;
}

const TRIGGERS = { pause: UART_RX_IDLE, sent: UART_TX_IDLE, break: UART_BREAK_SEEN };

/** A task that waits until there is something to read. */
class Incoming implements Poll {
  waiter: Task | undefined;
  private loop: Loop | undefined;

  constructor(private readonly ready: () => boolean) {}

  *wait(): Coroutine {
    while (!this.ready()) {
      if (this.waiter) throw new RuntimeError("another task reads from this UART");
      this.loop = runningLoop();
      this.waiter = this.loop.currentTask();
      this.waiter.waitsAt = this;
      this.loop.polls.push(this);
      yield RECEIVING;
    }
  }

  poll(): boolean {
    if (!this.ready()) return false;
    this.waiter?.wake();
    this.waiter = undefined;
    return true;
  }

  remove(): void {
    const polls = this.loop?.polls ?? [];
    polls.splice(polls.indexOf(this), 1);
    this.waiter = undefined;
  }
}
const RECEIVING = new Waiting("uart");

/**
 * A UART, as `machine.UART`. Bytes go out and come in by themselves, through buffers. A task that reads waits, others run; it
 * looks when the chip interrupts: at each fourth byte, and when none came for 32 bit times.
 */
export class Uart {
  private handler: ((uart: Uart, events: readonly UartEvent[]) => void) | undefined;
  private hard = false;
  private readonly incoming: Incoming;
  /** What has been read of a line that is not whole yet. */
  private line: number[] = [];

  constructor(
    private readonly cpu: Processor,
    readonly id: number,
  ) {
    this.incoming = new Incoming(() => cpu.mcu.uart.readable(id));
  }

  init({ baudrate, bits, parity, stop, tx, rx, invertTx, invertRx, txbuf, rxbuf }: UartOptions): void {
    this.cpu.charge("uart_init");
    const result = this.cpu.mcu.uart.init(this.id, {
      baud: baudrate ?? UART_DEFAULTS.baud,
      bits: bits ?? UART_DEFAULTS.bits,
      parity: parity ?? UART_DEFAULTS.parity,
      stop: stop ?? UART_DEFAULTS.stop,
      tx: tx ?? -1,
      rx: rx ?? -1,
      invert: Number(invertTx ?? false) + 2 * Number(invertRx ?? false),
      txBuffer: txbuf ?? UART_DEFAULTS.txBuffer,
      rxBuffer: rxbuf ?? UART_DEFAULTS.rxBuffer,
      fresh: true,
    });
    this.line = [];
    if (result < 0) throw new RangeError(`UART ${this.id}: ${PROBLEMS[-result - 1]}`);
  }

  /** The baud rate that the chip's divider makes. */
  get baudrate(): number {
    return this.cpu.mcu.uart.baud(this.id);
  }

  /** Bytes that have come and can be read. */
  any(): number {
    this.cpu.charge("uart_any");
    return this.cpu.mcu.uart.any(this.id);
  }

  /** Up to so many of the bytes that have come; does not wait. */
  read(count = Infinity): Uint8Array {
    this.cpu.charge("uart_read");
    return Uint8Array.from(this.cpu.mcu.uart.read(this.id, count));
  }

  /** Waits for so many bytes. */
  *readExactly(count: number): Coroutine<Uint8Array> {
    const bytes = new Uint8Array(count);
    for (let length = 0; length < count;) {
      yield* this.incoming.wait();
      const part = this.read(count - length);
      bytes.set(part, length);
      length += part.length;
    }
    return bytes;
  }

  /** Waits for a line and gives it without its end (CR LF or LF), as UTF-8. */
  *readLine(): Coroutine<string> {
    for (;;) {
      yield* this.incoming.wait();
      this.cpu.charge("uart_read");
      for (let byte = this.take(); byte !== undefined; byte = this.take()) {
        if (byte === NEWLINE) return this.wholeLine();
        this.line.push(byte);
      }
    }
  }

  /**
   * Sends bytes, or text as UTF-8. Goes on at once while there is room in the buffers; if not, the program as a whole stands
   * still until there is, and handlers run. Gives the number of bytes.
   */
  *write(data: ArrayLike<number> | string): Coroutine<number> {
    const bytes = typeof data === "string" ? utf8ToBytes(data) : Uint8Array.from(data);
    const { uart } = this.cpu.mcu;
    for (let written = 0; ;) {
      this.cpu.charge("uart_write");
      written += checked(uart.write(this.id, bytes.subarray(written)));
      if (written >= bytes.length) return written;
      yield* block(NEVER, true, () => uart.room(this.id));
    }
  }

  /** Whether everything has been sent. */
  txDone(): boolean {
    this.cpu.charge("uart_poll");
    return this.cpu.mcu.uart.sentAll(this.id);
  }

  /** Stands still until everything has been sent. */
  *flush(): Coroutine {
    yield* block(NEVER, true, () => this.cpu.mcu.uart.sentAll(this.id));
    this.cpu.charge("uart_wait");
  }

  /** Holds the line low for 13 bit times, and stands still meanwhile. */
  *sendBreak(): Coroutine {
    this.cpu.charge("uart_break");
    const until = checked(this.cpu.mcu.uart.sendBreak(this.id));
    yield* block(Math.max(0, this.cpu.mcu.clock.at(until) - this.cpu.shown), false);
  }

  /** Calls `handler`, a plain function, at each of these events; undefined: no more. A hard handler that throws is taken out. */
  irq(
    handler: ((uart: Uart, events: readonly UartEvent[]) => void) | undefined,
    { trigger = "pause", hard = false }: UartIrqOptions = {},
  ): void {
    this.cpu.charge("uart_irq");
    this.handler = handler;
    this.hard = hard;
    const events = typeof trigger === "string" ? [trigger] : trigger;
    const flags = handler ? events.reduce((mask, event) => mask | TRIGGERS[event], 0) : 0;
    this.cpu.mcu.uart.setInterrupt(this.id, flags, hard);
  }

  /** Sends what is left and switches it off. */
  *deinit(): Coroutine {
    yield* this.flush();
    this.cpu.charge("uart_deinit");
    this.cpu.mcu.uart.deinit(this.id);
    this.handler = undefined;
  }

  /** Calls the handler. */
  fire(flags: number): void {
    const events = (["pause", "sent", "break"] as const).filter((event) => flags & TRIGGERS[event]);
    try {
      return this.handler?.(this, events);
    } catch (error) {
      if (this.hard) this.irq(undefined);
      throw error;
    }
  }

  private take(): number | undefined {
    return this.cpu.mcu.uart.read(this.id, 1)[0];
  }

  private wholeLine(): string {
    const { line } = this;
    this.line = [];
    if (line.at(-1) === 13) line.pop();
    return utf8(line);
  }
}

/** What is no UTF-8 is taken byte by byte. */
function utf8(bytes: readonly number[]): string {
  const text = String.fromCharCode(...bytes);
  try {
    return decodeURIComponent(bytes.map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""));
  } catch {
    return text;
  }
}
