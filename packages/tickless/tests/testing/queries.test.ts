import { describe, expect, it } from "vitest";
import { check, eventually, ms, projectOf, s, simulate, us, type State } from "tickless/testing";
import { diagram } from "../support/cli.js";
import { example, ran } from "./support.js";

describe("a probe", () => {
  const sim = ran(
    `led = Pin(15, Pin.OUT, value=0)\nfor i in range(3):\n  sleep_ms(10)\n  led.on()\n  sleep_ms(5)\n  led.off()`,
  );
  const probe = sim.pin("GP15");

  it("gives levels and edges", () => {
    const rising = [10, 25, 40].map(ms);
    const falling = [15, 30, 45].map(ms);
    expect(probe.edges({ kind: "rising" }).map(({ time }) => time)).toEqual(rising);
    expect(probe.edges({ kind: "falling" }).map(({ time }) => time)).toEqual(falling);
    expect(probe.edges().map(({ kind }) => kind)).toEqual(Array(3).fill(["rising", "falling"]).flat());
    expect(probe.levels({ to: ms(12) })).toEqual([
      { time: 0, level: 0 },
      { time: ms(10), level: 1 },
    ]);
    expect([0, ms(10) - 1, ms(10), ms(14), ms(15)].map((time) => probe.level(time))).toEqual([0, 0, 1, 1, 0]);
  });

  it("takes edges at a range's end, and none at its beginning", () => {
    expect(probe.edges({ from: ms(10), to: ms(15) }).map(({ time }) => time)).toEqual([ms(15)]);
    expect(probe.edges({ from: ms(10) - 1, to: ms(14) })).toHaveLength(1);
  });

  it("measures duty, frequency and pulses", () => {
    expect(probe.duty({ from: ms(10), to: ms(25) })).toBeCloseTo(1 / 3, 9);
    expect(probe.duty({ from: ms(11), to: ms(13) })).toBe(1);
    expect(probe.frequency()).toBeCloseTo(1e9 / ms(15), 9);
    expect(probe.frequency({ to: ms(20) })).toBe(0);
    expect(probe.pulses()[0]).toEqual({ start: ms(10), end: ms(15), width: ms(5) });
    expect(probe.pulses({ level: 0 }).map(({ width }) => width)).toEqual([ms(10), ms(10)]);
    expect(() => probe.duty({ from: ms(3), to: ms(3) })).toThrow("needs some time");
  });

  it("sees the edges of a pulse train, and where one is followed by another", () => {
    const pulses = ran("p = PWM(Pin(2), freq=1000, duty_u16=16384)\nsleep_ms(100)\np.freq(500)").pin("GP2");
    expect(pulses.frequency({ to: ms(100) })).toBeCloseTo(1000, 2);
    expect(pulses.duty({ from: ms(10), to: ms(20) })).toBeCloseTo(0.25, 4);
    expect(pulses.frequency({ from: ms(200) })).toBeCloseTo(500, 2);
    expect(pulses.edges({ from: ms(50), to: ms(60) })).toHaveLength(20);
    const { start } = pulses.pulses({ from: ms(10) })[0]!;
    expect([start - 1, start, start + us(249), start + us(251)].map((time) => pulses.level(time))).toEqual([
      0, 1, 1, 0,
    ]);
  });

  it("tells undefined and floating wires apart; they are no edges", () => {
    const wire = ran(
      "p = Pin(3, Pin.OUT, value=1)\nsleep_ms(1)\nPin(3, Pin.IN)\nsleep_ms(1)\nPin(3, Pin.OUT, value=1)",
    ).pin("GP3");
    expect(wire.levels({ from: us(500) }).map(({ level }) => level)).toEqual([1, "z", 1]);
    expect(wire.edges({ from: us(500) })).toEqual([]);
  });

  it("looks at any track of numbers, from a threshold on", () => {
    const bounces = simulate(example("03-button-debounce-asyncio")).run(ms(10));
    bounces.part("btn1").press({ for: ms(20) });
    expect(bounces.track("btn1.contact").edges().length).toBeGreaterThan(5);
    expect(
      bounces
        .track("btn1.contact")
        .edges()
        .map(({ time }) => time),
    ).toEqual(
      bounces
        .pin("btn1:2.l")
        .edges({ from: ms(1) })
        .map(({ time }) => time),
    );
    expect(bounces.track("led1.brightness").value()).toBeGreaterThan(0.5);
    expect(bounces.track("led1.brightness", { threshold: 2 }).level()).toBe(0);
    expect(bounces.track("btn1.contact", { threshold: 1 }).edges()).toEqual(bounces.track("btn1.contact").edges());
  });

  it("gives rows of any track, by column", () => {
    const [row] = sim.track("pico.program").rows();
    expect(row).toEqual({ time: 0, text: expect.any(String) as string });
  });
});

