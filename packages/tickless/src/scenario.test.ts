import { formatProblem, ms, s } from "@tickless/sim-core";
import { describe, expect, it } from "vitest";
import { readScenario } from "./scenario.js";

/** A file of these steps, the first in line 3. */
const file = (...steps: string[]): string =>
  ["name: Test", "steps:", ...steps.map((step) => `  - ${step}`), ""].join("\n");

/** What the steps become, without their lines. Fails when there is anything to complain about. */
function steps(...lines: string[]) {
  const { scenario, problems } = readScenario(file(...lines), "t.yaml");
  expect(problems.map(formatProblem)).toEqual([]);
  return scenario?.steps.map(({ line: _, ...step }) => step);
}

function problems(text: string): string[] {
  return readScenario(text, "t.yaml").problems.map(formatProblem);
}

describe("Wokwi's steps", () => {
  it("reads them", () => {
    expect(
      steps(
        "delay: 250ms",
        "wait-serial: Ready",
        "write-serial: hé",
        "write-serial: [3, 255]",
        "set-control: { part-id: btn1, name: pressed, value: 1 }",
        "expect-pin: { part-id: led1, name: A, value: 0 }",
      ),
    ).toEqual([
      { kind: "delay", duration: ms(250) },
      { kind: "wait-serial", text: "Ready" },
      { kind: "write-serial", data: [0x68, 0xc3, 0xa9] },
      { kind: "write-serial", data: [3, 255] },
      { kind: "set-control", part: "btn1", control: "pressed", value: 1 },
      { kind: "expect-pin", part: "led1", pin: "A", value: 0 },
    ]);
  });

  it("reads its durations", () => {
    const durations = ["10ns", "10 us", "1.5ms", "2.S", "0", "0.0"].map((text) => `delay: "${text}"`);
    expect(steps(...durations)).toEqual(
      [10, 10_000, 1_500_000, s(2), 0, 0].map((duration) => ({ kind: "delay", duration })),
    );
  });

  it("rejects a duration without a unit", () => {
    expect(problems(file("delay: 500"))).toEqual([
      't.yaml:3: a duration is text with a unit, for example "250ms" or "1.5s"',
    ]);
    expect(problems(file('delay: "500"'))).toHaveLength(1);
    expect(problems(file('delay: "-5ms"'))).toHaveLength(1);
  });

  it("reads deprecated names", () => {
    expect(
      steps(
        "set-control: { part-id: btn1, control: pressed, value: 1 }",
        "expect-pin: { part-id: led1, pin: A, value: 1 }",
      ),
    ).toMatchObject([{ control: "pressed" }, { pin: "A" }]);
  });

  it("takes the number of a pin for its name", () => {
    const { scenario, problems } = readScenario(file("expect-pin: { part-id: esp, pin: 2, value: 1 }"), "t.yaml");
    expect(problems).toEqual([]);
    expect(scenario?.steps).toMatchObject([{ kind: "expect-pin", part: "esp", pin: "2" }]);
  });

  it("reads `expected` of expect-pin with a warning", () => {
    const { scenario, problems: found } = readScenario(
      file("expect-pin: { part-id: a, pin: A, expected: 1 }"),
      "t.yaml",
    );
    expect(scenario?.steps).toMatchObject([{ kind: "expect-pin", value: 1 }]);
    expect(found.map(formatProblem)).toEqual([
      "t.yaml:3: warning: 'expected' is read as 'value'; other tools ignore it",
    ]);
  });

  it("skips what it cannot do yet, with a warning", () => {
    const { scenario, problems: found } = readScenario(
      file("expect-chip-output: hello", "delay: 1s", "touch: { part-id: x, x: 1, y: 2 }"),
      "t.yaml",
    );
    expect(scenario?.steps).toMatchObject([{ kind: "delay", line: 4 }]);
    expect(found.map(formatProblem)).toEqual([
      "t.yaml:3: warning: 'expect-chip-output' is not supported yet, skipped",
      "t.yaml:5: warning: 'touch' is not supported yet, skipped",
    ]);
  });
});

describe("screenshots", () => {
  it("are saved, compared or both", () => {
    expect(
      steps(
        "take-screenshot: { part-id: oled1, save-to: ./a.png }",
        "take-screenshot: { part-id: oled1, save-to: shots/a.png, compare-with: b.png }",
      ),
    ).toEqual([
      { kind: "take-screenshot", part: "oled1", saveTo: "a.png" },
      { kind: "take-screenshot", part: "oled1", saveTo: "shots/a.png", compareWith: "b.png" },
    ]);
  });

  it.each([
    ["take-screenshot: { part-id: oled1 }", "give save-to, compare-with or both"],
    ["take-screenshot: { part-id: o, save-to: /a.png }", /^'save-to': expected the path of a \*\.png file/],
    ["take-screenshot: { part-id: o, save-to: ../a.png }", /^'save-to': expected the path of a \*\.png file/],
    ["take-screenshot: { part-id: o, compare-with: main.py }", /^'compare-with': expected the path of a \*\.png file/],
  ])("%s is a mistake", (step, message) => {
    const [found, more] = problems(file(step)).map((problem) => problem.replace("t.yaml:3: ", ""));
    expect(more).toBeUndefined();
    if (typeof message === "string") expect(found).toBe(message);
    else expect(found).toMatch(message);
  });
});

