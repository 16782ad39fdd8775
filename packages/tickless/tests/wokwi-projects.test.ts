import { strToU8, zipSync } from "fflate";
import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readWokwiToml } from "../src/wokwi-toml.js";
import { diagram, folder, tickless } from "./support/cli.js";

const warningsOf = (stderr: string): string[] => stderr.split("\n").filter((line) => line.includes("warning: "));

describe("a folder as Wokwi's editors have it", () => {
  const files = {
    "diagram.json": diagram([["led1", "wokwi-led"]], [["led1:A", "pico:GP1"]]),
    "main.py": "import os, helper, deep\nprint(sorted(os.listdir()), helper.NAME, deep.NAME)\n",
    "helper.py": "NAME = 'helper'\n",
    "lib/deep.py": "NAME = 'deep'\n",
    "data.bin": "kept",
    "wokwi-project.txt": "Downloaded from https://wokwi.com/projects/1\n",
    "libraries.txt": "# none\n",
    "thing.chip.json": '{ "name": "thing", "pins": ["A"] }',
    "thing.chip.wasm": "\0asm",
    "firmware.bin": "x",
    "other.uf2": "x",
    "wokwi.toml": `# made by the extension
[wokwi]
version = 1
firmware = 'firmware.bin' # the image
elf = "firmware.elf"
vcdFile = "out.vcd"

[[chip]]
name = "thing"
binary = "thing.chip.wasm"
`,
  };
  const expected = "['data.bin', 'helper.py', 'lib', 'main.py'] helper deep\n";

  it("runs its own programs, and tells what has no effect", async () => {
    const { code, stdout, stderr } = await tickless(folder(files), ["run", "."]);
    expect(stdout).toBe(expected);
    expect(warningsOf(stderr)).toEqual([
      "wokwi.toml:4: warning: firmware.bin is not run: the project's own programs are",
      "wokwi.toml:6: warning: out.vcd is not written by itself; 'tickless run --vcd out.vcd' does",
      "wokwi.toml:9: warning: custom chips are not run: a chip-thing does nothing",
      "other.uf2: warning: an image of firmware is not run: the project's own programs are",
    ]);
    expect(code).toBe(0);
  });

  it.each(["", "my project/"])("is run from a zip, with all in '%s'", async (root) => {
    const cwd = folder({});
    const entries = Object.entries(files).map(([path, text]) => [root + path, strToU8(text)]);
    writeFileSync(`${cwd}/p.zip`, zipSync(Object.fromEntries(entries) as Record<string, Uint8Array>));
    const { code, stdout, stderr } = await tickless(cwd, ["run", "p.zip"]);
    expect([code, stdout]).toEqual([0, expected]);
    expect(warningsOf(stderr)[0]).toMatch(/^p\.zip\/wokwi\.toml:4: /);
  });

  it("is refused as a zip that is none", async () => {
    const { code, stderr } = await tickless(folder({ "p.zip": "no" }), ["run", "p.zip"]);
    expect([code, stderr]).toEqual([2, "tickless: p.zip: this zip cannot be read: it is none\n"]);
  });
});

describe("an automation scenario", () => {
  const steps = "name: greets\nversion: 1\nsteps:\n  - wait-serial: hello\n";
  const main = "import os\nprint('hello', os.listdir())\n";

  it.each(["hello.test.yaml", "hello.scenario.yml"])(
    "called %s is played, and is no file of the board",
    async (name) => {
      const cwd = folder({ "main.py": main, [name]: steps });
      const run = await tickless(cwd, ["run", "."]);
      expect([run.code, run.stdout]).toEqual([0, "hello ['main.py']\n"]);
      expect(run.stderr).toMatch(/^scenario +passed, 1 step$/m);
      const test = await tickless(cwd, ["test", "."]);
      expect([test.code, test.stdout]).toEqual([0, expect.stringContaining(name)]);
    },
  );
});

