import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { main } from "../src/cli/main.js";
import { TEST_OPTIONS } from "../src/cli/test/arguments.js";
import { projectOfFiles } from "../src/project-files.js";
import { readRecording } from "../src/recording/recording.js";
import { openRecording } from "../src/recording/viewing.js";
import { diagram, folder, tickless } from "./support/cli.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));

const BLINK = `from machine import Pin
from time import sleep_ms
led = Pin(15, Pin.OUT)
print("ready")
while True:
    led.toggle()
    sleep_ms(10)
`;
const PASSES = "name: It says so\nsteps:\n  - wait-serial: ready\n  - delay: 50ms\n";
const FAILS = "name: It says more\nsteps:\n  - delay: 50ms\n  - expect-serial: steady\n";
const PYTHON = `import unittest
class TestNumbers(unittest.TestCase):
    def test_adds(self):
        self.assertEqual(1 + 1, 2)
`;

const project = { "main.py": BLINK, "diagram.json": diagram() };
const test = (cwd: string, ...args: string[]) => tickless(cwd, ["test", ...args]);
/** What was written, without times. */
const plain = (text: string): string =>
  text.replaceAll(/\([\d.]+ (s|ms|µs|ns)\)/g, "(…)").replace(/^time .*$/m, "time   … of virtual time in …");

describe("what is run", () => {
  it("is every scenario and every file of tests in Python, in order of their paths", async () => {
    const cwd = folder({
      "b/main.py": BLINK,
      "b/ok.scenario.yaml": PASSES,
      "a/test_x.py": PYTHON,
      "a/tests/test_y.py": PYTHON,
      "node_modules/x/test_z.py": "this is no Python",
      ".hidden/test_z.py": "",
      "dist/test_z.py": "",
      "a/contest_z.py": "",
    });
    const { code, stdout, stderr } = await test(cwd);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(plain(stdout)).toBe(`✓ a/test_x.py  TestNumbers.test_adds  (…)
✓ a/tests/test_y.py  TestNumbers.test_adds  (…)
✓ b/ok.scenario.yaml  It says so  (…)

files  3 passed (3)
tests  3 passed (3)
time   … of virtual time in …
`);
  });

  it("is what is named", async () => {
    const cwd = folder({ ...project, "ok.scenario.yaml": PASSES, "no.scenario.yaml": FAILS });
    expect(await test(cwd, "ok.scenario.yaml")).toMatchObject({ code: 0 });
    expect(await test(cwd, "main.py")).toMatchObject({
      code: 2,
      stderr: "tickless: main.py: tests are in files called *.scenario.yaml or test_*.py\n",
    });
    expect(await test(cwd, "nowhere")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("no such file") as string,
    });
  });
});

