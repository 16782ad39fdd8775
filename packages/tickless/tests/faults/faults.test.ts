import { ms, s, us } from "@tickless/sim-core";
import { describe, expect, it } from "vitest";
import { board, esp32 } from "./boards.js";

/* What a program sees of each fault, with the real MicroPython. */

describe("a part on an ESP32's I2C", () => {
  const start = (program: string) => esp32(`i2c = I2C(0, sda=Pin(21), scl=Pin(22))\nsleep_ms(1)\n${program}`);
  const seen = (fault: string, value = 1, at = us(900)): string[] => {
    const sim = start("print(tried(lambda: i2c.writeto(60, b'\\x40' + b'\\xff' * 400)))").run(at);
    sim.part("oled1").fault(fault, { value });
    return sim.run(ms(200)).serial.lines;
  };

  it("that does not answer, or refuses data, is no device", () => {
    expect(seen("nack")).toEqual(["[Errno 19] ENODEV"]);
    expect(seen("nack-data")).toEqual(["[Errno 19] ENODEV"]);
    expect(seen("nack-data", 4)).toEqual(["[Errno 19] ENODEV"]);
  });

  it("that holds a line down, before a transfer or in the middle of it, is waited for in vain", () => {
    for (const at of [us(900), ms(4)]) {
      expect(seen("scl-low", 1, at)).toEqual(["[Errno 116] ETIMEDOUT"]);
      expect(seen("sda-low", 1, at)).toEqual(["[Errno 116] ETIMEDOUT"]);
    }
  });

  it("that stretches the clock is waited for at each byte, up to 13 ms", () => {
    expect(seen("stretch", 100)).toEqual(["401"]);
    expect(seen("stretch", 14_000)).toEqual(["[Errno 116] ETIMEDOUT"]);
  });
});

