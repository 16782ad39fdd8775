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
      file("take-screenshot: { part-id: lcd, save-to: a.png }", "delay: 1s", "touch: { part-id: x, x: 1, y: 2 }"),
      "t.yaml",
    );
    expect(scenario?.steps).toMatchObject([{ kind: "delay", line: 4 }]);
    expect(found.map(formatProblem)).toEqual([
      "t.yaml:3: warning: 'take-screenshot' is not supported yet, skipped",
      "t.yaml:5: warning: 'touch' is not supported yet, skipped",
    ]);
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
