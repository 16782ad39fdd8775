import { readBoard } from "@tickless/devices";
import { asyncio, ms, Simulation, TaskFirmware, us, type Nanos, type TaskMcu } from "@tickless/sim-core";
import { describe, expect, it } from "vitest";
import { loadRuntime } from "../src/cli/runtime.js";
import { micropython } from "../src/runner/firmware.js";

const { sleepMs } = asyncio;
const python = micropython(loadRuntime());
const END = ms(120);

const part = (id: string, top: number) => ({ id, type: "board-pi-pico", left: 0, top, attrs: {} });
const wire = (from: string, to: string) => [from, to, "green", []];
const DIAGRAM = JSON.stringify({
  version: 1,
  parts: [part("one", 0), part("two", 200)],
  connections: [wire("one:GP0", "two:GP5"), wire("one:GP1", "two:GP4"), wire("one:GND.1", "two:GND.1")],
});

/** Two Picos, UART 0 of the one crossed with UART 1 of the other. */
function twoBoards(): Simulation {
  const { board } = readBoard(DIAGRAM, "diagram.json");
  return new Simulation({ board: board!, seed: 1 });
}

const program = (text: string) =>
  python({
    files: new Map([["/main.py", new TextEncoder().encode(text)]]),
    main: "/main.py",
    seed: 1,
    cpuTime: true,
    heapBytes: undefined,
  });

const ASKS = `
from machine import UART
import time

uart = UART(0, 38400, parity=1, timeout=50)
time.sleep_ms(5)
for n in range(5):
    uart.write("%d\\n" % n)
    print(uart.readline())
`;
const ANSWERS_IN_PYTHON = `
import asyncio
from machine import UART

async def main():
    stream = asyncio.StreamReader(UART(1, 38400, parity=1))
    while True:
        line = await stream.readline()
        stream.write(b"%d squared is %d\\n" % (int(line), int(line) ** 2))
        await stream.drain()

asyncio.run(main())
`;
function* answers(mcu: TaskMcu): asyncio.Coroutine {
  const uart = mcu.uart(1, { baudrate: 38_400, parity: "odd" });
  for (;;) {
    const number = Number(yield* uart.readLine());
    yield* uart.write(`${number} squared is ${number ** 2}\n`);
    yield* sleepMs(0);
  }
}

const run = (sim: Simulation, slice: Nanos = END): Simulation => {
  while (sim.now < END && sim.runUntil(Math.min(END, sim.now + slice)) === "running");
  return sim;
};
const EXPECTED = [0, 1, 2, 3, 4].map((n) => `b'${n} squared is ${n * n}\\n'\n`).join("");

describe("a board with MicroPython asks another by UART", () => {
  it.each([
    ["TypeScript", () => new TaskFirmware(answers)],
    ["MicroPython", () => program(ANSWERS_IN_PYTHON)],
  ])("that runs %s", (_, firmware) => {
    const play = (slice?: Nanos): Simulation => {
      const sim = twoBoards();
      sim.load(program(ASKS), "one");
      sim.load(firmware(), "two");
      return run(sim, slice);
    };
    const sim = play();
    expect(sim.trace.at(sim.now).text("one.serial")).toBe(EXPECTED);
    expect(sim.faultCount).toBe(0);
    expect(play(us(33)).trace.fingerprint()).toBe(sim.trace.fingerprint());
  });

  it("and goes on from a snapshot at any moment as if nothing had been", () => {
    const start = (): Simulation => {
      const sim = twoBoards();
      sim.load(program(ASKS), "one");
      sim.load(program(ANSWERS_IN_PYTHON), "two");
      return sim;
    };
    const expected = run(start()).trace.fingerprint();
    const sim = start();
    const snapshots = [5.2, 5.9, 6.4, 7.7, 9.1, 12.3, 20, 31.7].map((time) => {
      sim.runUntil(ms(time));
      return sim.snapshot();
    });
    for (const snapshot of snapshots) {
      sim.restore(snapshot);
      expect(run(sim).trace.fingerprint()).toBe(expected);
    }
  });
});