describe("a diagram with mistakes that Wokwi passes over", () => {
  it("runs, and each is told in a line with its place", async () => {
    const text = `{ "parts": [
{ "id": "esp", "type": "wokwi-esp32-devkit-v1" },
{ "id": "pot1", "type": "wokwi-potentiometer", "attrs": { "value": 4095 } },
{ "id": "bb", "type": "wokwi-breadboard-half" }
], "connections": [
["esp:3V3", "bb:tp.1"], ["esp:VIN", "bb:tp.2"],
["pot1:VCC", "bb:tp.3"], ["pot1:GND", "esp:GND"],
["pot1:SIG", "esp:34"],
["pot1:SIG", "A0"]
] }`;
    const files = {
      "diagram.json": text,
      "main.py": "from machine import ADC, Pin\nprint(ADC(Pin(34), atten=3).read())\n",
    };
    const { code, stdout, stderr } = await tickless(folder(files), ["run", "."]);
    expect([code, stdout]).toEqual([0, "4095\n"]);
    expect(warningsOf(stderr).map((line) => line.replace("warning: ", "").replace(/ \(.*/, ""))).toEqual([
      "diagram.json:2: esp:3V3: short circuit: this pin supplies 3.3 V, but it is wired to 5 V",
      "diagram.json:7: esp: a wokwi-esp32-devkit-v1 has no pin 'GND', it is taken for 'GND.1'",
      "diagram.json:8: esp: a wokwi-esp32-devkit-v1 has no pin '34', it is taken for 'D34'",
      "diagram.json:9: 'A0' is no end of a wire; it is left out",
      "diagram.json:3: pot1: 'value' is '4095', taken for 1023",
    ]);
  });
});

describe("parts that there is no model of", () => {
  it("do nothing: the program runs, wires to them are floating, and scenario steps that set them are skipped", async () => {
    const files = {
      "diagram.json": diagram(
        [
          ["tv1", "wokwi-tv"],
          ["chip1", "chip-x"],
        ],
        [
          ["tv1:SYNC", "pico:GP3"],
          ["chip1:Q", "pico:GP4"],
        ],
      ),
      "main.py":
        "from machine import Pin\nprint(Pin(3, Pin.IN, Pin.PULL_UP).value(), Pin(4, Pin.IN, Pin.PULL_DOWN).value())\n",
      "a.scenario.yaml":
        "steps:\n  - set-control: { part-id: chip1, control: speed, value: 3 }\n  - press: { part-id: tv1, for: 5ms }\n  - expect-serial: 1 0\n",
    };
    const { code, stdout, stderr } = await tickless(folder(files), ["run", "."]);
    expect([code, stdout]).toEqual([0, "1 0\n"]);
    expect(warningsOf(stderr)).toEqual([
      expect.stringMatching(/^diagram\.json:\d+: warning: tv1: a wokwi-tv is not modelled; it does nothing$/),
      expect.stringMatching(/^diagram\.json:\d+: warning: chip1: custom chips are not run: this chip-x does nothing$/),
      "a.scenario.yaml:2: warning: chip1: there is no model of this part: 'set-control' is skipped",
      "a.scenario.yaml:3: warning: tv1: there is no model of this part: 'press' is skipped",
    ]);
  });

  it("are an error when nothing is left to run a program", async () => {
    const uno = JSON.stringify({ parts: [{ id: "uno", type: "wokwi-arduino-uno" }], connections: [] });
    const { code, stderr } = await tickless(folder({ "diagram.json": uno, "main.py": "" }), ["run", "."]);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^tickless: diagram\.json:1: uno: MicroPython does not run on a wokwi-arduino-uno \(boards that are: /,
    );
  });
});

describe("take-screenshot", () => {
  const DRAWS = `
from machine import I2C, Pin
i2c = I2C(0, sda=Pin(4), scl=Pin(5))
for byte in (0xAE, 0x20, 0, 0xA8, 63, 0xD3, 0, 0x40, 0x8D, 0x14, 0xAF, 0x21, 0, 127, 0x22, 0, 7):
    i2c.writeto(0x3C, bytes((0x80, byte)))
i2c.writeto(0x3C, b"\\x40" + b"\\x0f\\xf0" * 512)
print("drawn")
`;
  const wires = [
    ["oled1:SDA", "pico:GP4"],
    ["oled1:SCL", "pico:GP5"],
    ["oled1:GND", "pico:GND.1"],
    ["oled1:VCC", "pico:3V3"],
  ] as const;
  const files = {
    "diagram.json": diagram(
      [
        ["oled1", "board-ssd1306"],
        ["led1", "wokwi-led"],
      ],
      [...wires, ["led1:A", "pico:GP0"]],
    ),
    "main.py": DRAWS,
  };
  const scenario = (...steps: string[]): string =>
    `steps:\n  - wait-serial: drawn\n${steps.map((step) => `  - take-screenshot: ${step}\n`).join("")}`;

  it("saves what a display shows, and finds it again", async () => {
    const first = folder({ ...files, "a.scenario.yaml": scenario("{ part-id: oled1, save-to: shots/a.png }") });
    expect((await tickless(first, ["run", "."])).code).toBe(0);
    const png = readFileSync(`${first}/shots/a.png`);
    const compared = scenario("{ part-id: oled1, compare-with: shots/a.png }");
    writeFileSync(`${first}/a.scenario.yaml`, compared);
    for (const command of ["run", "test"]) expect((await tickless(first, [command, "."])).code).toBe(0);
    writeFileSync(`${first}/main.py`, DRAWS.replace("xf0", "xf1"));
    expect((await tickless(first, ["run", "."])).stderr).toContain(
      "expected oled1 to show shots/a.png: 512 pixels differ",
    );
    writeFileSync(`${first}/shots/a.png`, png.subarray(0, 50));
    expect((await tickless(first, ["run", "."])).stderr).toContain("shots/a.png, which cannot be read: it is damaged");
    writeFileSync(`${first}/a.scenario.yaml`, scenario("{ part-id: oled1, compare-with: b.png }"));
    expect((await tickless(first, ["run", "."])).stderr).toContain("there is no b.png to compare oled1 with");
  });

  it("of a part that is no display is skipped, and told", async () => {
    const cwd = folder({ ...files, "a.scenario.yaml": scenario("{ part-id: led1, save-to: a.png }") });
    const { code, stderr } = await tickless(cwd, ["run", "."]);
    expect(code).toBe(0);
    expect(warningsOf(stderr)).toEqual([
      "a.scenario.yaml:3: warning: led1: screenshots are of displays alone: that of a wokwi-led is skipped",
    ]);
  });
});

describe("tickless export-diagram", () => {
  const text =
    '// mine\n{ "parts": [ { "id": "a", "type": "wokwi-text", "own": 1, }, ], "connections": [], "more": {} }';

  it("writes plain JSON with all that was there", async () => {
    const cwd = folder({ "p/diagram.json": text });
    const { code, stdout } = await tickless(cwd, ["export-diagram", "p"]);
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      { parts: [{ id: "a", type: "wokwi-text", own: 1 }], connections: [], more: {} },
    ]);
    expect((await tickless(cwd, ["export-diagram", "p/diagram.json", "plain.json"])).code).toBe(0);
    expect(readFileSync(`${cwd}/plain.json`, "utf8")).toBe(stdout);
  });

  it("says what is wrong", async () => {
    const cwd = folder({ "p/diagram.json": "{ \n" });
    const errors: [string[], RegExp][] = [
      [["p"], /^tickless: p\/diagram\.json:\d: this is not JSON/],
      [["q"], /^tickless: q: there is no such file/],
      [[], /^tickless: whose diagram\?/],
      [["p", "a", "b"], /^tickless: one diagram at a time/],
    ];
    for (const [args, message] of errors) {
      const { code, stderr } = await tickless(cwd, ["export-diagram", ...args]);
      expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
    }
  });
});

describe("wokwi.toml", () => {
  it.each([
    ["[wokwi]\nfirmwear = 'x'", "2: 'firmwear' is unknown and ignored"],
    ["[woki]\nfirmware = 'x'", "1: 'woki' is unknown and ignored"],
    ["[wokwi]\nfirmware", "2: this is not understood and ignored"],
    ["[wokwi]\ngdbServerPort = 3333", "2: there is no GDB server"],
    ['[[net.forward]]\nfrom = "localhost:8180"\nto = "target:80"', "2: networks are not simulated"],
  ])("%j: %s", (text, message) => {
    expect(readWokwiToml(text, "f").map((problem) => `${problem.line}: ${problem.message}`)).toEqual([message]);
  });

  it("may be empty, and have comments, texts with # and a byte order mark", () => {
    expect(readWokwiToml("", "f")).toEqual([]);
    expect(readWokwiToml('\uFEFF[wokwi] # x\r\nelf = "a#b.elf" # c\r\n# d\r\n', "f")).toEqual([]);
  });
});
