import { DEFINITIONS } from "@tickless/devices";
import { ms, s } from "@tickless/sim-core";
import { describe, expect, it } from "vitest";
import { checkDevice, simulate, type Bench } from "tickless/testing";
import { readProject } from "../src/project.js";
import { board } from "./support/board.js";

/* Sensors on one wire, read by the drivers that are in MicroPython's firmware. */

describe("DHT sensors", () => {
  const dht = (kind: "dht11" | "dht22", main: string, attributes = ""): Bench =>
    board(
      [`dht: wokwi-${kind} ${attributes}`.trim()],
      ["dht:VCC pico:3V3", "dht:GND pico:GND.1", "dht:SDA pico:GP15"],
      main,
    );
  const LOGGER = `
import dht
import time
from machine import Pin

sensor = dht.DHT22(Pin(15))
while True:
    time.sleep(2)
    try:
        sensor.measure()
        print("%.1f C %.1f %%" % (sensor.temperature(), sensor.humidity()))
    except OSError as e:
        print("failed:", e)
`;

  it("is logged every two seconds; a value is told at the read after the one that measured it", () => {
    const sim = dht("dht22", LOGGER, "temperature=23.4 humidity=45.6").run(s(3));
    sim.part("dht").set("temperature", -10.1).set("humidity", 100);
    sim.run(s(5));
    expect(sim.serial.lines).toEqual(["23.4 C 45.6 %", "23.4 C 45.6 %", "-10.1 C 100.0 %"]);
    expect(sim.faults).toEqual([]);
  });

  it("does not answer before it has powered up", () => {
    const program = LOGGER.replace("time.sleep(2)", "time.sleep_ms(1)").replace("while True", "for _ in range(12)");
    const sim = dht("dht22", program, "powerUp=2").run(s(5));
    expect(sim.serial.lines.slice(0, 6)).toEqual(Array(6).fill("failed: [Errno 110] ETIMEDOUT"));
    expect(sim.serial.lines.slice(7)).toEqual(Array(5).fill("24.0 C 40.0 %"));
    expect(sim.faults.map(({ kind }) => kind)).toEqual(["power-up", "early-read"]);
  });

  it("DHT11 tells whole numbers", () => {
    const program = LOGGER.replaceAll("DHT22", "DHT11").replace("sleep(2)", "sleep(1)").replaceAll("%.1f", "%s");
    const sim = dht("dht11", program, "temperature=22.7 humidity=61.2").run(s(2));
    expect(sim.serial.lines).toEqual(["23 C 61 %"]);
  });

  it("times out when nobody is there, and interrupts are served while it waits", () => {
    const sim = dht(
      "dht22",
      `
import dht, time
from machine import Pin, Timer
ticks = [0]
def tick(t):
    ticks[0] += 1
Timer(period=10, mode=Timer.PERIODIC, callback=tick)
try:
    dht.DHT22(Pin(3)).measure()
except OSError as e:
    print(e.errno, ticks[0])
`,
    ).run(s(1));
    // 268 ms of waiting.
    expect(sim.serial.lines).toEqual(["110 26"]);
  });

  it("is read by a program that measures the pulses itself", () => {
    const sim = dht(
      "dht22",
      `
from machine import Pin, time_pulse_us
import time
pin = Pin(15, Pin.OUT, value=1)
time.sleep(2)
pin.value(0)
time.sleep_ms(2)
pin.init(Pin.IN, Pin.PULL_UP)
bits = [time_pulse_us(pin, 1, 1000) > 50 for _ in range(42)][-40:]
data = bytes(sum(bits[8 * i + k] << (7 - k) for k in range(8)) for i in range(5))
print(data.hex())
`,
      "temperature=35.1 humidity=65.2",
    ).run(s(3));
    expect(sim.serial.lines).toEqual(["028c015fee"]);
  });
});

