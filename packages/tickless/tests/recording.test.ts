import { ms } from "@tickless/sim-core";
import * as fc from "fast-check";
import { strToU8, unzipSync, zipSync } from "fflate";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { firmwareFor } from "../src/cli/firmware.js";
import { loadProject } from "../src/cli/load-project.js";
import { projectOfRecording, recordingOf } from "../src/recording/project.js";
import { readRecording, RecordingError } from "../src/recording/recording.js";
import { Replay } from "../src/recording/replay.js";
import { ENGINE, PROGRAM } from "../src/recording/versions.js";
import type { Input } from "../src/runner/model.js";
import { Runner } from "../src/runner/runner.js";
import { diagram, folder, tickless } from "./support/cli.js";
import { readFile, record } from "./support/recordings.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const examples = [
  "01-blink",
  "02-button-polling",
  "03-button-debounce-asyncio",
  "04-fade-and-scroll",
  "05-typescript-firmware/debounce",
  "05-typescript-firmware/fade-and-scroll",
];
const host = { firmware: firmwareFor, clock: () => 0 };
const fingerprintOf = (stderr: string): string | undefined => /^fingerprint +(\w+)/m.exec(stderr)?.[1];

const BUTTON = diagram(
  [["btn1", "wokwi-pushbutton"]],
  [
    ["btn1:1.l", "pico:GP14"],
    ["btn1:2.l", "pico:GND.1"],
  ],
);
const POLL = "from machine import Pin\np = Pin(14, Pin.IN, Pin.PULL_UP)\nwhile True:\n print(p.value())\n";
const SLEEPY = POLL.replace("while True:", "import time\nwhile True:\n time.sleep_us(100)\n bytearray(500)\n");
const PRESS = "version: 1\nsteps:\n - at: 2ms\n - press: { part-id: btn1, for: 5ms }\n";

