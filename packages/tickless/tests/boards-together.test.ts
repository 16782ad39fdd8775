import fc from "fast-check";
import { ms } from "@tickless/sim-core";
import { describe, expect, it } from "vitest";
import { simulate } from "../src/testing/simulate.js";
import { folder, tickless } from "./support/cli.js";

/* A Pico and an ESP32 on each other's pins: what the one does, the other has, at whatever place in the diagram it is declared. */

const CONTROLLER = `
from machine import I2C, Pin
import sys, time

bus = I2C(0, scl=Pin(5), sda=Pin(4), freq=100000)
time.sleep_ms(5)
print(bus.scan())
bus.writeto_mem(0x42, 2, b"hello")
print(bus.readfrom_mem(0x42, 0, 8))
bus.writeto(0x43, bytes([len(sys.platform)]))
print(bus.readfrom(0x43, 3))
`;
/** Memory at 0x42; at 0x43 a handler that counts from what it was sent. */
const TARGET = `
from machine import I2CTarget, Pin

memory = bytearray(8)
target = I2CTarget(0, 0x42, mem=memory, scl=Pin(5), sda=Pin(4))
received = bytearray(1)
answer = bytearray(1)

def handler(target):
    flags = target.irq().flags()
    if flags & I2CTarget.IRQ_WRITE_REQ:
        target.readinto(received)
        answer[0] = received[0]
    elif flags & I2CTarget.IRQ_READ_REQ:
        answer[0] += 1
        target.write(answer)

counter = I2CTarget(1, 0x43, scl=Pin(7), sda=Pin(6))
counter.irq(handler, I2CTarget.IRQ_WRITE_REQ | I2CTarget.IRQ_READ_REQ, hard=True)
target.irq(lambda t: print("memory", t.memaddr, bytes(memory)), I2CTarget.IRQ_END_WRITE)
`;
/** The first asks over the UART, after it has raised a line; the other lowers its own when it has answered. */
const ASKS = `
from machine import Pin, UART
import time

uart = UART(1, 38400, tx=Pin(8), rx=Pin(9))
ready, done = Pin(10, Pin.OUT, value=0), Pin(11, Pin.IN, Pin.PULL_UP)
edges = []
done.irq(lambda pin: edges.append(time.ticks_ms()), Pin.IRQ_FALLING)
time.sleep_ms(10)
for n in range(3):
    ready.on()
    uart.write("%d\\n" % n)
    time.sleep_ms(20)
    print(uart.readline(), len(edges))
    ready.off()
`;
const ANSWERS = `
from machine import Pin, UART
import time

uart = UART(2, 38400, tx=Pin(17), rx=Pin(16), timeout=10)
asked, done = Pin(26, Pin.IN), Pin(27, Pin.OUT, value=1)
while True:
    line = uart.readline()
    if line:
        uart.write(b"%d %d\\n" % (int(line) * 11, asked.value()))
        done.off()
        time.sleep_ms(5)
        done.on()
`;

const PARTS = [
  { id: "pico", type: "board-pi-pico", left: 0, top: 0, attrs: {} },
  { id: "esp", type: "board-esp32-devkit-c-v4", left: 0, top: 0, attrs: {} },
  { id: "r1", type: "wokwi-resistor", left: 0, top: 0, attrs: { value: "4700" } },
  { id: "r2", type: "wokwi-resistor", left: 0, top: 0, attrs: { value: "4700" } },
];
const I2C = ["pico:GP5 esp:5", "pico:GP4 esp:4", "pico:GP7 esp:5", "pico:GP6 esp:4"];
const PULLS = ["r1:1 pico:GP5", "r1:2 pico:3V3", "r2:1 pico:GP4", "r2:2 pico:3V3"];
const LINES = ["pico:GP8 esp:16", "pico:GP9 esp:17", "pico:GP10 esp:26", "pico:GP11 esp:27"];

interface Order {
  readonly parts: readonly (typeof PARTS)[number][];
  readonly wires: readonly string[];
}

const diagram = ({ parts, wires }: Order): string =>
  JSON.stringify({ version: 1, parts, connections: wires.map((wire) => [...wire.split(" "), "green", []]) });

const I2C_BOARDS: Order = { parts: PARTS, wires: [...I2C, ...PULLS] };
const LINE_BOARDS: Order = { parts: PARTS.slice(0, 2), wires: LINES };
const I2C_PROGRAMS = { "pico/main.py": TARGET, "esp/main.py": CONTROLLER };
const LINE_PROGRAMS = { "pico/main.py": ASKS, "esp/main.py": ANSWERS };

function run(order: Order, programs: Readonly<Record<string, string>>) {
  const sim = simulate(folder({ "diagram.json": diagram(order), ...programs })).run(ms(100));
  return {
    pico: sim.serialOf("pico").lines,
    esp: sim.serialOf("esp").lines,
    faults: sim.faults,
    fingerprint: sim.fingerprint,
  };
}

