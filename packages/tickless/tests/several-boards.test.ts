import { formatProblem, ms, type ProjectError } from "@tickless/sim-core";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { firmwareFor } from "../src/cli/firmware.js";
import { loadProject } from "../src/cli/load-project.js";
import { readRecording } from "../src/recording/recording.js";
import { openRecording } from "../src/recording/viewing.js";
import type { Input } from "../src/runner/model.js";
import { Runner } from "../src/runner/runner.js";
import { simulate } from "../src/testing/simulate.js";
import { folder, tickless } from "./support/cli.js";

const ASKS = `
from machine import UART
import time

uart = UART(0, 38400, timeout=50)
time.sleep_ms(5)
for n in range(3):
    uart.write("%d\\n" % n)
    print(uart.readline())
`;
const ANSWERS = `
import asyncio
from machine import UART
import rule

async def main():
    stream = asyncio.StreamReader(UART(1, 38400))
    while True:
        line = await stream.readline()
        print("asked", int(line))
        stream.write(b"%d\\n" % rule.apply(int(line)))
        await stream.drain()

asyncio.run(main())
`;
const ANSWERS_IN_TYPESCRIPT = `
export default function* main(mcu) {
  const uart = mcu.uart(1, { baudrate: 38400 });
  for (;;) {
    const line = yield* uart.readLine();
    mcu.print(\`asked \${Number(line)}\`);
    yield* uart.write(\`\${Number(line) ** 2}\\n\`);
  }
}
`;
const RULE = "def apply(n): return n * n\n";

const part = (id: string, type = "board-pi-pico") => ({ id, type, left: 0, top: 0, attrs: {} });
const wires = [
  ["one:GP0", "two:GP5", "green", []],
  ["one:GP1", "two:GP4", "green", []],
  ["one:GND.1", "two:GND.1", "black", []],
];
const diagram = (parts = [part("one"), part("two")], connections: readonly unknown[] = wires) =>
  JSON.stringify({ version: 1, parts, connections }, null, 1);

const SETTINGS = "duration: 100ms\n";
const ASKED = ["b'0\\n'", "b'1\\n'", "b'4\\n'"];

/** What the two boards print. */
function printed(files: Readonly<Record<string, string>>): { one: string[]; two: string[]; fingerprint: string } {
  const sim = simulate(folder({ "diagram.json": diagram(), "tickless.yaml": SETTINGS, ...files })).run(100e6);
  return { one: sim.serialOf("one").lines, two: sim.serialOf("two").lines, fingerprint: sim.fingerprint };
}

describe("a program that writes files", () => {
  const WRITES = `
import os, time
for n in range(40):
    with open("log.txt", "a") as file:
        file.write("%d\\n" % n)
    print(n, os.stat("log.txt")[6:9], time.ticks_us())
`;

  it("does so beside another board", () => {
    const files = {
      "one/main.py": WRITES,
      "two/main.py": ANSWERS.replace("rule.apply(int(line))", "0").replace("import rule\n", ""),
    };
    const sim = simulate(folder({ ...files, "diagram.json": diagram() })).run(ms(100));
    expect(sim.serialOf("one").lines).toHaveLength(40);
    expect(sim.serialOf("one").lines[39]).toMatch(/^39 \(110, 1709215062, 1709215062\) /);
  });

  it("is the same run in slices, which end anywhere", () => {
    const project = folder({ "main.py": WRITES });
    const whole = simulate(project).run(ms(100));
    expect(whole.serial.lines).toHaveLength(40);
    const sliced = simulate(project);
    while (sliced.now < ms(100)) sliced.run(Math.min(3700, ms(100) - sliced.now));
    expect(sliced.serial.lines).toEqual(whole.serial.lines);
    expect(sliced.fingerprint).toBe(whole.fingerprint);
  });
});

