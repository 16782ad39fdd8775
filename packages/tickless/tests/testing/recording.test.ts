import * as fc from "fast-check";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type asyncio } from "@tickless/sim-core";
import { delay, edge, first, ms, projectOf, s, serialLine, simulate, us, type Bench } from "tickless/testing";
import "tickless/testing/vitest";
import { describe, expect, it } from "vitest";
import { firmwareFor } from "../../src/cli/firmware.js";
import { readProject } from "../../src/project.js";
import { readRecording } from "../../src/recording/recording.js";
import { Replay } from "../../src/recording/replay.js";
import { example, program } from "./support.js";

/** Runs what the bench has recorded again, from the file alone. */
function replayed(sim: Bench): Replay {
  const recording = readRecording(sim.recording());
  let clock = 0;
  const replay = new Replay(recording, { firmware: firmwareFor, clock: () => clock++ });
  while (replay.step(3));
  return replay;
}

function expectSame(sim: Bench): void {
  const replay = replayed(sim);
  expect(replay.runner.problems.filter(({ message }) => message.includes("left out"))).toEqual([]);
  expect(replay.differences[0]).toBeUndefined();
  expect(replay.same).toBe(true);
}

/** Answers to all that is done to it at once, with and without asyncio; ends by itself when it is told to. */
const ECHO = `
import asyncio, sys
from machine import ADC, Pin
button, knob, led = Pin(14, Pin.IN, Pin.PULL_UP), ADC(26), Pin(15, Pin.OUT)
flag = asyncio.ThreadSafeFlag()
edges = 0
def pressed(pin):
  global edges
  edges += 1
  led.toggle()
  flag.set()
button.irq(pressed)
async def report():
  while True:
    await flag.wait()
    print("edge", edges, button.value(), knob.read_u16() >> 8)
async def typed():
  reader = asyncio.StreamReader(sys.stdin)
  while True:
    line = (await reader.readline()).strip()
    print("got", line)
    if line == b"end": sys.exit()
    if line == b"fail": raise ValueError("told to")
async def main():
  asyncio.create_task(report())
  await typed()
asyncio.run(main())
`;
const PARTS = {
  version: 1,
  parts: [
    { id: "pico", type: "board-pi-pico" },
    { id: "btn1", type: "wokwi-pushbutton" },
    { id: "btn2", type: "wokwi-pushbutton", attrs: { bounce: "0" } },
    { id: "pot1", type: "wokwi-potentiometer" },
  ],
  connections: [
    ["btn1:1.l", "pico:GND.1"],
    ["btn1:2.l", "pico:GP14"],
    ["btn2:1.l", "pico:GND.1"],
    ["btn2:2.l", "pico:GP14"],
    ["pot1:GND", "pico:GND.2"],
    ["pot1:SIG", "pico:GP26"],
    ["pot1:VCC", "pico:3V3"],
  ],
};
const project = readProject({
  name: "echo",
  files: new Map([["/main.py", Buffer.from(ECHO)]]),
  main: "/main.py",
  diagram: { file: "diagram.json", text: JSON.stringify(PARTS) },
});

const time = fc.oneof(fc.constantFrom(0, 1, us(1), ms(1)), fc.integer({ min: 0, max: 30_000 }).map(us));
const act = fc.oneof(
  fc.record({ kind: fc.constant("set" as const), part: fc.constantFrom("btn1", "btn2"), value: fc.constantFrom(0, 1) }),
  fc.record({ kind: fc.constant("turn" as const), to: fc.double({ min: 0, max: 1, noNaN: true }), over: time }),
  fc.record({
    kind: fc.constant("send" as const),
    text: fc.constantFrom("a\n", "b", "\n", "long line\nand another\n"),
  }),
  fc.record({ kind: fc.constant("last" as const), text: fc.constantFrom("end\n", "fail\n") }),
  fc.record({ kind: fc.constant("run" as const), time }),
);
/** What a process waits for before it acts. */
const wait = fc.oneof(
  fc.record({ kind: fc.constant("delay" as const), time }),
  fc.record({ kind: fc.constant("edge" as const), pin: fc.constantFrom("pico:GP14", "pico:GP15") }),
  fc.record({ kind: fc.constant("line" as const), pattern: fc.constantFrom(/edge/, /got/) }),
);
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;
type Wait = typeof wait extends fc.Arbitrary<infer W> ? W : never;

function perform(sim: Bench, one: Act, run: (time: number) => void): void {
  if (one.kind === "set") sim.part(one.part).set("pressed", one.value);
  else if (one.kind === "turn") {
    if (one.over > ms(5)) run(one.over);
    sim.part("pot1").turn(one.to);
  } else if (one.kind === "run") run(one.time);
  else sim.serial.send(one.text);
}

function* waiting(one: Wait): asyncio.Coroutine {
  if (one.kind === "delay") yield* delay(one.time);
  else yield* first(one.kind === "edge" ? edge(one.pin) : serialLine(one.pattern), delay(ms(20)));
}

const acts = fc.array(act, { maxLength: 8 });
const processes = fc.array(fc.array(fc.tuple(wait, act), { maxLength: 6 }), { maxLength: 3 });

