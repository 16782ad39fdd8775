import * as fc from "fast-check";
import { strToU8 } from "fflate";
import { evaluate } from "../../src/cli/firmware.js";
import { projectOfFiles, type FolderFiles } from "../../src/project-files.js";
import { readProject, type Project } from "../../src/project.js";

/*
 * Random projects that have of all that a recording has to keep: one board or two, of either kind, each with a folder of its own; what
 * they say to each other by UART, I2C and levels; parts of the project's and of packages; files that are no text; inputs.
 */

/** Where things are at a board that does something. */
interface Pins {
  readonly type: string;
  readonly power: readonly [volts: string, ground: string];
  readonly prefix: string;
  readonly setup: string;
  readonly pins: Readonly<Record<"scl" | "sda" | "tx" | "rx" | "out" | "button" | "knob" | "counter", number>>;
}

const SETUP = `
import gc, io, machine, os, random, select, sys, time
from machine import ADC, I2C, Pin, PWM, SPI, Timer, UART
`;
const PICO: Pins = {
  type: "board-pi-pico",
  power: ["3V3", "GND.1"],
  prefix: "GP",
  pins: { scl: 5, sda: 4, tx: 8, rx: 9, out: 15, button: 14, knob: 26, counter: 20 },
  setup: `${SETUP}
bus = I2C(0, scl=Pin(5), sda=Pin(4), freq=400_000)
uart = UART(1, 115200, tx=Pin(8), rx=Pin(9), timeout=2)
spi = SPI(0, 1_000_000, sck=Pin(18), mosi=Pin(19), miso=Pin(16))
out, button, knob = Pin(15, Pin.OUT), Pin(14, Pin.IN, Pin.PULL_UP), ADC(26)
`,
};
const ESP32: Pins = {
  type: "board-esp32-devkit-c-v4",
  power: ["3V3", "GND.1"],
  prefix: "",
  pins: { scl: 22, sda: 21, tx: 17, rx: 16, out: 4, button: 27, knob: 34, counter: 25 },
  setup: `${SETUP}
bus = I2C(0, scl=Pin(22), sda=Pin(21), freq=400_000)
uart = UART(2, 115200, tx=17, rx=16, timeout=2)
spi = SPI(2, 1_000_000, sck=Pin(18), mosi=Pin(23), miso=Pin(19))
out, button, knob = Pin(4, Pin.OUT), Pin(27, Pin.IN, Pin.PULL_UP), ADC(Pin(34))
`,
};

/** What the board that does something does, a statement each. */
const ACTIONS: readonly fc.Arbitrary<string>[] = [
  fc.integer({ min: 0, max: 9000 }).map((us) => `time.sleep_us(${us})`),
  fc.constant("print(random.getrandbits(16), time.ticks_us(), gc.mem_alloc())"),
  fc.constant("print(knob.read_u16(), button.value())"),
  fc.constant("out.toggle()"),
  fc.integer({ min: 0, max: 65535 }).map((duty) => `PWM(out, freq=1000, duty_u16=${duty})`),
  fc.constant("print(bus.scan())"),
  fc
    .tuple(fc.nat(7), fc.string())
    .map(([at, text]) => `bus.writeto_mem(0x42, ${at}, ${bytesOf(text.slice(0, 8 - at))})`),
  fc.nat(7).map((at) => `print(bus.readfrom_mem(0x42, ${at}, ${8 - at}))`),
  fc.constant("print(bus.readfrom(0x51, 2))"),
  fc.string({ unit: "grapheme" }).map((text) => `uart.write(${bytesOf(text)} + b'\\n')`),
  fc.constant("print(uart.readline())"),
  fc.array(fc.nat(255), { maxLength: 20 }).map((all) => `spi.write(bytes(${JSON.stringify(all)}))`),
  fc.constant("data = open('data.bin', 'rb').read(); print(len(data), sum(data))"),
  fc.nat(99).map((n) => `open('new.bin', 'ab').write(bytes([${n}])); print(os.stat('new.bin')[6])`),
  fc.constant("while select.select([sys.stdin], [], [], 0)[0]: print('typed', sys.stdin.read(1))"),
  fc.constant("button.irq(lambda p: print('edge', time.ticks_us()), Pin.IRQ_FALLING | Pin.IRQ_RISING)"),
  fc.integer({ min: 1, max: 9 }).map((n) => `Timer(${n % 4}).init(period=${n}, callback=lambda t: out.toggle())`),
  fc.nat(400).map((n) => `x = [bytearray(${n}) for _ in range(20)]`),
  fc.constant("import helper; print(helper.answer())"),
  fc.constant("machine.lightsleep(2)"),
];
const RARE: readonly fc.Arbitrary<string>[] = [
  fc.constant("raise ValueError('enough')"),
  fc.constant("machine.reset()"),
  fc.constant("sys.exit()"),
];

