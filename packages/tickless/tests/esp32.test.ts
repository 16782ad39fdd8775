import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ms } from "@tickless/sim-core";
import { simulate } from "tickless/testing";
import { describe, expect, it } from "vitest";
import { readProject } from "../src/project.js";
import { folder, tickless } from "./support/cli.js";

const examples = fileURLToPath(new URL("../../../examples/", import.meta.url));

/** Rewrites a file of a project. */
function edit(folder: string, file: string, change: (text: string) => string): void {
  writeFileSync(join(folder, file), change(readFileSync(join(folder, file), "utf8")));
}

/** An example whose board is an ESP32: the same parts at the GPIOs of the same numbers. */
function onEsp32(example: string, scenario: string): string {
  const folder = mkdtempSync(join(tmpdir(), "tickless-esp32-"));
  cpSync(join(examples, example), folder, { recursive: true });
  edit(folder, "diagram.json", (text) =>
    text
      .replace(/board-pi-pico(-w)?/, "board-esp32-devkit-c-v4")
      .replaceAll(/pico:GP(\d+)/g, "pico:$1")
      .replaceAll(/pico:GND\.\d/g, "pico:GND.1"),
  );
  edit(folder, scenario, (text) =>
    text
      .replaceAll(/name: GP(\d+)/g, 'name: "$1"')
      // What the divider makes of 1 kHz; and the text moves at another pace.
      .replace("value: 1000", "value: 998")
      .replace(/^.*file: scene1\.display\.txt.*$/m, ""),
  );
  return folder;
}

describe("the examples on an ESP32", () => {
  it.each([
    ["01-blink", "blink.scenario.yaml"],
    ["03-button-debounce-asyncio", "press.scenario.yaml"],
    ["04-fade-and-scroll", "press.scenario.yaml"],
    ["05-typescript-firmware/debounce", "press.scenario.yaml"],
  ])("%s prints the same, and passes its scenario", async (example, scenario) => {
    const { code, stdout, stderr } = await tickless(examples, ["run", onEsp32(example, scenario)]);
    expect(stdout).toBe(readFileSync(join(examples, example, "expected.txt"), "utf8"));
    expect(stderr).toMatch(/^scenario {6}passed/m);
    expect(stderr).toMatch(/^faults {8}none$/m);
    expect(code).toBe(0);
  });
});

describe("a bare ESP32", () => {
  const folder = (settings: string | undefined): string => {
    const path = mkdtempSync(join(tmpdir(), "tickless-esp32-"));
    writeFileSync(join(path, "main.py"), "import sys\nprint(sys.platform)\n");
    if (settings !== undefined) writeFileSync(join(path, "tickless.yaml"), settings);
    return path;
  };

  it("is asked for by --board or by tickless.yaml", async () => {
    expect((await tickless(examples, ["run", folder(undefined), "--board", "esp32"])).stdout).toBe("esp32\n");
    expect((await tickless(examples, ["run", folder("board: esp32\n")])).stdout).toBe("esp32\n");
    expect((await tickless(examples, ["run", folder(undefined)])).stdout).toBe("rp2\n");
  });

  it("runs boot.py first, and main.py only after it went well", async () => {
    const path = folder(undefined);
    writeFileSync(join(path, "boot.py"), "import network\nfrom_boot = 1\nprint('boot')\n");
    writeFileSync(join(path, "main.py"), "print('main', from_boot)\n");
    expect((await tickless(examples, ["run", path, "--board", "esp32"])).stdout).toBe("boot\nmain 1\n");
    writeFileSync(join(path, "boot.py"), "1 / 0\n");
    expect((await tickless(examples, ["run", path, "--board", "esp32"])).stdout).toContain("ZeroDivisionError");
  });
});