describe("parts", () => {
  it("are pressed and released, turned and set", () => {
    const sim = simulate(example("03-button-debounce-asyncio")).run(ms(10));
    const button = sim.part("btn1");
    expect(button.type).toBe("wokwi-pushbutton");
    button.press();
    expect(button.number("pressed")).toBe(1);
    expect(sim.now).toBe(ms(10));
    button.release();
    button.press({ for: ms(5) });
    expect(sim.now).toBe(ms(15));
    expect(button.track("pressed").pulses()).toHaveLength(1);
  });

  it("turn slowly", () => {
    const text = diagram([["pot1", "wokwi-potentiometer"]]);
    const sim = simulate({ ...scroller(), diagram: { file: "diagram.json", text } });
    const knob = sim.part("pot1").turn(0.5, { over: ms(10) });
    expect(sim.now).toBe(ms(10));
    expect(knob.number("position", ms(4))).toBeCloseTo(0.2, 9);
    expect(knob.turn(1).number("position")).toBe(1);
  });
});

describe("the serial console", () => {
  it("has text, lines and their times", () => {
    const { serial } = ran("print('a')\nsleep_ms(3)\nprint('b', end='')\nsleep_ms(2)\nprint('é')\nprint('c', end='')");
    expect(serial.text).toBe("a\nbé\nc");
    expect(serial.lines).toEqual(["a", "bé"]);
    expect(serial.timedLines({ from: ms(1) })).toEqual([{ text: "bé", time: ms(5) }]);
    expect(serial.matching(/^[ab]$/).map(({ time }) => time)).toEqual([0]);
    expect(serial.timedLines({ to: ms(1) })).toEqual([{ text: "a", time: 0 }]);
    expect(serial.textOf({ from: ms(3), to: ms(4) })).toBe("b");
  });
});

describe("tasks", () => {
  it("are known at any moment, with what they wait for", () => {
    const sim = simulate(example("03-button-debounce-asyncio")).run(ms(300));
    const at = (time: number) => sim.tasks(time).map(({ name, state, on }) => `${name} ${state} ${on}`.trim());
    expect(at(0)).toEqual([]);
    expect(at(us(240))).toEqual(["main running", "count_presses ready", "blink ready"]);
    expect(at(ms(100))).toEqual(["main waiting gather", "count_presses waiting sleep", "blink waiting sleep"]);
  });
});

describe("a display", () => {
  const sim = simulate(example("04-fade-and-scroll")).run(s(2));
  const display = sim.part("oled1").display();

  it("shows a picture", () => {
    const rows = display.bitmap().split("\n");
    expect(rows).toHaveLength(64);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([128]));
    expect([rows[16], rows[60], rows[20]]).toEqual(["#".repeat(128), "#".repeat(128), ".".repeat(128)]);
    expect(display.bitmap(0)).not.toContain("#");
  });

  it("shows text in MicroPython's font, wherever it stands; ruled lines are none", () => {
    expect(display.text()).toBe("Scene 1 of 3\nPress the b");
    expect(display.text(ms(1000))).toBe("Scene 1 of 3\nPress");
  });

  it("shows every printable character", () => {
    const program = `
from ssd1306 import SSD1306_I2C
display = SSD1306_I2C(128, 64, I2C(0, scl=Pin(5), sda=Pin(4), freq=400_000))
for row in range(6):
  display.text("".join(chr(32 + row * 16 + i) for i in range(16) if row * 16 + i < 95), 0, row * 9)
display.show()`;
    const text = new TextEncoder().encode(`from machine import *\n${program}`);
    const other = simulate({ ...scroller(), files: new Map([...scroller().files, ["/main.py", text]]) }).run(s(1));
    const rows = Array.from({ length: 6 }, (_, row) =>
      String.fromCharCode(...Array.from({ length: row < 5 ? 16 : 15 }, (_, i) => 32 + row * 16 + i)).trim(),
    );
    // Those without any letter or digit are not told from drawings.
    expect(other.part("oled1").display().text()).toBe(rows.filter((row) => /[A-Za-z0-9]/.test(row)).join("\n"));
  });
});

