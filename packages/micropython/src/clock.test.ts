import { Advance, BoardClock, type Cpu, type Nanos } from "@tickless/sim-core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LocalClock } from "./clock.js";

/** A kernel in which something happens at each of `events`, up to `limit`. */
class World implements Cpu {
  now: Nanos = 0;
  limit: Nanos = Infinity;

  constructor(private readonly events: readonly Nanos[] = []) {}

  get horizon(): Nanos {
    return Math.min(this.limit, ...this.events.filter((event) => event > this.now));
  }

  computeTo(t: Nanos): Advance.Reached | Advance.Yield {
    if (t > this.limit) return Advance.Yield;
    if (t < this.now) throw new Error("time went back");
    this.now = t;
    return Advance.Reached;
  }

  waitUntil(t: Nanos): Advance {
    return this.computeTo(t);
  }

  end(): void {}
}

/** A board's clock over the world's, and what sets its drift. */
function boardClock(world: World): { board: BoardClock; drift: (ppm: number) => void } {
  let drift: (ppm: number) => void = () => undefined;
  const host = {
    get now() {
      return world.now;
    },
    state: { clock: BoardClock.initialState() },
    faultControl: (_name: string, _spec: unknown, changed?: (ppm: number) => void) => {
      drift = changed ?? drift;
      return { value: 0, random: undefined as never, memory: 0 };
    },
  };
  const board = new BoardClock(host);
  return { board, drift };
}

function clock(world: World, nsPerBytecode = 1000) {
  const { board, drift } = boardClock(world);
  const local = new LocalClock(world, board, () => nsPerBytecode);
  local.tank = { fuel: 0 };
  local.reset();
  /** Runs bytecodes as far as fuel goes; returns how many. */
  const run = (most = Infinity): number => {
    const count = Math.min(most, local.tank.fuel);
    local.tank.fuel -= count;
    return count;
  };
  return { local, run, drift };
}

describe("local time", () => {
  it("is the kernel's, plus bytecodes, plus what was charged", () => {
    const { local, run } = clock(new World());
    local.grant();
    run(5);
    local.charge(300);
    expect(local.now).toBe(5300);
    expect(local.bytecodes).toBe(5);
  });

  it("is granted just far enough to reach the next event, at least one bytecode", () => {
    const world = new World([2500, 2600]);
    const { local, run } = clock(world);
    local.grant();
    expect(run()).toBe(3);
    expect(local.settle()).toBe(Advance.Reached);
    expect(world.now).toBe(3000);
    world.limit = 3000;
    local.grant();
    expect(run()).toBe(1);
  });

  it("waits with what it owes while the kernel may not go on", () => {
    const world = new World();
    const { local, run } = clock(world);
    local.grant();
    run(4);
    world.limit = 1000;
    expect(local.settle()).toBe(Advance.Yield);
    expect(local.now).toBe(4000);
    world.limit = 4000;
    expect(local.settle()).toBe(Advance.Reached);
    expect(world.now).toBe(4000);
  });

  it("stops before the next bytecode without losing time", () => {
    const { local, run } = clock(new World());
    local.grant();
    run(7);
    local.stop();
    expect(local.tank.fuel).toBe(0);
    expect(local.now).toBe(7000);
  });

  it("passes in steps when bytecodes are free, so that polling ends", () => {
    const { local, run } = clock(new World(), 0);
    local.grant();
    const count = run();
    local.exhausted();
    expect({ count, now: local.now }).toEqual({ count: 100_000, now: 1_000_000 });
  });

  it("does not pass when a single bytecode was granted, as after a soft handler", () => {
    const { local, run } = clock(new World(), 0);
    local.grant(1);
    run();
    local.exhausted();
    expect(local.now).toBe(0);
  });

  it("does not depend on when it was settled, stopped, granted or copied", () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant("run" as const), n: fc.nat(50) }),
      fc.record({ kind: fc.constant("charge" as const), n: fc.nat(5000) }),
      fc.record({ kind: fc.constantFrom("settle" as const, "stop" as const, "copy" as const), n: fc.constant(0) }),
    );
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const { local, run } = clock(new World());
        let expected = 0;
        let bytecodes = 0;
        for (const { kind, n } of steps) {
          if (kind === "run") {
            local.settle();
            local.grant();
            const count = run(n);
            bytecodes += count;
            expected += count * 1000;
          } else if (kind === "charge") {
            local.charge(n);
            expected += n;
          } else if (kind === "settle") local.settle();
          else if (kind === "stop") local.stop();
          else local.restore(structuredClone(local.snapshot()));
          expect(local.now).toBe(expected);
          expect(local.bytecodes).toBe(bytecodes);
        }
      }),
    );
  });
});