/** Every order of declarations, with the ends of wires either way round. */
const orders = ({ parts, wires }: Order): fc.Arbitrary<Order> =>
  fc.record({
    parts: fc.shuffledSubarray([...parts], { minLength: parts.length }),
    wires: fc
      .tuple(
        fc.shuffledSubarray([...wires], { minLength: wires.length }),
        fc.array(fc.boolean(), { minLength: wires.length, maxLength: wires.length }),
      )
      .map(([shuffled, turned]) => shuffled.map((wire, i) => (turned[i] ? wire.split(" ").reverse().join(" ") : wire))),
  });

describe("an ESP32 as the controller of a Pico", () => {
  it("reads and writes its memory, and is answered by its handler", () => {
    expect(run(I2C_BOARDS, I2C_PROGRAMS)).toMatchObject({
      esp: ["[66, 67]", "b'\\x00\\x00hello\\x00'", "b'\\x06\\x07\\x08'"],
      // A scan is a write of nothing.
      pico: ["memory 0 b'\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00'", "memory 2 b'\\x00\\x00hello\\x00'"],
      faults: [],
    });
  });

  it("the other way round is refused as on the chip: MicroPython has no targets for it", () => {
    const programs = { "pico/main.py": "", "esp/main.py": "from machine import I2CTarget\n" };
    expect(run(I2C_BOARDS, programs).esp.at(-1)).toBe("ImportError: can't import name I2CTarget");
  });
});

describe("a UART and two lines between a Pico and an ESP32", () => {
  it("carry what is asked and answered, and edges that interrupt", () => {
    const answers = ["b'0 1\\n' 1", "b'11 1\\n' 2", "b'22 1\\n' 3"];
    expect(run(LINE_BOARDS, LINE_PROGRAMS)).toMatchObject({ pico: answers, esp: [], faults: [] });
  });
});

describe("whatever the order in which boards, parts and wires are declared", () => {
  it.each([
    ["I2C", I2C_BOARDS, I2C_PROGRAMS],
    ["UART and GPIO", LINE_BOARDS, LINE_PROGRAMS],
  ])("the run is the same: %s", (_, boards, programs) => {
    const { fingerprint } = run(boards, programs);
    fc.assert(
      fc.property(orders(boards), (order) => {
        expect(run(order, programs).fingerprint).toBe(fingerprint);
      }),
      { numRuns: 12 },
    );
  });
});

describe("a recording of both", () => {
  it.each([
    ["I2C", I2C_BOARDS, I2C_PROGRAMS],
    ["UART and GPIO", LINE_BOARDS, LINE_PROGRAMS],
  ])("is replayed from the file alone: %s", async (_, boards, programs) => {
    const cwd = folder({ "diagram.json": diagram(boards), "tickless.yaml": "duration: 100ms\n", ...programs });
    expect((await tickless(cwd, ["run", ".", "--record", "r.tickless"])).code).toBe(0);
    const { code, stdout } = await tickless(cwd, ["replay", "r.tickless"]);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^same: /)]);
  });
});

describe("the unique id", () => {
  const print = "import machine\nprint(machine.unique_id().hex())\n";
  const ids = (parts: readonly (typeof PARTS)[number][]): string[] => {
    const programs = Object.fromEntries(parts.map(({ id }) => [`${id}/main.py`, print]));
    const sim = simulate(folder({ "diagram.json": diagram({ parts, wires: [] }), ...programs })).run(ms(10));
    return parts.map(({ id }) => sim.serialOf(id).lines[0] as string);
  };

  it("is another for each board, the same in every run, and does not depend on the others", () => {
    const picos = ["one", "two"].map((id) => ({ ...PARTS[0]!, id }));
    const [one, two] = ids(picos);
    expect(one).not.toBe(two);
    expect(one?.slice(0, 10)).toBe(two?.slice(0, 10));
    expect(ids([picos[1]!])).toEqual([two]);
    expect(ids([{ ...PARTS[1]!, id: "one" }])[0]).toMatch(/^240ac4[0-9a-f]{6}$/);
  });

  it("is an ESP32's MAC address when that is given; what is none is told", async () => {
    const run = (macAddress: string) => {
      const board = { id: "esp", type: "wokwi-esp32-devkit-v1", attrs: { macAddress, serialInterface: "UART" } };
      return tickless(folder({ "diagram.json": JSON.stringify({ parts: [board] }), "main.py": print }), ["run", "."]);
    };
    const given = await run("AA:BB:CC:DD:EE:01");
    expect([given.stdout, given.stderr]).toEqual(["aabbccddee01\n", expect.not.stringContaining("warning")]);
    const none = await run("AA:BB");
    expect(none.stdout).toMatch(/^240ac4[0-9a-f]{6}\n$/);
    expect(none.stderr).toContain("esp: 'macAddress' is 'AA:BB', which is none (write it like 24:0a:c4:12:45:56)");
  });
});
