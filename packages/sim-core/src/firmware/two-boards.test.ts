import { describe, expect, it } from "vitest";
import { bench, rows } from "../../tests/mcu-bench.js";
import { ms, TaskFirmware, type Nanos, type Simulation, type TaskMcu } from "../index.js";
import { createTask, currentTask, forEach, every, sleepMs, ThreadSafeFlag, type Coroutine } from "./asyncio/index.js";

const ROUNDS = 20;
const END = ms(60);

/**
 * Answers each edge on GP3 by one on GP2 a little later; the server begins. All the while a task shows on GP4, at the same
 * instants on both boards, what the other board shows there.
 */
function* player(mcu: TaskMcu, name: string, serves: boolean): Coroutine {
  const flag = new ThreadSafeFlag();
  const out = mcu.pin(2, { mode: "out", value: 0 });
  const input = mcu.pin(3, { mode: "in", pull: "down" });
  input.irq(() => flag.set(), { trigger: "both", hard: true });
  createTask(beat(mcu), `${name}'s beat`);
  yield* sleepMs(1);
  if (serves) out.toggle();
  for (let round = 1; round <= ROUNDS; round++) {
    yield* flag.wait();
    mcu.print(name, round, mcu.ticksMs(), input.value(), currentTask().name);
    yield* sleepMs(1);
    out.toggle();
  }
}

function* beat(mcu: TaskMcu): Coroutine {
  const mine = mcu.pin(4, { mode: "out", value: 0 });
  const theirs = mcu.pin(5, { mode: "in" });
  yield* forEach(every(1), function* () {
    mine.value(theirs.value() === 0);
    mcu.write(theirs.value() ? "+" : "-");
  });
}

interface Options {
  readonly cpuTime: boolean;
  readonly reversed?: boolean;
  /** Ends of the slices in which it is run. */
  readonly slice?: Nanos;
}

/** Two Picos, their wires crossed, each with its program. */
function play({ cpuTime, reversed = false, slice = END }: Options): Simulation {
  const wires = ["GP2 other:GP3", "GP3 other:GP2", "GP4 other:GP5", "GP5 other:GP4"];
  const { sim } = bench({ parts: ["other pico"], wires, reversed });
  const programs = [
    ["pico", true],
    ["other", false],
  ] as const;
  for (const [id, serves] of reversed ? programs.toReversed() : programs) {
    sim.load(new TaskFirmware((mcu) => player(mcu, id, serves), { cpuTime }), id);
  }
  while (sim.now < END && sim.runUntil(Math.min(END, sim.now + slice)) === "running");
  return sim;
}

const printed = (sim: Simulation, id: string): string[] =>
  sim.trace.at(sim.now).text(`${id}.serial`).replaceAll(/[-+]/g, "").trim().split(/\r?\n/);

describe("two boards with TypeScript programs", () => {
  it("signal each other, each with a loop and with tasks of its own", () => {
    const sim = play({ cpuTime: false });
    const line = (name: string, round: number, at: number): string => `${name} ${round} ${at} ${round % 2} main`;
    const numbers = Array.from({ length: ROUNDS }, (_, n) => n + 1);
    expect(printed(sim, "other")).toEqual(numbers.map((n) => line("other", n, 2 * n - 1)));
    expect(printed(sim, "pico")).toEqual(numbers.map((n) => line("pico", n, 2 * n)));
    for (const id of ["pico", "other"]) {
      const created = rows(sim, `${id}.tasks`).filter(([, , state]) => state === 3);
      expect(created).toEqual([
        [0, 1, 3, "main"],
        [0, 2, 3, `${id}'s beat`],
      ]);
    }
  });

  it.each([true, false])(
    "give one result, whatever was declared first and wherever a run stops (CPU time %s)",
    (cpuTime) => {
      const expected = play({ cpuTime }).trace.fingerprint();
      expect(play({ cpuTime, reversed: true }).trace.fingerprint()).toBe(expected);
      expect(play({ cpuTime, slice: 7_777 }).trace.fingerprint()).toBe(expected);
      expect(play({ cpuTime, slice: 123_456, reversed: true }).trace.fingerprint()).toBe(expected);
    },
  );
});
