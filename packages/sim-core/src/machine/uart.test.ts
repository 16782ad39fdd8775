import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bench, rows, type BenchOptions, type Step } from "../../tests/mcu-bench.js";
import { ms, us, UART_DEFAULTS, type Mcu, type Nanos, type Simulation, type UartConfig } from "../index.js";
import { PIN_ALT, PIN_OUT } from "./gpio.js";
import { UART_BREAK_SEEN, UART_RX_IDLE, UART_TX_IDLE } from "./uart-port.js";

const BIT = 8680;
const LOOP = ["GP0 GP1"];
const CROSSED = ["GP0 GP5", "GP4 GP1"];
const with_ = (config: Partial<UartConfig>): UartConfig => ({ ...UART_DEFAULTS, ...config });
const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n & 255);

function start(options: BenchOptions = { wires: LOOP }, config: Partial<UartConfig> = {}) {
  const made = bench(options);
  expect(made.mcu.uart.init(0, with_(config))).toBe(0);
  return made;
}
const faults = (sim: Simulation) => rows(sim, "pico.faults").map(([, kind]) => kind);

describe("set-up", () => {
  it("takes its pins, and TX goes high", () => {
    const { mcu, sim } = start({}, { tx: 12, rx: 13 });
    sim.runUntil(1);
    expect([mcu.gpio.functionOf(12), mcu.gpio.functionOf(13)]).toEqual(["uart", "uart"]);
    expect([mcu.gpio.read(12), mcu.gpio.config(12) & 7]).toEqual([1, PIN_ALT]);
    expect([mcu.uart.pin(0, "TX"), mcu.uart.pin(0, "RX"), mcu.uart.pin(1, "TX")]).toEqual([12, 13, 4]);
  });

  it("rests low when inverted", () => {
    const { mcu, sim } = start({}, { invert: 1 });
    sim.runUntil(1);
    expect(mcu.gpio.read(0)).toBe(0);
  });

  it("refuses what the chip does not have", () => {
    const { mcu } = bench();
    const init = (id: number, config: Partial<UartConfig>) => mcu.uart.init(id, with_(config));
    expect([init(2, {}), init(0, { baud: 0 })]).toEqual([-1, -1]);
    expect([init(0, { tx: 4 }), init(0, { tx: 1 }), init(1, { tx: 20 })]).toEqual([-2, -2, 0]);
    expect([init(0, { rx: 5 }), init(1, { rx: 25 })]).toEqual([-3, 0]);
    expect([mcu.uart.write(0, [1]), mcu.uart.any(0), mcu.uart.sendBreak(0)]).toEqual([-22, 0, -22]);
  });

  it.each([
    [9600, 9600],
    [115_200, 115_207],
    [460_800, 460_829],
    [1e9, 7_812_500],
    [1, 119],
  ])("the divider makes of %d baud %d", (baud, made) => {
    expect(start({}, { baud }).mcu.uart.baud(0)).toBe(made);
  });

  it("a change of the CPU's clock moves it to 48 MHz, unless it is to follow", () => {
    const { mcu } = start({}, { baud: 9600 });
    mcu.setFreq(250e6);
    expect(mcu.uart.baud(0)).toBe(3686);
    mcu.uart.init(0, with_({ baud: 9600 }));
    expect(mcu.uart.baud(0)).toBe(9600);
    mcu.power.setFrequency(250e6, true);
    mcu.uart.init(0, with_({ baud: 9600 }));
    expect([mcu.power.peripheralHz, mcu.uart.baud(0)]).toEqual([250e6, 9599]);
  });
});

