import { describe, expect, it } from "vitest";
import { bench, noted, rows } from "../../tests/mcu-bench.js";
import { ms } from "../index.js";

/** Targets "id attributes" on the pins of a SoftI2C bus with pull-ups, which does one operation after the other. */
function bus(...targets: string[]) {
  const parts = ["up1 pull-up", "up2 pull-up"];
  const wires = ["up1:PIN GP15", "up2:PIN GP14"];
  for (const target of targets) {
    const [id = "", ...attributes] = target.split(" ");
    parts.push([id, "memory", ...attributes].join(" "));
    wires.push(`${id}:SCL GP15`, `${id}:SDA GP14`);
  }
  const made = bench({ parts, wires });
  const { i2c } = made.mcu;
  const handle = i2c.init(-1, 15, 14, 100_000, 50_000);
  const finish = (begun: number): number => {
    expect(begun).toBe(0);
    made.sim.runUntil(made.sim.now + ms(10));
    return i2c.result(handle) as number;
  };
  const write = (address: number, ...data: number[]): number =>
    finish(i2c.beginWrite(handle, address, Uint8Array.from(data), true));
  const read = (address: number, length: number): readonly number[] => {
    finish(i2c.beginRead(handle, address, length, true));
    return i2c.received(handle);
  };
  return { ...made, handle, finish, write, read };
}

const words = (notes: readonly string[]): string => notes.map((note) => note.split(" at ")[0]).join(" ");

describe("targets", () => {
  it("are those on the same two wires, by address", () => {
    const { sim, write } = bus("a address=16", "b address=17");
    expect(write(17, 5)).toBe(1);
    expect(write(18, 5)).toBe(-19);
    expect(words(noted(sim, "a"))).toBe("");
    expect(words(noted(sim, "b"))).toBe("write 5 stop");
  });

  it("of the same address all get the bytes; one acknowledge is enough, and in reads a 0 wins", () => {
    const { sim, write, read } = bus("a first=240 limit=2", "b first=60 limit=0");
    expect(write(0x3c, 1, 2, 3)).toBe(2);
    expect(words(noted(sim, "a"))).toBe("write 1 2 3 stop");
    expect(words(noted(sim, "b"))).toBe("write 1 2 3 stop");
    expect(read(0x3c, 2)).toEqual([240 & 60, 241 & 61]);
  });

  it("get STOP once, also when a byte was not acknowledged", () => {
    const { sim, write } = bus("a limit=1");
    expect(write(0x3c, 7, 8, 9)).toBe(1);
    expect(words(noted(sim, "a"))).toBe("write 7 8 stop");
    expect(write(0x3c, 7)).toBe(1);
  });
});

describe("without a START", () => {
  it("nobody listens, and the wires read as ones", () => {
    const { sim, mcu, handle, finish } = bus("a");
    expect(finish(mcu.i2c.beginRawWrite(handle, Uint8Array.of(0x78, 1)))).toBe(0);
    expect(finish(mcu.i2c.beginRawRead(handle, 2))).toBe(0);
    expect(mcu.i2c.received(handle)).toEqual([255, 255]);
    expect(finish(mcu.i2c.beginStop(handle))).toBe(0);
    expect(noted(sim, "a")).toEqual([]);
    expect(rows(sim, "pico.softi2c0")).toEqual([]);
  });
});

describe("an open transaction", () => {
  it("belongs to snapshots", () => {
    const { sim, mcu, handle, finish } = bus("a");
    finish(mcu.i2c.beginWrite(handle, 0x3c, Uint8Array.of(1), false));
    const snapshot = sim.snapshot();
    const goOn = (): unknown[] => {
      const acknowledged = finish(mcu.i2c.beginRawWrite(handle, Uint8Array.of(2)));
      finish(mcu.i2c.beginStop(handle));
      return [acknowledged, rows(sim, "pico.softi2c0"), words(noted(sim, "a"))];
    };
    const first = goOn();
    expect(first[2]).toBe("write 1 2 stop");
    sim.restore(snapshot);
    expect(goOn()).toEqual(first);
  });

  it("needs no look at the wires for the next START", () => {
    const { sim, mcu, handle, finish } = bus("a");
    finish(mcu.i2c.beginStart(handle));
    mcu.gpio.write(14, 0);
    expect(finish(mcu.i2c.beginStart(handle))).toBe(0);
    expect(finish(mcu.i2c.beginStop(handle))).toBe(0);
    mcu.gpio.write(15, 0);
    expect(mcu.i2c.beginStart(handle)).toBe(0);
    sim.runUntil(sim.now + ms(60));
    expect(mcu.i2c.result(handle)).toBe(-110);
  });
});
