import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { ModelError } from "@tickless/sim-core";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { RUN_OPTIONS } from "../src/cli/options.js";
import { ProjectRun } from "../src/runner/run.js";
import { diagram, folder, tickless, type Outcome } from "./support/cli.js";

const HELLO = "print('hello')\n";

/** One message on stderr, exit code 2, nothing on stdout, no stack. */
function expectUsageError({ code, stdout, stderr }: Outcome, message: string | RegExp): void {
  expect(stderr).not.toMatch(/^\s+at /m);
  if (typeof message === "string") expect(stderr).toBe(`tickless: ${message}\n`);
  else expect(stderr).toMatch(message);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
}

describe("help and version", () => {
  it("are written to standard output", async () => {
    const help = await tickless(".", ["--help"]);
    expect(help).toMatchObject({ code: 0, stderr: "" });
    expect(help.stdout).toContain("tickless run PROJECT");
    const runHelp = await tickless(".", ["run", "--help"]);
    expect(runHelp).toMatchObject({ code: 0, stderr: "" });
    for (const option of Object.keys(RUN_OPTIONS)) expect(runHelp.stdout).toContain(`--${option}`);
    expect(runHelp.stdout).toContain("Exit codes");
    for (const command of ["run", "test", "replay", "diff", "export", "view"]) {
      expect(help.stdout).toContain(`tickless ${command} `);
      expect((await tickless(".", [command, "-h"])).stdout).toMatch(new RegExp(`^Usage: tickless ${command} `));
    }
    expect((await tickless(".", ["--version"])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe("mistakes on the command line", () => {
  const cwd = ".";
  it.each([
    [[], /^tickless: what to do\?/],
    [["fly"], "unknown command 'fly'; see tickless --help"],
    [["run"], "which project? Give a folder, a .py or a .ts file"],
    [["run", "a", "b"], "one project at a time; what is 'b'?"],
    [["run", "a", "--fast"], "unknown option '--fast'"],
    [["run", "a", "--until"], /^tickless: option '--until <value>' argument missing\n$/],
    [["run", "a", "--until", "soon"], "--until: 'soon' is not a duration; write for example 250ms, 1.5s or 2min"],
    [["run", "a", "--until", "0s"], "--until: the run would be over before it begins"],
    [["run", "a", "--seed", "x"], "--seed: 'x' is not a whole number"],
    [["run", "a", "--seed", "-1"], "option '--seed': what follows begins with a dash; if it is meant, write --seed=…"],
    [["run", "a", "--seed=-1"], "--seed: '-1' is not a whole number"],
    [["run", "a", "--heap", "10"], "--heap: '10' is not a heap size; write bytes from 16384 to 8388608, or 64k"],
    [["run", "a", "--scenario", "x", "--no-scenario"], "--scenario and --no-scenario exclude each other"],
    [["run", "missing"], "missing: there is no such file or folder"],
    [["run", "package.json/main.py"], "package.json/main.py: there is no such file or folder"],
    [["replay", "package.json/a.tickless"], "package.json/a.tickless: there is no such file"],
    [["run", "x".repeat(300)], `${"x".repeat(300)}: its name is too long`],
    [["run", "a.tickless"], "a.tickless: there is no such file or folder"],
    [["run", "package.json"], "package.json: a project is a folder, a .zip, a .py or a .ts file"],
  ])("%j", async (args, message) => {
    expectUsageError(await tickless(cwd, args), message);
  });
});

describe("a symbolic link that leads in a circle", () => {
  it.each(["run", "check", "test", "view", "replay", "diff", "export-diagram"])("is told by %s", async (command) => {
    const cwd = folder({});
    symlinkSync("a.tickless", join(cwd, "a.tickless"));
    const more = command === "diff" ? ["a.tickless"] : [];
    expectUsageError(
      await tickless(cwd, [command, "a.tickless", ...more]),
      /^tickless: a\.tickless: its symbolic links/,
    );
  });

  it("is no file of the project", async () => {
    const cwd = folder({ "main.py": HELLO });
    symlinkSync("x.py", join(cwd, "x.py"));
    expect(await tickless(cwd, ["run", "."])).toMatchObject({ code: 0, stdout: "hello\n" });
  });
});

describe("a file that cannot be written", () => {
  it.each([
    [["--record", "none/a.tickless"], "--record: there is no folder none"],
    [["--record", "lib"], "--record: lib is a folder"],
    [["--record", ""], "--record: which file?"],
    [["--vcd", "none/a.vcd"], "--vcd: there is no folder none"],
    [["--perfetto", "lib"], "--perfetto: lib is a folder"],
    [["--csv", "main.py"], "--csv: main.py is no folder"],
    [["--json", "none/a.json"], "--json: there is no folder none"],
  ])("is told before the run: %j", async (options, message) => {
    const cwd = folder({ "main.py": HELLO, "lib/x.py": "" });
    expectUsageError(await tickless(cwd, ["run", ".", ...options]), message);
  });
});

describe("mistakes in a project", () => {
  const run = (files: Readonly<Record<string, string>>, ...args: string[]) =>
    tickless(folder(files), ["run", ".", ...args]);

  it("no main.py", async () => {
    const message = "tickless.py";
    expectUsageError(
      await tickless(folder({ [`p/${message}`]: HELLO }), ["run", "p"]),
      "p: there is no main.py (a project folder has its program in main.py or firmware.ts)",
    );
  });

  it("a board that does not exist", async () => {
    expectUsageError(
      await run({ "main.py": HELLO }, "--board", "uno"),
      /^tickless: there is no board 'uno' \(there are: pico/,
    );
  });

  it("a board beside a diagram", async () => {
    const files = { "main.py": HELLO, "diagram.json": diagram() };
    expectUsageError(
      await run(files, "--board", "pico"),
      "the project has its board in diagram.json; --board is for projects without one",
    );
  });

  it("a diagram that is no JSON", async () => {
    const files = { "main.py": HELLO, "diagram.json": '{\n  "parts": [\n    { "id": \n' };
    expectUsageError(await run(files), /^tickless: diagram\.json:\d+: /);
  });

  it("an attribute's value is told, and taken for something", async () => {
    const files = { "main.py": HELLO, "diagram.json": diagram([["r1", "wokwi-resistor", { value: "many" }]]) };
    const { code, stderr } = await run(files);
    expect(stderr).toMatch(/^diagram\.json:\d+: warning: r1: 'value' is 'many', taken for 1000 \(write ohms, .*\)$/m);
    expect(code).toBe(0);
  });

  it("several at once", async () => {
    const parts = ["x", "x", "x", "x"].map((id) => [id, "wokwi-text"] as const);
    const files = { "main.py": HELLO, "diagram.json": diagram(parts) };
    const { code, stderr } = await run(files);
    expect(code).toBe(2);
    expect(stderr.trimEnd().split("\n")).toHaveLength(3);
  });

  it("no microcontroller", async () => {
    const files = { "main.py": HELLO, "diagram.json": '{"version":1,"parts":[],"connections":[]}' };
    expectUsageError(await run(files), "diagram.json:1: the project has no microcontroller board");
  });

  it("settings", async () => {
    expectUsageError(
      await run({ "main.py": HELLO, "tickless.yaml": "seed: 1\nsped: 3\n" }),
      "tickless.yaml:2: unknown key 'sped' (did you mean 'seed'?)",
    );
  });

  it("a key of a scenario", async () => {
    const files = { "main.py": HELLO, "a.scenario.yaml": "name: x\nsteps:\n  - deley: 1s\n" };
    expectUsageError(await run(files), "a.scenario.yaml:3: unknown step 'deley' (did you mean 'delay'?)");
  });

  it("a part of a scenario", async () => {
    const text = "name: x\nsteps:\n  - set-control: { part-id: btn1, name: pressed, value: 1 }\n";
    expectUsageError(
      await run({ "main.py": HELLO, "s.yaml": text }, "--scenario", "s.yaml"),
      "s.yaml:3: there is no part 'btn1'",
    );
  });

  it("a scenario that is not there", async () => {
    const files = { "main.py": HELLO, "tickless.yaml": "scenario: x.scenario.yaml\n" };
    expectUsageError(await run(files, "--scenario", "y.yaml"), "y.yaml: there is no such file");
    expectUsageError(await run(files), "tickless.yaml: there is no scenario 'x.scenario.yaml' in the folder");
  });
});

describe("a run", () => {
  it("writes what the board prints to standard output, and nothing else", async () => {
    const { code, stdout, stderr } = await tickless(folder({ "main.py": HELLO }), ["run", "."]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "hello\n" });
    expect(stderr).toMatch(/^the program finished$/m);
    expect(stderr).toMatch(/^fingerprint {3}[0-9a-f]{32} \(seed 1\)$/m);
    expect(stderr).toMatch(/^faults {8}none$/m);
    expect(stderr).not.toContain("scenario");
  });

  it("ends at its limit", async () => {
    const files = { "main.py": "while True:\n    pass\n" };
    const { code, stderr } = await tickless(folder(files), ["run", ".", "--until", "20ms"]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^the run came to its limit$/m);
    expect(stderr).toMatch(/^virtual time {2}20\.000 ms$/m);
  });

  it("of a single file shows that file in tracebacks", async () => {
    const cwd = folder({ "test.py": "def f():\n    return 1 / 0\n\nf()\n", "main.py": "nonsense" });
    const { code, stdout, stderr } = await tickless(cwd, ["run", "test.py"]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^Traceback \(most recent call last\):\n {2}File "test\.py", line 4, in <module>\n/);
    expect(stdout).toContain("ZeroDivisionError");
    expect(stderr).toContain("an exception that the program did not catch: ZeroDivisionError");
  });

  it("of a program with a mistake prints MicroPython's own message", async () => {
    const { code, stdout } = await tickless(folder({ "main.py": "x = 1\nif x\n" }), ["run", "."]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/File "main\.py", line 2\nSyntaxError: invalid syntax\n$/);
  });

  it("finds modules in the project's folders", async () => {
    const files = { "main.py": "import a, b\nprint(a.x, b.x)\n", "a.py": "x = 1\n", "lib/b.py": "x = 2\n" };
    expect((await tickless(folder(files), ["run", "."])).stdout).toBe("1 2\n");
  });

  it("leaves hidden files, notes and its own description off the board", async () => {
    const files = {
      "main.py": "import os\nprint(sorted(os.listdir('/')))\n",
      "data/x.txt": "x",
      "README.md": "",
      ".git/config": "",
      "node_modules/a/b.py": "",
      "tickless.yaml": "",
      "diagram.json": diagram(),
    };
    const { stdout } = await tickless(folder(files), ["run", "."]);
    expect(stdout).toContain("'data'");
    expect(stdout).toContain("'main.py'");
    for (const name of ["README", "git", "node_modules", "tickless", "diagram"]) expect(stdout).not.toContain(name);
  });

  it("writes its results as JSON", async () => {
    const cwd = folder({ "main.py": "raise ValueError('no')\n" });
    const { code } = await tickless(cwd, ["run", ".", "--json", "out.json", "--seed", "7"]);
    expect(code).toBe(1);
    const result = JSON.parse(readFileSync(join(cwd, "out.json"), "utf8")) as Record<string, unknown>;
    expect(result).toMatchObject({ end: "exception", exception: "ValueError", seed: 7, faults: [], scenario: null });
    for (const name of ["virtualNs", "wallMs", "bytecodes", "events", "heapPeak"]) {
      expect(result[name], name).toBeTypeOf("number");
    }
    expect(result["fingerprint"]).toMatch(/^[0-9a-f]{32}$/);
  });

  it("stops when it is told to", async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 200);
    const cwd = folder({ "main.py": "while True:\n    pass\n" });
    const { code, stderr } = await tickless(cwd, ["run", ".", "--until", "100h"], { signal: stop.signal });
    expect(code).toBe(130);
    expect(stderr).toMatch(/^stopped$/m);
    expect(stderr).toMatch(/^fingerprint/m);
  });

  it("bounds the heap", async () => {
    const cwd = folder({ "main.py": "x = bytearray(40000)\nprint('fits')\n" });
    expect((await tickless(cwd, ["run", "."])).stdout).toBe("fits\n");
    const { code, stdout } = await tickless(cwd, ["run", ".", "--heap", "32k"]);
    expect(code).toBe(1);
    expect(stdout).toContain("MemoryError");
    for (const board of ["pico", "pico-w"]) {
      const least = await tickless(folder({ "main.py": "print('starts')\n" }), [
        "run",
        ".",
        "--heap",
        "16k",
        "--board",
        board,
      ]);
      expect(least).toMatchObject({ code: 0, stdout: "starts\n" });
    }
  });

  it("takes no virtual time for computing when it is told so", async () => {
    const cwd = folder({ "main.py": "import time\nfor i in range(1000): pass\nprint(time.ticks_us() > 0)\n" });
    expect((await tickless(cwd, ["run", "."])).stdout).toBe("True\n");
    expect((await tickless(cwd, ["run", ".", "--no-cpu-time"])).stdout).toBe("False\n");
  });

  it("reports faults with their time and part", async () => {
    const files = {
      "main.py": "from machine import Pin\nPin(1, Pin.OUT).on()\n",
      "diagram.json": diagram(
        [["led1", "wokwi-led"]],
        [
          ["pico:GP1", "led1:A"],
          ["led1:C", "pico:GND.1"],
        ],
      ),
    };
    const { code, stderr } = await tickless(folder(files), ["run", "."]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^faults {8}1\n {2}[\d.]+ [mµ]?s {2}led1: .*mA/m);
  });
});

describe("a scenario", () => {
  const button = {
    "main.py": "from machine import Pin\np = Pin(2, Pin.IN, Pin.PULL_UP)\nwhile p.value(): pass\nprint('pressed')\n",
    "diagram.json": diagram(
      [["btn1", "wokwi-pushbutton", { bounce: "0" }]],
      [
        ["btn1:1.l", "pico:GP2"],
        ["btn1:2.l", "pico:GND.1"],
      ],
    ),
  };
  const press = `name: x
steps:
  - delay: 5ms
  - press: { part-id: btn1, for: 10ms }
  - wait-serial: pressed
    timeout: 1ms
`;

  it("is played when it is the only one", async () => {
    const cwd = folder({ ...button, "a.scenario.yaml": press });
    const { code, stdout, stderr } = await tickless(cwd, ["run", "."]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "pressed\n" });
    expect(stderr).toMatch(/^scenario {6}passed, 3 steps$/m);
  });

  it("is not played with --no-scenario, nor when the settings say none", async () => {
    const files = { ...button, "a.scenario.yaml": press };
    const without = await tickless(folder(files), ["run", ".", "--no-scenario", "--until", "50ms"]);
    expect(without).toMatchObject({ code: 0, stdout: "" });
    const none = await tickless(folder({ ...files, "tickless.yaml": "scenario: none\nduration: 50ms\n" }), [
      "run",
      ".",
    ]);
    expect(none).toMatchObject({ code: 0, stdout: "" });
  });

  it("is chosen by the settings among several", async () => {
    const files = { ...button, "a.scenario.yaml": press, "b.scenario.yaml": "name: b\nsteps: []\n" };
    const both = await tickless(folder(files), ["run", ".", "--until", "50ms"]);
    expect(both).toMatchObject({ code: 0, stdout: "" });
    expect(both.stderr).toContain("the folder has 2 scenarios; play one with --scenario FILE");
    const chosen = await tickless(folder({ ...files, "tickless.yaml": "scenario: a.scenario.yaml\n" }), ["run", "."]);
    expect(chosen).toMatchObject({ code: 0, stdout: "pressed\n" });
  });

  it("that fails fails the run, at that time", async () => {
    const text =
      "name: x\nsteps:\n  - delay: 5ms\n  - expect-pin: { part-id: pico, name: GP2, value: 0 }\n  - delay: 1s\n";
    const cwd = folder({ ...button, "a.scenario.yaml": text });
    const { code, stderr } = await tickless(cwd, ["run", ".", "--json", "out.json"]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^the scenario failed$/m);
    expect(stderr).toMatch(/^virtual time {2}5\.000 ms$/m);
    expect(stderr).toMatch(
      /^scenario {6}FAILED: step 2 \(a\.scenario\.yaml:4\) at 5\.000 ms: expected pico:GP2 to be 0, it is 1$/m,
    );
    const result = JSON.parse(readFileSync(join(cwd, "out.json"), "utf8")) as Record<string, unknown>;
    expect(result).toMatchObject({ end: "scenario", exception: null, scenario: { ok: false, step: 2, line: 4 } });
  });

  it("whose checks were not reached fails the run", async () => {
    const cwd = folder({ ...button, "a.scenario.yaml": "name: x\nsteps:\n  - wait-serial: never\n" });
    const { code, stderr } = await tickless(cwd, ["run", ".", "--until", "30ms"]);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /FAILED: step 1 \(a\.scenario\.yaml:3\) at 30\.000 ms: the run ended before it saw "never"$/m,
    );
  });
});

describe("when things go wrong", () => {
  const spin = { "main.py": "while True:\n    print('x')\n" };

  it("a reader that goes away ends the run quietly", async () => {
    const error = Object.assign(new Error("write EPIPE"), { code: "EPIPE" });
    const { code, stderr } = await tickless(folder(spin), ["run", ".", "--until", "100h"], { stdoutError: error });
    expect(code).toBe(141);
    expect(stderr).toMatch(/^stopped$/m);
  });

  it("a full disk is reported", async () => {
    const { code, stderr } = await tickless(folder(spin), ["run", "."], { stdoutError: new Error("disk full") });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^tickless: standard output: disk full$/m);
  });

  it("a bug in a model is one message with part and time; with TICKLESS_DEBUG its stack", async () => {
    const step = vi.spyOn(ProjectRun.prototype, "step");
    onTestFinished(() => step.mockRestore());
    step.mockImplementation(() => {
      throw new ModelError("no such thing", 1500, "led1");
    });
    const { code, stderr } = await tickless(folder(spin), ["run", "."]);
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: "tickless: internal error in led1 at 1.500 µs: no such thing\n",
    });
    const debug = await tickless(folder(spin), ["run", "."], { env: { TICKLESS_DEBUG: "1" } });
    expect(debug.stderr).toMatch(/^ +at /m);
  });
});

