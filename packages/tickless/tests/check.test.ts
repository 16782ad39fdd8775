import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folder, tickless } from "./support/cli.js";

const BOARD = { id: "pico", type: "board-pi-pico", left: 0, top: 0, attrs: {} };
const LED = { id: "led1", type: "wokwi-led", left: 0, top: 0, attrs: {} };

/** A project with these wires between a Pico and a LED. */
const project = (...wires: readonly (readonly [from: string, to: string])[]): string =>
  folder({
    "main.py": "",
    "diagram.json": JSON.stringify(
      { version: 1, parts: [BOARD, LED], connections: wires.map((ends) => [...ends, "green", []]) },
      undefined,
      1,
    ),
  });
const burning = (): string => project(["pico:GP2", "led1:A"], ["led1:C", "pico:GND.1"]);

describe("tickless check", () => {
  it("tells what is wrong, where, and what to do about it", async () => {
    const { code, stdout, stderr } = await tickless(burning(), ["check"]);
    expect([code, stderr]).toEqual([1, ""]);
    const [found, counts] = stdout.split("\n");
    expect(found).toMatch(/^diagram\.json:\d+: led1:A: nothing limits the current of this LED: .*220 to 1000 ohm/);
    expect(found).toMatch(/\[led-without-resistor\]$/);
    expect(counts).toBe("1 error, no warnings");
  });

  it("finds nothing wrong where nothing is", async () => {
    expect(await tickless(project(["pico:GP2", "led1:A"]), ["check"])).toEqual({
      code: 0,
      stdout: "no errors, no warnings\n",
      stderr: "",
    });
  });

  it("has warnings count as errors when it is strict", async () => {
    const cwd = project(["pico:GP2", "pico:3V3"], ["pico:GP3", "led1:A"]);
    expect((await tickless(cwd, ["check"])).code).toBe(0);
    expect((await tickless(cwd, ["check", "--strict"])).code).toBe(1);
  });

  it("tells of every mistake in the files too", async () => {
    const cwd = folder({
      "main.py": "",
      "diagram.json": JSON.stringify({ version: 1, parts: [BOARD], connections: [["pico:GP99", "pico:GP1", "", []]] }),
      "a.scenario.yaml": "steps:\n  - dellay: 1s\n",
    });
    const { code, stdout } = await tickless(cwd, ["check"]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/diagram\.json:1: warning: pico: a wire leads to pin 'GP99'/);
    expect(stdout).toMatch(/a\.scenario\.yaml:2: unknown step 'dellay' \(did you mean 'delay'\?\)/);
    expect(stdout).toMatch(/^1 error, 1 warning$/m);
  });

  it("looks at the wires of a folder whose program is none that can be run", async () => {
    const wires = [
      ["pico:GP2", "led1:A", "", []],
      ["led1:C", "pico:GND.1", "", []],
    ];
    const parts = [BOARD, LED, { id: "uno", type: "wokwi-arduino-uno" }];
    const cwd = folder({
      "sketch.ino": "void setup() {}",
      "diagram.json": JSON.stringify({ version: 1, parts, connections: wires }),
    });
    const { code, stdout } = await tickless(cwd, ["check"]);
    expect(code).toBe(1);
    expect(stdout.split("\n").map((line) => line.replace(/ \(.*/, ""))).toEqual([
      ".: warning: there is no main.py, and the program that sketch.ino belongs to cannot be run",
      "diagram.json:1: warning: uno: MicroPython does not run on a wokwi-arduino-uno; it does nothing",
      expect.stringMatching(/^diagram.json:1: led1:A: nothing limits the current/) as string,
      "1 error, 2 warnings",
      "",
    ]);
    const run = await tickless(cwd, ["run", "."]);
    expect([run.code, run.stderr]).toEqual([
      2,
      expect.stringMatching(
        /^tickless: \.: there is no main\.py, and the program that sketch\.ino belongs to cannot be run/,
      ),
    ]);
  });

  it("looks at the wires of a board that is not simulated, too", async () => {
    const s3 = { id: "s3", type: "board-esp32-s3-devkitc-1" };
    const supply = { id: "vcc1", type: "wokwi-vcc" };
    const connections = [
      ["vcc1:VCC", "oled1:GND", "", []],
      ["s3:8", "oled1:SDA", "", []],
    ];
    const parts = [s3, supply, { id: "oled1", type: "board-ssd1306" }];
    const cwd = folder({ "main.py": "", "diagram.json": JSON.stringify({ version: 1, parts, connections }) });
    const { code, stdout } = await tickless(cwd, ["check"]);
    expect([code, stdout]).toEqual([1, expect.stringContaining("s3: a board-esp32-s3-devkitc-1 is not simulated")]);
    expect(stdout).toContain("oled1:GND: the part does not work");
  });

  it("tells what of a scenario the board does not have, and what a part says of its attributes", async () => {
    const sensor = { id: "t1", type: "wokwi-ds18b20", attrs: { deviceID: "12" } };
    const steps = "steps:\n  - set-control: { part-id: led1, control: lit, value: 1 }\n  - press: { part-id: tv1 }\n";
    const project = (...parts: object[]) =>
      folder({
        "main.py": "",
        "diagram.json": JSON.stringify({ version: 1, parts, connections: [] }, undefined, 1),
        "a.scenario.yaml": steps,
      });
    const scenario = await tickless(project(BOARD, LED, { id: "tv1", type: "wokwi-tv" }), ["check"]);
    expect(scenario.code).toBe(1);
    expect(scenario.stdout).toContain("a.scenario.yaml:2: led1: the part has no control 'lit' (it has: none)");
    expect(scenario.stdout).toContain("a.scenario.yaml:3: warning: tv1: there is no model of this part");
    const { stdout } = await tickless(project(BOARD, sensor), ["check"]);
    expect(stdout).toMatch(/warning: t1: 'deviceID' is '12', taken for 010203040506/);
  });

  it("writes JSON and SARIF for programs", async () => {
    const cwd = burning();
    const { stdout } = await tickless(cwd, ["check", "--json", "-", "--sarif", "found.sarif"]);
    const { findings } = JSON.parse(stdout) as { findings: unknown[] };
    expect(findings).toMatchObject([{ rule: "led-without-resistor", severity: "error", part: "led1", pin: "A" }]);
    const sarif = JSON.parse(readFileSync(join(cwd, "found.sarif"), "utf8")) as {
      version: string;
      runs: { tool: { driver: { rules: { id: string }[] } }; results: Record<string, unknown>[] }[];
    };
    expect(sarif.version).toBe("2.1.0");
    const [run] = sarif.runs;
    const [result] = run!.results;
    expect(run!.tool.driver.rules.map(({ id }) => id)).toContain(result!["ruleId"]);
    expect(result).toMatchObject({
      ruleId: "led-without-resistor",
      level: "error",
      locations: [
        { physicalLocation: { artifactLocation: { uri: "diagram.json" } }, logicalLocations: [{ name: "led1:A" }] },
      ],
    });
  });

  it("needs a project, and one", async () => {
    const cwd = folder({});
    expect(await tickless(cwd, ["check", "nowhere"])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/nowhere: there is no such file or folder/) as string,
    });
    expect((await tickless(cwd, ["check", "a", "b"])).code).toBe(2);
    expect((await tickless(cwd, ["check", "--help"])).stdout).toMatch(/^Usage: tickless check/);
  });
});
