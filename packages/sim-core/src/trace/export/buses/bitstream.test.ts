import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Recorder } from "../../recorder.js";
import { wiresOf } from "../bus-waveforms.js";

type Burst = readonly [start: number, gpio: number, data: readonly number[]];
const [H0, L0, H1, L1] = [400, 850, 800, 450];

function wires(bursts: readonly Burst[], timing = [H0, L0, H1, L1]) {
  const recorder = new Recorder(() => 0);
  const writer = recorder.track("pico.bitstream", "bitstream");
  for (const [start, gpio, data] of bursts) {
    writer.writeAt(start, data.length * 10_000, gpio, ...timing, Uint8Array.from(data));
  }
  return new Map(wiresOf(recorder.trace.get("pico.bitstream")!).map((wire) => [wire.name, [...wire.changes()]]));
}

describe("the wire of a bitstream", () => {
  it("has a pulse for each bit, the highest first, and rests low", () => {
    const [[name, changes]] = [...wires([[1000, 28, [0b0100_0000]]])] as [[string, [number, string][]]];
    expect(name).toBe("bitstream_28");
    expect(changes.slice(0, 5)).toEqual([
      [0, "0"],
      [1000, "1"],
      [1000 + H0, "0"],
      [1000 + H0 + L0, "1"],
      [1000 + H0 + L0 + H1, "0"],
    ]);
    expect(changes).toHaveLength(17);
  });

  it("is another one for each pin", () => {
    const both = wires([
      [0, 3, [255]],
      [20_000, 2, [255]],
      [40_000, 3, [255]],
    ]);
    expect([...both.keys()]).toEqual(["bitstream_2", "bitstream_3"]);
    expect(both.get("bitstream_3")?.[0]).toEqual([0, "1"]);
    expect(both.get("bitstream_2")?.[0]).toEqual([0, "0"]);
  });

  it("can be read back, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(255), { minLength: 1, maxLength: 30 }), (data) => {
        const changes = wires([[500, 0, data]]).get("bitstream_0") as [number, string][];
        const bits = changes.slice(1).flatMap(([time, level], i, all) => {
          return level === "1" ? [(all[i + 1]?.[0] ?? 0) - time === H1 ? 1 : 0] : [];
        });
        const bytes = data.map((_, i) => bits.slice(8 * i, 8 * i + 8).reduce<number>((sum, bit) => 2 * sum + bit, 0));
        expect(bytes).toEqual(data);
      }),
    );
  });
});
