import { ms } from "@tickless/sim-core";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { loadProject } from "../src/cli/load-project.js";
import { loadRuntime } from "../src/cli/runtime.js";
import { readProject, type Project } from "../src/project.js";
import { micropython } from "../src/runner/firmware.js";
import { ProjectRun, runProject, type RunOptions } from "../src/runner/run.js";
import { readScenario } from "../src/scenario.js";
import { folder } from "./support/cli.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const example = "examples/04-fade-and-scroll";
const firmware = micropython(loadRuntime());

function scenarioOf(project: Project) {
  const [file] = project.scenarios;
  const { scenario } = readScenario(file!.text, file!.file);
  return scenario!;
}

function fingerprintOf(project: Project, options: Partial<RunOptions> = {}): string {
  const scenario = scenarioOf(project);
  return runProject(project, { firmware, clock: () => 0, scenario, ...options }).result.fingerprint;
}

describe("the same project, seed and inputs", () => {
  const project = loadProject(example, root);
  const first = fingerprintOf(project);

  it("give the same run twice", () => {
    expect(fingerprintOf(project)).toBe(first);
  });

  it("give the same run whatever the order of parts and wires", () => {
    const { parts, connections, ...rest } = JSON.parse(project.diagram!.text) as Record<string, unknown[]>;
    const text = JSON.stringify({ ...rest, parts: parts!.toReversed(), connections: connections!.toReversed() });
    const turned = readProject({ ...project, settings: undefined as never, diagram: { file: "diagram.json", text } });
    expect(fingerprintOf(turned, { until: project.settings.duration! })).toBe(first);
  });

  it("give the same run however it is cut into slices", () => {
    const run = new ProjectRun(project, { firmware, clock: () => 0, scenario: scenarioOf(project) });
    let random = 1;
    while (run.sim.now < run.until) {
      random = (random * 48271) % 2147483647;
      const status = run.sim.runUntil(Math.min(run.until, run.sim.now + (random % 3_000_000)));
      expect(status).toBe("running");
    }
    expect(run.result().fingerprint).toBe(first);
    // In one go, without the slices of a run.
    const whole = new ProjectRun(project, { firmware, clock: () => 0, scenario: scenarioOf(project) });
    whole.sim.runUntil(whole.until);
    expect(whole.result().fingerprint).toBe(first);
  });

  it("give the same run however it is cut into slices, where computing takes no time", () => {
    // Each round runs more bytecodes than half of what counts as polling.
    const code =
      "import time\nwhile True:\n    time.sleep_ms(2)\n    for i in range(9000): pass\n    print(time.ticks_us())\n";
    const files = new Map([["/main.py", Buffer.from(code)]]);
    const started = () =>
      new ProjectRun(readProject({ name: "spin", files, main: "/main.py" }), {
        firmware,
        clock: () => 0,
        cpuTime: false,
      }).sim;
    const [whole, cut] = [started(), started()];
    whole.runUntil(ms(40));
    for (let t = 0; t < ms(40); t += 700_001) cut.runUntil(t);
    cut.runUntil(ms(40));
    expect(cut.trace.fingerprint()).toBe(whole.trace.fingerprint());
  });

  it("give the same run on a slow host and on a fast one", () => {
    let wall = 0;
    expect(fingerprintOf(project, { clock: () => (wall += 1000) })).toBe(first);
  });

  it.runIf(existsSync(`${root}packages/tickless/dist/cli/start.js`))("give the same run in two other processes", () => {
    const runOnce = (file: string): unknown => {
      const command = `${root}packages/tickless/bin/tickless.js`;
      execFileSync(process.execPath, [command, "run", example, "--json", file], { cwd: root, stdio: "pipe" });
      const { fingerprint } = JSON.parse(readFileSync(file, "utf8")) as { fingerprint: unknown };
      return fingerprint;
    };
    const out = folder({});
    const files = [1, 2].map((n) => `${out}/${n}.json`);
    expect(files.map(runOnce)).toEqual([first, first]);
  });

  it("give another run with another seed", () => {
    expect(fingerprintOf(project, { seed: 2 })).not.toBe(first);
  });
});

/** Programs that use the board in different ways: polling, waiting, interrupts, transfers, output, memory. */
const PROGRAMS: Readonly<Record<string, string>> = {
  spin: "while True:\n led.toggle()\n",
  sleep: "while True:\n led.toggle()\n time.sleep_us(733)\n",
  clock: "while True:\n if time.ticks_us() % 7 == 0: led.toggle()\n",
  print: "while True:\n print('x')\n",
  convert: "a = ADC(26)\nwhile True:\n print(a.read_u16())\n",
  allocate: "while True:\n x = [1] * 100\n led.toggle()\n",
  timer: "t = Timer(period=3, callback=lambda t: led.toggle())\nwhile True:\n time.sleep_ms(50)\n print('y')\n",
  transfer: "i = I2C(0)\nwhile True:\n led.toggle()\n i.scan()\n",
  tasks: `import asyncio
t = Timer(period=3, callback=lambda t: led.toggle())
i = I2C(0)
async def f(n):
    while True:
        led.toggle()
        try: i.writeto(60, b'ab')
        except OSError: print(n)
        await asyncio.sleep_ms(n)
async def main():
    await asyncio.gather(f(20), f(60), f(5))
asyncio.run(main())
`,
};

describe("slices leave no mark", () => {
  it.each(Object.keys(PROGRAMS))("%s", (name) => {
    const text = `from machine import *\nimport time\nled = Pin(25, Pin.OUT)\n${PROGRAMS[name]}`;
    const project = readProject({ name, files: new Map([["/main.py", Buffer.from(text)]]), main: "/main.py" });
    const fingerprintAfter = (slice: (n: number) => number): string => {
      const run = new ProjectRun(project, { firmware, clock: () => 0, until: ms(150) });
      for (let n = 0; run.sim.now < run.until; n++) {
        const status = run.sim.runUntil(Math.min(run.until, run.sim.now + slice(n)));
        expect(status).toBe("running");
      }
      return run.result().fingerprint;
    };
    const whole = fingerprintAfter(() => Infinity);
    expect(fingerprintAfter((n) => 100_000 + ((n * 77) % 3001))).toBe(whole);
    expect(fingerprintAfter(() => 12_345)).toBe(whole);
  });
});
