import { ms, s, type Nanos } from "@tickless/sim-core";
import { describe, expect, it } from "vitest";
import { loadRuntime } from "../src/cli/runtime.js";
import { readProject } from "../src/project.js";
import { micropython } from "../src/runner/firmware.js";
import { ProjectRun } from "../src/runner/run.js";
import { readScenario } from "../src/scenario.js";

const firmware = micropython(loadRuntime());

/** Runs a program on a bare Pico in slices of a given length, while somebody types. */
function run(code: string, typed: string, slice: Nanos, until: Nanos = s(2)) {
  const files = new Map([["/main.py", new TextEncoder().encode(code)]]);
  const project = readProject({ name: "test", files, main: "/main.py" });
  const { scenario } = readScenario(`name: typing\nversion: 1\nsteps:\n${typed}`, "typing.scenario.yaml");
  let printed = "";
  const onSerial = (bytes: Uint8Array): void => void (printed += new TextDecoder().decode(bytes));
  const run = new ProjectRun(project, { firmware, clock: () => 0, until, scenario: scenario!, onSerial });
  let status = run.sim.runUntil(0);
  while (status === "running" && run.sim.now < until) {
    status = run.sim.runUntil(Math.min(until, run.sim.now + slice));
  }
  return { printed, status, fingerprint: run.result().fingerprint };
}

const CTRL_C = `  - delay: 300ms\n  - write-serial: "\\x03"\n`;

describe("Ctrl-C", () => {
  const loops: Readonly<Record<string, string>> = {
    "a loop without calls": "pass",
    "a loop that polls a pin": "pin.value()",
    "a loop that sleeps": "time.sleep_ms(7)",
    "a long sleep": "time.sleep(10)",
    "an endless wait": "input()",
  };
  it.each(Object.keys(loops))("interrupts %s at once, however the run is cut into slices", (name) => {
    const code = `import time
from machine import Pin
pin = Pin(2, Pin.IN)
try:
    while True: ${loops[name]}
except KeyboardInterrupt:
    print(time.ticks_us())
`;
    const whole = run(code, CTRL_C, s(2));
    expect(Number(whole.printed)).toBeGreaterThanOrEqual(300_000);
    expect(Number(whole.printed)).toBeLessThan(300_100);
    for (const slice of [ms(100), 12_345]) expect(run(code, CTRL_C, slice, ms(310)).printed).toBe(whole.printed);
  });

  it("does nothing once the program is over", () => {
    const code = "from machine import Timer\nt = Timer(period=400, callback=lambda t: print('tick'))\n";
    expect(run(code, CTRL_C, ms(50), s(1)).printed).toBe("tick\ntick\n");
  });
});

describe("a program that reads", () => {
  it("waits until something is typed", () => {
    const typed = `  - delay: 300ms\n  - write-serial: "Ada\\r"\n`;
    expect(run("import time\nprint(input('name? '), time.ticks_ms())\n", typed, s(1)).printed).toBe(
      "name? Ada\nAda 300\n",
    );
  });

  it.each([
    "input()",
    "sys.stdin.read(1)",
    "p = select.poll()\np.register(sys.stdin, select.POLLIN)\np.poll()",
    "select.select([sys.stdin], [], [])",
    "asyncio.run(asyncio.StreamReader(sys.stdin).readline())",
  ])("waits as long as the run lasts: %s", (code) => {
    const typed = "  - delay: 1ms\n";
    expect(run(`import asyncio, select, sys\n${code}\n`, typed, s(1)).status).toBe("running");
  });
});