describe("a recorded run", () => {
  it.each(examples)("of example %s is the same when it is replayed from the file alone", async (example) => {
    const cwd = folder({});
    const { code, stderr } = await record(cwd, "a.tickless", `${root}examples/${example}`);
    expect(code).toBe(0);
    const replayed = await tickless(cwd, ["replay", "a.tickless"]);
    expect(replayed).toMatchObject({ code: 0, stderr: "" });
    expect(replayed.stdout).toMatch(new RegExp(`^same: ${fingerprintOf(stderr)}, \\d+\\.\\d+ s of virtual time\n$`));
  });

  it.runIf(existsSync(`${root}packages/tickless/dist/cli/replay-command.js`))(
    "is the same in another process",
    async () => {
      const cwd = folder({});
      await record(cwd, "a.tickless", `${root}examples/03-button-debounce-asyncio`, "--seed", "5");
      const command = [`${root}packages/tickless/bin/tickless.js`, "replay", "a.tickless"];
      expect(execFileSync(process.execPath, command, { cwd, encoding: "utf8" })).toMatch(/^same: /);
    },
  );

  it("writes the same file every time", async () => {
    const cwd = folder({ "p/main.py": POLL, "p/diagram.json": BUTTON });
    await record(cwd, "a.tickless", "p", "--until", "3ms");
    await record(join(cwd, "p"), "../b.tickless", ".", "--until", "3ms");
    expect(readFileSync(join(cwd, "a.tickless"))).toEqual(readFileSync(join(cwd, "b.tickless")));
  });

  // Each of these decides how the run goes: without it in the file the replay would be another.
  it.each([
    ["its length", ["--until", "3ms"]],
    ["the seed", ["--until", "9ms", "--seed", "99"]],
    ["the scenario named", ["--until", "9ms", "--scenario", "p/b.scenario.yaml"]],
    ["a scenario from elsewhere", ["--until", "9ms", "--scenario", "elsewhere.yml"]],
    ["no scenario", ["--until", "9ms", "--no-scenario"]],
    ["the heap", ["--until", "9ms", "--heap", "20k"]],
    ["no time for computing", ["--until", "9ms", "--no-cpu-time"]],
  ])("keeps %s", async (_, args) => {
    const cwd = folder({
      "p/main.py": SLEEPY,
      "p/lib/data.bin": "x",
      "p/diagram.json": BUTTON,
      "p/tickless.yaml": "scenario: a.scenario.yaml\n",
      "p/a.scenario.yaml": PRESS,
      "p/b.scenario.yaml": PRESS.replace("2ms", "3ms"),
      "elsewhere.yml": PRESS.replace("2ms", "4ms"),
    });
    const { stderr } = await record(cwd, "a.tickless", "p", ...args);
    rmSync(join(cwd, "p"), { recursive: true });
    rmSync(join(cwd, "elsewhere.yml"));
    expect((await tickless(cwd, ["replay", "a.tickless"])).stdout).toContain(`same: ${fingerprintOf(stderr)}`);
    const defaults = folder({ "main.py": SLEEPY, "diagram.json": BUTTON, "a.scenario.yaml": PRESS });
    const plain = await tickless(defaults, ["run", ".", "--until", "9ms"]);
    expect(fingerprintOf(plain.stderr)).not.toBe(fingerprintOf(stderr));
  });

  it("keeps what tickless.yaml says", async () => {
    const settings = "seed: 77\nduration: 8ms\nheap: 20000\ncpu-time: false\nboard: pico-w\n";
    const cwd = folder({ "p/main.py": SLEEPY, "p/tickless.yaml": settings, "q/main.py": SLEEPY });
    const { stderr } = await record(cwd, "a.tickless", "p");
    rmSync(join(cwd, "p"), { recursive: true });
    expect((await tickless(cwd, ["replay", "a.tickless"])).stdout).toContain(`same: ${fingerprintOf(stderr)}`);
    expect(fingerprintOf((await tickless(cwd, ["run", "q"])).stderr)).not.toBe(fingerprintOf(stderr));
  });

  it("may be of a single file, of any name, on a board given by name", async () => {
    const cwd = folder({ "blink.py": "print('hi')\n", "main.py": "print('other')\n" });
    await record(cwd, "a.tickless", "blink.py", "--board", "pico-w");
    expect(Object.keys(readFile(cwd, "a.tickless").files)).toEqual(["blink.py"]);
    expect(await tickless(cwd, ["replay", "a.tickless"])).toMatchObject({ code: 0 });
  });

  it.each([
    ["an exception", "1/0\n"],
    ["a deadlock", "import asyncio\nasyncio.run(asyncio.Event().wait())\n"],
    ["nothing but resets", "import machine\nmachine.reset()\n"],
    ["its end", "pass\n"],
  ])("may end with %s", async (_, program) => {
    const cwd = folder({ "main.py": program });
    await record(cwd, "a.tickless", "main.py");
    expect(await tickless(cwd, ["replay", "a.tickless"])).toMatchObject({ code: 0 });
  });

  it("may end where its scenario fails, or where it was stopped", async () => {
    const fails = "version: 1\nsteps:\n - delay: 5ms\n - expect-pin: { part-id: pico, pin: GP14, value: 0 }\n";
    const cwd = folder({ "main.py": POLL, "diagram.json": BUTTON, "a.scenario.yaml": fails });
    expect((await record(cwd, "a.tickless", ".")).stderr).toContain("the scenario failed");
    expect(await tickless(cwd, ["replay", "a.tickless"])).toMatchObject({ code: 0 });
    const stop = new AbortController();
    stop.abort();
    const args = ["run", ".", "--no-scenario", "--record", "b.tickless", "--until", "60s"];
    expect((await tickless(cwd, args, { signal: stop.signal })).code).toBe(130);
    expect(readFile(cwd, "b.tickless").manifest).toMatchObject({ ended: "interrupted" });
    expect(await tickless(cwd, ["replay", "b.tickless"])).toMatchObject({ code: 0 });
  });

  it("may have what a person did while it ran", () => {
    const project = loadProject("examples/03-button-debounce-asyncio", root);
    const press = (time: number, value: number): Input => {
      return { time, kind: "control", part: "btn1", control: "pressed", value };
    };
    const inputs = [press(ms(50), 1), press(ms(120) + 1, 0), { time: ms(130), kind: "serial", text: "hé\n" } as const];
    const runner = new Runner(project, { firmware: firmwareFor(project), clock: () => 0, inputs, scenario: "none" });
    while (runner.step(1000, ms(400)));
    const { trace } = runner.sim;
    const run = { project, trace, seed: 1, end: ms(400), until: ms(400), ended: "limit", scenario: undefined };
    const replayOf = (inputs: readonly Input[]): Replay => {
      const replay = new Replay(readRecording(recordingOf({ ...run, inputs: [...inputs] })), host);
      while (replay.step(1000));
      return replay;
    };
    expect([replayOf(inputs).same, replayOf([]).same]).toEqual([true, false]);
    expect(replayOf(inputs.slice(1)).differences[0]).toMatchObject({ track: "btn1.pressed", time: ms(50), row: 1 });
  });
});