describe.each([
  { bus: "I2C(0)", refused: "EIO", lost: "[Errno 5] EIO" },
  { bus: "SoftI2C(Pin(5, pull=Pin.PULL_UP), Pin(4, pull=Pin.PULL_UP))", refused: "ENODEV", lost: "2" },
])("a part on $bus", ({ bus, refused, lost }) => {
  const start = (program: string) => board(`i2c = ${bus}\n${program}`);
  const WRITES = "while True:\n print(tried(lambda: i2c.writeto(60, b'\\x80\\xe3')))\n sleep_ms(10)\n";

  it("that does not answer", () => {
    const sim = start(`${WRITES}`).run(ms(35));
    sim.part("oled1").fault("nack", { for: ms(10) });
    expect(new Set(sim.run(ms(20)).serial.lines)).toEqual(new Set(["2", expect.stringContaining(refused)]));
    expect(sim.serial.lines.filter((line) => line.includes(refused))).toHaveLength(1);
  });

  it("that answers is found by a scan, and not otherwise", () => {
    const sim = start("while True:\n print(i2c.scan())\n sleep_ms(10)\n");
    sim.part("oled1").fault("nack", { for: ms(200) });
    sim.run(ms(200));
    expect(sim.serial.lines[0]).toBe("[]");
    expect(sim.serial.lines.at(-1)).toBe("[60]");
  });

  it("that refuses data from some byte on", () => {
    const sim = start("print(tried(lambda: i2c.writeto(60, b'\\x40' + bytes(9))))");
    sim.part("oled1").fault("nack-data", { value: 4 });
    expect(sim.run(ms(50)).serial.lines).toEqual(["3"]);
    expect(sim.bus(bus.startsWith("I2C") ? "i2c0" : "softi2c0").transactions.at(-1)).toMatchObject({
      status: "data not acknowledged",
    });
  });

  it("that holds a line down", () => {
    const program = "sleep_ms(1)\nprint(tried(lambda: i2c.writeto(60, b'\\x80\\xe3')))\nprint(len(i2c.scan()))";
    const scl = start(program);
    scl.part("oled1").fault("scl-low");
    expect(() => scl.run(ms(200))).not.toThrow();
    expect(scl.pin("GP5").level()).toBe(0);
    expect(scl.faults[0]).toMatchObject({ kind: "i2c-stuck" });
    const sda = start(program).run(us(900));
    sda.part("oled1").fault("sda-low");
    sda.run(s(8));
    // Whoever does not look at SDA takes a low one for acknowledges, of any address.
    expect(sda.serial.lines).toEqual([bus.startsWith("I2C") ? "[Errno 110] ETIMEDOUT" : "2", "112"]);
  });

  it("that holds a line down in mid-transfer", () => {
    const program = "sleep_ms(1)\nprint(tried(lambda: i2c.writeto(60, b'\\x40' + b'\\xff' * 400)))";
    const sda = start(program).run(ms(4));
    sda.part("oled1").fault("sda-low");
    expect(sda.run(ms(50)).serial.lines).toEqual([lost === "2" ? "401" : lost]);
    const reads = start("sleep_ms(1)\nprint(tried(lambda: i2c.readfrom(60, 400))[-3:])").run(ms(4));
    reads.part("oled1").fault("sda-low");
    expect(reads.run(ms(50)).serial.lines).toEqual(["b'\\x00\\x00\\x00'"]);
    const scl = start(program).run(ms(4));
    scl.part("oled1").fault("scl-low", { for: ms(3) });
    expect(scl.run(ms(60)).serial.lines).toEqual(["401"]);
    const forever = start(program).run(ms(4));
    forever.part("oled1").fault("scl-low");
    expect(forever.run(ms(80)).serial.lines).toEqual(["[Errno 110] ETIMEDOUT"]);
  });

  it("that stretches the clock", () => {
    const timed = "t = ticks_us()\nprint(tried(lambda: i2c.writeto(60, b'\\x80\\xe3')))\nprint(ticks_us() - t)";
    const took = (stretch: number): [string, number] => {
      const sim = start(`sleep_ms(1)\n${timed}`);
      sim.run(us(900)).part("oled1").fault("stretch", { value: stretch });
      const [result = "", time] = sim.run(ms(300)).serial.lines;
      return [result, Number(time)];
    };
    const [, plain] = took(0);
    expect(took(200)).toEqual(["2", plain + 600]);
    const [result, time] = took(60_000);
    expect(result).toBe("[Errno 110] ETIMEDOUT");
    expect(time).toBeGreaterThan(50_000);
    expect(time).toBeLessThan(51_000);
  });
});

describe("noise at a UART", () => {
  const ECHO = `
sender, receiver = UART(0), UART(1, rx=Pin(9))
while True:
    sender.write(b"hello\\n")
    sleep_ms(5)
    print(receiver.read())
`;

  it("makes garbage of some bytes, and of none when it is over", () => {
    const sim = board(ECHO);
    sim.part("pico").fault("uart1-noise", { value: 0.01, for: ms(200) });
    const disturbed = sim.serial.lines;
    expect(disturbed.length).toBeGreaterThan(20);
    const wrong = disturbed.filter((line) => line !== "b'hello\\n'");
    expect(wrong.length).toBeGreaterThan(5);
    expect(wrong.length).toBeLessThan(disturbed.length);
    expect(sim.faults.map(({ kind }) => kind)).toContain("uart-framing");
    sim.run(ms(10));
    const count = sim.serial.lines.length;
    expect(new Set(sim.run(ms(100)).serial.lines.slice(count))).toEqual(new Set(["b'hello\\n'"]));
  });

  it("does nothing to the other UART", () => {
    const sim = board(ECHO);
    sim.part("pico").fault("uart0-noise", { value: 1 });
    expect(new Set(sim.run(ms(50)).serial.lines)).toEqual(new Set(["b'hello\\n'"]));
  });
});

