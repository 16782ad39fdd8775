import { ms, s } from "@tickless/sim-core";
import { strToU8 } from "fflate";
import { describe, expect, it } from "vitest";
import { firmwareFor } from "../src/cli/firmware.js";
import { projectOfFiles } from "../src/project-files.js";
import { readProject } from "../src/project.js";
import { readRecording, writeRecording } from "../src/recording/recording.js";
import { Replay } from "../src/recording/replay.js";
import { headOf, openRecording } from "../src/recording/viewing.js";
import type { Input } from "../src/runner/model.js";
import { Runner } from "../src/runner/runner.js";
import { diagram, folder } from "./support/cli.js";
import { readFile, record } from "./support/recordings.js";

type Files = Readonly<Record<string, string | Uint8Array>>;

/** Runs a project as the viewer does: to its own length, with its own scenario. */
function run(files: Files, options: { seed?: number; inputs?: readonly Input[] } = {}, until?: number): Runner {
  const project = readProject(projectOfFiles("test", files, { anyName: true }));
  const runner = new Runner(project, { firmware: firmwareFor(project), clock: () => 0, ...options });
  while (runner.step(1000, until ?? runner.duration));
  return runner;
}

const POLL = "import time\nfrom machine import Pin\np = Pin(14, Pin.IN, Pin.PULL_UP)\nwhile True:\n print(p.value())\n";
const PRESS = "version: 1\nsteps:\n - at: 2ms\n - press: { part-id: btn1, for: 5ms }\n";
const BUTTON = diagram(
  [["btn1", "wokwi-pushbutton"]],
  [
    ["btn1:1.l", "pico:GP14"],
    ["btn1:2.l", "pico:GND.1"],
  ],
);

describe("a recording that is opened to be shown", () => {
  it.each([
    ["as the project says", []],
    ["of another length", ["--until", "3ms"]],
    ["of another scenario", ["--scenario", "p/b.scenario.yaml", "--seed", "6"]],
    ["of a scenario from elsewhere", ["--scenario", "c.yaml"]],
    ["of none", ["--no-scenario"]],
    ["with a smaller heap", ["--heap", "20k"]],
    ["without time for computing", ["--no-cpu-time"]],
  ])("%s, gives the recorded run", async (_, args) => {
    const sleepy = POLL.replace("while True:", "while True:\n time.sleep_us(100)\n bytearray(500)");
    const cwd = folder({
      "p/main.py": sleepy,
      "p/diagram.json": BUTTON,
      "p/tickless.yaml": "# Says a lot.\nduration: 8ms\nscenario: a.scenario.yaml\n",
      "p/a.scenario.yaml": PRESS,
      "p/b.scenario.yaml": PRESS.replace("2ms", "3ms"),
      "c.yaml": PRESS.replace("2ms", "4ms"),
    });
    await record(cwd, "a.tickless", "p", ...args);
    const recording = readFile(cwd, "a.tickless");
    const { files, binary } = openRecording(recording);
    const { seed, fingerprint, until } = recording.manifest;
    const runner = run(files, { seed });
    expect([runner.fingerprint(), runner.duration, binary]).toEqual([fingerprint, until, {}]);
    expect(files["tickless.yaml"]).toContain("# Says a lot.\n");
  });

  it("may have settings that say nothing", async () => {
    const cwd = folder({ "p/main.py": POLL, "p/tickless.yaml": "~\n" });
    await record(cwd, "a.tickless", "p", "--until", "5ms");
    expect(openRecording(readFile(cwd, "a.tickless")).files["tickless.yaml"]).toBe("duration: 5000000ns\n");
  });

  it("may be of one file on a board given by name, and of files without settings", async () => {
    const cwd = folder({ "blink.py": "print('hi')\n" });
    await record(cwd, "a.tickless", "blink.py", "--board", "pico-w", "--until", "5ms");
    const recording = readFile(cwd, "a.tickless");
    const { files } = openRecording(recording);
    expect(files["tickless.yaml"]).toBe("duration: 5000000ns\nboard: pico-w\n");
    expect(run(files).fingerprint()).toBe(recording.manifest.fingerprint);
  });

  it("has its files that are no text, so that it is the recorded run", async () => {
    const cwd = folder({ "p/main.py": "print(open('data.bin', 'rb').read())\n", "p/data.bin": "\0\u0001" });
    await record(cwd, "a.tickless", "p");
    const recording = readFile(cwd, "a.tickless");
    const { files, binary } = openRecording(recording);
    expect([Object.keys(files), binary]).toEqual([["main.py"], { "data.bin": Uint8Array.of(0, 1) }]);
    expect(run({ ...files, ...binary }).fingerprint()).toBe(recording.manifest.fingerprint);
  });
});

describe("a run that is shown", () => {
  const files = { "main.py": POLL, "diagram.json": BUTTON, "a.scenario.yaml": PRESS, "README.md": "Read me.\n" };
  const press: Input = { time: ms(3), kind: "control", part: "btn1", control: "pressed", value: 1 };

  it("can be recorded, and replayed from the file", () => {
    const inputs = [press];
    const runner = run(files, { seed: 4, inputs }, ms(9));
    const head = headOf({ name: "shown", files, seed: 4, inputs, end: runner.now, ended: "limit" });
    expect(head).toMatchObject({ main: "/main.py", until: ms(9), options: { scenario: "a.scenario.yaml" } });
    const bytes = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)]));
    const recording = readRecording(writeRecording(head, bytes, runner.sim.trace));
    const replay = new Replay(recording, { firmware: firmwareFor, clock: () => 0 });
    while (replay.step(1000));
    expect(replay.same).toBe(true);
    expect(openRecording(recording).files["README.md"]).toBe("Read me.\n");
  });

  it("names its program and the scenario that it played, as the settings say", () => {
    const run = { name: "x", seed: 1, inputs: [], end: s(1), ended: "finished" };
    const settings = { "tickless.yaml": "scenario: none\n" };
    expect(headOf({ ...run, files: { ...files, ...settings } }).options).toEqual({ scenario: "none" });
    expect(headOf({ ...run, files: { "blink.py": "pass\n" } })).toMatchObject({ main: "/blink.py", ended: "finished" });
    expect(() => headOf({ ...run, files: {} })).toThrow("there is no main.py");
  });
});
