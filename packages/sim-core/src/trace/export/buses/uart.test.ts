import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Recorder } from "../../recorder.js";
import { wiresOf } from "../bus-waveforms.js";

type Row = readonly [start: number, duration: number, data: number, status: number, ...format: number[]];
const N81 = [8, 0, 1, 0] as const;

function changesOf(rows: readonly Row[], name = "pico.uart0.tx") {
  const recorder = new Recorder(() => 0);
  const writer = recorder.track(name, "uart");
  for (const [start, ...values] of rows) writer.writeAt(start, ...values);
  const [wire, ...others] = wiresOf(recorder.trace.get(name)!);
  expect(others).toEqual([]);
  return { name: wire!.name, changes: [...wire!.changes()] };
}

/** The level at each of the times. */
const sampled = (changes: ReturnType<typeof changesOf>["changes"], times: readonly number[]): number[] =>
  times.map((time) => Number(changes.findLast(([at]) => at <= time)?.[1]));

describe("the wire of a UART", () => {
  it("carries a start bit, the data from its lowest bit on, and a stop bit", () => {
    const { name, changes } = changesOf([[1000, 1000, 0b0000_1101, 0, ...N81]]);
    expect(name).toBe("uart0_TX");
    expect(changes).toEqual([
      [0, "1"],
      [1000, "0"],
      [1100, "1"],
      [1200, "0"],
      [1300, "1"],
      [1500, "0"],
      [1900, "1"],
    ]);
    expect(changesOf([[1000, 1000, 0b1101, 0, ...N81]], "pico.uart1.rx").name).toBe("uart1_RX");
  });

  it("is low for the length of a break, and where a stop bit was missing", () => {
    const broken = changesOf([[50, 1300, 0, 4, ...N81]]);
    expect(broken.changes).toEqual([
      [0, "1"],
      [50, "0"],
      [1350, "1"],
    ]);
    const unstopped = changesOf([[100, 1000, 0xff, 1, ...N81]]);
    expect(unstopped.changes.slice(-2)).toEqual([
      [1000, "0"],
      [1100, "1"],
    ]);
  });

  it("begins the next frame where the receiver saw it begin, in the stop bit of the one before", () => {
    const { changes } = changesOf([
      [0, 1100, 0x00, 0, 8, 0, 2, 0],
      [950, 1100, 0xff, 0, 8, 0, 2, 0],
    ]);
    expect(changes).toEqual([
      [0, "0"],
      [900, "1"],
      [950, "0"],
      [1050, "1"],
    ]);
  });

  it("has the bits of any frame in any format in their places", () => {
    const format = fc.tuple(fc.integer({ min: 5, max: 8 }), fc.nat(2), fc.integer({ min: 1, max: 2 }), fc.nat(1));
    const frame = fc.record({ gap: fc.nat(1000), bit: fc.integer({ min: 3, max: 500 }), data: fc.nat(255), format });
    fc.assert(
      fc.property(fc.array(frame, { minLength: 1 }), fc.nat(2), (frames, wrong) => {
        // The line of a UART rests as that of its first frame.
        const inverted = frames[0]!.format[3];
        let now = 1;
        const rows = frames.map(({ gap, bit, data, format: [bits, parity, stop] }, index) => {
          const count = 1 + bits + (parity === 0 ? 0 : 1) + stop;
          const start = (now += gap);
          now += bit * count;
          const status = parity !== 0 && index % 3 < wrong ? 2 : 0;
          return { start, bit, status, row: [start, bit * count, data, status, bits, parity, stop, inverted] as Row };
        });
        const { changes } = changesOf(rows.map(({ row }) => row));
        expect(changes.every(([time], i) => i === 0 || time > changes[i - 1]![0])).toBe(true);
        expect(changes.every(([, level], i) => i === 0 || level !== changes[i - 1]![1])).toBe(true);
        for (const { start, bit, status, row } of rows) {
          const [, duration, data, , bits, parity, stop] = row as readonly number[] as [number, ...number[]];
          const middles = Array.from({ length: duration! / bit }, (_, i) => start + Math.floor((i + 0.5) * bit));
          const levels = sampled(changes, middles).map((level) => level ^ inverted);
          const sent = levels.slice(1, 1 + bits!);
          expect(levels[0]).toBe(0);
          expect(sent.reduce((byte, level, i) => byte | (level << i), 0)).toBe(data! & (2 ** bits! - 1));
          expect(levels.slice(levels.length - stop!)).toEqual(Array(stop).fill(1));
          if (parity === 0) continue;
          const ones = [...sent, levels[1 + bits!]!].reduce((sum, level) => sum + level, 0);
          expect(ones % 2).toBe((parity! - 1) ^ (status === 2 ? 1 : 0));
        }
      }),
    );
  });
});