describe("a program for each board", () => {
  const both = { "one/main.py": ASKS, "two/main.py": ANSWERS, "two/rule.py": RULE };
  const expected = { one: ASKED, two: ["asked 0", "asked 1", "asked 2"] };

  it("is the folder that is called what the board is, which is its file system", () => {
    expect(printed(both)).toMatchObject(expected);
  });

  it("is main.py for the board that has no folder", () => {
    expect(printed({ ...both, "main.py": ASKS, "one/main.py": "" })).toMatchObject({ one: [], two: [] });
    const { "one/main.py": asks, ...others } = both;
    expect(printed({ ...others, "main.py": asks })).toMatchObject(expected);
  });

  it("is what tickless.yaml says: folders, or programs", () => {
    const files = { "control/main.py": ASKS, "rule.py": RULE, "sensor/answers.py": ANSWERS };
    for (const programs of [
      "programs: { one: control/, two: sensor/answers.py }\n",
      'programs:\n  # who asks\n  "one": control\n  two: ./sensor/answers.py\n',
    ]) {
      expect(printed({ ...files, "tickless.yaml": SETTINGS + programs })).toMatchObject(expected);
    }
  });

  it("may be in either language", () => {
    const files = { "one/main.py": ASKS, "two/firmware.ts": ANSWERS_IN_TYPESCRIPT };
    expect(printed(files)).toMatchObject(expected);
  });

  it("does not depend on the order in which the boards and wires are declared", () => {
    const reversed = diagram(
      [part("two"), part("one")],
      [...wires].reverse().map(([a, b, ...more]) => [b, a, ...more]),
    );
    expect(printed({ ...both, "diagram.json": reversed }).fingerprint).toBe(printed(both).fingerprint);
    const settings = ["one: one, two: two", "two: two, one: one"];
    const [a, b] = settings.map((text) => printed({ ...both, "tickless.yaml": `programs: { ${text} }\n` }).fingerprint);
    expect(a).toBe(b);
  });

  it("can be made for boards of different kinds", () => {
    const parts = [part("one"), part("two", "board-esp32-devkit-c-v4")];
    const levels = [
      ["one:GP2", "two:4", "green", []],
      ["one:GND.1", "two:GND.1", "black", []],
    ];
    const files = {
      "diagram.json": diagram(parts, levels),
      "one/main.py": "from machine import Pin\nimport time\ntime.sleep_ms(20)\nPin(2, Pin.OUT).on()\n",
      "two/main.py":
        "from machine import Pin\nimport sys, time\np = Pin(4, Pin.IN)\nwhile not p.value(): time.sleep_ms(1)\nprint(sys.platform, time.ticks_ms() < 40)\n",
    };
    expect(printed(files)).toMatchObject({ one: [], two: ["esp32 True"] });
  });
});

describe("a mistake in programs", () => {
  const files = { "diagram.json": diagram(), "main.py": "", "lib/x.py": "", "notes.csv": "" };
  it.each([
    ["programs: { tow: main.py }", "1: there is no board 'tow' to run a program on (did you mean 'two'?)"],
    ["programs:\n  one: other/", "2: there is no file or folder 'other'"],
    ["seed: 1\nprograms:\n  two: lib", "3: there is no main.py in lib"],
    ["programs: { one: notes.csv }", "1: notes.csv is no program: give a .py or .ts file, or a folder"],
    ["programs: [main.py]", /^1: /],
    ["programs: { one: 3 }", "1: 'one': expected text"],
  ])("%s", async (text, message) => {
    const { code, stderr } = await tickless(folder({ ...files, "tickless.yaml": text }), ["run", "."]);
    expect(code).toBe(2);
    const found = stderr
      .trimEnd()
      .split("\n")
      .at(-1)
      ?.replace(/^tickless: tickless\.yaml:/, "");
    if (typeof message === "string") expect(found).toBe(message);
    else expect(found).toMatch(message);
  });

  it("in a program is told with its path in the project", () => {
    const project = folder({ "diagram.json": diagram(), "one/main.py": "", "two/firmware.ts": "const = 3;" });
    try {
      simulate(project);
      expect.unreachable();
    } catch (error) {
      expect(formatProblem((error as ProjectError).problems[0]!)).toMatch(/^two\/firmware\.ts:1: /);
    }
  });

  it("that ends a program is found in the board's folder", () => {
    const sim = simulate(folder({ "diagram.json": diagram(), "one/main.py": "", "two/main.py": "\n1/0\n" })).run(10e6);
    expect(sim.end).toMatchObject({ kind: "exception", file: "two/main.py", line: 2 });
  });
});