const bytesOf = (text: string): string => `bytes(${JSON.stringify([...strToU8(text)])})`;

const statements = fc.array(
  fc.oneof({ weight: 30, arbitrary: fc.oneof(...ACTIONS) }, { weight: 1, arbitrary: fc.oneof(...RARE) }),
  { minLength: 4, maxLength: 14, size: "max" },
);

const programOf = ({ setup }: Pins, all: readonly string[]): string => {
  const attempts = all.map(
    (each) => `    try:\n        ${each}\n    except (OSError, AttributeError) as e:\n        print(repr(e))`,
  );
  return `${setup}for again in range(3):\n${attempts.join("\n")}\n`;
};

/** Has memory on the bus, and says back what the UART says. */
const ANSWERS = `
import asyncio
from machine import I2CTarget, Pin, UART

memory = bytearray(8)
target = I2CTarget(0, 0x42, mem=memory, scl=Pin(5), sda=Pin(4))
target.irq(lambda t: print("memory", t.memaddr, bytes(memory)), I2CTarget.IRQ_END_WRITE)

async def main():
    stream = asyncio.StreamReader(UART(1, 115200, tx=Pin(8), rx=Pin(9)))
    while True:
        line = await stream.readline()
        print("heard", line)
        stream.write(line)
        await stream.drain()

asyncio.run(main())
`;
const ANSWERS_IN_TYPESCRIPT = `
export default function* main(mcu: any) {
  const uart = mcu.uart(1, { baudrate: 115200 });
  for (;;) yield* uart.write(\`\${yield* uart.readLine()}!\\n\`);
}
`;

/** On the I2C bus, and random; its numbers are made in another module. */
const part = (step: string): string => `import { definePart, ms, numberAttribute } from "tickless/part";
import { next } from ${JSON.stringify(step)};
export default definePart({
  type: "counter", label: "Counter", pins: ["SCL", "SDA", "IN"],
  attributes: [{ name: "start", label: "Start", input: "number", unit: "", fallback: "1" }],
  createState: () => ({ count: 0, at: 0 }),
  connect(ctx) {
    const [scl, sda, input] = [ctx.pin("SCL"), ctx.pin("SDA"), ctx.pin("IN")];
    const shown = ctx.output("count", "output");
    ctx.state.count = numberAttribute(ctx, "start", { min: 0, max: 255, fallback: 1 });
    const step = (): void => {
      ctx.state.count = next(ctx.state.count);
      shown.write(ctx.state.count);
    };
    const timer = ctx.timer(() => (step(), timer.start(ms(7))));
    timer.start(ms(7));
    ctx.watchLevel(input, step);
    ctx.control("kick", { min: 0, max: 1, initial: 0, kind: "momentary" }, step);
    ctx.i2cTarget(scl, sda, {
      matches: (address) => address === 0x51,
      start: () => { ctx.state.at = 0; },
      write: () => false,
      read: () => (ctx.state.count + ctx.state.at++) & 255,
    });
  },
});
`;
const STEP = "export const next = (count: number): number => (count * 5 + 3) & 255;\n";
const OWN: FolderFiles = { "parts/counter.part.ts": part("./step.js"), "parts/step.ts": STEP };
const PACKAGED: FolderFiles = {
  "tickless.yaml": "parts: [my-parts]\n",
  "node_modules/my-parts/package.json": JSON.stringify({ name: "my-parts", exports: "./src/index.ts" }),
  "node_modules/my-parts/src/index.ts": part("helper/step"),
  "node_modules/helper/package.json": JSON.stringify({ name: "helper", exports: { "./*": "./lib/*.js" } }),
  "node_modules/helper/lib/step.js": STEP.replaceAll(": number", ""),
};