/** A recording in a folder, with a part of it changed as if it had been recorded so. */
async function forged(change: (manifest: Record<string, unknown>) => void) {
  const cwd = folder({ "main.py": SLEEPY });
  await record(cwd, "a.tickless", "main.py", "--until", "20ms");
  const entries = unzipSync(new Uint8Array(readFileSync(join(cwd, "a.tickless"))));
  const manifest = JSON.parse(new TextDecoder().decode(entries["manifest.json"])) as Parameters<typeof change>[0];
  change(manifest);
  writeFileSync(join(cwd, "a.tickless"), zipSync({ ...entries, "manifest.json": strToU8(JSON.stringify(manifest)) }));
  return tickless(cwd, ["replay", "a.tickless"]);
}

describe("a replay that is not the same", () => {
  it("tells the first event that differs, what ran then, and in how many tracks there is more", async () => {
    const { code, stdout } = await forged((manifest) => (manifest["options"] = { scenario: "none", cpuTime: false }));
    expect(code).toBe(1);
    expect(stdout).toMatch(/^different: first at .+, track pico\.\S+, row \d+\n {2}recorded {2}.+\n {2}now {7}.+\n/);
    expect(stdout).toMatch(/\d+ of \d+ tracks differ\n$/);
    const longer = await forged((manifest) => (manifest["until"] = 30e6));
    expect(longer.stdout).toMatch(/ {2}recorded {2}nothing after its \d+ rows\n/);
  });

  it("says so when something else made the recording", async () => {
    const other = (program: string) => (manifest: Record<string, unknown>) =>
      Object.assign(manifest, { program, options: { scenario: "none", cpuTime: false } });
    const { stdout } = await forged(other("tickless 0.0.9"));
    expect(stdout).toContain(`it was made by tickless 0.0.9 with ${ENGINE}; this is ${PROGRAM} with ${ENGINE}\n`);
    expect((await forged(other(PROGRAM))).stdout).not.toContain("it was made by");
    const harmless = await forged((manifest) => (manifest["program"] = "tickless 0.0.9"));
    expect(harmless).toMatchObject({ code: 0, stderr: "" });
  });

  it("knows its versions", () => {
    const versionOf = (file: string): Record<string, unknown> =>
      JSON.parse(readFileSync(`${root}packages/${file}/package.json`, "utf8")) as Record<string, unknown>;
    expect(PROGRAM).toBe(`tickless ${versionOf("tickless")["version"] as string}`);
    const { devDependencies } = versionOf("micropython") as { devDependencies: Record<string, string> };
    expect(ENGINE).toBe(`MicroPython ${devDependencies["@micropython/micropython-webassembly-pyscript"]}`);
  });
});