const ECHO = "print('it is', input())\n";
const echo = { "diagram.json": diagram(undefined, []), "one/main.py": ECHO, "two/main.py": ECHO };

describe("serial ports of several boards", () => {
  const files = echo;

  it("are told apart on standard output", async () => {
    const cwd = folder({ ...files, "one/main.py": "print('a', end='')\n", "two/main.py": "print('b')\n" });
    expect((await tickless(cwd, ["run", "."])).stdout).toBe("two: b\none: a\n");
  });

  it("are the first's when a scenario does not say whose", async () => {
    const steps = [
      "- delay: 10ms",
      '- write-serial: "1\\n"',
      '- write-serial: "2\\n"',
      "  board: two",
      "- wait-serial: it is 2",
      "  board: two",
      "  timeout: 10ms",
      "- expect-serial: it is 1",
      "- expect-serial: it is 2",
      "  board: two",
    ];
    const scenario = `steps:\n${steps.map((line) => `  ${line}\n`).join("")}`;
    const { code, stderr } = await tickless(folder({ ...files, "a.scenario.yaml": scenario }), ["test", "."]);
    expect(stderr + code).toMatch(/0$/);
    const wrong = await tickless(folder({ ...files, "a.scenario.yaml": "steps:\n- wait-serial: x\n  board: tow\n" }), [
      "run",
      ".",
    ]);
    expect(wrong.stderr).toContain("a.scenario.yaml:2: there is no board 'tow' (did you mean 'two'?)");
  });

  it("take what a test types", () => {
    const sim = simulate(folder(files)).run(5e6);
    sim.serialOf("two").send("hello\n");
    sim.run(5e6);
    expect(sim.serial.text).not.toContain("hello");
    expect(sim.serialOf("two").text).toContain("it is hello");
    expect(() => sim.serialOf("tow")).toThrow("there is no board 'tow' (did you mean 'two'?)");
  });
});

describe("a recording of several boards", () => {
  it("is replayed from the file alone, with what was typed for one of them", async () => {
    const cwd = folder({
      "p/diagram.json": diagram(undefined, []),
      "p/tickless.yaml": "programs: { one: asks/, two: asks/main.py }\nduration: 50ms\n",
      "p/asks/main.py": "print('it is', input())\n",
      "p/a.scenario.yaml": 'steps:\n  - delay: 10ms\n  - write-serial: "x\\n"\n    board: two\n',
    });
    const run = await tickless(cwd, ["run", "p", "--record", "r.tickless"]);
    expect(run.stdout).toContain("two: it is x\n");
    const replayed = await tickless(cwd, ["replay", "r.tickless"]);
    expect([replayed.code, replayed.stdout]).toEqual([0, expect.stringMatching(/^same: /)]);
    const recording = readRecording(new Uint8Array(readFileSync(`${cwd}/r.tickless`)));
    const { files, binary } = openRecording(recording);
    expect([files["tickless.yaml"], binary]).toEqual([
      "programs: { one: asks/, two: asks/main.py }\nduration: 50ms\n",
      {},
    ]);
  });

  it("takes inputs by hand for a board", () => {
    const project = loadProject(folder({ ...echo }), "/");
    const options = { firmware: firmwareFor(), clock: () => 0 };
    const first = new Runner(project, options);
    while (first.step(1, 10e6));
    const typed = first.input({ kind: "serial", text: "x\n", board: "two" });
    while (first.step(1, 20e6));
    const again = new Runner(project, { ...options, inputs: [typed!] });
    while (again.step(1, 20e6));
    expect(again.fingerprint()).toBe(first.fingerprint());
    expect(again.sim.trace.at(20e6).text("two.serial")).toContain("it is x");
    const other = new Runner(project, { ...options, inputs: [{ ...typed!, board: "tow" } as Input] });
    expect(other.problems.map(formatProblem)).toEqual([
      "warning: what was done by hand at 10.000 ms is left out: there is no board tow",
    ]);
  });
});