interface Described {
  readonly pins: Pins;
  readonly statements: readonly string[];
  readonly second: "none" | "python" | "typescript";
  readonly packaged: boolean;
  readonly data: Uint8Array;
}

export const describedBoards: fc.Arbitrary<Described> = fc.record({
  pins: fc.constantFrom(PICO, ESP32),
  statements,
  second: fc.constantFrom("none", "python", "python", "typescript"),
  packaged: fc.boolean(),
  data: fc.uint8Array({ maxLength: 300 }),
});

function diagramOf({ pins, second }: Described): string {
  const { type, power, prefix } = pins;
  const pin = (name: keyof Pins["pins"]): string => `one:${prefix}${pins.pins[name]}`;
  const [volts, ground] = power.map((each) => `one:${each}`) as [string, string];
  const parts: (readonly [id: string, type: string, attributes?: object])[] = [
    ["one", type],
    ...(second === "none" ? [] : [["two", PICO.type] as const]),
    ["btn1", "wokwi-pushbutton"],
    ["led1", "wokwi-led"],
    ["pot1", "wokwi-potentiometer"],
    ["r1", "wokwi-resistor", { value: "4700" }],
    ["r2", "wokwi-resistor", { value: "4700" }],
    ["c1", "counter", { start: "7" }],
  ];
  const wires: [string, string][] = [
    ["btn1:1.l", pin("button")],
    ["btn1:2.r", ground],
    ["led1:A", pin("out")],
    ["led1:C", ground],
    ["pot1:SIG", pin("knob")],
    ["pot1:VCC", volts],
    ["pot1:GND", ground],
    ["r1:1", pin("scl")],
    ["r1:2", volts],
    ["r2:1", pin("sda")],
    ["r2:2", volts],
    ["c1:SCL", pin("scl")],
    ["c1:SDA", pin("sda")],
    ["c1:IN", pin("counter")],
  ];
  const two: [string, string][] = [
    ["two:GP9", pin("tx")],
    ["two:GP8", pin("rx")],
    ["two:GP5", pin("scl")],
    ["two:GP4", pin("sda")],
    ["two:GND.1", ground],
  ];
  return JSON.stringify({
    version: 1,
    parts: parts.map(([id, type, attrs = {}]) => ({ id, type, left: 0, top: 0, attrs })),
    connections: [...wires, ...(second === "none" ? [] : two)].map(([from, to]) => [from, to, "green", []]),
  });
}

export function projectOfBoards(described: Described): Project {
  const { pins, statements, second, packaged, data } = described;
  const files: FolderFiles = {
    "diagram.json": diagramOf(described),
    "one/main.py": programOf(pins, statements),
    "one/helper.py": "def answer():\n    return 42\n",
    "one/data.bin": data,
    ...(second === "python" ? { "two/main.py": ANSWERS } : {}),
    ...(second === "typescript" ? { "two/firmware.ts": ANSWERS_IN_TYPESCRIPT } : {}),
    ...(packaged ? PACKAGED : OWN),
  };
  return readProject(projectOfFiles("boards", files), evaluate);
}
