import { ms, s, type Nanos } from "@tickless/sim-core";
import fc from "fast-check";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { firmwareFor } from "../src/cli/firmware.js";
import { loadProject } from "../src/cli/load-project.js";
import { loadRuntime } from "../src/cli/runtime.js";
import { projectOfFiles } from "../src/project-files.js";
import { readProject, type Project } from "../src/project.js";
import { micropython } from "../src/runner/firmware.js";
import type { Input, InputNow } from "../src/runner/model.js";
import { problemsOf } from "../src/runner/problems.js";
import { Runner, type RunnerOptions } from "../src/runner/runner.js";
import { typescript } from "../src/runner/typescript.js";
import { readScenario } from "../src/scenario.js";
import { inputsToScenario } from "../src/scenario-record.js";
import { diagram } from "./support/cli.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const python = micropython(loadRuntime());
const example = (name: string): Project => loadProject(`examples/${name}`, root);

function start(project: Project, options: Partial<RunnerOptions> = {}): Runner {
  const firmware = project.main.endsWith(".ts") ? firmwareFor(project) : python;
  return new Runner(project, { firmware, clock: () => 0, scenario: "none", ...options });
}

/** The host's clock never moves, so one step goes all the way. */
function runTo(runner: Runner, limit: Nanos): Runner {
  while (runner.step(1000, limit));
  return runner;
}

const program = (code: string, files: Readonly<Record<string, string>> = {}): Project =>
  readProject(projectOfFiles("test", { "main.py": code, ...files }));

/** Waits for what nobody does. */
const FOR_EVER = "import asyncio\nasyncio.run(asyncio.Event().wait())\n";

const press = (value: number): InputNow => ({ kind: "control", part: "btn1", control: "pressed", value });

describe("what a person does while it runs", () => {
  const project = example("03-button-debounce-asyncio");
  const end = ms(700);
  /** Where the run is halted, and what is done there. */
  const moments = fc.array(
    fc.record({
      at: fc.oneof(fc.integer({ min: 0, max: end }), fc.constantFrom(0, ms(5), ms(100), end)),
      input: fc.oneof(
        fc.constantFrom<InputNow>(press(0), press(1)),
        fc.constant<InputNow>({ kind: "serial", text: "hé\n" }),
      ),
    }),
    { minLength: 1, maxLength: 6 },
  );

  it("is applied where the run stands, and replaying it gives the same run, however both are sliced", () => {
    const law = fc.property(moments, fc.infiniteStream(fc.integer({ min: 1, max: ms(40) })), (done, slices) => {
      const live = start(project);
      const inputs: Input[] = [];
      for (const { at, input } of done.sort((a, b) => a.at - b.at)) {
        while (live.now < at) runTo(live, Math.min(at, live.now + (slices.next().value as number)));
        inputs.push(live.input(input) as Input);
        expect(inputs.at(-1)).toEqual({ ...input, time: at });
      }
      const fingerprint = runTo(live, end).fingerprint();
      expect(runTo(start(project, { inputs }), end).fingerprint()).toBe(fingerprint);
      const sliced = start(project, { inputs });
      while (sliced.now < end) runTo(sliced, Math.min(end, sliced.now + (slices.next().value as number)));
      expect(runTo(sliced, end).fingerprint()).toBe(fingerprint);
    });
    fc.assert(law, { numRuns: 12 });
  });

  it("leaves its mark: the run is another one without it", () => {
    const inputs: Input[] = [{ ...press(1), time: ms(50) }];
    const without = runTo(start(project), end).fingerprint();
    expect(runTo(start(project, { inputs }), end).fingerprint()).not.toBe(without);
  });

  it("is a scenario: played again, it sets the same controls at the same times", () => {
    const times = [ms(50), ms(120) + 1, ms(300) + us(7), s(1)];
    const inputs = times.map((time, i) => ({ ...press(1 - (i % 2)), time })) as Input[];
    const text = inputsToScenario([...inputs, { kind: "serial", text: "go\n", time: s(1) }], "By hand");
    const { problems, scenario } = readScenario(text, "by-hand.scenario.yaml");
    expect([problems, scenario?.name, scenario?.steps.length]).toEqual([[], "By hand", 9]);
    expect(text).toContain("  - at: 120000001ns\n  - set-control: { part-id: btn1, name: pressed, value: 0 }\n");
    const again = { ...project, scenarios: [{ file: "by-hand.scenario.yaml", text }] };
    const played = runTo(start(again, { scenario: "by-hand.scenario.yaml" }), s(2));
    const replayed = runTo(start(project, { inputs }), s(2));
    expect(rows(played, "btn1.pressed")).toEqual(rows(replayed, "btn1.pressed"));
    expect(rows(played, "btn1.pressed")).toHaveLength(5);
    expect(rows(played, "pico.serial.in")).toHaveLength(1);
  });

  it("is left out with a warning when the board has changed and cannot take it", () => {
    const inputs: Input[] = [{ ...press(1), time: ms(50) }];
    const { problems } = start(program("pass\n"), { inputs });
    expect(problems.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
      "warning: what was done by hand at 50.000 ms is left out: btn1 has no pressed of 1",
    ]);
  });

  it("reaches the board although its program waits in vain, also when it is replayed", () => {
    const waiting = program(FOR_EVER, { "diagram.json": project.diagram!.text });
    const live = runTo(start(waiting), s(1));
    expect([live.end?.kind, live.now < ms(100)]).toEqual(["deadlock", true]);
    const inputs = [live.input(press(1)) as Input];
    expect(live.end).toBeUndefined();
    runTo(live, s(1));
    expect([live.end?.kind, rows(live, "btn1.contact").at(-1)?.[1]]).toEqual(["deadlock", 1]);
    expect(runTo(start(waiting, { inputs }), s(1)).fingerprint()).toBe(live.fingerprint());
    // Later than it would have come to that, as after an edit.
    const later = runTo(start(waiting, { inputs: [{ ...inputs[0]!, time: ms(900) }] }), s(1));
    expect([later.end?.kind, rows(later, "btn1.pressed").at(-1)]).toEqual(["deadlock", [ms(900), 1]]);
    const beyond = runTo(start(waiting, { inputs: [{ ...inputs[0]!, time: s(2) }] }), s(1));
    expect(beyond.now).toBe(s(1));
  });
});

