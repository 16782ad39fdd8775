import type { Nanos } from "../../../time.js";
import type { Track } from "../../track.js";
import { changesOnly, type BusWire } from "./bus-wire.js";

/*
 * UART: a start bit, data bits with the lowest first, a parity bit, stop bits; as in bus/uart.ts. A break is low all the time.
 *
 * A line is what its own end knows of it: TX as it was sent, RX as it was received, so that what a receiver with another baud
 * rate takes for a frame is drawn as that. Of a frame without a stop bit it does not tell the parity bit, which is drawn as it
 * should be; of a received break no more than a frame's length is known.
 */

const FRAMING = 1;
const PARITY = 2;
const BREAK = 4;
/** Numbers of the parity column. */
const NONE = 0;
const ODD = 2;

/** `line`: "uart0.tx". */
export function uartWires(track: Track, line: string): readonly BusWire[] {
  const [port, end] = [line.slice(0, line.lastIndexOf(".")), line.slice(line.lastIndexOf(".") + 1)];
  return [{ name: `${port}_${end.toUpperCase()}`, changes: () => changesOnly(levels(track)) }];
}

function* levels(track: Track): Iterable<readonly [Nanos, 0 | 1]> {
  for (let row = 0; row < track.rows; row++) {
    const number = (column: number): number => track.value(row, column) as number;
    const rest: 0 | 1 = number(6) === 1 ? 0 : 1;
    const active: 0 | 1 = rest === 1 ? 0 : 1;
    const [start, duration] = [track.time(row), number(0)];
    // A receiver looks for the next start bit from the middle of the stop bit on.
    const next = row + 1 < track.rows ? track.time(row + 1) : Infinity;
    const bits = frameBits(number);
    if (row === 0 && start > 0) yield [0, rest];
    for (const [index, bit] of bits.entries()) {
      const time = start + Math.round((duration * index) / bits.length);
      if (time < next) yield [time, bit === 1 ? rest : active];
    }
    if (start + duration < next) yield [start + duration, rest];
  }
}

/** A frame's bits from first to last, a line that rests high taken for granted. */
function frameBits(number: (column: number) => number): (0 | 1)[] {
  const [data, status, count, parity, stops] = [1, 2, 3, 4, 5].map(number) as [number, number, number, number, number];
  if (status === BREAK) return [0];
  const bits = Array.from({ length: count }, (_, i): 0 | 1 => ((data >> i) & 1 ? 1 : 0));
  const ones = bits.filter((bit) => bit === 1).length;
  const odd = (ones + (parity === ODD ? 1 : 0) + (status === PARITY ? 1 : 0)) % 2 === 1;
  return [
    0,
    ...bits,
    ...(parity === NONE ? [] : ([odd ? 1 : 0] as const)),
    ...Array.from({ length: stops }, (_, i): 0 | 1 => (i === 0 && status === FRAMING ? 0 : 1)),
  ];
}
