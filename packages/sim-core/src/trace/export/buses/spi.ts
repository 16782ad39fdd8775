import type { Nanos } from "../../../time.js";
import type { Track } from "../../track.js";
import { changesOnly, type BusWire } from "./bus-wire.js";

/** Several wires at one time: what each of them is from then on. */
type Step = readonly [time: Nanos, sck: 0 | 1, mosi: 0 | 1, miso: 0 | 1];

const [BITS, MODE, MOSI, MISO] = [1, 2, 3, 4];

/** MISO is left out of a bus on which nobody ever drove it. */
export function spiWires(track: Track, bus: string): readonly BusWire[] {
  const driven = Array.from({ length: track.rows }, (_, row) => row).some(
    (row) => bytesOf(track, row, MISO).length > 0,
  );
  return (driven ? ["SCK", "MOSI", "MISO"] : ["SCK", "MOSI"]).map((wire, index) => ({
    name: `${bus}_${wire}`,
    changes: () => changesOnly(column(spiSteps(track), (index + 1) as 1 | 2 | 3)),
  }));
}

function* column(steps: Iterable<Step>, index: 1 | 2 | 3): Iterable<readonly [Nanos, 0 | 1]> {
  for (const step of steps) yield [step[0], step[index]];
}

const bytesOf = (track: Track, row: number, index: number): Uint8Array => track.value(row, index) as Uint8Array;

/**
 * SPI (Motorola's block guide, as in the RP2040's datasheet 4.4.3): words from their highest bit on. SCK leaves its level at rest
 * after a quarter of each bit and comes back after three; with CPHA 0 it is the first of these edges at which data are taken,
 * so they change at the bit's beginning, with CPHA 1 it is the second, and they change at the first. Between transfers MOSI and
 * MISO stay as they are; SCK is first at rest in a new mode when a transfer begins.
 */
function* spiSteps(track: Track): Iterable<Step> {
  let [mosi, miso]: [0 | 1, 0 | 1] = [0, 0];
  const resting = (row: number): 0 | 1 => ((track.value(row, MODE) as number) & 2 ? 1 : 0);
  if (track.rows > 0) yield [0, resting(0), mosi, miso];
  for (let row = 0; row < track.rows; row++) {
    const start = track.time(row);
    const end = start + (track.value(row, 0) as number);
    const phase = (track.value(row, MODE) as number) & 1;
    const rest = resting(row);
    const active = rest === 0 ? 1 : 0;
    const sent = bitsOf(track, row, MOSI);
    const back = bitsOf(track, row, MISO);
    const quarters = 4 * sent.length;
    // Such a transfer has not taken place on any wire.
    if (quarters === 0 || end - start < quarters) continue;
    const at = (unit: number, quarter: number): Nanos =>
      start + Math.floor(((end - start) * (4 * unit + quarter)) / quarters);
    for (const [index, bit] of sent.entries()) {
      if (phase === 1) yield [at(index, 0), rest, mosi, miso];
      [mosi, miso] = [bit, back[index] ?? miso];
      if (phase === 0) yield [at(index, 0), rest, mosi, miso];
      yield [at(index, 1), active, mosi, miso];
      yield [at(index, 3), rest, mosi, miso];
    }
  }
}

function bitsOf(track: Track, row: number, index: number): (0 | 1)[] {
  const bits = track.value(row, BITS) as number;
  return [...bytesOf(track, row, index)].flatMap((word) =>
    Array.from({ length: bits }, (_, i): 0 | 1 => ((word >> (bits - 1 - i)) & 1 ? 1 : 0)),
  );
}