describe("a bus", () => {
  it("gives its transactions", () => {
    const { transactions } = simulate(example("04-fade-and-scroll")).run(ms(50)).bus("i2c0");
    expect(transactions.length).toBeGreaterThan(20);
    expect(transactions[0]).toMatchObject({ address: 0x3c, read: false, status: "complete", acknowledged: 2 });
    expect([...transactions[0]!.data]).toEqual([0x80, 0xae]);
    const [nobody] = ran("try: I2C(0, scl=Pin(5), sda=Pin(4)).writeto(9, b'x')\nexcept OSError: pass").bus(
      "i2c0",
    ).transactions;
    expect(nobody).toMatchObject({ address: 9, status: "address not acknowledged" });
  });
});

describe("a UART", () => {
  const text = diagram([], [["pico:GP0", "pico:GP5"]]);
  /** UART 0 sends to UART 1. */
  const uart = (sender: string, receiver: string, what: string) => {
    const code = `from machine import *\none = UART(0, ${sender})\ntwo = UART(1, ${receiver})\none.${what}`;
    const files = new Map([["/main.py", Buffer.from(code)]]);
    const sim = simulate({ ...scroller(), files, diagram: { file: "diagram.json", text } }).run(ms(50));
    return [sim.bus("uart0"), sim.bus("uart1")] as const;
  };

  it("gives what is sent and received, as text, and frame by frame with its time", () => {
    const [one, two] = uart("9600", "9600", "write('Hi é')");
    expect([one.sent.text(), two.received.text(), one.received.text()]).toEqual(["Hi é", "Hi é", ""]);
    const [first, second] = two.received.frames;
    expect(first).toMatchObject({ byte: 0x48, status: "good", bits: 8, parity: "none" });
    expect(second!.time - first!.time).toBeCloseTo(10e9 / 9600, -2);
    expect(two.received.framesIn({ from: second!.time })).toHaveLength(4);
    expect([...two.received.bytes({ to: first!.time })]).toEqual([0x48]);
  });

  it("tells what does not come through", () => {
    expect(uart("9600, parity=0", "9600, parity=1", "write(b'a')")[1].received.frames).toMatchObject([
      { status: "wrong parity", parity: "odd" },
    ]);
    const broken = uart("9600", "9600", "sendbreak()")[1].received;
    expect(broken.frames).toMatchObject([{ status: "break" }]);
    expect(broken.bytes()).toHaveLength(0);
    const wrong = uart("9600", "38400", "write(b'\\x00')")[1].received.frames.map(({ status }) => status);
    expect(wrong[0]).toMatch(/no stop bit|break/);
  });
});

describe("faults", () => {
  it("are told", () => {
    expect(simulate(example("04-fade-and-scroll")).run(ms(50)).faults).toEqual([]);
    const wires = [
      ["pico:GP15", "led1:A"],
      ["led1:C", "pico:GND.1"],
    ] as const;
    const text = diagram([["led1", "wokwi-led"]], wires);
    const program = Buffer.from("from machine import *\nPin(15, Pin.OUT, value=1)");
    const files = new Map([["/main.py", program]]);
    const sim = simulate({ ...scroller(), files, diagram: { file: "diagram.json", text } }).run(ms(1));
    expect(sim.faults).toMatchObject([{ part: "led1", kind: "overcurrent" }]);
  });
});

const scroller = () => projectOf(example("04-fade-and-scroll"));

describe("of several boards", () => {
  const sim = simulate(example("08-two-boards")).run(ms(250));

  it("each has its buses", () => {
    const sent = sim.bus("esp:uart2").sent.text();
    expect(sent).toBe("0\n".repeat(3));
    expect(sim.bus("pico:uart0").received.text()).toBe(sent);
    expect(sim.bus("esp:i2c0").transactions).toEqual([]);
  });

  it("each has its tasks and what it printed, also in claims", () => {
    const names = sim.tasksOf("pico").map(({ name }) => name);
    expect(names).toContain("main");
    expect(sim.tasksOf("esp")).toEqual([]);
    expect(sim.tasks()).toEqual([]);
    const bright = (now: State) => now.printedBy("pico").includes("bright: 0 %");
    check(
      sim,
      eventually((now) => now.task("main", "pico") !== undefined && bright(now)),
    );
    expect(() =>
      check(
        sim,
        eventually((now) => now.task("main") !== undefined),
      ),
    ).toThrow(/did not come to hold/);
  });
});
