import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Recorder } from "../recorder.js";
import { toVcd } from "./vcd.js";
import { wiresOf } from "./bus-waveforms.js";

interface Transfer {
  readonly start: number;
  readonly duration: number;
  readonly address: number;
  readonly read: 0 | 1;
  readonly status: 0 | 1 | 2;
  readonly acknowledged: number;
  readonly data: readonly number[];
}

function trackOf(transfers: readonly Transfer[]) {
  const recorder = new Recorder(() => 0);
  const writer = recorder.track("pico.i2c0", "i2c");
  for (const { start, duration, address, read, status, acknowledged, data } of transfers) {
    writer.writeAt(start, duration, address, read, status, acknowledged, Uint8Array.from(data));
  }
  return recorder.trace.get("pico.i2c0")!;
}

/** Both wires as one list of changes in order of time. */
function edgesOf(transfers: readonly Transfer[]) {
  const wires = wiresOf(trackOf(transfers));
  const all = wires.flatMap((wire) => [...wire.changes()].map(([time, level]) => ({ time, name: wire.name, level })));
  return all.sort((a, b) => a.time - b.time);
}

/** What a receiver makes of the wires: "S", "Sr", bytes with "a" or "n", "P"; and when each begins. */
function decode(transfers: readonly Transfer[]) {
  const found: { readonly time: number; readonly what: string }[] = [];
  let [scl, sda] = ["1", "1"];
  let bits: string[] | undefined;
  let since = 0;
  for (const { time, name, level } of edgesOf(transfers)) {
    if (name === "i2c0_SDA") {
      sda = level;
      if (scl === "0") continue;
      // Where it is at first is no edge.
      if (time === 0) continue;
      if (level === "0") found.push({ time, what: bits ? "Sr" : "S" });
      else found.push({ time, what: "P" });
      bits = level === "0" ? [] : undefined;
    } else {
      scl = level;
      if (level === "0" || !bits) continue;
      if (bits.length === 0) since = time;
      bits.push(sda);
      if (bits.length < 9) continue;
      const byte = Number.parseInt(bits.slice(0, 8).join(""), 2).toString(16);
      found.push({ time: since, what: `${byte}${bits[8] === "0" ? "a" : "n"}` });
      bits = [];
    }
  }
  return found;
}

const words = (transfers: readonly Transfer[]): string =>
  decode(transfers)
    .map(({ what }) => what)
    .join(" ");

const write = { address: 0x3c, read: 0, status: 0 } as const;

describe("the wires of I2C", () => {
  it("carry START, address, bytes and acknowledges, and STOP", () => {
    const sent = { ...write, start: 100, duration: 29_000, acknowledged: 2, data: [0x00, 0xaf] };
    expect(words([sent])).toBe("S 78a 0a afa P");
    expect(words([{ ...sent, read: 1 }])).toBe("S 79a 0a afn P");
    expect(words([{ ...sent, acknowledged: 1, status: 2 }])).toBe("S 78a 0a afn P");
    expect(words([{ ...sent, status: 1, acknowledged: 0, data: [] }])).toBe("S 78n P");
  });

  it("have a repeated START where one transaction begins as another ends", () => {
    const first = { ...write, start: 0, duration: 20_000, acknowledged: 1, data: [0x10] };
    const second = { ...write, read: 1, start: 20_000, duration: 30_000, acknowledged: 2, data: [1, 2] } as const;
    expect(words([first, second])).toBe("S 78a 10a Sr 79a 1a 2n P");
    expect(words([first, { ...second, start: 20_001 }])).toBe("S 78a 10a P S 79a 1a 2n P");
  });

  it("are high while nothing is sent, and at time 0", () => {
    const [scl, sda] = wiresOf(trackOf([{ ...write, start: 500, duration: 9000, acknowledged: 0, data: [] }]));
    expect([scl!.name, sda!.name]).toEqual(["i2c0_SCL", "i2c0_SDA"]);
    for (const wire of [scl!, sda!]) {
      const changes = [...wire.changes()];
      expect(changes[0]).toEqual([0, "1"]);
      expect(changes.at(-1)?.[1]).toBe("1");
    }
    expect([...sda!.changes()][1]).toEqual([500 + Math.floor(9000 / 44), "0"]);
  });

  it("show nothing of a transfer that took no time", () => {
    expect(words([{ ...write, start: 5, duration: 3, acknowledged: 0, data: [] }])).toBe("");
  });

  it("keep to the time of each transaction, and never change together", () => {
    const transfer = fc.record({
      gap: fc.oneof(fc.constant(0), fc.nat(5000)),
      bit: fc.integer({ min: 4, max: 20_000 }),
      address: fc.nat(127),
      read: fc.constantFrom(0 as const, 1 as const),
      data: fc.array(fc.nat(255), { maxLength: 4 }),
      missing: fc.nat(4),
    });
    fc.assert(
      fc.property(fc.array(transfer), fc.nat(100), (list, first) => {
        let now = first + 1;
        const transfers = list.map(({ gap, bit, address, read, data, missing }): Transfer => {
          const start = (now += gap);
          const duration = bit * (9 * (data.length + 1) + 2);
          now += duration;
          const acknowledged = read ? data.length : Math.max(0, data.length - missing);
          return { start, duration, address, read, status: 0, acknowledged, data };
        });
        const edges = edgesOf(transfers);
        const times = edges.filter(({ time }) => time > 0).map(({ time }) => time);
        expect(new Set(times).size).toBe(times.length);
        for (const time of times) {
          expect(transfers.some(({ start, duration }) => time >= start && time <= start + duration)).toBe(true);
        }
        const expected = transfers.flatMap(({ start, duration, address, read, acknowledged, data }, index) => {
          const hex = (byte: number, ack: boolean): string => byte.toString(16) + (ack ? "a" : "n");
          const bytes = data.map((byte, i) => hex(byte, i < (read ? data.length - 1 : acknowledged)));
          const before = transfers[index - 1];
          const after = transfers[index + 1];
          const joins = before !== undefined && before.start + before.duration === start;
          const joined = after !== undefined && start + duration === after.start;
          return [joins ? "Sr" : "S", hex((address << 1) | read, true), ...bytes, ...(joined ? [] : ["P"])];
        });
        expect(words(transfers)).toBe(expected.join(" "));
      }),
    );
  });

  it("are signals of the file beside the pins", () => {
    const recorder = new Recorder(() => 0);
    recorder.track("pico.i2c0", "i2c").writeAt(0, 2000, 1, 0, 0, 0, new Uint8Array(0));
    recorder.track("pico.i2c1", "i2c");
    const text = [...toVcd(recorder.trace, { end: 5000, levels: "simulated" })].join("");
    expect(text).toContain(
      '$scope module pico $end\n$var wire 1 ! i2c0_SCL $end\n$var wire 1 " i2c0_SDA $end\n$upscope',
    );
    const cut = [...toVcd(recorder.trace, { end: 1000, levels: "logic" })].join("");
    expect(cut.trimEnd().split("\n").at(-1)).toBe("#1000");
    expect(
      cut
        .match(/^#\d+$/gm)!
        .map((line) => Number(line.slice(1)))
        .every((time) => time <= 1000),
    ).toBe(true);
  });
});