describe("a failure", () => {
  it("names file, line and time, what was expected, the tasks, and how to open its recording", async () => {
    const cwd = folder({ ...project, "no.scenario.yaml": FAILS });
    const { code, stdout } = await test(cwd);
    expect(code).toBe(1);
    expect(stdout).toContain("FAILED  no.scenario.yaml > It says more\n");
    expect(stdout).toContain(
      '  no.scenario.yaml:4: at 50.000 ms: expected "steady" to have been printed\n  the last lines printed:\n    ready\n',
    );
    const [, file, time] = /^ {2}npx tickless view (\S+)@(\S+)$/m.exec(stdout) ?? [];
    expect(time).toBe("50ms");
    expect(readFileSync(join(cwd, file as string, "../failure.txt"), "utf8")).toContain("steady");
    expect(await tickless(cwd, ["replay", file as string])).toMatchObject({ code: 0 });
  });

  it("draws the wire that was looked at", async () => {
    const steps = "steps:\n  - delay: 95ms\n  - expect-duty: { part-id: pico, name: GP15, value: 0.1, over: 40ms }\n";
    const { stdout } = await test(folder({ ...project, "no.scenario.yaml": steps }));
    expect(stdout).toMatch(
      /expected pico:GP15 to have been high for 10 % ± 2 % of the time in the last 40.000 ms, it was/,
    );
    expect(stdout).toMatch(/^ {2}pico\.GP15 {2}[_‾/\\]{64}$/m);
  });

  it("of seven segments says what they show, and what they have not", async () => {
    const wired = diagram(
      [["seg", "wokwi-7segment"], ...["B", "C"].map((name) => [`r${name}`, "wokwi-resistor"] as [string, string])],
      [
        ["seg:COM", "pico:3V3"],
        ...["B", "C"].flatMap((name, pin) => [
          [`r${name}:1`, `seg:${name}`],
          [`r${name}:2`, `pico:GP${pin}`],
        ]),
      ] as [string, string][],
    );
    const cwd = folder({
      "main.py": "from machine import Pin\nlit = [Pin(n, Pin.OUT, value=0) for n in range(2)]\n",
      "diagram.json": wired,
      "a.scenario.yaml": 'steps:\n  - delay: 100ms\n  - expect-display: { part-id: seg, text: "1" }\n',
      "b.scenario.yaml": 'steps:\n  - delay: 100ms\n  - expect-display: { part-id: seg, text: "7" }\n',
      "c.scenario.yaml": 'steps:\n  - expect-display: { part-id: seg, picture: "#" }\n',
      "test_c.py":
        "import time, unittest\nfrom tickless import part\nclass T(unittest.TestCase):\n    def test_it(self):\n        import main\n        time.sleep_ms(100)\n        self.assertEqual(part('seg').text(), '1')\n",
    });
    expect(await test(cwd, "a.scenario.yaml", "test_c.py")).toMatchObject({ code: 0 });
    const { stdout } = await test(cwd);
    expect(stdout).toContain('b.scenario.yaml:3: at 100.000 ms: expected seg to show "7"\n  seg shows:\n    1\n');
    expect(stdout).toContain("c.scenario.yaml:2: seg: of seven segments text can be expected alone");
  });

  it("leaves what its test removes when it passes", async () => {
    const cwd = folder({ ...project, "no.scenario.yaml": FAILS });
    await test(cwd);
    const failures = join(cwd, ".tickless/failures");
    expect(readdirSync(failures)).toHaveLength(1);
    writeFileSync(join(cwd, "no.scenario.yaml"), FAILS.replace("steady", "ready"));
    expect(await test(cwd)).toMatchObject({ code: 0 });
    expect(readdirSync(failures)).toEqual([]);
    expect(await test(folder({ ...project, "no.scenario.yaml": FAILS }), "--no-record-failures")).toMatchObject({
      stdout: expect.not.stringContaining("npx") as string,
    });
  });

  it("is a program's exception, with its traceback", async () => {
    const program = "def f():\n    raise ValueError('no')\nprint('ready')\nf()\n";
    const { code, stdout } = await test(folder({ "main.py": program, "ok.scenario.yaml": PASSES }));
    expect(code).toBe(1);
    expect(stdout).toMatch(/^ERROR {2}ok.scenario.yaml > It says so\n {2}.*: ValueError: no$/m);
    expect(stdout).toContain('File "main.py", line 2, in f');
  });

  it("of a mistake in a file has exit code 2, if nothing else failed", async () => {
    const wrong = { ...project, "wrong.scenario.yaml": "steps:\n  - expect-pni: 1\n  - delay: 5\n" };
    const { code, stdout } = await test(folder(wrong));
    expect(code).toBe(2);
    expect(stdout).toContain("MISTAKE  wrong.scenario.yaml\n  wrong.scenario.yaml:2: unknown step 'expect-pni'");
    expect(stdout).toContain("\n  wrong.scenario.yaml:3: a duration is text");
    expect(await test(folder({ ...wrong, "no.scenario.yaml": FAILS }))).toMatchObject({ code: 1 });
    const alone = await test(folder({ "ok.scenario.yaml": PASSES }));
    expect(alone).toMatchObject({ code: 2, stdout: expect.stringContaining("there is no main.py") as string });
  });
});

