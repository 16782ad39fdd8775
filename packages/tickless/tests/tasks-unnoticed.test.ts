import { ms, Simulation, type Firmware, type Mcu, type Nanos } from "@tickless/sim-core";
import { describe, expect, it } from "vitest";
import { boardOf } from "../src/project.js";
import type { FirmwareFactory } from "../src/runner/firmware.js";
import type { ProjectRun } from "../src/runner/run.js";
import { firmware, projectOf, rows, start } from "./support/tasks.js";

/** A program that does a bit of everything, at times that depend on how long each bytecode takes. */
const BUSY = `
import gc, time
from machine import I2C, Pin, Timer

led, bus, flag, lock, event = Pin(25, Pin.OUT), I2C(0), ThreadSafeFlag(), Lock(), Event()
Timer(period=3, callback=lambda _: flag.set())
Timer(period=5, hard=True, callback=lambda _: led.toggle())
Pin(25).irq(lambda _: print("edge", time.ticks_us()))

def deep(n):
    return deep(n - 1) + 1 if n else 0

async def follow():
    while True:
        await flag.wait()
        led.toggle()
        event.set()

async def work(n):
    while True:
        async with lock:
            await sleep_ms(n)
        event.clear()
        try:
            await wait_for_ms(event.wait(), 2)
        except TimeoutError:
            print("late", n, time.ticks_us(), gc.mem_free())
        try:
            bus.writeto(60, b"ab")
        except OSError:
            print("none", deep(n), time.ticks_us())

async def fail():
    await sleep_ms(7)
    raise ValueError(gc.mem_alloc())

async def main():
    while True:
        tasks = [create_task(x) for x in (follow(), work(1), work(4), fail())]
        print(await gather(tasks[3], sleep_soon(), return_exceptions=True))
        for task in tasks:
            task.cancel()
        await sleep_ms(0)

async def sleep_soon():
    for i in range(20):
        await sleep_ms(1)

run(main())
`;

describe("recorded or not, a run is the same", () => {
  /** Firmware that takes its board's tasks for not recorded. */
  const unwatched: FirmwareFactory = (request) => {
    const made: Firmware = firmware(request);
    const boot = made.boot.bind(made);
    made.boot = (mcu, cpu) => boot(Object.create(mcu, { tasks: { value: { enabled: false } } }) as Mcu, cpu);
    return made;
  };
  /** Everything but the tasks. */
  const others = (sim: Simulation): unknown =>
    sim.trace.tracks
      .filter(({ name }) => name !== "pico.tasks")
      .map((track) => [
        track.name,
        Array.from({ length: track.rows }, (_, row) => [
          track.time(row),
          ...track.columnNames.map((_, column) => track.value(row, column)),
        ]),
      ]);
  const facts = ({ sim }: ProjectRun) => [sim.now, sim.eventCount, sim.runners[0]!.firmware!.counters];

  it.each([true, false])("to the bytecode and the byte of memory (CPU time %s)", (cpuTime) => {
    const [recorded, not] = [firmware, unwatched].map((factory) => start(BUSY, cpuTime, factory));
    for (const run of [recorded!, not!]) run.sim.runUntil(ms(300));
    expect(rows(recorded!.sim).length).toBeGreaterThan(500);
    expect(rows(not!.sim)).toEqual([]);
    expect(others(recorded!.sim)).toEqual(others(not!.sim));
    expect(facts(recorded!)).toEqual(facts(not!));
  });

  it("also where nothing at all is recorded", () => {
    const project = projectOf(BUSY);
    const [on, off] = [true, false].map((record) => {
      const sim = new Simulation({ board: boardOf(project).board, record });
      let printed = "";
      sim.mcus[0]!.serial.onOutput((bytes) => (printed += `${sim.now} ${Buffer.from(bytes).toString()}`));
      sim.load(firmware({ ...project, seed: 1, cpuTime: true, heapBytes: undefined }));
      sim.runUntil(ms(300));
      return { printed, now: sim.now, events: sim.eventCount, ...sim.runners[0]!.firmware!.counters };
    });
    expect(off!.printed).not.toBe("");
    expect(off).toEqual(on);
  });
});

describe("the track of a program that computes", () => {
  const whole = start(BUSY, true);
  whole.sim.runUntil(ms(100));
  const expected = rows(whole.sim);

  /** Time of the n-th stop: anywhere, also between two bytecodes. */
  const stop = (n: number): Nanos => n * 700_123 + ((n * 48271) % 311_111);

  it("is the same after going back to snapshots", () => {
    const { sim } = start(BUSY, true);
    const snapshots = Array.from({ length: 100 }, (_, n) => {
      sim.runUntil(stop(n));
      return { snapshot: structuredClone(sim.snapshot()), written: rows(sim) };
    });
    sim.runUntil(ms(100));
    expect(rows(sim)).toEqual(expected);
    for (const { snapshot, written } of snapshots) {
      sim.restore(snapshot);
      expect(rows(sim)).toEqual(written);
      sim.runUntil(ms(100));
      expect(rows(sim)).toEqual(expected);
    }
  });

  it("is complete wherever the run stops", () => {
    const { sim } = start(BUSY, true);
    for (let n = 0; n < 100; n++) {
      sim.runUntil(stop(n));
      expect(rows(sim)).toEqual(expected.filter((row) => parseFloat(row) * ms(1) <= stop(n)));
    }
  });
});
