import { registry } from "@tickless/devices";
import { ms, type Nanos } from "@tickless/sim-core";
import { strToU8 } from "fflate";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadProject } from "../../src/cli/load-project.js";
import { loadRuntime } from "../../src/cli/runtime.js";
import { readProject, type Project } from "../../src/project.js";
import { recordingOf } from "../../src/recording/project.js";
import { micropython, type FirmwareFactory } from "../../src/runner/firmware.js";
import { Runner } from "../../src/runner/runner.js";
import { typescript } from "../../src/runner/typescript.js";
import { diagram } from "../support/cli.js";

/* What is good, before it is changed. */

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const example = (path: string): string => readFileSync(`${root}examples/${path}`, "utf8");

export const python = micropython(loadRuntime());

/** All parts there are. */
export const DIAGRAM = diagram(
  [
    ["btn1", "wokwi-pushbutton", { color: "red", bounce: "1", key: "b" }],
    ["led1", "wokwi-led", { color: "green" }],
    ["r1", "wokwi-resistor", { value: "220" }],
    ["pot1", "wokwi-potentiometer", { value: "20" }],
    ["oled1", "board-ssd1306", { i2cAddress: "0x3c" }],
    ["bb1", "wokwi-breadboard-mini"],
  ],
  [
    ["btn1:1.l", "pico:GP14"],
    ["btn1:2.l", "pico:GND.1"],
    ["led1:A", "r1:1"],
    ["r1:2", "pico:GP15"],
    ["led1:C", "pico:GND.2"],
    ["pot1:SIG", "pico:GP26"],
    ["pot1:GND", "pico:GND.3"],
    ["pot1:VCC", "pico:3V3"],
    ["oled1:SDA", "pico:GP4"],
    ["oled1:SCL", "pico:GP5"],
    ["oled1:GND", "pico:GND.4"],
    ["oled1:VCC", "pico:3V3"],
  ],
);

/** Every command. */
const SCENARIO = `name: all of them
version: 1
author: nobody
steps:
  - delay: 1ms
    name: first
  - at: 2.5ms
  - press: { part-id: btn1, for: 1ms }
  - set-control: { part-id: pot1, control: position, value: 0.5 }
  - write-serial: "hello\\n"
  - write-serial: [1, 2, 255]
  - repeat:
      times: 3
      steps:
        - delay: 100us
        - repeat: { times: 2, steps: [{ delay: 10ns }] }
  - expect-pin: { part-id: pico, pin: GP14, value: 0 }
  - wait-pin: { part-id: btn1, name: 1.l, value: 0 }
    timeout: 1ms
  - expect-within: { time: 1ms, part-id: pico, pin: GP15, value: 0 }
  - expect-within: { time: 1ms, serial: x }
  - wait-serial: ready
    timeout: 2ms
  - touch: { part-id: oled1 }
  - write-serial: "x"
    board: pico
  - take-screenshot: { part-id: oled1, save-to: a.png, compare-with: b.png }
`;

export const STIMULI = `name: what goes on beside, and what is expected
version: 1
steps:
  - play-vcd: { file: a.vcd, signals: { b: "btn1:1.l" }, start: 1us, repeat: 2, speed: 0.5 }
  - ramp: { part-id: pot1, name: position, to: 0.5, over: 2ms, every: 100us }
  - wave: { part-id: pot1, control: position, shape: square, min: 0, max: 1, period: 1ms, cycles: 2, every: 10us }
  - follow: { part-id: pot1, name: position, csv: a.csv, column: v, interpolate: step, repeat: 2 }
  - delay: 500us
  - hold: { part-id: pot1, name: position }
  - wait-vcd: a.vcd
  - stop-vcd: a.vcd
  - drive-pin: { part-id: btn1, name: 1.l, value: 0 }
  - drive-pin: { part-id: btn1, name: 1.l, value: z }
  - expect-duty: { part-id: pico, pin: GP14, value: 0.5, tolerance: 1, over: 1ms }
  - expect-frequency: { part-id: pico, pin: GP14, value: 0, over: 1ms }
  - expect-edges: { part-id: pico, pin: GP15, value: 0, kind: rising }
  - expect-output: { part-id: led1, name: brightness, value: 0, tolerance: 1 }
  - expect-serial: { text: x, not: true, over: 1ms }
  - expect-no-faults: true
  - fault: { part-id: btn1, name: stuck-open, for: 100us }
  - expect-display: { part-id: oled1, text: x }
  - expect-fingerprint: new
`;
/** What that names. */
export const DATA = {
  "a.vcd": "$timescale 1 us $end $var wire 1 ! b $end $enddefinitions $end #0 0! #100 1! #150 z! #300 0! #500\n",
  "a.csv": "t,v\n0,0\n0.001,1\n0.002,0.5\n",
} as const;

export const SCENARIOS: readonly string[] = [
  SCENARIO,
  STIMULI,
  example("03-button-debounce-asyncio/press.scenario.yaml"),
];
export const SETTINGS: readonly string[] = [
  "board: pico\nseed: 77\nduration: 8ms\nscenario: a.scenario.yaml\nheap: 20000\ncpu-time: false\n",
  "# nothing but the seed\nseed: 1\n",
  "programs: { pico: main.py }\n",
  "main: main.py\nprograms:\n  pico: /main.py # the only one\n",
];

