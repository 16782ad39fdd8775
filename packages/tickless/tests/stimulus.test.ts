import { ms, parseVcd, s, toVcd, type Capture } from "@tickless/sim-core";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { findSigrok } from "../../../scripts/find-sigrok.mjs";
import { readTexts } from "../src/cli/view-project.js";
import { inputsToScenario } from "../src/scenario-record.js";
import { simulate } from "../src/testing.js";
import { diagram, folder, tickless } from "./support/cli.js";
import { readFile, record } from "./support/recordings.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const example = (name: string): string => `${root}examples/${name}`;
const BOUNCE = `${example("03-button-debounce-asyncio")}/recorded-bounce.vcd`;
const EXAMPLES = [
  "01-blink",
  "02-button-polling",
  "03-button-debounce-asyncio",
  "04-fade-and-scroll",
  "05-typescript-firmware/debounce",
  "05-typescript-firmware/fade-and-scroll",
];

/** Each signal's changes, by the name that it has in Tickless. */
const edges = ({ signals }: Capture): Record<string, string> =>
  Object.fromEntries(
    signals.map(({ name, times, levels }) => [
      name,
      Array.from(times, (time, row) => `${time} ${levels[row]}`).join(", "),
    ]),
  );

const WATCH = `
from machine import Pin
import time

pin = Pin(14, Pin.IN, Pin.PULL_UP)
edges = []
pin.irq(lambda p: edges.append((time.ticks_ms(), p.value())), Pin.IRQ_FALLING | Pin.IRQ_RISING)
time.sleep_ms(100)
print(edges)
`;
const PULSES = "$timescale 1 ms $end $var wire 1 ! D0 $end $enddefinitions $end #0 1! #10 0! #30 1! #40";
const scenario = (...steps: string[]): string => ["name: played", "version: 1", "steps:", ...steps, ""].join("\n");
const PLAY = '  - play-vcd: { file: a.vcd, signals: { D0: "pico:GP14" } }';

describe("a captured button", () => {
  it("is counted once a press by example 03, and more often by example 02", () => {
    const presses = (name: string): number =>
      simulate(example(name)).run(ms(100)).playVcd(BOUNCE, { D0: "GP14" }).run(ms(100)).serial.lines.length - 1;
    expect(presses("03-button-debounce-asyncio")).toBe(2);
    expect(presses("02-button-polling")).toBeGreaterThan(10);
  });

  it("is played by a scenario of the example, beside the steps that follow", async () => {
    const file = `${example("03-button-debounce-asyncio")}/recorded-bounce.scenario.yaml`;
    const { code, stdout } = await tickless(root, ["run", example("03-button-debounce-asyncio"), "--scenario", file]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "ready\npresses: 1\npresses: 2\n" });
  });
});