describe("MQTT", () => {
  const says = async (files: Readonly<Record<string, string>>): Promise<string> => {
    return (await tickless(folder(files), ["run", ".", "--board", "esp32"])).stdout;
  };

  it.each(["from umqtt.simple import MQTTClient", "import umqtt.robust\nMQTTClient = umqtt.robust.MQTTClient"])(
    "says that it is not simulated when it is used: %s",
    async (imports) => {
      const lines = (await says({ "main.py": `${imports}\nprint("before")\nMQTTClient("a", "b")\n` })).split("\n");
      expect([lines[0], lines.at(-2)]).toEqual([
        "before",
        expect.stringMatching(/^NotImplementedError: umqtt\.(simple|robust)\.MQTTClient is not simulated yet$/),
      ]);
    },
  );

  it("is the project's own when it has a file for it", async () => {
    expect(await says({ "umqtt.py": "own = 1\n", "main.py": "import umqtt\nprint(umqtt.own)\n" })).toBe("1\n");
  });
});

describe("numbers of errors", () => {
  it("are those of the chip's C library", async () => {
    const main = `
import dht, errno
from machine import Pin
print(errno.ETIMEDOUT, errno.ENODEV, errno.errorcode[116])
try:
    dht.DHT22(Pin(4)).measure()
except OSError as er:
    print(er, er.errno == errno.ETIMEDOUT)
print(OSError(128), OSError(5))
`;
    const { stdout } = await tickless(folder({ "main.py": main }), ["run", ".", "--board", "esp32"]);
    expect(stdout.split("\n")).toEqual([
      "116 19 ETIMEDOUT",
      "[Errno 116] ETIMEDOUT True",
      "[Errno 128] ENOTCONN [Errno 5] EIO",
      "",
    ]);
  });
});

describe("with parts", () => {
  it("a DHT22 is read, wired as some diagram has it", () => {
    const text = JSON.stringify({
      parts: [
        { id: "esp", type: "board-esp32-devkit-c-v4" },
        { id: "dht1", type: "wokwi-dht22", attrs: { temperature: "21.5", humidity: 55 } },
      ],
      connections: [
        ["dht1:DATA", "esp:D15"],
        ["dht1:VCC", "esp:3V3"],
        ["dht1:GND", "esp:GND"],
      ],
    });
    const main = `
import dht
from machine import Pin
sensor = dht.DHT22(Pin(15))
sensor.measure()
print(sensor.temperature(), sensor.humidity())
`;
    const files = new Map([["/main.py", Buffer.from(main)]]);
    const sim = simulate(readProject({ name: "t", files, main: "/main.py", diagram: { file: "diagram.json", text } }));
    expect(sim.run(ms(500)).serial.lines).toEqual(["21.5 55.0"]);
  });

  it("a knob is read, its value dims a LED, and the board's own light blinks", () => {
    const wires = [
      "pot1:VCC esp:3V3",
      "pot1:GND esp:GND.1",
      "pot1:SIG esp:D34",
      "esp:D5 r1:1",
      "r1:2 led1:A",
      "led1:C esp:GND.1",
    ];
    const text = JSON.stringify({
      version: 1,
      parts: [
        { id: "esp", type: "wokwi-esp32-devkit-v1" },
        { id: "pot1", type: "wokwi-potentiometer", attrs: { value: "512" } },
        { id: "led1", type: "wokwi-led" },
        { id: "r1", type: "wokwi-resistor", attrs: { value: "220" } },
      ],
      connections: wires.map((wire) => [...wire.split(" "), "green", []]),
    });
    const main = `
from machine import ADC, PWM, Pin
import time
adc = ADC(Pin(34), atten=ADC.ATTN_11DB)
pwm = PWM(Pin(5), freq=1000)
light = Pin(2, Pin.OUT)
while True:
    pwm.duty(adc.read() >> 2)
    light.toggle()
    print(adc.read(), adc.read_uv())
    time.sleep_ms(100)
`;
    const files = new Map([["/main.py", Buffer.from(main)]]);
    const sim = simulate(readProject({ name: "t", files, main: "/main.py", diagram: { file: "diagram.json", text } }));
    sim.run(ms(50));
    const [raw = 0, microvolts = 0] = (sim.serial.lines[0] ?? "").split(" ").map(Number);
    expect([Math.round(raw / 10), Math.round(microvolts / 10_000)]).toEqual([205, 165]);
    expect(sim.part("esp").number("led")).toBeGreaterThan(0.5);
    sim.run(ms(100));
    expect(sim.part("esp").number("led")).toBe(0);
  });
});