describe("DS18B20", () => {
  const bus = (sensors: readonly string[], main: string, more: readonly string[] = []): Bench =>
    board(
      ["r: wokwi-resistor value=4700", ...sensors.map((attributes, i) => `t${i}: wokwi-ds18b20 ${attributes}`.trim())],
      [
        ...["r:1 pico:3V3", "r:2 pico:GP22", ...more],
        ...sensors.flatMap((_, i) => [`t${i}:VCC pico:3V3`, `t${i}:GND pico:GND.1`, `t${i}:DQ pico:GP22`]),
      ],
      main,
    );
  const SETUP = `
import machine, onewire, ds18x20, time
ds = ds18x20.DS18X20(onewire.OneWire(machine.Pin(22)))
roms = ds.scan()
`;

  it("several on a bus are found and read", () => {
    const sim = bus(
      [
        ...["temperature=21.5 deviceID=111111111111", "temperature=-12.3125 deviceID=222222222222"],
        ...["temperature=100 deviceID=0102030405ff", "temperature=30.2 deviceID=00000000abcd familyCode=10"],
      ],
      `${SETUP}
for _ in range(2):
    ds.convert_temp()
    time.sleep_ms(750)
    for rom in sorted(bytes(rom) for rom in roms):
        print(rom.hex(), ds.read_temp(rom))
`,
    ).run(s(1));
    expect(sim.serial.lines).toHaveLength(4);
    expect(sim.serial.lines.map((line) => line.split(" ")[1])).toEqual(["30.1875", "100.0", "21.5", "-12.3125"]);
    expect(sim.serial.lines.map((line) => line.slice(0, 14))).toEqual([
      ...["1000000000abcd", "280102030405ff", "28111111111111", "28222222222222"],
    ]);
    sim.part("t0").set("temperature", 22);
    sim.run(s(1));
    expect(sim.serial.lines[6]).toMatch(/ 22\.0$/);
    expect(sim.faults).toEqual([]);
  });

  it("tells 85 degrees when it is read too early", () => {
    const sim = bus(
      [""],
      `${SETUP}
print(ds.read_temp(roms[0]))
ds.convert_temp()
time.sleep_ms(100)
print(ds.read_temp(roms[0]))
time.sleep_ms(650)
print(ds.read_temp(roms[0]))
`,
    ).run(s(2));
    expect(sim.serial.lines).toEqual(["85.0", "85.0", "22.0"]);
    expect(sim.faults.map(({ kind }) => kind)).toEqual(["early-read"]);
  });

  it("converts faster with fewer bits, and keeps them in its EEPROM when told to", () => {
    const sim = bus(
      ["temperature=20.9375"],
      `${SETUP}
rom = roms[0]
ow = ds.ow
for bits in (9, 10, 11, 12):
    ds.write_scratch(rom, bytes([75, 70, (bits - 9) << 5 | 0x1f]))
    ds.convert_temp()
    start = time.ticks_us()
    while not ow.readbit():
        pass
    print(bits, round(time.ticks_diff(time.ticks_us(), start) / 1000), ds.read_temp(rom))
`,
    ).run(s(3));
    expect(sim.serial.lines).toEqual(["9 94 20.5", "10 188 20.75", "11 375 20.875", "12 750 20.9375"]);
  });

  it("nobody there is an error of the driver", () => {
    const sim = bus(
      [],
      `${SETUP}
print(roms)
try:
    ds.convert_temp()
except onewire.OneWireError:
    print("no answer")
`,
    ).run(s(1));
    expect(sim.serial.lines).toEqual(["[]", "no answer"]);
  });

  it("works with the pin's own pull-up", () => {
    const sim = board(
      ["t: board-ds18b20 temperature=19"],
      ["t:VCC pico:3V3", "t:GND pico:GND.1", "t:DQ pico:GP22"],
      `${SETUP}
ds.convert_temp()
time.sleep(1)
print(ds.read_temp(roms[0]))
`,
    ).run(s(2));
    expect(sim.serial.lines).toEqual(["19.0"]);
  });

  it("answers to the first reset, though an ESP32 holds the line low from the moment it is an open-drain output", () => {
    const diagram = {
      parts: [
        { id: "esp", type: "board-esp32-devkit-c-v4" },
        { id: "t", type: "wokwi-ds18b20" },
      ],
      connections: [
        ["esp:4", "t:DQ"],
        ["esp:3V3", "t:VCC"],
        ["esp:GND.1", "t:GND"],
      ],
    };
    const main = "import machine, onewire\now = onewire.OneWire(machine.Pin(4))\nprint(ow.reset(), ow.reset())\n";
    const sim = simulate(
      readProject({
        name: "t",
        files: new Map([["/main.py", Buffer.from(main)]]),
        main: "/main.py",
        diagram: { file: "diagram.json", text: JSON.stringify(diagram) },
      }),
    ).run(ms(10));
    expect(sim.serial.lines).toEqual(["True True"]);
    expect(sim.faults).toEqual([]);
  });
});

it("a DS18S20 survives random lives", () => {
  checkDevice(DEFINITIONS.find(({ type }) => type === "wokwi-ds18b20") as (typeof DEFINITIONS)[number], {
    attributes: { familyCode: "10" },
  });
});