describe("a project with a capture", () => {
  const files = {
    "main.py": WATCH,
    "a.vcd": PULSES,
    "b.vcd": PULSES,
    "a.scenario.yaml": scenario("  - at: 20ms", PLAY),
  };
  const seen = "[(30, 0), (50, 1)]\n";

  it("is recorded with it, and replayed from the recording alone", async () => {
    const cwd = folder(files);
    const { stdout } = await record(cwd, "r.tickless", ".", "--no-cpu-time");
    expect(stdout).toBe(seen);
    const recording = readFile(cwd, "r.tickless");
    expect(Object.keys(recording.files)).toEqual(["a.scenario.yaml", "a.vcd", "main.py"]);
    const alone = folder({});
    writeFileSync(join(alone, "r.tickless"), readFileSync(join(cwd, "r.tickless")));
    const { code, stdout: verdict } = await tickless(alone, ["replay", "r.tickless"]);
    expect(code).toBe(0);
    expect(verdict).toMatch(/^same: /);
  });

  it("does not have it in the board's flash", async () => {
    const listing = { ...files, "main.py": "import os\nprint(os.listdir())\n", "a.scenario.yaml": scenario(PLAY) };
    expect((await tickless(folder(listing), ["run", "."])).stdout).toBe("['main.py']\n");
  });

  it("is given to the viewer with it, and without captures that nothing plays", () => {
    const cwd = folder({ ...files, "b.vcd": " ".repeat(2 ** 21), "a.vcd": PULSES + " ".repeat(2 ** 21) });
    expect(Object.keys(readTexts({ folder: cwd, file: undefined, shown: "p" }).files).sort()).toEqual([
      "a.scenario.yaml",
      "a.vcd",
      "main.py",
    ]);
  });

  it.each([
    [
      "  - play-vcd: { file: a.vcd, signals: { D1: pico:GP14 } }",
      "4: a.vcd: there is no signal 'D1' (did you mean 'D0'?)",
    ],
    [
      "  - play-vcd: { file: a.vcd, signals: { D0: pico:GP99 } }",
      "4: pico: the part has no pin 'GP99' (did you mean 'GP9'?)",
    ],
    [
      "  - play-vcd: { file: a.vcd, signals: { D0: pico:GND.1 } }",
      "4: pico: pin 'GND.1' cannot be driven: its wire is a supply of 0 V",
    ],
    ["  - play-vcd: { file: c.vcd, signals: { D0: pico:GP14 } }", "4: there is no 'c.vcd' in the project's folder"],
    [
      "  - play-vcd: { file: ../a.vcd, signals: { D0: pico:GP14 } }",
      "4: 'file': expected the path of a .vcd file in the project's folder",
    ],
    ["  - play-vcd: { file: a.vcd, signals: { D0: GP14 } }", '4: expected a pin, for example "btn1:1.l"'],
    ["  - play-vcd: { file: a.vcd, signals: {} }", "4: no signal is played"],
    ["  - play-vcd: { file: a.vcd, signals: { D0: pico:GP14 }, speed: 0 }", "4: 'speed': expected 0.000001 or more"],
    ["  - drive-pin: { part-id: pico, name: GP14, value: 2 }", "4: 'value': expected 0, 1 or z"],
    ["  - drive-pin: { part-id: pica, name: GP14, value: z }", "4: there is no part 'pica' (did you mean 'pico'?)"],
    ["  - wait-vcd: a.vcd", "4: nothing plays 'a.vcd'"],
  ])("%s is refused with its line", async (step, message) => {
    const { code, stderr } = await tickless(folder({ ...files, "a.scenario.yaml": scenario(step) }), ["run", "."]);
    expect(code).toBe(2);
    expect(stderr).toContain(`tickless: a.scenario.yaml:${message}`);
  });

  it("tells what is wrong in the capture, with its line", async () => {
    const cwd = folder({ ...files, "a.vcd": PULSES.replaceAll("#", "\n#").replace("#30", "#3") });
    const { code, stderr } = await tickless(cwd, ["run", "."]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: "tickless: a.vcd:4: time goes back here\n" });
  });
});

describe("a pin driven by a test", () => {
  const project = (): string => folder({ "main.py": WATCH, "diagram.json": diagram() });

  it("is read by the program, and the run replayed from its recording", async () => {
    const cwd = project();
    const sim = simulate(cwd, { cpuTime: false }).run(ms(10));
    sim.pin("GP14").drive(0);
    sim.run(ms(20)).pin("pico:GP14").drive("z");
    expect(sim.run(ms(90)).serial.text).toBe("[(10, 0), (30, 1)]\n");
    sim.save(join(cwd, "r.tickless"));
    expect((await tickless(cwd, ["replay", "r.tickless"])).stdout).toMatch(/^same: /);
    const inputs = readFile(cwd, "r.tickless").manifest.inputs;
    writeFileSync(join(cwd, "again.scenario.yaml"), inputsToScenario(inputs, "again"));
    const again = await tickless(cwd, ["run", ".", "--no-cpu-time"]);
    expect(again.stdout).toBe("[(10, 0), (30, 1)]\n");
  });

  it("may be played a capture, from a place, faster, and again", async () => {
    const cwd = folder({ "main.py": WATCH, "a.vcd": PULSES });
    const vcd = join(cwd, "a.vcd");
    const sim = simulate(cwd, { cpuTime: false }).run(ms(10));
    sim.playVcd(vcd, { D0: "GP14" }, { start: ms(5), speed: 0.5, repeat: 1 });
    expect(sim.now).toBe(ms(80));
    expect(sim.run(s(1)).serial.text).toBe("[(20, 0), (60, 1)]\n");
    sim.save(join(cwd, "r.tickless"));
    expect((await tickless(cwd, ["replay", "r.tickless"])).stdout).toMatch(/^same: /);
    const twice = simulate(cwd, { cpuTime: false }).playVcd(vcd, { D0: "GP14" }, { repeat: 2 });
    expect(twice.run(s(1)).serial.text).toBe("[(10, 0), (30, 1), (50, 0), (70, 1)]\n");
  });

  it("must be one that can be driven, and the capture one that can be read", () => {
    const cwd = folder({ "main.py": WATCH, "a.vcd": PULSES });
    const sim = simulate(cwd);
    const vcd = join(cwd, "a.vcd");
    expect(() => sim.track("pico.GP14").drive(0)).toThrow("'pico.GP14' is a track: only a pin can be driven");
    expect(() => sim.playVcd(vcd, { D0: "GP98" })).toThrow("GP98: pico: the part has no pin 'GP98'");
    expect(() => sim.playVcd(vcd, { D0: "GND.1" })).toThrow("its wire is a supply of 0 V");
    expect(() => sim.playVcd(vcd, { D7: "GP14" })).toThrow("there is no signal 'D7'");
    expect(() => sim.playVcd("none.vcd", { D0: "GP14" })).toThrow("none.vcd: there is no such file");
    expect(() => sim.playVcd(vcd, { D0: "GP14" }, { start: s(1) })).toThrow("nothing is left to be played");
  });
});