describe("a file that cannot be replayed", () => {
  const complaint = async (content: string | undefined, name = "a.tickless"): Promise<string> => {
    const cwd = folder(content === undefined ? {} : { "a.tickless": content });
    const { code, stdout, stderr } = await tickless(cwd, ["replay", name]);
    expect({ code, stdout, lines: stderr.split("\n").length }).toEqual({ code: 2, stdout: "", lines: 2 });
    return stderr;
  };

  it("is told in one line", async () => {
    expect(await complaint(undefined)).toBe("tickless: a.tickless: there is no such file\n");
    expect(await complaint("", ".")).toBe("tickless: .: a recording is a file, written by tickless run --record\n");
    expect(await complaint("PK nonsense")).toMatch(/^tickless: a\.tickless: it is not a recording, or cut off\n$/);
    const [none, two] = [await tickless(".", ["replay"]), await tickless(".", ["replay", "a", "b"])];
    expect(none).toMatchObject({ code: 2, stderr: "tickless: which recording? Give a .tickless file\n" });
    expect(two).toMatchObject({ code: 2, stderr: "tickless: one recording at a time; what is 'b'?\n" });
  });

  it("may be so because of the project in it", async () => {
    const board = await forged((manifest) => (manifest["options"] = { scenario: "none", board: "uno" }));
    expect(board.stderr).toMatch(
      /^tickless: a\.tickless: the project in it cannot be run: there is no board 'uno'.*\n$/,
    );
    const main = await forged((manifest) => (manifest["main"] = "/other.py"));
    expect(main.stderr).toMatch(/there is no other\.py\n$/);
    expect([board.code, main.code]).toEqual([2, 2]);
    const newer = await forged((manifest) => (manifest["version"] = 9));
    expect(newer.stderr).toContain("a newer version wrote it");
    const print = await forged((manifest) => (manifest["fingerprint"] = "0".repeat(32)));
    expect(print.stderr).toBe("tickless: a.tickless: its tracks are not those that its fingerprint was made of\n");
  });

  it("says for which mistake the project cannot be run, however many warnings there are", async () => {
    const cwd = folder({ "main.py": "pass\n" });
    await record(cwd, "a.tickless", ".");
    const entries = unzipSync(new Uint8Array(readFileSync(join(cwd, "a.tickless"))));
    const manifest = JSON.parse(new TextDecoder().decode(entries["manifest.json"])) as { files: string[] };
    manifest.files.push("diagram.json");
    const leds = Array.from({ length: 50 }, (_, n): [string, string] => [`led${n}`, "wokwi-led"]);
    const diagramText = diagram(leds).replace('"board-pi-pico"', '"wokwi-led"');
    const changed = {
      "manifest.json": strToU8(JSON.stringify(manifest)),
      "project/diagram.json": strToU8(diagramText),
    };
    writeFileSync(join(cwd, "a.tickless"), zipSync({ ...entries, ...changed }));
    const { code, stderr } = await tickless(cwd, ["replay", "a.tickless"]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(/cannot be run: diagram\.json.*microcontroller[^;]*\n$/) as string,
    });
  });

  it("is never more than an error, however its content was changed", async () => {
    const cwd = folder({ "main.py": POLL, "diagram.json": BUTTON, "a.scenario.yaml": PRESS });
    await record(cwd, "a.tickless", ".", "--until", "4ms");
    const entries = unzipSync(new Uint8Array(readFileSync(join(cwd, "a.tickless"))));
    const json = new TextDecoder().decode(entries["manifest.json"]);
    const edit = fc.record({
      at: fc.nat(json.length),
      remove: fc.nat(12),
      put: fc.oneof(fc.string(), fc.integer().map(String)),
    });
    let refused = 0;
    const law = fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
      const text = edits.reduce((now, { at, remove, put }) => now.slice(0, at) + put + now.slice(at + remove), json);
      try {
        const recording = readRecording(zipSync({ ...entries, "manifest.json": strToU8(text) }, { level: 0 }));
        projectOfRecording(recording);
        new Replay(recording, host);
      } catch (error) {
        refused++;
        // A project that cannot be read is the user's mistake.
        if (!(error instanceof RecordingError)) expect((error as Error).name).toMatch(/^(Usage|Project)Error$/);
      }
    });
    fc.assert(law, { numRuns: 1500 });
    expect(refused).toBeGreaterThan(1000);
  });
});