describe("tests in Python", () => {
  /** The outcome of each test of a file. */
  async function outcomes(program: string, ...args: string[]): Promise<Record<string, string>> {
    const cwd = folder({
      "main.py": BLINK,
      "diagram.json": diagram(
        [["b", "wokwi-pushbutton"]],
        [
          ["b:1.l", "pico:GP14"],
          ["b:2.l", "pico:GND.1"],
        ],
      ),
      "test_it.py": program,
    });
    await test(cwd, "--json", "out.json", ...args);
    const { results } = JSON.parse(readFileSync(join(cwd, "out.json"), "utf8")) as {
      results: { tests: { name: string; status: string; message: string }[] }[];
    };
    return Object.fromEntries(
      results[0]!.tests.map(({ name, status, message }) => [name, message === "" ? status : `${status}: ${message}`]),
    );
  }

  it("pass, fail, are left out and are expected to fail", async () => {
    const program = `import unittest
class T(unittest.TestCase):
    def test_equal(self):
        self.assertEqual(1, 2, "numbers")
    def test_error(self):
        {}["x"]
    @unittest.skipIf(True, "not now")
    def test_left_out(self):
        self.fail()
    @unittest.expectedFailure
    def test_known(self):
        self.fail()
    @unittest.expectedFailure
    def test_mended(self):
        pass
    def test_sub(self):
        for i in range(3):
            with self.subTest(i=i):
                self.assertNotEqual(i, 1)
def test_function():
    assert 1 + 1 == 2
`;
    expect(await outcomes(program)).toEqual({
      "T.test_equal": "failed: AssertionError: 1 != 2 : numbers",
      "T.test_error": "error: KeyError: x",
      "T.test_known": "passed",
      "T.test_left_out": "skipped: not now",
      "T.test_mended": "failed: it was expected to fail, and passed",
      "T.test_sub": "failed: AssertionError: 1 == 1",
      test_function: "passed",
    });
  });

  it("drive the board", async () => {
    const program = `import asyncio, time, unittest
from machine import Pin, PWM
from tickless import part, pin, serial, faults
class T(unittest.TestCase):
    def test_button(self):
        button = Pin(14, Pin.IN, Pin.PULL_UP)
        before = time.ticks_ms()
        part("b").press(30)
        self.assertEqual(time.ticks_diff(time.ticks_ms(), before), 30)
        self.assertGreater(pin("GP14").edges(40), 1)
    def test_serial(self):
        serial.send("hello\\n")
        self.assertEqual(input(), "hello")
        self.assertIn("hello", serial.text())
    def test_wire(self):
        out = PWM(Pin(3), freq=500, duty_u16=16384)
        time.sleep_ms(20)
        self.assertAlmostEqual(pin("GP3").duty(10), 0.25, delta=0.01)
        self.assertAlmostEqual(pin("pico:GP3").frequency(10), 500, delta=1)
        self.assertEqual(part("b").get("pressed"), 0)
        self.assertEqual(faults(), [])
    def test_mistakes(self):
        with self.assertRaisesRegex(ValueError, "there is no part 'x'"):
            part("x")
        with self.assertRaises(ValueError):
            part("b").set("presed", 1)
class TestAsync(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.flag = asyncio.Event()
    async def test_waits(self):
        part("b").press()
        asyncio.create_task(self.later())
        await asyncio.wait_for(self.flag.wait(), 1)
    async def later(self):
        await asyncio.sleep_ms(5)
        self.flag.set()
`;
    expect(await outcomes(program)).toEqual({
      "T.test_button": "passed",
      "T.test_mistakes": "passed",
      "T.test_serial": "passed",
      "T.test_wire": "passed",
      "TestAsync.test_waits": "passed",
    });
  });

  it.each([
    ["waits for ever", "import asyncio\nasync def test_b(): await asyncio.Event().wait()\n", /waits for something/],
    ["never ends", "def test_b():\n    while True: pass\n", /^error: not done after 100.000 ms of virtual time$/],
    ["resets the board", "import machine\ndef test_b(): machine.reset()\n", /^error: the board was reset/],
  ])("one that %s is named, and what comes after it is not lost", async (_, program, message) => {
    const all = await outcomes(`${program}def test_a(): pass\ndef test_c(): pass\n`, "--timeout", "100ms");
    expect(all).toMatchObject({ test_a: "passed", test_b: expect.stringMatching(message) as string });
    expect(all["test_c"]).toMatch(/^passed$|^skipped: not run/);
  });

  it.each([
    ["import nothing\n", /ImportError: no module named 'nothing'/],
    ["def f(:\n", /SyntaxError/],
    ["x = 1\n", /there are no tests in the file/],
  ])("a file that cannot be run is an error: %j", async (program, message) => {
    expect(await outcomes(program)).toEqual({ "(the file)": expect.stringMatching(message) as string });
  });

  it("print nothing of their own, unless they call unittest.main()", async () => {
    const cwd = folder({
      "test_x.py": PYTHON,
      "test_y.py": `${PYTHON}if __name__ == "__main__":\n    unittest.main()\n`,
    });
    const run = (file: string) => tickless(cwd, ["run", file]);
    const silent = await run("test_x.py");
    expect(silent).toMatchObject({ code: 0, stdout: "" });
    expect(silent.stderr).toMatch(/^tests {9}1 of 1 passed or skipped$/m);
    expect((await run("test_y.py")).stdout).toBe("TestNumbers.test_adds ... ok\nRan 1 tests\nOK\n");
    writeFileSync(join(cwd, "test_x.py"), PYTHON.replace("1 + 1", "1"));
    expect(await run("test_x.py")).toMatchObject({ code: 1, stderr: expect.stringContaining("1 != 2") as string });
  });
});

