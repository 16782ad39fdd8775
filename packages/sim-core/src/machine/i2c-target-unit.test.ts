import { describe, expect, it } from "vitest";
import { bench } from "../../tests/mcu-bench.js";
import type { Mcu, Simulation } from "../index.js";
import { I2C_END_WRITE, I2C_MATCH_WRITE, I2C_READ_REQUEST, I2C_WRITE_REQUEST } from "./i2c-target-unit.js";

/** A chip whose first bus, as controller, is wired to its second, as target 0x20; `asked` empties the list of its events. */
function wired() {
  const flags: number[] = [];
  const made = bench({ wires: ["GP4 GP6", "GP5 GP7"], handler: ({ kind, id, arg }) => void flags.push(kind, id, arg) });
  made.mcu.i2c.init(0, 5, 4, 100_000, 50_000);
  expect(made.mcu.i2cTarget.init(1, -1, -1, 0x20)).toBe(0);
  const asked = (): number[] => {
    made.sim.runUntil(made.sim.now + 1000);
    return flags.splice(0).filter((_, index) => index % 3 === 2);
  };
  return { ...made, asked };
}

function finish(sim: Simulation, mcu: Mcu): number {
  while (mcu.i2c.result(0) === undefined) sim.runUntil(sim.now + 1000);
  return mcu.i2c.result(0) as number;
}

const written = (mcu: Mcu, ...bytes: number[]) => mcu.i2c.beginWrite(0, 0x20, Uint8Array.from(bytes), true);

describe("a target with memory", () => {
  it("stores what is written after the address, and tells it when read", () => {
    const { mcu, sim } = wired();
    const memory = Uint8Array.of(0, 1, 2, 3);
    mcu.i2cTarget.memory = (at, length) => memory.subarray(at - 100, at - 100 + length);
    mcu.i2cTarget.useMemory(1, 100, memory.length, 1);
    written(mcu, 3, 7, 8);
    expect(finish(sim, mcu)).toBe(3);
    expect([...memory]).toEqual([8, 1, 2, 7]);
    expect(mcu.i2cTarget.info(1, 3)).toBe(3);
    mcu.i2c.beginRead(0, 0x20, 3, true);
    finish(sim, mcu);
    expect([...mcu.i2c.received(0)]).toEqual([1, 2, 7]);
  });
});

describe("a target with a handler", () => {
  it("asks for each byte, and holds the clock until it is there", () => {
    const { mcu, sim, asked } = wired();
    mcu.i2cTarget.setInterrupt(1, I2C_READ_REQUEST, true);
    mcu.i2c.beginRead(0, 0x20, 1, true);
    sim.runUntil(2_000_000);
    expect(mcu.i2c.result(0)).toBeUndefined();
    expect(asked()).toEqual([I2C_READ_REQUEST]);
    expect(mcu.i2cTarget.give(1, Uint8Array.of(42))).toBe(1);
    finish(sim, mcu);
    expect([...mcu.i2c.received(0)]).toEqual([42]);
  });

  it("keeps what was received, and the end, until it is taken", () => {
    const { mcu, sim, asked } = wired();
    mcu.i2cTarget.setInterrupt(1, 63, true);
    written(mcu, 1, 2);
    finish(sim, mcu);
    expect(asked()).toEqual([I2C_MATCH_WRITE, I2C_WRITE_REQUEST]);
    const snapshot = sim.snapshot();
    for (let time = 0; time < 2; time++) {
      expect(mcu.i2cTarget.take(1, 8)).toEqual([1, 2]);
      expect(asked()).toEqual([I2C_END_WRITE]);
      sim.restore(snapshot);
    }
  });

  it("holds the clock while 16 bytes wait, and gives the controller up to its time-out", () => {
    const { mcu, sim } = wired();
    mcu.i2cTarget.setInterrupt(1, I2C_WRITE_REQUEST, true);
    written(mcu, ...Array<number>(20).fill(5));
    expect(finish(sim, mcu)).toBe(-110);
    expect(mcu.i2cTarget.take(1, 99)).toHaveLength(16);
  });
});

it("is gone after deinit and a reset, and refuses ids and pins that it does not have", () => {
  const { mcu, sim } = wired();
  mcu.i2cTarget.deinit(1);
  written(mcu, 1);
  expect(finish(sim, mcu)).toBe(-5);
  expect([mcu.i2cTarget.init(2, -1, -1, 1), mcu.i2cTarget.init(1, 5, -1, 1), mcu.i2cTarget.init(1, -1, 7, 1)]).toEqual([
    -1, -2, -3,
  ]);
  mcu.i2cTarget.init(1, -1, -1, 0x20);
  expect(mcu.armed).toBe(true);
  mcu.reset("hard");
  expect(mcu.armed).toBe(false);
});