describe("bytes", () => {
  it("leave one after the other without a gap, and are there when their stop bit has ended", () => {
    const { mcu, sim } = start();
    expect(mcu.uart.write(0, [0x41, 0x42, 0x43])).toBe(3);
    const counts = [1, 2, 3].flatMap((n) =>
      [n * 10 * BIT - 1, n * 10 * BIT].map((t) => {
        sim.runUntil(t);
        return mcu.uart.any(0);
      }),
    );
    expect(counts).toEqual([0, 1, 1, 2, 2, 3]);
    expect(mcu.uart.sentAll(0)).toBe(true);
    expect(mcu.uart.read(0, 2)).toEqual([0x41, 0x42]);
    expect(mcu.uart.read(0, 9)).toEqual([0x43]);
    const expected = [0x41, 0x42, 0x43].map((byte, n) => [n * 10 * BIT, 10 * BIT, byte, 0, 8, 0, 1, 0]);
    expect(rows(sim, "pico.uart0.tx")).toEqual(expected);
    expect(rows(sim, "pico.uart0.rx")).toEqual(expected);
  });

  it("arrive unchanged in any format, at any baud rate, the n-th after n frames", () => {
    const config = fc.record({
      baud: fc.integer({ min: 120, max: 7_812_500 }),
      bits: fc.constantFrom(7, 8),
      parity: fc.constantFrom("none" as const, "even" as const, "odd" as const),
      stop: fc.constantFrom(1, 2),
      invert: fc.constantFrom(0, 3),
    });
    fc.assert(
      fc.property(config, fc.array(fc.nat(127), { minLength: 1, maxLength: 300 }), (format, bytes) => {
        const { mcu, sim } = start({ wires: LOOP }, { ...format, rxBuffer: 400, txBuffer: 400 });
        const frameBits = 1 + format.bits + (format.parity === "none" ? 0 : 1) + format.stop;
        const divider = Math.min(Math.max(Math.round(125e6 / 16 / format.baud / (1 / 64)), 64), 65_535 * 64);
        const frame = frameBits * 2 * divider;
        expect(mcu.uart.write(0, bytes)).toBe(bytes.length);
        sim.runUntil(bytes.length * frame - 1);
        expect(mcu.uart.any(0)).toBe(bytes.length - 1);
        sim.runUntil(bytes.length * frame);
        expect(mcu.uart.read(0, 999)).toEqual(bytes);
        expect(faults(sim)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it("pass both ways at once, between the chip's two UARTs", () => {
    const { mcu, sim } = start({ wires: CROSSED });
    mcu.uart.init(1, with_({}));
    mcu.uart.write(0, [1, 2, 3]);
    mcu.uart.write(1, [4, 5]);
    sim.runUntil(ms(1));
    expect([mcu.uart.read(0, 9), mcu.uart.read(1, 9)]).toEqual([
      [4, 5],
      [1, 2, 3],
    ]);
  });

  it("fit into 32 places, the buffer and the one that goes out", () => {
    const { mcu, sim } = start({ wires: LOOP }, { txBuffer: 40 });
    expect(mcu.uart.write(0, upTo(200))).toBe(40 + 32 + 1);
    expect(mcu.uart.room(0)).toBe(false);
    // The driver fills up the FIFO when four are left in it.
    sim.runUntil(28 * 10 * BIT - 1);
    expect(mcu.uart.room(0)).toBe(false);
    sim.runUntil(28 * 10 * BIT);
    expect(mcu.uart.write(0, upTo(200))).toBe(28);
  });

  it("go nowhere while the pin belongs to something else", () => {
    const { mcu, sim } = start();
    mcu.gpio.configure(0, PIN_OUT, -1, 1);
    mcu.uart.write(0, [1]);
    sim.runUntil(ms(1));
    expect([mcu.uart.any(0), mcu.uart.sentAll(0)]).toEqual([0, true]);
  });

  it("do not arrive on another wire, or at an open pin", () => {
    const { mcu, sim } = start({ wires: ["GP0 GP9"] });
    mcu.uart.init(1, with_({}));
    mcu.uart.write(0, [1]);
    sim.runUntil(ms(1));
    expect([mcu.uart.any(0), mcu.uart.any(1)]).toEqual([0, 0]);
  });
});

describe("what goes wrong is recorded, once until a byte arrives as it should", () => {
  it("more than the buffers hold is lost", () => {
    const { mcu, sim } = start({ wires: LOOP }, { rxBuffer: 32, txBuffer: 100 });
    mcu.uart.write(0, upTo(70));
    sim.runUntil(ms(10));
    expect(mcu.uart.read(0, 99)).toEqual(upTo(64));
    expect(faults(sim)).toEqual(["uart-overrun"]);
    expect(rows(sim, "pico.uart0.rx").map((row) => row[3])).toEqual(upTo(70).map((n) => (n < 64 ? 0 : 3)));
  });

  it("a wrong baud rate gives other bytes", () => {
    const { mcu, sim } = start({ wires: CROSSED });
    mcu.uart.init(1, with_({ baud: 100_000 }));
    mcu.uart.write(0, [0x55, 0x7f, 0x55]);
    sim.runUntil(ms(2));
    expect(mcu.uart.read(1, 99)).not.toEqual([0x55, 0x7f, 0x55]);
    const [[, kind, message] = [], ...others] = rows(sim, "pico.faults");
    expect([kind, message]).toEqual(["uart-baud", "UART 1: the sender has 115207 baud, this receiver 100000"]);
    expect(others).toEqual([]);
  });

  it("a receiver that is too slow misses the start bit that comes before its stop bit is over", () => {
    const { mcu, sim } = start({ wires: CROSSED });
    mcu.uart.init(1, with_({ baud: 104_000 }));
    mcu.uart.write(0, [0xff, 0xff, 0xff, 0xff]);
    sim.runUntil(ms(2));
    expect(mcu.uart.read(1, 9)).toEqual([0xff, 0xff]);
  });

  it("a receiver that is switched on in the middle of a byte takes whatever looks like a start bit", () => {
    const { mcu, sim } = start({ wires: CROSSED });
    mcu.uart.write(0, [0x0f]);
    sim.runUntil(3 * BIT);
    mcu.uart.init(1, with_({}));
    sim.runUntil(ms(1));
    expect(mcu.uart.read(1, 9)).toEqual([0xf8]);
  });

  it("a wrong parity does not change the byte", () => {
    const { mcu, sim } = start({ wires: CROSSED }, { parity: "even" });
    mcu.uart.init(1, with_({ parity: "odd" }));
    mcu.uart.write(0, [1, 2]);
    sim.runUntil(ms(1));
    expect([mcu.uart.read(1, 9), faults(sim)]).toEqual([[1, 2], ["uart-parity"]]);
  });

  it("nothing arrives while something holds the wire down", () => {
    const { mcu, sim } = start({ wires: [...LOOP, "GP2 GP1"] });
    mcu.gpio.configure(2, PIN_OUT, -1, 0);
    mcu.uart.write(0, [1, 2]);
    sim.runUntil(ms(1));
    expect(mcu.uart.any(0)).toBe(0);
    expect(faults(sim)).toContain("uart-line");
  });
});

describe("a break", () => {
  it("holds the line low from the end of the byte that goes out, 13 bit times from when it was asked for", () => {
    const { mcu, sim } = start();
    mcu.uart.write(0, [0x41, 0x42]);
    sim.runUntil(us(10));
    expect(mcu.uart.sendBreak(0)).toBe(us(10) + us(113));
    sim.runUntil(ms(1));
    const low = rows(sim, "pico.GP0").filter(([time]) => (time as number) > 0);
    expect(low).toEqual([
      [10 * BIT, 0],
      [us(123), 1],
    ]);
    expect(rows(sim, "pico.uart0.tx").map(([time, , data, status]) => [time, data, status])).toEqual([
      [0, 0x41, 0],
      [10 * BIT, 0, 4],
      [us(123), 0x42, 0],
    ]);
  });

  it("is no byte for the receiver, and interrupts if it is asked to", () => {
    const seen: unknown[] = [];
    const handler: BenchOptions["handler"] = ({ kind, id, arg }, mcu) => seen.push([kind, id, arg, mcu.uart.any(0)]);
    const { mcu, sim } = start({ wires: LOOP, handler });
    mcu.uart.setInterrupt(0, UART_BREAK_SEEN, false);
    mcu.uart.sendBreak(0);
    sim.runUntil(ms(1));
    expect([seen, mcu.uart.any(0)]).toEqual([[[3, 0, UART_BREAK_SEEN, 0]], 0]);
    expect(rows(sim, "pico.interrupts")[0]?.slice(1)).toEqual(["uart0 break", 1]);
  });
});

describe("interrupts", () => {
  const events = (trigger: number, bytes: number) => {
    const at: Nanos[] = [];
    const steps: Step[] = [];
    const { mcu, sim } = start({ wires: LOOP, steps, handler: () => at.push(sim.now) });
    mcu.uart.setInterrupt(0, trigger, false);
    mcu.uart.write(0, upTo(bytes));
    sim.runUntil(ms(20));
    return at.map((time) => time / BIT);
  };

  it("a pause: 32 bit times without a byte", () => {
    expect(events(UART_RX_IDLE, 1)).toEqual([10 + 32]);
    expect(events(UART_RX_IDLE, 100)).toEqual([1000 + 32]);
  });

  it("sent: when five bytes are left, if there were more", () => {
    expect(events(UART_TX_IDLE, 5)).toEqual([]);
    expect(events(UART_TX_IDLE, 6)).toEqual([10]);
    expect(events(UART_TX_IDLE, 200)).toEqual([1950]);
  });

  it("a pause is none when everything has been read before", () => {
    const calls: number[] = [];
    const read: Step[] = [[20 * BIT, (mcu) => calls.push(mcu.uart.any(0))]];
    const { mcu, sim } = start({ wires: LOOP, steps: read, handler: () => calls.push(-1) });
    mcu.uart.setInterrupt(0, UART_RX_IDLE, false);
    mcu.uart.write(0, [1]);
    sim.runUntil(ms(5));
    expect(calls).toEqual([1]);
  });

  it("wake who waits for streams at each fourth byte and at pauses", () => {
    const { mcu, sim } = start();
    mcu.uart.write(0, upTo(10));
    const counts = [39, 40, 80, 100, 131, 132].map((bits) => {
      sim.runUntil(bits * BIT);
      return mcu.uart.activity;
    });
    // The sender's FIFO falls to four after five bytes.
    expect(counts).toEqual([0, 1, 3, 3, 3, 4]);
  });
});

describe("resets", () => {
  it.each(["hard", "soft"] as const)("a %s one ends what is on its way", (cause) => {
    const { mcu, sim } = start({ wires: LOOP });
    mcu.uart.write(0, [1, 2, 3]);
    sim.runUntil(15 * BIT);
    mcu.reset(cause);
    sim.runUntil(ms(1));
    expect(rows(sim, "pico.uart0.tx")).toHaveLength(1);
    expect(mcu.uart.write(0, [1])).toBe(-22);
    expect(mcu.uart.init(0, with_({}))).toBe(0);
    mcu.uart.write(0, [7]);
    sim.runUntil(ms(2));
    expect(mcu.uart.read(0, 9)).toEqual([7]);
  });
});

describe("a run", () => {
  const steps: Step[] = [
    [us(3), (mcu: Mcu) => mcu.uart.write(0, upTo(90))],
    [us(700), (mcu: Mcu) => mcu.uart.sendBreak(0)],
    [ms(3), (mcu: Mcu) => mcu.uart.write(1, mcu.uart.read(1, 20))],
  ];
  const play = (slice: Nanos, reversed = false) => {
    const made = start({ wires: CROSSED, steps, reversed }, { rxBuffer: 32 });
    made.mcu.uart.init(1, with_({ parity: "none", rxBuffer: 32 }));
    made.mcu.uart.setInterrupt(1, UART_RX_IDLE, false);
    while (made.sim.now < ms(12)) made.sim.runUntil(Math.min(ms(12), made.sim.now + slice));
    return made.sim.trace.fingerprint();
  };

  it("is the same however it is sliced and declared", () => {
    const whole = play(ms(12));
    expect([play(us(7)), play(4321), play(us(100), true)]).toEqual([whole, whole, whole]);
  });

  it("goes on from a snapshot in the middle of a byte as if nothing had been", () => {
    const whole = play(ms(12));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: ms(9) }), (at) => {
        const { sim, mcu } = start({ wires: CROSSED, steps }, { rxBuffer: 32 });
        mcu.uart.init(1, with_({ rxBuffer: 32 }));
        mcu.uart.setInterrupt(1, UART_RX_IDLE, false);
        sim.runUntil(at);
        const snapshot = sim.snapshot();
        sim.runUntil(ms(10));
        sim.restore(snapshot);
        sim.runUntil(ms(12));
        expect(sim.trace.fingerprint()).toBe(whole);
      }),
      { numRuns: 20 },
    );
  });
});