describe("the recording of a failed test in Python", () => {
  it("is replayed, and shown, as that program and not as the project's own", async () => {
    const cwd = folder({ ...project, "test_x.py": PYTHON.replace("1 + 1", "1") });
    const { stdout } = await test(cwd);
    const file = /view (\S+)@/.exec(stdout)?.[1] as string;
    expect(await tickless(cwd, ["replay", file])).toMatchObject({ code: 0 });
    const { files } = openRecording(readRecording(new Uint8Array(readFileSync(join(cwd, file)))));
    expect(projectOfFiles("x", files, { anyName: true }).main).toBe("/test_x.py");
  });
});

describe("golden files", () => {
  const files = {
    "main.py":
      "from machine import I2C, Pin\nfrom ssd1306 import SSD1306_I2C\nd = SSD1306_I2C(128, 64, I2C(0, scl=Pin(5), sda=Pin(4)))\nd.text('one', 0, 0)\nd.show()\n",
    "ssd1306.py": readFileSync(`${root}examples/04-fade-and-scroll/ssd1306.py`, "utf8"),
    "diagram.json": diagram(
      [["oled", "board-ssd1306"]],
      [
        ["oled:SDA", "pico:GP4"],
        ["oled:SCL", "pico:GP5"],
        ["oled:VCC", "pico:3V3"],
        ["oled:GND", "pico:GND.1"],
      ],
    ),
    "show.scenario.yaml":
      "steps:\n  - delay: 200ms\n  - expect-display: { part-id: oled, file: shown/one.display.txt }\n  - expect-fingerprint: new\n",
  };

  it("are written when they are not there yet, compared when they are, and updated when that is asked for", async () => {
    const cwd = folder(files);
    const first = await test(cwd);
    expect(first).toMatchObject({ code: 0 });
    expect(first.stdout).toContain("written  shown/one.display.txt\nwritten  show.scenario.yaml:4\n");
    const golden = readFileSync(join(cwd, "shown/one.display.txt"), "utf8");
    expect(golden).toMatch(/^([.#]{128}\n){64}$/);
    expect(await test(cwd, "--ci")).toMatchObject({
      code: 0,
      stdout: expect.not.stringContaining("written") as string,
    });
    expect(await tickless(cwd, ["run", "."])).toMatchObject({ code: 0 });

    writeFileSync(join(cwd, "main.py"), files["main.py"].replace("one", "ore"));
    const changed = await test(cwd);
    expect(changed.code).toBe(1);
    expect(changed.stdout).toMatch(
      /show.scenario.yaml:3: .* expected oled to show shown\/one.display.txt: \d+ pixels differ/,
    );
    expect(changed.stdout).toMatch(/^ +\d+ [.#]*[-+][-+.#]*$/m);
    expect(await tickless(cwd, ["run", "."])).toMatchObject({ code: 1 });
    const updated = await test(cwd, "-u");
    expect(updated).toMatchObject({ code: 0 });
    expect(updated.stdout).toContain("updated  shown/one.display.txt\nupdated  show.scenario.yaml:4\n");
    expect(readFileSync(join(cwd, "shown/one.display.txt"), "utf8")).not.toBe(golden);
    expect(await test(cwd, "--ci")).toMatchObject({ code: 0 });
  });

  it.each([
    [["--ci"], {}],
    [[], { CI: "1" }],
  ])("are not written in CI: that is a failure (%j, %j)", async (args, env) => {
    const cwd = folder(files);
    const { code, stdout } = await tickless(cwd, ["test", ...args], { env });
    expect({ code, there: existsSync(join(cwd, "shown")) }).toEqual({ code: 1, there: false });
    expect(stdout).toContain("there is no shown/one.display.txt yet to compare oled with; tickless test writes it");
  });

  it("that are not the same with every seed cannot be written", async () => {
    const bouncing = {
      ...files,
      "diagram.json": diagram([["b", "wokwi-pushbutton"]], []),
      "main.py": "",
      "show.scenario.yaml": "seeds: 2\nsteps:\n  - press: { part-id: b }\n  - expect-fingerprint: new\n",
    };
    const cwd = folder(bouncing);
    const { code, stdout } = await test(cwd);
    expect(code).toBe(1);
    expect(stdout).toMatch(/seed 2.*\n.*show.scenario.yaml:4: .* have the fingerprint/);
    expect(readFileSync(join(cwd, "show.scenario.yaml"), "utf8")).toBe(bouncing["show.scenario.yaml"]);
  });
});

describe("options", () => {
  const both = { ...project, "no.scenario.yaml": FAILS, "ok.scenario.yaml": PASSES, "test_x.py": PYTHON };

  it("are all in the help", async () => {
    const { stdout } = await test(".", "--help");
    for (const name of Object.keys(TEST_OPTIONS)) expect(stdout).toContain(`--${name}`);
  });

  it("--filter: only tests that are called so count", async () => {
    const cwd = folder(both);
    const filtered = await test(cwd, "-t", "says SO");
    expect(filtered).toMatchObject({ code: 0, stdout: expect.stringContaining("tests  1 passed (1)") as string });
    expect(await test(cwd, "-t", "test_x.py > TestNumbers")).toMatchObject({ code: 0 });
    expect(await test(cwd, "-t", "nothing")).toMatchObject({
      code: 2,
      stderr: "tickless: no test is called 'nothing'\n",
    });
  });

  it("--seeds: each test runs with each", async () => {
    const { stdout } = await test(folder(both), "ok.scenario.yaml", "test_x.py", "--seeds", "3");
    expect(stdout).toContain("tests  6 passed (6)");
  });

  it("--bail: what comes after a failure is not run", async () => {
    const { code, stdout } = await test(folder(both), "--bail");
    expect(code).toBe(1);
    expect(stdout).toContain("files  1 failed, 2 not run (3)");
  });

  it.each([
    [["--jobs", "0"], "--jobs: there must be at least one"],
    [["--seed", "1", "--seeds", "2"], "--seed and --seeds exclude each other"],
    [["--timeout", "soon"], "--timeout: 'soon' is not a duration; write for example 250ms, 1.5s or 2min"],
    [["--ci", "-u"], "--ci and --update exclude each other"],
    [["--ci", "-w"], "--ci and --watch exclude each other"],
    [["--fast"], "unknown option '--fast'"],
  ])("%j is a mistake", async (args, message) => {
    expect(await test(".", ...args)).toEqual({ code: 2, stdout: "", stderr: `tickless: ${message}\n` });
  });

  it("--pass-with-no-tests: a folder without tests is none otherwise", async () => {
    const message = "no tests in .: there is no *.scenario.yaml and no test_*.py\n";
    expect(await test(folder({}))).toEqual({ code: 2, stdout: "", stderr: `tickless: ${message}` });
    expect(await test(folder({}), "--pass-with-no-tests")).toEqual({ code: 0, stdout: message, stderr: "" });
  });

  it("--junit: the same tests give the same file, which holds whatever is printed", async () => {
    const python = `import unittest
class T(unittest.TestCase):
    def test_prints(self):
        print("<a> & \\x1b[31mred")
    @unittest.skip("a \\"reason\\"")
    def test_skips(self):
        pass
    def test_fails(self):
        self.assertEqual("<", ">")
`;
    const cwd = folder({ ...both, "test_x.py": python, "wrong.scenario.yaml": "steps: 5\n" });
    await test(cwd, "--junit", "a.xml", "--no-record-failures");
    await test(cwd, "--junit", "b.xml", "--no-record-failures");
    const xml = readFileSync(join(cwd, "a.xml"), "utf8");
    expect(readFileSync(join(cwd, "b.xml"), "utf8")).toBe(xml);
    expect(xml).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites name="tickless" tests="6" failures="2" errors="1" skipped="1"/,
    );
    expect(xml).toContain('<testcase name="It says so" classname="ok" time="0.05');
    expect(xml).toContain('<skipped message="a &quot;reason&quot;"/>');
    expect(xml).toMatch(/line="9">\n {6}<failure message="AssertionError: '&lt;' != '&gt;'" type="failure">/);
    expect(xml).toContain("<system-out>&lt;a&gt; &amp; \\x1b[31mred\n</system-out>");
    expect(xml).toMatch(/<error message="wrong.scenario.yaml:1: /);
    // Well-formed: every tag is closed, in order.
    const open: string[] = [];
    for (const [, end, name, empty] of xml.matchAll(/<(\/?)([a-z-]+)(?:\s[^<>]*?)?(\/?)>/g)) {
      if (end) expect(open.pop()).toBe(name);
      else if (!empty) open.push(name as string);
    }
    expect(open).toEqual([]);
  });

  it("Ctrl-C ends the tests with exit code 130", async () => {
    const cwd = folder(both);
    const { code, stdout } = await tickless(cwd, ["test"], { signal: AbortSignal.abort() });
    expect({ code, stdout: plain(stdout) }).toMatchObject({
      code: 130,
      stdout: expect.stringContaining("3 not run") as string,
    });
  });
});

describe("the examples", () => {
  it("pass", async () => {
    const { code, stdout, stderr } = await tickless(root, ["test", "examples", "--ci"]);
    expect({ code, stdout, stderr }).toMatchObject({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^✓ examples\/04-fade-and-scroll\/test_parts.py {2}4 tests/m);
  });
});

describe("tickless test --watch", () => {
  it("runs again what a change affects, and what keys ask for, until it is told to stop", async () => {
    const cwd = folder({
      "a/main.py": BLINK,
      "a/ok.scenario.yaml": PASSES,
      "b/main.py": BLINK,
      "b/no.scenario.yaml": FAILS,
    });
    const keys = new PassThrough() as PassThrough & { isTTY: boolean };
    keys.isTTY = true;
    const written: string[] = [];
    const stdout = new Writable({ write: (chunk: Buffer, _, done) => void (written.push(chunk.toString()), done()) });
    /** What is written until it waits again. */
    const round = async (): Promise<string> => {
      for (;;) {
        const text = written.join("");
        if (text.includes("waiting for changes")) {
          written.length = 0;
          return text;
        }
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    };
    const code = main(["test", "-w"], { stdout, stderr: stdout, stdin: keys, cwd, env: {} });
    expect(await round()).toMatch(/✓ a\/ok[^]*✗ b\/no[^]*tests {2}1 failed, 1 passed \(2\)/);
    keys.write("f");
    expect(await round()).toMatch(/^✗ b\/no[^]*tests {2}1 failed \(1\)/);
    writeFileSync(join(cwd, "b/no.scenario.yaml"), FAILS.replace("steady", "ready"));
    expect(await round()).toMatch(/^✓ b\/no[^]*tests {2}1 passed \(1\)/);
    keys.write("a");
    expect(await round()).toMatch(/tests {2}2 passed \(2\)/);
    keys.write("q");
    expect(await code).toBe(0);
  });
});

describe("tickless test in worker threads", () => {
  const command = `${root}packages/tickless/bin/tickless.js`;

  /** Runs the built program, whose workers are there. */
  function built(cwd: string, ...args: string[]) {
    const { status, stdout } = spawnSync(process.execPath, [command, "test", ...args], { cwd, encoding: "utf8" });
    return { status, stdout: plain(stdout) };
  }

  const whenBuilt = it.runIf(existsSync(`${root}packages/tickless/dist/cli/test/worker.js`));

  whenBuilt("reports the same, in the same order, however many there are", () => {
    const files: Record<string, string> = {};
    for (let i = 0; i < 5; i++) {
      files[`${i}/main.py`] = BLINK;
      files[`${i}/x.scenario.yaml`] = i === 3 ? FAILS : PASSES;
    }
    const cwd = folder(files);
    const [one, many] = ["1", "4"].map((jobs) => built(cwd, "--jobs", jobs, "--no-record-failures"));
    expect(one).toMatchObject({
      status: 1,
      stdout: expect.stringContaining("tests  1 failed, 4 passed (5)") as string,
    });
    expect(many).toEqual(one);
  });

  whenBuilt("gives up a program that never lets go", () => {
    const endless = "export default function* main() { for (;;); }\n";
    const cwd = folder({ "firmware.ts": endless, "x.scenario.yaml": PASSES });
    const { status, stdout } = built(cwd, "--wall-timeout", "3s", "--no-record-failures");
    expect(status).toBe(1);
    expect(stdout).toContain("ERROR  x.scenario.yaml > (the file)\n  not done after 3 s of the host's time\n");
  });
});
