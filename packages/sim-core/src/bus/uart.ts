import type { Nanos } from "../time.js";

/*
 * What passes on the wire of a UART, one frame at a time: a start bit, data bits with the lowest first, a parity bit, stop
 * bits. A break is a frame of one long bit.
 *
 * A frame arrives when its last bit has ended, at every receiver on the wire. A receiver reads it as the hardware does: by
 * looking at the middle of each bit, by its own clock from the falling edge of the start bit on. So a wrong baud rate or format
 * gives the bytes that it gives on a bench, and one that is off by less than 5 % gives the right ones.
 *
 * The wire stays at rest while frames pass, unless there is somebody who needs its levels, a PIO. Bytes that come as levels are
 * put together to frames by the receiver (machine/uart-line.ts).
 *
 * Not modelled: frames through a resistor (sender and receiver are
 * pins of one wire); two senders on a wire at once (both arrive); for a receiver slower than the sender, the frame that
 * follows without a gap (the line counts as at rest behind a frame).
 */

export type UartParity = "none" | "even" | "odd";
/** As tracks number them. */
export const UART_PARITIES: readonly UartParity[] = ["none", "even", "odd"];

export interface UartFormat {
  /** Data bits, 5 to 8. */
  readonly bits: number;
  readonly parity: UartParity;
  /** Stop bits, 1 or 2. A receiver looks at the first one only. */
  readonly stop: number;
}

export interface UartFrame {
  readonly start: Nanos;
  /** Length of a bit, ns, not rounded. */
  readonly bit: number;
  /** Levels of the bits, the first one lowest, and their number. */
  readonly levels: number;
  readonly count: number;
  /** The wire's level before and after. */
  readonly rest: 0 | 1;
}

export interface UartReceiver {
  /** A frame has ended just now. */
  receive(frame: UartFrame): void;
}

export const UART_OK = 0;
/** The stop bit was low. */
export const UART_FRAMING = 1;
export const UART_PARITY = 2;
/** A good byte that was lost, for the receiver's buffers were full. */
export const UART_OVERRUN = 3;
/** The line was low for a whole frame. */
export const UART_BREAK = 4;

/** What a receiver made of (a part of) a frame. */
export interface UartReception {
  /** Falling edge of its start bit. */
  readonly start: Nanos;
  readonly durationNs: Nanos;
  readonly data: number;
  readonly status: number;
  /** From here on the receiver looks for the next start bit. */
  readonly next: Nanos;
}

/** Bits of a frame, start and stop bits included. */
export function uartFrameBits({ bits, parity, stop }: UartFormat): number {
  return 1 + bits + (parity === "none" ? 0 : 1) + stop;
}

/** The bits of a frame, the first one lowest. */
export function uartFrameLevels(byte: number, { bits, parity, stop }: UartFormat): number {
  const data = byte & ((1 << bits) - 1);
  const parityBits = parity === "none" ? 0 : 1;
  const check = parity === "none" ? 0 : parityOf(data, parity) << (bits + 1);
  const stops = ((1 << stop) - 1) << (1 + bits + parityBits);
  return (data << 1) | check | stops;
}

/**
 * What a receiver with this format and bit length, looking for a start bit from `from` on, makes of a frame: mostly one byte;
 * none or several at another baud rate. `inverted`: its line rests low.
 */
export function uartReceive(
  frame: UartFrame,
  format: UartFormat,
  bit: number,
  inverted: boolean,
  from: Nanos,
): UartReception[] {
  const flip = inverted ? 1 : 0;
  const level = (index: number): number =>
    (index < 0 || index >= frame.count ? frame.rest : (frame.levels >> index) & 1) ^ flip;
  const at = (time: number): number => level(Math.floor(time / frame.bit));
  const found: UartReception[] = [];
  let earliest = from - frame.start;
  for (let index = 0; index < frame.count; index++) {
    const edge = index * frame.bit;
    const falls = level(index - 1) === 1 && level(index) === 0;
    // Less than half a bit low is no start bit.
    if (!falls || edge < earliest || at(edge + bit / 2) === 1) continue;
    const reception = byteAt((n) => at(edge + (n + 0.5) * bit), format);
    const start = Math.round(frame.start + edge);
    const stopAt = 1 + format.bits + (format.parity === "none" ? 0 : 1);
    earliest = edge + (stopAt + 0.5) * bit;
    found.push({
      ...reception,
      start,
      durationNs: Math.round((stopAt + format.stop) * bit),
      next: Math.round(frame.start + earliest),
    });
  }
  return found;
}

/** A byte from the levels of its bits, the start bit being number 0. */
function byteAt(level: (bit: number) => number, { bits, parity }: UartFormat): { data: number; status: number } {
  let data = 0;
  for (let n = 0; n < bits; n++) data |= level(1 + n) << n;
  const check = parity === "none" ? 0 : level(1 + bits);
  const stopped = level(1 + bits + (parity === "none" ? 0 : 1)) === 1;
  if (!stopped) return { data, status: data === 0 && check === 0 ? UART_BREAK : UART_FRAMING };
  return { data, status: parity !== "none" && check !== parityOf(data, parity) ? UART_PARITY : UART_OK };
}

/** The parity bit that makes the number of ones even or odd. */
function parityOf(data: number, parity: UartParity): number {
  let ones = parity === "odd" ? 1 : 0;
  for (let rest = data; rest > 0; rest >>= 1) ones ^= rest & 1;
  return ones;
}