describe("a run", () => {
  it("goes on for as long as it may, and not much longer", () => {
    let now = 0;
    const runner = start(example("04-fade-and-scroll"), { clock: () => now++ });
    expect(runner.step(10, s(5))).toBe(true);
    expect(runner.now).toBeLessThan(s(5));
    expect(now).toBeLessThan(20);
  });

  it("hands over all of its recording, piece by piece", () => {
    const runner = start(example("01-blink"));
    const [first, second] = [runTo(runner, ms(400)).take(), runTo(runner, s(2)).take()];
    expect([first.end, second.end]).toEqual([ms(400), s(2)]);
    const count = (name: string): number =>
      [first, second]
        .flatMap(({ tracks }) => tracks.filter((track) => track.name === name))
        .reduce((sum, { chunks }) => sum + chunks.reduce((n, { rows }) => n + rows, 0), 0);
    for (const { name, rows } of runner.sim.trace.tracks) expect([name, count(name)]).toEqual([name, rows]);
  });

  it("plays the scenario that the command line would, or the one asked for", () => {
    const project = example("04-fade-and-scroll");
    const pressed = (scenario: string | undefined): number =>
      rows(runTo(start(project, { scenario }), s(2)), "btn1.pressed").length;
    expect([pressed(undefined), pressed("press.scenario.yaml"), pressed("none")]).toEqual([3, 3, 1]);
    expect(() => start(project, { scenario: "other" })).toThrow("there is no scenario 'other' in the folder");
  });

  it("tells the board with its wires as they are drawn", () => {
    const { board } = start(example("03-button-debounce-asyncio"));
    const button = board.parts.find(({ id }) => id === "btn1");
    const pico = board.parts.find(({ mcu }) => mcu);
    const controls = button?.controls.filter(({ kind }) => kind !== "fault");
    expect(controls).toEqual([{ name: "pressed", min: 0, max: 1, initial: 0, kind: "momentary", unit: "" }]);
    const wire = board.wires.find(({ from, to }) => [from.part, to.part].includes("btn1"));
    expect(wire?.net).toBe(button?.pins[wire!.from.part === "btn1" ? wire!.from.pin : wire!.to.pin]);
    expect(board.nets[wire!.net]).toContain("btn1:");
    expect(pico?.pins["GND.1"]).toBe(pico?.pins["GND.8"]);
    expect(board.supplies[pico!.pins["3V3"]!]).toBe(3.3);
    expect(structuredClone(board)).toEqual(board);
  });
});