describe("a board whose power dips", () => {
  const COUNTS = `
led = Pin(16, Pin.OUT, value=1)
print("reset cause", reset_cause(), reset_cause() == PWRON_RESET, ticks_ms())
async def main():
    for n in range(1000):
        print(n)
        await asyncio.sleep_ms(10)
asyncio.run(main())
`;

  it("starts anew, from power-on", () => {
    const sim = board(COUNTS).run(ms(55));
    expect(sim.pin("GP16").level()).toBe(1);
    const printed = sim.serial.lines.length;
    sim.part("pico").fault("power-dip");
    expect(sim.pin("GP16").level()).toBe("z");
    sim.run(ms(100));
    expect(sim.serial.lines).toHaveLength(printed);
    sim.part("pico").heal();
    sim.run(ms(35));
    expect(sim.serial.lines.slice(printed)).toEqual(["reset cause 1 True 0", "0", "1", "2", "3"]);
    expect(sim.end).toBeUndefined();
    expect(sim.tasks().map(({ name }) => name)).toEqual(["main"]);
  });

  it("loses what was set after a reset of another kind, and its RTC", () => {
    const sim = board(`
print(reset_cause() == WDT_RESET, RTC().datetime()[0])
RTC().datetime((2030, 1, 1, 0, 0, 0, 0, 0))
WDT(timeout=100)
sleep_ms(5000)
`);
    sim.run(ms(150));
    sim.part("pico").fault("power-dip", { for: ms(1) });
    expect(sim.run(ms(50)).serial.lines).toEqual(["False 2024", "True 2030", "False 2024"]);
  });

  it("takes its 3.3 V with it: the display forgets its picture", () => {
    const sim = board(`
i2c = I2C(0)
for command in (0x8d, 0x14, 0xaf):
    i2c.writeto(60, bytes((0x80, command)))
i2c.writeto(60, b"\\x40" + b"\\xff" * 1024)
sleep(100)
`).run(ms(60));
    const picture = () => sim.part("oled1").display().bitmap();
    expect(picture()).toContain("#".repeat(128));
    sim.part("pico").fault("power-dip");
    expect(picture()).not.toContain("#");
    sim.run(ms(20)).part("pico").heal();
    expect(picture()).not.toContain("#");
    sim.run(ms(60));
    expect(picture()).toContain("#".repeat(128));
  });

  it("starts any number of times, and also after its program has ended", () => {
    const sim = board('print("hello")').run(ms(10));
    for (let n = 0; n < 30; n++) sim.part("pico").fault("power-dip", { for: us(10) });
    expect(sim.run(ms(10)).end).toMatchObject({ kind: "finished" });
    const again = board('print("hello")').run(ms(10));
    again.part("pico").fault("power-dip", { for: ms(5) });
    expect(again.run(ms(10)).serial.lines).toEqual(["hello", "hello"]);
  });
});