describe("our own steps", () => {
  it("reads them", () => {
    expect(
      steps(
        "at: 1.5s",
        "press: { part-id: btn1, for: 80ms }",
        "press: { part: btn1 }",
        "wait-pin: { part-id: led1, name: A, value: 1 }",
        "expect-within: { time: 20ms, part-id: led1, name: A, value: 1 }",
        "expect-within: { time: 20ms, serial: done }",
        "repeat: { times: 2, steps: [{ delay: 1ms }, { at: 2s }] }",
      ),
    ).toEqual([
      { kind: "at", time: s(1.5) },
      { kind: "press", part: "btn1", control: "pressed", duration: ms(80) },
      { kind: "press", part: "btn1", control: "pressed", duration: ms(100) },
      { kind: "wait-pin", part: "led1", pin: "A", value: 1 },
      { kind: "wait-pin", part: "led1", pin: "A", value: 1, timeout: ms(20) },
      { kind: "wait-serial", text: "done", timeout: ms(20) },
      {
        kind: "repeat",
        times: 2,
        steps: [
          { kind: "delay", duration: ms(1), line: 9 },
          { kind: "at", time: s(2), line: 9 },
        ],
      },
    ]);
  });

  it("reads names and time-outs of steps", () => {
    const text = "steps:\n  - name: boots\n    wait-serial: Ready\n    timeout: 2s\n  - delay: 1s\n";
    expect(readScenario(text, "t.yaml").scenario?.steps).toEqual([
      { kind: "wait-serial", text: "Ready", timeout: s(2), name: "boots", line: 3 },
      { kind: "delay", duration: s(1), line: 5 },
    ]);
  });
});

describe("expectations of the recording", () => {
  it("are read", () => {
    expect(
      steps(
        "expect-serial: done",
        'expect-serial: { text: "x", not: true, over: 1s }',
        'expect-serial: { text: "x", times: 3 }',
        "expect-duty: { part-id: led1, name: A, value: 0.5 }",
        "expect-frequency: { part: led1, pin: A, value: 1000, tolerance: 0.1, over: 10ms }",
        "expect-edges: { part-id: led1, name: A, value: 4 }",
        "expect-edges: { part-id: led1, name: A, value: 2, kind: falling, over: 1s }",
        "expect-output: { part-id: led1, name: brightness, value: 1 }",
        "expect-display: { part-id: oled1, text: hello }",
        'expect-display: { part-id: oled1, picture: "#.\\n.#\\n" }',
        "expect-display: { part-id: oled1, file: shown/a.display.txt }",
        "expect-no-faults: true",
        "expect-no-faults:",
        "expect-no-faults: { part-id: led1 }",
        "expect-fingerprint: 0123456789ABCDEF0123456789abcdef",
        "expect-fingerprint: new",
      ),
    ).toEqual([
      { kind: "expect-serial", text: "done" },
      { kind: "expect-serial", text: "x", not: true, over: s(1) },
      { kind: "expect-serial", text: "x", times: 3 },
      { kind: "expect-duty", part: "led1", pin: "A", value: 0.5, tolerance: 0.02, over: ms(100) },
      { kind: "expect-frequency", part: "led1", pin: "A", value: 1000, tolerance: 0.1, over: ms(10) },
      { kind: "expect-edges", part: "led1", pin: "A", value: 4, edge: "any", over: ms(100) },
      { kind: "expect-edges", part: "led1", pin: "A", value: 2, edge: "falling", over: s(1) },
      { kind: "expect-output", part: "led1", output: "brightness", value: 1, tolerance: 0.02 },
      { kind: "expect-display", part: "oled1", text: "hello" },
      { kind: "expect-display", part: "oled1", picture: "#.\n.#\n" },
      { kind: "expect-display", part: "oled1", file: "shown/a.display.txt" },
      { kind: "expect-no-faults" },
      { kind: "expect-no-faults" },
      { kind: "expect-no-faults", part: "led1" },
      { kind: "expect-fingerprint", value: "0123456789abcdef0123456789abcdef" },
      { kind: "expect-fingerprint", value: "new" },
    ]);
  });

  it.each([
    ['expect-serial: ""', "'text': the text is empty"],
    ["expect-serial: { text: x, not: true, times: 2 }", "'not' and 'times' exclude each other"],
    ["expect-duty: { part-id: a, name: b, value: 2 }", "'value': expected 0 to 1"],
    ["expect-duty: { part-id: a, name: b, value: 1, over: 0s }", "'over': it must be longer than nothing"],
    ["expect-edges: { part-id: a, name: b, value: 1, kind: up }", "'kind': expected rising, falling or any"],
    ["expect-display: { part-id: a }", "give one of text, picture and file"],
    ["expect-display: { part-id: a, text: x, file: a.display.txt }", "give one of text, picture and file"],
    [
      "expect-display: { part-id: a, file: main.py }",
      "expected the path of a *.display.txt file in the project's folder",
    ],
    [
      "expect-display: { part-id: a, file: ../a.display.txt }",
      "expected the path of a *.display.txt file in the project's folder",
    ],
    ['expect-display: { part-id: a, picture: "#x" }', `a picture is of "#" and ".", not of 'x'`],
    ["expect-no-faults: 3", "expected true, or a part: { part-id: … }"],
    ["expect-fingerprint: abc", 'expected 32 hex digits, or "new" to have them written here'],
    ["expect-fingerprint: 12345678901234567890123456789012", "expected 32 hex digits as text"],
  ])("%s is a mistake", (step, message) => {
    expect(problems(file(step))).toEqual([`t.yaml:3: ${message}`]);
  });
});