describe("exported waveforms", () => {
  it.each(EXAMPLES)("of %s come back with the same edges", async (name) => {
    const cwd = folder({});
    await record(cwd, "r.tickless", example(name), "--until", "1s", "--vcd", "a.vcd");
    const { trace, manifest } = readFile(cwd, "r.tickless");
    const read = parseVcd(new Uint8Array(readFileSync(join(cwd, "a.vcd"))));
    expect([read.start, read.end]).toEqual([0, manifest.end]);
    // Wires without pulse trains, straight from the recording.
    const wires = trace.tracks.filter(({ kind, rows, name: track }) => {
      return kind === "digital" && rows > 0 && (trace.get(`${track}.pwm`)?.rows ?? 0) === 0;
    });
    const found = edges(read);
    for (const track of wires) {
      const rows = Array.from(
        { length: track.rows },
        (_, row) => [track.time(row), track.value(row) as number] as const,
      );
      const last = rows.filter(([time], row) => rows[row + 1]?.[0] !== time);
      const changes = last.filter(([, level], row) => last[row - 1]?.[1] !== level);
      expect(found[track.name]).toBe(changes.map(([time, level]) => `${time} ${level}`).join(", "));
    }
    // What was read, written and read again; pulse trains and buses among it.
    const again = [...toVcd(trace, { end: manifest.end, levels: "simulated" })].join("");
    expect(edges(parseVcd(again))).toEqual(found);
    expect(read.signals.length).toBeGreaterThan(wires.length - 1);
  });
});

describe("sigrok", () => {
  let sigrok = "";
  beforeAll(() => {
    sigrok = findSigrok();
  }, 600_000);

  it("writes files that are read with the edges that were exported to it", async () => {
    const cwd = folder({});
    const debounce = example("03-button-debounce-asyncio");
    const played = ["--scenario", `${debounce}/recorded-bounce.scenario.yaml`, "--until", "999ms", "--no-cpu-time"];
    await record(cwd, "r.tickless", debounce, ...played, "--vcd-logic", "a.vcd");
    const [ours, theirs] = [join(cwd, "a.vcd"), join(cwd, "b.vcd")];
    execFileSync(sigrok, ["-I", "vcd", "-i", ours, "-O", "vcd", "-o", theirs], { stdio: "pipe", timeout: 60_000 });
    const read = parseVcd(new Uint8Array(readFileSync(theirs)), { file: theirs });
    const expected = edges(parseVcd(new Uint8Array(readFileSync(ours))));
    const found = edges(read);
    for (const pin of ["GP14", "GP15"]) {
      const name = Object.keys(found).find((each) => each.endsWith(pin)) as string;
      expect(expected[`pico.${pin}`]!.split(", ").length).toBeGreaterThan(3);
      expect(found[name]).toBe(expected[`pico.${pin}`]);
    }
  });
});