describe("a board whose clock drifts", () => {
  const TIMES = `
pwm = PWM(Pin(17), freq=1000, duty_u16=32768)
led = Pin(16, Pin.OUT)
ticked = Pin(18, Pin.OUT)
Timer(period=10, callback=lambda t: ticked.toggle())
start = ticks_us()
async def main():
    while True:
        led.toggle()
        await asyncio.sleep_ms(20)
        print(ticks_diff(ticks_us(), start) // 20000)
asyncio.run(main())
`;

  it.each([-20_000, -30, 12.5, 30, 20_000])("of %d ppm is that much too fast in all that it times", (ppm) => {
    const sim = board(TIMES, { cpuTime: false });
    sim.part("pico").fault("clock-drift", { value: ppm });
    sim.run(s(10));
    const speed = 1 + ppm / 1e6;
    for (const [pin, period] of [
      ["GP16", ms(20)],
      ["GP18", ms(10)],
    ] as const) {
      const edges = sim.pin(pin).edges({ from: ms(1) });
      const [first, last] = [edges[0]!.time, edges.at(-1)!.time];
      expect((period * (edges.length - 1)) / (last - first)).toBeCloseTo(speed, 8);
    }
    expect(sim.pin("GP17").frequency({ from: ms(10) })).toBeCloseTo(1000 * speed, 1);
    // It does not notice itself.
    const lines = sim.serial.lines.map(Number);
    expect(lines).toEqual(lines.map((_, n) => n + 1));
  });

  it("takes as much longer for its computing", () => {
    const work = (ppm: number) => {
      const sim = board("led = Pin(16, Pin.OUT)\nfor n in range(20000):\n x = n * n\nled.on()");
      if (ppm !== 0) sim.part("pico").fault("clock-drift", { value: ppm });
      return sim.run(s(2)).pin("GP16").edges({ kind: "rising" })[0]!.time;
    };
    expect(work(0) / work(10_000)).toBeCloseTo(1.01, 5);
    expect(work(0) / work(-50)).toBeCloseTo(1 - 50e-6, 6);
  });

  it("changes its speed in mid-run", () => {
    const sim = board(TIMES, { cpuTime: false }).run(s(1));
    sim.part("pico").fault("clock-drift", { value: 20_000, for: s(1) });
    sim.run(s(1));
    const edges = sim
      .pin("GP18")
      .edges()
      .map(({ time }) => time);
    const count = (from: number) => edges.filter((time) => time > from && time <= from + s(1)).length;
    expect([count(0), count(s(1)), count(s(2))]).toEqual([100, 102, 100]);
  });

  it("gets UART bits of a wrong length, which its neighbour reads all the same", () => {
    const sim = board(
      "u = UART(0)\nr = UART(1, rx=Pin(9))\nwhile True:\n u.write(b'hello')\n sleep_ms(5)\n print(r.read())",
    );
    sim.part("pico").fault("clock-drift", { value: 20_000 });
    sim.run(ms(50));
    expect(new Set(sim.serial.lines)).toEqual(new Set(["b'hello'"]));
    const [duration] = sim.trace.get("pico.uart0.tx")!.chunks[0]!.columns as [Float64Array];
    expect(duration[0]).toBeCloseTo(Math.round((10 * 8680) / 1.02), -1);
  });
});

describe("contacts", () => {
  const WATCHES = "b = Pin(14, Pin.IN, Pin.PULL_UP)\nwhile True:\n print(b.value())\n sleep_ms(10)\n";

  it("that are stuck do not follow the button", () => {
    const sim = board(WATCHES);
    const button = sim.part("btn1");
    button.fault("stuck-open");
    button.press({ for: ms(100) });
    expect(new Set(sim.serial.lines)).toEqual(new Set(["1"]));
    button.heal("stuck-open");
    button.fault("stuck-closed");
    const before = sim.serial.lines.length;
    sim.run(ms(100));
    expect(new Set(sim.serial.lines.slice(before))).toEqual(new Set(["0"]));
    button.heal();
    expect(sim.run(ms(20)).serial.lines.at(-1)).toBe("1");
  });

  it("that are flaky open now and then while they are pressed", () => {
    const sim = board(WATCHES);
    const button = sim.part("btn1");
    button.fault("flaky", { value: 0.3 });
    sim.run(ms(500));
    expect(sim.track("btn1.contact").edges()).toHaveLength(0);
    button.press({ for: s(2) });
    const open = 1 - sim.track("btn1.contact").duty({ from: ms(500), to: ms(2500) });
    expect(open).toBeGreaterThan(0.25);
    expect(open).toBeLessThan(0.35);
    const count = sim.track("btn1.contact").edges().length;
    sim.run(s(1));
    expect(sim.track("btn1.contact").edges()).toHaveLength(count);
  });

  it("of a worn potentiometer leave the input floating now and then", () => {
    const sim = board("a = ADC(26)\nwhile True:\n print(a.read_u16() // 1000)\n sleep_ms(1)\n").run(ms(50));
    expect(new Set(sim.serial.lines)).toEqual(new Set(["32"]));
    sim.part("pot1").fault("worn", { value: 0.5 });
    sim.run(ms(300));
    expect(new Set(sim.serial.lines)).toEqual(new Set(["32", "0"]));
  });
});