describe("seeds of a file", () => {
  it("are read: one, or how many", () => {
    expect(readScenario("seed: 7\nsteps: []\n", "t.yaml").scenario).toEqual({ file: "t.yaml", seed: 7, steps: [] });
    expect(readScenario("seeds: 20\nsteps: []\n", "t.yaml").scenario).toMatchObject({ seeds: 20 });
    expect(problems("seed: 1\nseeds: 2\nsteps: []\n")).toEqual(["t.yaml:2: 'seed' and 'seeds' exclude each other"]);
    expect(problems("seeds: 0\nsteps: []\n")).toEqual(["t.yaml:1: 'seeds': expected a whole number from 1 on"]);
  });
});

describe("mistakes", () => {
  it("are all found, each with its line", () => {
    const text = `nme: Test
version: 2
steps:
  - deley: 1s
  - delay: 1s
    wait-serial: x
  - set-control: { part-id: a, name: b, valu: 1 }
  - expect-pin:
      part-id: a
      name: A
      value: high
  - delay: 1s
    timeout: 1s
  - write-serial: [256]
  - wait-serial: ""
  - repeat: { times: -1, steps: [] }
  - repeat:
      times: 1
      steps:
        - dela: 1s
  - just text
`;
    expect(problems(text)).toEqual([
      "t.yaml:2: 'version': only version 1 is known",
      "t.yaml:1: unknown key 'nme' (did you mean 'name'?)",
    ]);
    expect(problems(text.replace("nme", "name").replace("version: 2", "version: 1"))).toEqual([
      "t.yaml:4: unknown step 'deley' (did you mean 'delay'?)",
      "t.yaml:5: one command to a step, not 2: delay, wait-serial",
      "t.yaml:7: 'value' is missing",
      "t.yaml:7: unknown key 'valu' (did you mean 'value'?)",
      "t.yaml:11: 'value': expected 0 or 1",
      "t.yaml:13: a delay has no timeout (only wait-serial and wait-pin do)",
      "t.yaml:14: expected text or a list of bytes (0 to 255)",
      "t.yaml:15: the text is empty",
      "t.yaml:16: 'times': expected a whole number from 0 on",
      "t.yaml:20: unknown step 'dela' (did you mean 'delay'?)",
      "t.yaml:21: a step is a command and its argument, for example '- delay: 100ms'",
    ]);
  });

  it("of YAML itself are found with their line", () => {
    expect(problems("steps:\n  - delay: [1s\n")[0]).toMatch(/^t\.yaml:\d: not valid YAML: /);
    expect(problems("steps:\n  - delay: *x\n")[0]).toMatch(/^t\.yaml:\d: not valid YAML: /);
  });

  it("of the whole file are found", () => {
    expect(problems("")).toEqual(["t.yaml:1: expected keys and values, not null"]);
    expect(problems("name: x")).toEqual(["t.yaml:1: 'steps' is missing"]);
    expect(problems("- delay: 1s")[0]).toBe("t.yaml:1: expected keys and values, not a list");
    expect(problems("steps: 5")).toEqual(["t.yaml:1: 'steps': expected a list of steps"]);
  });

  it("names a key that is given twice under two names", () => {
    expect(problems(file("set-control: { part-id: a, name: x, control: y, value: 1 }"))).toEqual([
      "t.yaml:3: 'control' and 'name' are the same, give one of them",
    ]);
  });
});
