import { describe, expect, it } from "vitest";
import { ms, s } from "@tickless/sim-core";
import { simulate } from "../src/testing.js";
import { folder } from "./support/cli.js";

/** A driver as short as drivers for SPI can be: commands, single blocks, and the protocol of block devices. */
const DRIVER = `from machine import SPI, Pin
import time

class SDCard:
    def __init__(self, spi, cs):
        self.spi, self.cs = spi, cs
        cs.init(cs.OUT, value=1)
        spi.init(baudrate=100000)
        spi.write(b"\\xff" * 16)
        if self.command(0, 0, 0x95) != 1:
            raise OSError("no SD card")
        self.command(8, 0x1AA, 0x87)
        for _ in range(100):
            time.sleep_ms(5)
            self.command(55, 0, 0)
            if self.command(41, 0x40000000, 0) == 0:
                break
        else:
            raise OSError("it does not start")
        self.command(16, 512, 0)
        spi.init(baudrate=1320000)

    def command(self, number, argument, crc, keep=False):
        self.cs(0)
        self.spi.write(bytes([0x40 | number]) + argument.to_bytes(4, "big") + bytes([crc]))
        for _ in range(10):
            answer = self.spi.read(1, 0xFF)[0]
            if not answer & 0x80:
                break
        if not keep:
            self.cs(1)
            self.spi.write(b"\\xff")
        return answer

    def until(self, byte):
        for _ in range(1000):
            if self.spi.read(1, 0xFF)[0] == byte:
                return
        raise OSError(5)

    def readblocks(self, block, buf):
        for at in range(0, len(buf), 512):
            if self.command(17, block * 512 + at, 0, True):
                raise OSError(5)
            self.until(0xFE)
            self.spi.readinto(memoryview(buf)[at : at + 512], 0xFF)
            self.spi.write(b"\\xff\\xff")
            self.cs(1)
            self.spi.write(b"\\xff")

    def writeblocks(self, block, buf):
        for at in range(0, len(buf), 512):
            if self.command(24, block * 512 + at, 0, True):
                raise OSError(5)
            self.spi.write(b"\\xff\\xfe")
            self.spi.write(memoryview(buf)[at : at + 512])
            self.spi.write(b"\\xff\\xff")
            if self.spi.read(1, 0xFF)[0] & 0x1F != 5:
                raise OSError(5)
            self.until(0xFF)
            self.cs(1)
            self.spi.write(b"\\xff")

    def ioctl(self, op, arg):
        return {4: 16384, 5: 512}.get(op, 0)
`;

const PINS = {
  pico: [18, 19, 16, 17, "pico:3V3", "pico:GND.8"],
  esp: [18, 23, 19, 5, "esp:3V3", "esp:GND.1"],
} as const;

function project(board: "pico" | "esp", program: string): string {
  const [sck, mosi, miso, cs, vcc, gnd] = PINS[board];
  const pin = (gpio: number): string => (board === "pico" ? `pico:GP${gpio}` : `esp:${gpio}`);
  const type = board === "pico" ? "board-pi-pico" : "board-esp32-devkit-c-v4";
  const bus = board === "pico" ? "SPI(0, sck=Pin(18), mosi=Pin(19), miso=Pin(16))" : "SPI(2)";
  const wires = { SCK: pin(sck), DI: pin(mosi), DO: pin(miso), CS: pin(cs), VCC: vcc, GND: gnd };
  const parts = [
    { type, id: board },
    { type: "wokwi-microsd-card", id: "sd1" },
  ];
  const connections = Object.entries(wires).map(([name, to]) => [`sd1:${name}`, to, "", []]);
  return folder({
    "main.py": `from machine import SPI, Pin\nimport os\nfrom sd import SDCard\nsd = SDCard(${bus}, Pin(${cs}))\n${program}`,
    "sd.py": DRIVER,
    "data/a rather long name.txt": "from the project\n",
    "diagram.json": JSON.stringify({ version: 1, parts, connections }),
  });
}

describe.each(["pico", "esp"] as const)("a micro SD card on SPI (%s)", (board) => {
  it("has the project's files, and keeps what a program writes", () => {
    const program = `os.mount(sd, "/sd")
print(sorted(os.listdir("/sd")), os.listdir("/sd/data"))
print(open("/sd/data/a rather long name.txt").read().strip())
with open("/sd/log.txt", "w") as log:
    for n in range(100):
        log.write("%d\\n" % n)
os.umount("/sd")
os.mount(os.VfsFat(sd), "/card")
print(sum(int(line) for line in open("/card/log.txt")), os.stat("/card/log.txt")[6])
`;
    const sim = simulate(project(board, program));
    sim.run(s(5));
    expect(sim.serial.text).toBe(
      "['data', 'main.py', 'sd.py'] ['a rather long name.txt']\nfrom the project\n4950 290\n",
    );
    expect(sim.part("sd1").number("written")).toBeGreaterThan(0);
    expect(sim.faults).toEqual([]);
  });

  it("is missed when it is taken out", () => {
    const program = `os.mount(sd, "/sd")
print("there")
import time
time.sleep_ms(500)
try:
    open("/sd/main.py").read()
except OSError as error:
    print("OSError", error.errno)
`;
    const sim = simulate(project(board, program));
    sim.until(() => sim.serial.text.includes("there"), { within: s(2) });
    sim.part("sd1").set("inserted", 0);
    sim.run(ms(1000));
    expect(sim.serial.text).toContain("OSError 5");
  });
});
