import type { Nanos } from "../../../time.js";
import type { Track } from "../../track.js";
import { changesOnly, type BusWire } from "./bus-wire.js";

/** Several wires at one time: what each of them is from then on. */
type Step = readonly [time: Nanos, scl: 0 | 1, sda: 0 | 1];

export function i2cWires(track: Track, bus: string): readonly BusWire[] {
  return (["SCL", "SDA"] as const).map((wire, index) => ({
    name: `${bus}_${wire}`,
    changes: () => changesOnly(column(i2cSteps(track), index === 0 ? 1 : 2)),
  }));
}

function* column(steps: Iterable<Step>, index: 1 | 2): Iterable<readonly [Nanos, 0 | 1]> {
  for (const step of steps) yield [step[0], step[index]];
}

const ADDRESS_NACK = 1;

/**
 * I2C (NXP UM10204): START, address and R/W, acknowledge, bytes, STOP. A transaction that begins where the one before ends
 * begins with a repeated START.
 *
 * A bit is four steps: SCL falls, SDA changes, SCL rises, and stays high. START and STOP take as long as a bit each, and
 * have their edge within. So SDA never changes at the time of an edge of SCL, and a START at time 0 is an edge too.
 */
function* i2cSteps(track: Track): Iterable<Step> {
  yield [0, 1, 1];
  for (let row = 0; row < track.rows; row++) {
    const start = track.time(row);
    const next = row + 1 < track.rows ? track.time(row + 1) : Infinity;
    const end = Math.min(start + (track.value(row, 0) as number), next);
    const bits = bitsOf(track, row);
    const quarters = 4 * (bits.length + 2);
    // Such a transfer has not taken place on any wire.
    if (end - start < quarters) continue;
    const at = (unit: number, quarter: number): Nanos =>
      start + Math.floor(((end - start) * (4 * unit + quarter)) / quarters);
    yield [at(0, 1), 1, 0];
    let sda: 0 | 1 = 0;
    for (const [index, bit] of bits.entries()) {
      yield [at(index + 1, 0), 0, sda];
      yield [at(index + 1, 1), 0, (sda = bit)];
      yield [at(index + 1, 2), 1, sda];
    }
    const last = bits.length + 1;
    const repeated: 0 | 1 = next === end ? 1 : 0;
    yield [at(last, 0), 0, sda];
    yield [at(last, 1), 0, repeated];
    yield [at(last, 2), 1, repeated];
    yield [at(last, 3), 1, 1];
  }
}

/** What is on SDA at each clock; an acknowledge is a 0. */
function bitsOf(track: Track, row: number): (0 | 1)[] {
  const [address, read, status, acknowledged] = [1, 2, 3, 4].map((column) => track.value(row, column) as number) as [
    number,
    number,
    number,
    number,
  ];
  const data = track.value(row, 5) as Uint8Array;
  const bits = byteBits((address << 1) | read, status !== ADDRESS_NACK);
  // The controller does not acknowledge the last byte that it reads.
  const count = read ? data.length - 1 : acknowledged;
  data.forEach((byte, index) => bits.push(...byteBits(byte, index < count)));
  return bits;
}

function byteBits(byte: number, acknowledged: boolean): (0 | 1)[] {
  const bits = Array.from({ length: 8 }, (_, i): 0 | 1 => ((byte >> (7 - i)) & 1 ? 1 : 0));
  return [...bits, acknowledged ? 0 : 1];
}
