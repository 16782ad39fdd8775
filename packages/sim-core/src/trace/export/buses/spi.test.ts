import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Recorder } from "../../recorder.js";
import { wiresOf } from "../bus-waveforms.js";

interface Transfer {
  readonly start: number;
  readonly bit: number;
  readonly mode: number;
  readonly bits?: number;
  readonly mosi: readonly number[];
  readonly miso?: readonly number[];
}

function wires(transfers: readonly Transfer[]) {
  const recorder = new Recorder(() => 0);
  const writer = recorder.track("pico.spi0", "spi");
  for (const { start, bit, mode, bits = 8, mosi, miso = [] } of transfers) {
    writer.writeAt(start, bit * bits * mosi.length, bits, mode, Uint8Array.from(mosi), Uint8Array.from(miso));
  }
  return new Map(wiresOf(recorder.trace.get("pico.spi0")!).map((wire) => [wire.name, [...wire.changes()]]));
}

/** What a receiver in this mode takes from a wire: a bit at each sampling edge of SCK. */
function sampled(found: ReturnType<typeof wires>, wire: string, mode: number): number[] {
  const taken = mode === 0 || mode === 3 ? "1" : "0";
  const edges = found.get("spi0_SCK")!.slice(1);
  return edges
    .filter(([, level]) => level === taken)
    .map(([time]) => Number(found.get(wire)!.findLast(([at]) => at < time)?.[1] ?? 0));
}

const asBits = (words: readonly number[], bits: number): number[] =>
  words.flatMap((word) => Array.from({ length: bits }, (_, i) => (word >> (bits - 1 - i)) & 1));

describe("the wires of an SPI bus", () => {
  it("carry the bits from the highest on, taken at the edge of their mode", () => {
    expect(wires([{ start: 1000, bit: 100, mode: 0, bits: 4, mosi: [0b1010] }])).toEqual(
      new Map([
        [
          "spi0_SCK",
          [
            [0, "0"],
            ...[1025, 1125, 1225, 1325].flatMap((time) => [
              [time, "1"],
              [time + 50, "0"],
            ]),
          ],
        ],
        [
          "spi0_MOSI",
          [
            [0, "0"],
            [1000, "1"],
            [1100, "0"],
            [1200, "1"],
            [1300, "0"],
          ],
        ],
      ]),
    );
  });

  it("have SCK high at rest with CPOL 1, and data that change at its first edge with CPHA 1", () => {
    const found = wires([{ start: 1000, bit: 100, mode: 3, bits: 4, mosi: [0b1000] }]);
    expect(found.get("spi0_SCK")!.slice(0, 3)).toEqual([
      [0, "1"],
      [1025, "0"],
      [1075, "1"],
    ]);
    expect(found.get("spi0_MOSI")).toEqual([
      [0, "0"],
      [1025, "1"],
      [1125, "0"],
    ]);
  });

  it("show nothing of a transfer that took no time", () => {
    expect(wires([{ start: 5, bit: 1, mode: 0, mosi: [0xff] }]).get("spi0_SCK")).toEqual([[0, "0"]]);
  });

  it("carry exactly the words of both directions, in any mode and format", () => {
    const words = fc.uint8Array({ minLength: 1, maxLength: 5 });
    const transfer = fc.record({ gap: fc.nat(500), bit: fc.integer({ min: 4, max: 2000 }), mosi: words });
    fc.assert(
      fc.property(
        fc.array(transfer, { minLength: 1 }),
        fc.nat(3),
        fc.integer({ min: 4, max: 16 }),
        (list, mode, bits) => {
          let now = 1;
          const mask = (1 << Math.min(8, bits)) - 1;
          const transfers = list.map(({ gap, bit, mosi }): Transfer => {
            const start = now + gap;
            now = start + bit * bits * mosi.length;
            const sent = [...mosi].map((word) => word & mask);
            return { start, bit, mode, bits, mosi: sent, miso: sent.map((word) => (word * 37) & mask) };
          });
          const found = wires(transfers);
          for (const [wire, way] of [
            ["spi0_MOSI", "mosi"],
            ["spi0_MISO", "miso"],
          ] as const) {
            expect(sampled(found, wire, mode)).toEqual(transfers.flatMap((each) => asBits(each[way]!, bits)));
          }
          for (const changes of found.values()) {
            expect(changes.every(([time], i) => i === 0 || time > changes[i - 1]![0])).toBe(true);
          }
        },
      ),
    );
  });
});