/** How many diagrams all part types are dealt out to. */
const HANDS = 6;
const SUPPLIES = ["pico:GND.1", "pico:3V3", "pico:VBUS"];

/** A diagram with a part of each of these types, each wired to a supply and to pins of a Pico. */
function wired(types: readonly string[]): string {
  const parts = types.map((type, index) => [`p${index}`, type] as const);
  const wires = parts.flatMap(([id, type], index) =>
    (registry.get(type)?.pins ?? []).slice(0, 3).map((pin, at) => {
      return [`${id}:${pin}`, at === 0 ? `pico:GP${index % 20}` : (SUPPLIES[(index + at) % 3] as string)] as const;
    }),
  );
  return diagram(parts, wires);
}

/** What there is no model of, and more boards than programs. */
const ODD = diagram(
  [
    ["esp", "board-esp32-devkit-c-v4"],
    ["tv1", "wokwi-tv", { channel: "1" }],
    ["chip1", "chip-thing", { speed: "9" }],
    ["uno", "wokwi-arduino-uno"],
  ],
  [
    ["tv1:SYNC", "pico:GP3"],
    ["chip1:any", "esp:4"],
    ["uno:13", "nobody:1"],
  ],
);

/** What people write: other names of pins, numbers, loose ends, supplies on one rail. */
const LOOSE = JSON.stringify({
  parts: [
    { id: "esp", type: "wokwi-esp32-devkit-v1", rotate: 90 },
    { id: "bb1", type: "wokwi-breadboard-half", top: -1.5 },
    { id: "led1", type: "wokwi-led", hide: true, attrs: { color: "limegreen" } },
    { id: "r1", type: "wokwi-resistor", attrs: { value: 220, resistance: "1k" } },
    { id: "pot1", type: "wokwi-potentiometer", attrs: { value: "2048" } },
    { id: "dht1", type: "wokwi-dht22", attrs: { temperature: 21.5 } },
  ],
  connections: [
    ["esp:13", "bb1:5t.a", "", ["$bb"]],
    ["bb1:5t.e", "r1:A", "green", ["h5", "*", "v-3"]],
    ["r1:2", "led1:a"],
    ["led1:K", "esp:GND"],
    ["esp:5V", "bb1:tp.1", "red", null],
    ["esp:3.3V", "bb1:tp.2"],
    ["dht1:DATA", "esp:GPIO15"],
    ["dht1:+", "bb1:tp.9"],
    ["pot1:SIG", "BTN1"],
    ["esp:TX0", "$serialMonitor:RX"],
  ],
});

export const DIAGRAMS: readonly string[] = [
  DIAGRAM,
  ODD,
  LOOSE,
  example("04-fade-and-scroll/diagram.json"),
  example("08-two-boards/diagram.json"),
  ...Array.from({ length: HANDS }, (_, hand) => wired(registry.types.filter((_type, index) => index % HANDS === hand))),
];

/** What wokwi.toml says, all of it. */
export const TOML = `# a comment
[wokwi]
version = 1
firmware = 'main.uf2'
elf = "main.elf" # another
vcdFile = "out.vcd"
gdbServerPort = 3333

[[chip]]
name = "thing"
binary = "thing.chip.wasm"

[[net.forward]]
from = "localhost:8180"
to = "target:80"
`;

const PROGRAM = `import asyncio
from machine import I2C, PWM, UART, Pin
PWM(Pin(15)).init(freq=20_000, duty_u16=9000)
button = Pin(14, Pin.IN, Pin.PULL_UP)
button.irq(lambda pin: print("edge", pin.value()))
I2C(0, scl=Pin(5), sda=Pin(4)).writeto(0x3C, b"\\x00\\xaf")
UART(1, 115200).write(b"hi")
async def blink():
    for n in range(9):
        print(n)
        await asyncio.sleep_ms(1)
asyncio.run(asyncio.wait_for(blink(), 1))
`;

const small: Project = readProject({
  name: "small",
  files: new Map([["/main.py", strToU8(PROGRAM)]]),
  main: "/main.py",
  diagram: { file: "diagram.json", text: DIAGRAM },
  settings: { file: "tickless.yaml", text: SETTINGS[1] as string },
  scenarios: [{ file: "a.scenario.yaml", text: SCENARIO }],
});

function recorded(project: Project, until: Nanos, firmware: FirmwareFactory = python): Uint8Array {
  const inputs = project === small ? [{ kind: "serial", time: ms(1), text: "é\n" } as const] : [];
  const runner = new Runner(project, { firmware, clock: () => 0, inputs });
  while (runner.step(1000, until));
  const [scenario] = project.scenarios;
  const run = { seed: runner.seed, end: runner.now, until, ended: runner.end?.kind ?? "limit", inputs };
  return recordingOf({ project, trace: runner.sim.trace, scenario, ...run });
}

/** The program of the last of the recordings. */
export const FIRMWARE = example("05-typescript-firmware/debounce/firmware.ts");

export const RECORDINGS: readonly Uint8Array[] = [
  recorded(small, ms(8)),
  recorded(loadProject("examples/03-button-debounce-asyncio", root), ms(600)),
  recorded(loadProject("examples/04-fade-and-scroll", root), ms(40)),
  recorded(loadProject("examples/05-typescript-firmware/debounce", root), ms(600), typescript()),
];
