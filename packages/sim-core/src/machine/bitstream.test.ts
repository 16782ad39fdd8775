import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bench, rows } from "../../tests/mcu-bench.js";
import { bitstreamBytesWithin, bitstreamDuration, us, type BitTiming, type Bitstream } from "../index.js";
import { EINVAL } from "./errno.js";

const FAST: BitTiming = [400, 850, 800, 450];

/** A chip, and somebody on the wire of GPIO 2. */
function start() {
  const made = bench({ wires: ["GP2 GP3"] });
  const heard: (Bitstream | "begin")[] = [];
  const { net } = { net: made.mcu.gpio.pin(2).net };
  made.sim.bitstreamReceivers.push({
    net,
    receiver: { begin: () => heard.push("begin"), receive: (burst) => heard.push(burst) },
  });
  return { ...made, heard, net };
}

describe("machine.bitstream", () => {
  it("arrives when its last bit has ended, and is a row", () => {
    const { sim, mcu, heard } = start();
    sim.runUntil(us(5));
    const data = Uint8Array.of(0xff, 0x00);
    expect(mcu.bitstream.send(2, FAST, data)).toBe(us(20));
    data.fill(7);
    sim.runUntil(us(25) - 1);
    expect(heard).toEqual(["begin"]);
    sim.runUntil(us(25));
    expect(heard).toEqual(["begin", { start: us(5), timing: FAST, data: Uint8Array.of(0xff, 0x00) }]);
    expect(rows(sim, "pico.bitstream")).toEqual([[us(5), us(20), 2, ...FAST, Uint8Array.of(0xff, 0x00)]]);
  });

  it("is ended by a reset: what was sent wholly arrives", () => {
    const { sim, mcu, heard } = start();
    mcu.bitstream.send(2, FAST, Uint8Array.of(1, 2, 3));
    sim.runUntil(us(25));
    mcu.bitstream.reset();
    expect(heard.slice(1)).toEqual([{ start: 0, timing: FAST, data: Uint8Array.of(1, 2) }]);
    sim.runUntil(us(100));
    expect(heard).toHaveLength(2);
  });

  it("refuses pins that are none, and times below zero", () => {
    const { mcu } = start();
    expect(mcu.bitstream.send(99, FAST, Uint8Array.of(1))).toBe(-EINVAL);
    expect(mcu.bitstream.send(2, [-1, 1, 1, 1], Uint8Array.of(1))).toBe(-EINVAL);
    expect(mcu.bitstream.send(2, FAST, new Uint8Array(0))).toBe(0);
  });

  it("law: it takes as long as its bits, and a byte is sent when its bits are", () => {
    const times = fc.tuple(
      ...([0, 1, 2, 3].map(() => fc.nat(2000)) as [fc.Arbitrary<number>, ...fc.Arbitrary<number>[]]),
    );
    fc.assert(
      fc.property(times, fc.uint8Array({ maxLength: 20 }), fc.nat(400_000), (timing, data, time) => {
        const [h0 = 0, l0 = 0, h1 = 0, l1 = 0] = timing;
        const bits = [...data].map((byte) => byte.toString(2).padStart(8, "0")).join("");
        const lengthOf = (some: string): number =>
          [...some].reduce((sum, bit) => sum + (bit === "1" ? h1 + l1 : h0 + l0), 0);
        const timed = timing as unknown as BitTiming;
        expect(bitstreamDuration(timed, data)).toBe(lengthOf(bits));
        const count = bitstreamBytesWithin(timed, data, time);
        expect(lengthOf(bits.slice(0, 8 * count))).toBeLessThanOrEqual(count === 0 ? Infinity : time);
        if (count < data.length) expect(lengthOf(bits.slice(0, 8 * count + 8))).toBeGreaterThan(time);
      }),
    );
  });
});
