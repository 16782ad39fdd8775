import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readRecording } from "../../src/recording/recording.js";
import { tickless } from "../support/cli.js";
import { runCommand, vitestFolder } from "../support/vitest.js";

const BLINK = `
from machine import Pin
from time import sleep_ms
led = Pin(15, Pin.OUT)
while True:
    led.toggle()
    sleep_ms(10)
`;
const TESTS = `
import { beforeAll, describe, expect, it } from "vitest";
import { forAll, presses, stimuli } from "tickless/testing/random";
import { forAllSeeds, ms, simulate, delay } from "tickless/testing";
import "tickless/testing/vitest";

const fails = Boolean(process.env["FAIL"]);
const start = (options) => simulate(import.meta.dirname, options).run(ms(25));
const edges = fails ? 5 : 3;

it("a matcher: tells when", () => expect(start().pin("GP15")).toStay(1, { from: ms(1), to: ms(fails ? 15 : 5) }));
it("anything: now", () => { start(); start({ seed: 2 }); expect(1).toBe(fails ? 2 : 1); });
it("seeds", () => forAllSeeds(9, (seed) => { start({ seed }); expect(seed).toBeLessThan(fails ? 4 : 10); }));
it("inputs", () => forAll(stimuli({ btn1: presses({ gap: [ms(1), ms(9)], hold: [ms(1), ms(9)] }) }), (inputs) => {
  start().play(inputs);
  expect(inputs.length).toBeLessThan(fails ? 3 : 100);
}));
it("a process", () => {
  const sim = start();
  sim.spawn("checker", function* () { yield* delay(ms(3)); expect(1).toBe(fails ? 2 : 1); });
  sim.run(ms(10));
});
it.fails("is to fail", () => { start(); expect(1).toBe(2); });
it("expects a failure", () => expect(() => start().until(() => false, { within: ms(1) })).toThrow("in vain"));
it("has no simulation", () => expect(1).toBe(fails ? 2 : 1));
it.skip("is skipped", () => { start(); });
it("is tried again", { retry: 1 }, ({ task }) => { start(); expect(task.result?.retryCount).toBe(1); });
describe("one for all", () => {
  let sim;
  beforeAll(() => { sim = start({ seed: 3 }); });
  it("is at fault", () => expect(sim.pin("GP15")).toHaveEdges(edges));
});
const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
describe.concurrent("at the same time", () => {
  it.each([11, 12, 13])("seed %i", async (seed) => {
    await later(20);
    const sim = start({ seed });
    await later(20);
    if (seed === 12) expect(sim.pin("GP15")).toHaveEdges(edges);
  });
  it.each(["one", "two"])("random %s", async () => {
    await later(20);
    forAllSeeds(2, (seed) => { start({ seed }); expect(seed).toBeLessThan(fails ? 2 : 3); });
  });
});
describe("of one name", () => {
  it("test", () => { start({ seed: 21 }); expect(1).toBe(fails ? 2 : 1); });
  it("test", () => { start({ seed: 22 }); expect(1).toBe(fails ? 2 : 1); });
  it("test", () => void start({ seed: 23 }));
});
`;
const DIAGRAM = {
  version: 1,
  parts: [
    { id: "pico", type: "board-pi-pico" },
    { id: "btn1", type: "wokwi-pushbutton" },
  ],
  connections: [
    ["btn1:1.l", "pico:GND.1", ""],
    ["btn1:2.l", "pico:GP14", ""],
  ],
};

it("tests that fail leave recordings that open at the failing time, and nothing when they pass", async () => {
  const files = { "main.py": BLINK, "blink.test.ts": TESTS, "diagram.json": JSON.stringify(DIAGRAM) };
  const cwd = vitestFolder(files);
  const failures = join(cwd, ".tickless/failures");
  const left = (): string[] => (existsSync(failures) ? readdirSync(failures).sort() : []);
  const recordings = (test: string): string[] => {
    const folder = left().find((name) => name.startsWith(`${test}-`)) ?? "";
    return readdirSync(join(failures, folder)).map((file) => join(failures, folder, file));
  };
  const read = (file: string) => readRecording(new Uint8Array(readFileSync(file)));

  const { code, output } = await runCommand(cwd, "npx vitest run", { FAIL: "1" });
  expect(code).toBe(1);
  expect(output).toMatch(/Tests {2}12 failed \| 5 passed \| 1 expected fail \| 1 skipped/);
  const tests = left().map((name) => name.replace(/-[0-9a-f]{6}$/, ""));
  expect(tests.sort()).toEqual([
    "a-matcher-tells-when",
    "a-process",
    "anything-now",
    "at-the-same-time-random-one",
    "at-the-same-time-random-two",
    "at-the-same-time-seed-12",
    "inputs",
    "of-one-name-test",
    "of-one-name-test-2",
    "one-for-all-is-at-fault",
    "seeds",
  ]);
  // Of each simulation one, and what the test said.
  const [one = "", two = "", text = ""] = recordings("anything-now");
  expect([read(one).manifest.seed, read(two).manifest.seed]).toEqual([1, 2]);
  expect(readFileSync(text, "utf8")).toMatch(/^anything: now\n\nexpected 1 to be 2.*\n\nnpx tickless view \.tickless/s);
  // The moment is that of the message, else where the simulation stands.
  expect(output).toMatch(
    /npx tickless view \.tickless\/failures\/a-matcher-tells-when-\w+\/1-[\w-]+\.tickless@10\d+ns\n/,
  );
  expect(output).toMatch(/npx tickless view \.tickless\/failures\/a-process-\w+\/1-[\w-]+\.tickless@28ms\n/);
  // Of many runs it is the one that failed, with the smallest input.
  expect(recordings("seeds")).toHaveLength(2);
  expect(read(recordings("seeds")[0] as string).manifest.seed).toBe(4);
  expect(recordings("inputs")).toHaveLength(2);
  expect(read(recordings("inputs")[0] as string).manifest.inputs).toHaveLength(4);
  expect(read(recordings("at-the-same-time-seed-12")[0] as string).manifest.seed).toBe(12);
  // The reporter lists them at the end.
  const list = output.slice(output.indexOf("Recordings of failed tests:"));
  expect(list).toMatch(/^ {2}blink\.test\.ts > one for all > is at fault\n {4}npx tickless view .*@25ms$/m);
  expect(list.match(/^ {4}npx tickless view/gm)).toHaveLength(12);
  // Of tests that run at the same time, each is run again by its own name.
  for (const name of ["one", "two"]) {
    const command = `TICKLESS_SEED=2 npx vitest run blink.test.ts -t 'at the same time( > | )random ${name}'`;
    expect(output.split(command)).toHaveLength(2);
  }
  // What is in a recording is the run.
  for (const file of [one, recordings("inputs")[0] as string, recordings("a-process")[0] as string]) {
    expect(await tickless(cwd, ["replay", file])).toMatchObject({ code: 0 });
  }

  const passed = await runCommand(cwd, "npx vitest run");
  expect(passed.output).not.toContain("FAIL");
  expect(passed.code).toBe(0);
  expect(passed.output).not.toContain("Recordings");
  expect(left()).toEqual([]);
}, 180_000);