describe("what a test did is in its recording", () => {
  it("and the run from the file alone is the same, whatever the test and its processes do", () => {
    const law = fc.property(acts, processes, fc.boolean(), fc.nat(9), (acts, processes, cpuTime, seed) => {
      const sim = simulate(project, { cpuTime, seed });
      processes.forEach((steps, index) => {
        sim.spawn(`p${index}`, function* () {
          for (const [what, does] of steps) {
            yield* waiting(what);
            perform(sim, does, () => undefined);
          }
        });
      });
      for (const one of acts) perform(sim, one, (time) => void sim.run(time));
      sim.run(ms(50));
      expectSame(sim);
    });
    fc.assert(law, { numRuns: Number(process.env["TICKLESS_RUNS"] ?? 25) });
  });

  it("also when the program sees it before it has begun, or has ended meanwhile", () => {
    const early = simulate(project, { cpuTime: false });
    early.part("btn1").press();
    expectSame(early.run(ms(30)));
    const late = simulate(project, { cpuTime: true });
    late.serial.send("fail\n");
    late
      .run(ms(30))
      .part("btn2")
      .press({ for: ms(5) });
    expect(late.run(ms(5)).end?.kind).toBe("exception");
    expectSame(late);
  });

  it("with seed, options and scenario, and where a test has failed", () => {
    const cpuTime = false;
    const sim = simulate(example("03-button-debounce-asyncio"), { seed: 9, cpuTime, scenario: "press.scenario.yaml" });
    expect(() => sim.run(ms(500)).until(() => false, { within: ms(123) })).toThrow("in vain");
    sim.spawn("checker", function* () {
      yield* delay(us(1500));
      throw new Error("wrong");
    });
    expect(() => sim.run(ms(100))).toThrow("test bench 'checker' at 624.500 ms: wrong");
    const { manifest } = readRecording(sim.recording());
    expect(manifest).toMatchObject({ seed: 9, options: { cpuTime, scenario: "press.scenario.yaml" }, ended: "test" });
    expect(manifest.end).toBe(ms(624.5));
    expectSame(sim);
  });

  it("which is written to a file, unless there is none", () => {
    const file = join(mkdtempSync(join(tmpdir(), "tickless-")), "blink.tickless");
    const sim = simulate(example("01-blink")).run(s(1)).save(file);
    expect(new Uint8Array(readFileSync(file))).toEqual(sim.recording());
    const without = simulate(projectOf(example("01-blink")), { record: false }).run(ms(1));
    expect(() => without.recording()).toThrow("it was simulated with record: false");
    sim.spawn("curious", function* () {
      yield* delay(1);
      sim.recording();
    });
    expect(() => sim.run(ms(1))).toThrow("a recording is made when time stands still");
  });
});

/** Where slices end must not be seen, whatever a program is doing there. */
describe("a run in slices", () => {
  const pressed = (slice: number, seed: number, cpuTime: boolean): Bench => {
    const sim = simulate(project, { cpuTime, seed, ...(slice > 0 ? { slicing: () => slice } : {}) });
    sim.part("btn1").press();
    sim.serial.send("x\n");
    sim.spawn("both", function* () {
      yield* delay(ms(3));
      sim.serial.send("end\n");
      sim.part("btn1").release();
    });
    return sim.run(ms(8));
  };

  it("is the run: while handlers return, while it prints, when several things happen at once, after its end", () => {
    const slices = fc.integer({ min: us(10), max: us(500) });
    const law = fc.property(slices, fc.nat(50), fc.boolean(), (slice, seed, cpuTime) => {
      expect(pressed(slice, seed, cpuTime).fingerprint).toBe(pressed(0, seed, cpuTime).fingerprint);
    });
    fc.assert(law, { numRuns: 15 });
  });
});

describe("a program in lines", () => {
  it("is told of each task, now and at any moment before, though it ran on since", () => {
    const code = `import asyncio\nasync def inner(n):\n    await asyncio.sleep_ms(n)\n    await asyncio.Event().wait()
async def outer(n):\n    await inner(n)\nasync def main():\n    await asyncio.gather(outer(10), outer(30))\nasyncio.run(main())\n`;
    const sim = simulate(program(code)).run(ms(40));
    const lines = (at: number) => [...sim.places(sim.boards[0] as string, at)].map(([task, { line }]) => [task, line]);
    const { fingerprint } = sim;
    const inTask = (at: number) => lines(at).filter(([task]) => (task as number) > 1);
    expect(inTask(ms(5))).toEqual([
      [2, 3],
      [3, 3],
    ]);
    expect(inTask(ms(20))).toEqual([
      [2, 4],
      [3, 3],
    ]);
    expect(inTask(ms(40))).toEqual([
      [2, 4],
      [3, 4],
    ]);
    expect(sim.places(sim.boards[0] as string, ms(20)).get(1)).toMatchObject({
      file: "main.py",
      line: 8,
      text: expect.stringContaining("gather") as string,
    });
    expect(sim.fingerprint).toBe(fingerprint);
  });
});