describe("progress", () => {
  const files = { "main.py": "while True:\n    pass\n" };

  it("is drawn on a terminal, seldom, and erased at the end", async () => {
    const started = performance.now();
    const { stderr } = await tickless(folder(files), ["run", ".", "--until", "20s"], { terminal: true });
    const seconds = (performance.now() - started) / 1000;
    const draws = stderr.split(" of 20.000000 s").length - 1;
    expect(draws).toBeGreaterThan(0);
    expect(draws).toBeLessThanOrEqual(10 * seconds + 1);
    expect(stderr).toContain("\r\x1b[Kthe run came to its limit\n");
  });

  it("is not drawn into a file", async () => {
    expect((await tickless(folder(files), ["run", ".", "--until", "100ms"])).stderr).not.toContain("\r");
  });
});

describe("show", () => {
  it("draws lights and controls on standard error", async () => {
    const files = {
      "main.py": "from machine import Pin\nPin(1, Pin.OUT).on()\nPin('LED', Pin.OUT).on()\nprint('on')\n",
      "diagram.json": diagram(
        [
          ["led1", "wokwi-led", { color: "green" }],
          ["r1", "wokwi-resistor", { value: "220" }],
          ["btn1", "wokwi-pushbutton"],
        ],
        [
          ["pico:GP1", "r1:1"],
          ["r1:2", "led1:A"],
          ["led1:C", "pico:GND.1"],
        ],
      ),
    };
    const { stdout, stderr } = await tickless(folder(files), ["run", ".", "--show"]);
    expect(stdout).toBe("on\n");
    expect(stderr).toMatch(/^led1 +● █+░* +\d+ % {2}green$/m);
    expect(stderr).toMatch(/^pico +● █+░* +\d+ % {2}green$/m);
    expect(stderr).toMatch(/^btn1 +pressed 0 +contact 0$/m);
    expect(stderr).not.toContain("\x1b");
  });

  it("uses colours on a terminal, unless NO_COLOR is set", async () => {
    const cwd = folder({ "main.py": "from machine import Pin\nPin('LED', Pin.OUT).on()\n" });
    const colored = await tickless(cwd, ["run", ".", "--show"], { terminal: true });
    expect(colored.stderr).toContain("\x1b[38;5;46m●");
    const plain = await tickless(cwd, ["run", ".", "--show"], { terminal: true, env: { NO_COLOR: "1" } });
    expect(plain.stderr).not.toContain("\x1b[38");
  });
});