describe("why a run does not go on", () => {
  const endOf = (project: Project) => runTo(start(project), s(30)).end;
  const marks = (runner: Runner) => rows(runner, "pico.program").map(([, text]) => text);

  it("the program has ended", () => {
    const runner = runTo(start(program("print(1)\n")), s(1));
    expect(runner.end).toEqual({ kind: "finished", message: "The program has ended." });
    expect(marks(runner)).toEqual(["started", "finished"]);
    expect(runner.input(press(1))).toBeUndefined();
  });

  it("an exception, at its line, and the trace has a mark when its traceback has been printed", () => {
    const code = "import helper\ndef f():\n    helper.g()\n\nf()\n";
    const runner = runTo(
      start(program(code, { "helper.py": "def g():\n    raise ValueError('too\\nbig: é')\n" })),
      s(1),
    );
    // Of a message of several lines the first stands for all.
    expect(runner.end).toEqual({ kind: "exception", message: "ValueError: too", file: "helper.py", line: 2 });
    expect(marks(runner)).toEqual(["started", "exception: ValueError: too"]);
    const [, [time] = []] = rows(runner, "pico.program");
    expect(time).toBe(runner.now);
    expect(time).toBeGreaterThan(rows(runner, "pico.serial").at(-1)![0] as number);
  });

  it("an exception out of asyncio, at the line of the program's own", () => {
    const code = "import asyncio\nasync def main():\n    await asyncio.sleep_ms(5)\n    {}[1]\nasyncio.run(main())\n";
    expect(endOf(program(code))).toEqual({ kind: "exception", message: "KeyError: 1", file: "main.py", line: 4 });
    expect(endOf(program("x = (\n"))).toMatchObject({ kind: "exception", file: "main.py", line: 2 });
    expect(endOf(program("raise KeyboardInterrupt\n"))?.message).toBe("KeyboardInterrupt");
  });

  it("an exception of a program in TypeScript", () => {
    const code = "export default function* main() {\n  throw new RangeError('no');\n}\n";
    const project = readProject(projectOfFiles("test", { "firmware.ts": code }));
    const runner = runTo(start(project, { firmware: typescript() }), s(1));
    expect(runner.end).toEqual({ kind: "exception", message: "RangeError: no", file: "firmware.ts", line: 2 });
    expect(marks(runner)).toEqual(["started", "exception: RangeError: no"]);
  });

  it("resets, each of which is marked with its cause", () => {
    const runner = runTo(start(program("import machine\nmachine.reset()\n")), s(30));
    expect(runner.end?.kind).toBe("reset-loop");
    expect(new Set(marks(runner))).toEqual(new Set(["started", "reset: hard"]));
    const dog = program("import machine, time\nmachine.WDT(timeout=500)\ntime.sleep(9)\n");
    expect(marks(runTo(start(dog), s(0.7)))).toEqual(["started", "reset: watchdog"]);
  });

  it("no failed scenario: that is told with its line, and the run goes on", () => {
    const text = "steps:\n  - delay: 5ms\n  - wait-serial: never\n    timeout: 10ms\n";
    const project = program("while True: pass\n", { "a.scenario.yaml": text });
    const { end, now, scenarioFailure } = runTo(start(project, { scenario: undefined }), s(1));
    expect([end, now]).toEqual([undefined, s(1)]);
    expect(scenarioFailure).toMatchObject({ time: ms(15), file: "a.scenario.yaml", line: 3 });
    expect(scenarioFailure?.message).toMatch(/^The scenario failed: waited 10.000 ms in vain/);
  });

  it.each([
    ["an exception", "import time\nfor i in range(2000): pass\nprint('x' * 300)\nraise ValueError('x' * 50)\n"],
    ["an end", "import time\nfor i in range(2000): pass\nprint('done')\n"],
    ["a deadlock", `for i in range(2000): pass\n${FOR_EVER}`],
  ])("%s leaves the same recording however the run was sliced", (_, code) => {
    const whole = runTo(start(program(code)), s(1));
    for (const slice of [7_919, 100_003, 1_000_001]) {
      const sliced = start(program(code));
      while (!sliced.end) runTo(sliced, sliced.now + slice);
      expect(sliced.end).toEqual(whole.end);
      expect(rows(sliced, "pico.program")).toEqual(rows(whole, "pico.program"));
      expect(sliced.fingerprint()).toBe(whole.fingerprint());
    }
  });
});

describe("what is wrong with a project", () => {
  const problemsIn = (build: () => unknown) => {
    try {
      build();
    } catch (error) {
      return problemsOf(error);
    }
    throw new Error("nothing is wrong");
  };

  it("is told with file and line, never as a stack", () => {
    const board = diagram([
      ["led1", "wokwi-text"],
      ["led1", "wokwi-text"],
    ]);
    const wrong = problemsIn(() => start(program("pass\n", { "diagram.json": board })));
    expect(wrong).toMatchObject([{ severity: "error", file: "diagram.json", part: "led1" }]);
    expect(wrong[0]?.line).toBeGreaterThan(1);
    expect(problemsIn(() => program("pass\n", { "tickless.yaml": "seed: x\n" }))).toMatchObject([
      { file: "tickless.yaml", line: 1 },
    ]);
    expect(problemsIn(() => start(program("pass\n", { "tickless.yaml": "board: toaster\n" })))).toMatchObject([
      { severity: "error", message: expect.stringContaining("there is no board 'toaster'") as string },
    ]);
    expect(problemsOf(new Error("oops"))).toEqual([{ severity: "error", message: "internal error: oops" }]);
  });
});

const us = (n: number): Nanos => n * 1000;

function rows(runner: Runner, name: string): (readonly unknown[])[] {
  const track = runner.sim.trace.get(name)!;
  return Array.from({ length: track.rows }, (_, row) => [track.time(row), track.value(row)]);
}
