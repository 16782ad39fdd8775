import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bench, rows, type BenchOptions, type Step } from "../../../tests/mcu-bench.js";
import type { InterruptRequest } from "../interrupts.js";
import type { Mcu } from "../mcu.js";
import { us } from "../../time.js";
import type { MachineSetup, Pio } from "./pio.js";

/* Instructions, as the datasheet's table 361 encodes them. */
const delayed = (word: number, delay: number): number => word | (delay << 8);
const [PINS, X, Y, PINDIRS, ISR, OSR] = [0, 1, 2, 4, 6, 7] as const;
const jmp = (to: number, condition = 0): number => (condition << 5) | to;
const [X_DEC, PIN_HIGH] = [2, 6] as const;
const wait = (level: number, source: number, index: number): number => 0x2000 | (level << 7) | (source << 5) | index;
const [GPIO, FLAG] = [0, 2] as const;
const in_ = (source: number, bits: number): number => 0x4000 | (source << 5) | (bits & 31);
const out = (to: number, bits: number): number => 0x6000 | (to << 5) | (bits & 31);
const PUSH = 0x8020;
const PULL = 0x80a0;
const mov = (to: number, from: number, operation = 0): number => 0xa000 | (to << 5) | (operation << 3) | from;
const irq = (flag: number, { clear = 0, block = 0 } = {}): number => 0xc000 | (clear << 6) | (block << 5) | flag;
const set = (to: number, value: number): number => 0xe000 | (to << 5) | value;
const NOP = mov(Y, Y);

const NO_PINS = { base: -1, count: 0, directions: 0, values: 0 };
const outputs = (base: number, count = 1) => ({ base, count, directions: 2 ** count - 1, values: 0 });

interface Program extends Partial<MachineSetup> {
  readonly words: readonly number[];
  readonly autopull?: number | undefined;
  readonly autopush?: number | undefined;
  readonly right?: boolean;
}

const pioOf = (mcu: Mcu): Pio => mcu.pio!;

/** Sets a machine up with a program that wraps around as a whole; leaves it off. */
function load(mcu: Mcu, id: number, { words, autopull, autopush, right, ...setup }: Program): void {
  const pio = pioOf(mcu);
  const first = pio.addProgram(id >> 2, words);
  const shift = right ? 3 << 18 : 0;
  const pull = autopull ? (1 << 17) | ((autopull & 31) << 25) : 0;
  const push = autopush ? (1 << 16) | ((autopush & 31) << 20) : 0;
  const execctrl = ((first + words.length - 1) << 12) | (first << 7) | (setup.execctrl ?? 0);
  const pins = { inBase: -1, jmpPin: -1, out: NO_PINS, set: NO_PINS, side: NO_PINS };
  pio.init(id, { divider: 256, ...pins, ...setup, first, execctrl, shiftctrl: shift | pull | push });
}

function start(mcu: Mcu, id: number, program: Program): void {
  load(mcu, id, program);
  pioOf(mcu).setActive(id, true);
}

/** Levels of a pin, by cycles of 8 ns since a time. */
function edges(options: BenchOptions, pin: string, until: number, from = us(1)): [cycle: number, level: number][] {
  const { sim } = bench(options);
  sim.runUntil(until);
  return rows(sim, `pico.${pin}`)
    .filter(([time]) => (time as number) > from)
    .map(([time, level]) => [((time as number) - from) / 8, level as number]);
}
const steps = (...actions: Step[]): BenchOptions => ({ steps: actions });

describe("time", () => {
  test("an instruction is a cycle, and its delay as many more", () => {
    const words = [delayed(set(PINS, 1), 2), set(PINS, 0), NOP];
    const program = steps([us(1), (mcu) => start(mcu, 0, { words, set: outputs(3) })]);
    expect(edges(program, "GP3", us(1) + 120)).toEqual([
      [1, 1],
      [4, 0],
      [6, 1],
      [9, 0],
      [11, 1],
      [14, 0],
    ]);
  });

  test("a divider with a fraction: no cycle is off by more than one of the system's clock, and none adds up", () => {
    const words = [set(PINS, 1), set(PINS, 0)];
    const divider = 256 * 15 + 160;
    const program = steps([us(1), (mcu) => start(mcu, 0, { words, set: outputs(3), divider })]);
    const cycles = edges(program, "GP3", us(50)).map(([cycle]) => cycle);
    expect(cycles).toEqual(cycles.map((_, n) => 1 + Math.floor((n * divider) / 256)));
  });

  test("a clock whose cycles are no whole nanoseconds: each edge is rounded up by itself", () => {
    const words = [set(PINS, 1), set(PINS, 0)];
    const program = steps(
      [us(1), (mcu) => expect(mcu.setFreq(133_000_000)).toBe(0)],
      [us(2), (mcu) => start(mcu, 0, { words, set: outputs(3) })],
    );
    const { sim } = bench(program);
    sim.runUntil(us(30));
    const times = rows(sim, "pico.GP3").flatMap(([time]) =>
      (time as number) > us(2) ? [(time as number) - us(1)] : [],
    );
    expect(times).toEqual(times.map((_, n) => 60 - us(1) + Math.ceil(((259 + n) * 1000) / 133)));
  });

  test("another frequency of the system's clock changes it at once", () => {
    const words = [delayed(set(PINS, 1), 31), delayed(set(PINS, 0), 31)];
    const program = steps(
      [us(1), (mcu) => start(mcu, 0, { words, set: outputs(3), divider: 25_600 })],
      [us(100), (mcu) => expect(mcu.setFreq(250_000_000)).toBe(0)],
    );
    const times = edges(program, "GP3", us(100)).map(([cycle]) => 8 * cycle);
    const half = 32 * 100 * 8;
    expect(times).toEqual([8, 8 + half, 8 + 2 * half, 8 + 3 * half]);
    const later = edges(program, "GP3", us(130)).map(([cycle]) => 8 * cycle);
    // What was left of the half that was under way takes half as long.
    const left = 8 + 4 * half - us(99);
    expect(later.slice(4, 6)).toEqual([us(99) + left / 2, us(99) + left / 2 + half / 2]);
  });

  test("waiting costs no events: a loop of 2^32 turns, and one for ever", () => {
    const long = [mov(X, 3, 1), jmp(1, X_DEC), set(PINS, 1)];
    const { sim } = bench(
      steps([
        us(1),
        (mcu) => {
          start(mcu, 0, { words: long, set: outputs(3) });
          start(mcu, 1, { words: [NOP] });
        },
      ]),
    );
    sim.runUntil(34.5e9);
    expect(rows(sim, "pico.GP3").at(-1)).toEqual([us(1) + 8 * (2 + 2 ** 32), 1]);
    expect(sim.eventCount).toBeLessThan(50);
  });
});

describe("pins", () => {
  test("side-set comes with the instruction, also while that waits, and wins against it", () => {
    const side = (word: number, value: number): number => word | (value << 12);
    const words = [side(PULL, 1), side(set(PINS, 1), 0), side(NOP, 1), side(NOP, 0)];
    const program = steps(
      [us(1), (mcu) => start(mcu, 0, { words, side: outputs(3), set: outputs(3) })],
      [us(1.8), (mcu) => pioOf(mcu).put(0, [1])],
    );
    expect(edges(program, "GP3", us(2))).toEqual([
      [1, 1],
      [102, 0],
      [103, 1],
      [104, 0],
      [105, 1],
    ]);
  });

  test("a level is seen more than two cycles after it came", () => {
    const words = [wait(1, GPIO, 5), set(PINS, 1), jmp(2)];
    const { sim } = bench({
      ...steps([us(1), (mcu) => start(mcu, 0, { words, set: outputs(3) })]),
      parts: ["drv driver"],
      wires: ["drv:OUT GP5"],
    });
    sim.runUntil(us(2));
    sim.setControl("drv", "level", 1);
    sim.runUntil(us(3));
    // Cycle 3 after it passes the wait, cycle 4 sets the pin.
    expect(rows(sim, "pico.GP3").at(-1)).toEqual([us(2) + 32, 1]);
  });

  test("what a machine sets itself it sees three cycles later", () => {
    const words = [set(PINS, 1), in_(PINS, 1), in_(PINS, 1), in_(PINS, 1), in_(PINS, 1), PUSH, jmp(6)];
    const got: number[] = [];
    const { sim } = bench(
      steps(
        [us(1), (mcu) => start(mcu, 0, { words, set: outputs(3), inBase: 3 })],
        [us(2), (mcu) => got.push(...pioOf(mcu).get(0, 1))],
      ),
    );
    sim.runUntil(us(3));
    expect(got).toEqual([0b0011]);
  });

  test("directions: an output lets go, and is pulled", () => {
    const words = [set(PINDIRS, 1), set(PINDIRS, 0)];
    const program = steps([
      us(1),
      (mcu) => {
        load(mcu, 0, { words, set: { base: 3, count: 1, directions: 0, values: 1 }, divider: 2560 });
        mcu.gpio.setPull(3, 2);
        pioOf(mcu).setActive(0, true);
      },
    ]);
    expect(edges(program, "GP3", us(1) + 300)).toEqual([
      [1, 1],
      [11, 0],
      [21, 1],
      [31, 0],
    ]);
  });

  test("a pin belongs to the block until somebody else takes it, and shows again what the block drives when it is given back", () => {
    const { sim, mcu } = bench(
      steps([us(1), (mcu) => load(mcu, 4, { words: [NOP], set: { base: 3, count: 1, directions: 1, values: 1 } })]),
    );
    sim.runUntil(us(2));
    expect([mcu.gpio.functionOf(3), mcu.gpio.read(3)]).toEqual(["pio1", 1]);
    mcu.gpio.configure(3, 1, 0, 0);
    expect([mcu.gpio.functionOf(3), mcu.gpio.read(3)]).toEqual(["sio", 0]);
    mcu.gpio.configure(3, 3, 0, -1, 7);
    expect([mcu.gpio.functionOf(3), mcu.gpio.read(3)]).toEqual(["pio1", 1]);
  });
});

describe("FIFOs", () => {
  const passed = (program: Program, words: readonly number[], most = 8): readonly number[] => {
    const got: number[] = [];
    const { sim } = bench(
      steps(
        [us(1), (mcu) => start(mcu, 0, program)],
        [us(2), (mcu) => pioOf(mcu).put(0, words)],
        [us(9), (mcu) => got.push(...pioOf(mcu).get(0, most))],
      ),
    );
    sim.runUntil(us(10));
    return got;
  };

  test("each holds four words, or eight when the other has none", () => {
    const { sim, mcu } = bench(steps([us(1), (mcu) => load(mcu, 0, { words: [NOP] })]));
    sim.runUntil(us(2));
    expect(pioOf(mcu).put(0, [1, 2, 3, 4, 5, 6, 7, 8, 9])).toBe(4);
    const { sim: other, mcu: joined } = bench(
      steps([
        us(1),
        (mcu) =>
          pioOf(mcu).init(0, {
            ...{ first: 0, divider: 256, execctrl: 0, shiftctrl: 1 << 30, inBase: -1, jmpPin: -1 },
            ...{ out: NO_PINS, set: NO_PINS, side: NO_PINS },
          }),
      ]),
    );
    other.runUntil(us(2));
    expect(pioOf(joined).put(0, [1, 2, 3, 4, 5, 6, 7, 8, 9])).toBe(8);
  });

  test("inverted, reversed, and shifted in either direction", () => {
    expect(passed({ words: [PULL, mov(ISR, OSR, 1), PUSH] }, [0x12345678])).toEqual([0xedcba987]);
    expect(passed({ words: [PULL, mov(ISR, OSR, 2), PUSH] }, [0x80000001, 6])).toEqual([0x80000001, 0x60000000]);
    const bytes = [PULL, out(X, 8), in_(X, 8), out(X, 8), in_(X, 8), PUSH];
    expect(passed({ words: bytes }, [0x11223344])).toEqual([0x1122]);
    expect(passed({ words: bytes, right: true }, [0x11223344])).toEqual([0x33440000]);
  });

  test("autopull and autopush at their thresholds", () => {
    const words = [out(X, 8), in_(X, 8)];
    expect(passed({ words, autopull: 24, autopush: 16 }, [0x11223300, 0x44556600])).toEqual([0x1122, 0x3344, 0x5566]);
  });

  test("a machine that has no room to push waits for it", () => {
    const words = [set(X, 9), mov(ISR, X), PUSH, jmp(1, X_DEC), jmp(4)];
    expect(passed({ words }, [])).toEqual([9, 8, 7, 6]);
  });
});

describe("flags", () => {
  test("one machine waits for another's, in the cycle after", () => {
    const words = [wait(1, FLAG, 4), set(PINS, 1), set(PINS, 0)];
    const program = steps([
      us(1),
      (mcu) => {
        start(mcu, 1, { words, set: outputs(3) });
        start(mcu, 0, { words: [delayed(irq(4), 9)] });
      },
    ]);
    expect(edges(program, "GP3", us(1) + 8 * 14)).toEqual([
      [3, 1],
      [4, 0],
      [13, 1],
      [14, 0],
    ]);
  });

  test("one that blocks goes on when the processor has answered, by a handler of its own or of the block", () => {
    const seen: InterruptRequest[] = [];
    const words = [irq(0x10, { block: 1 }), set(PINS, 1), jmp(2)];
    const { sim } = bench({
      ...steps([
        us(1),
        (mcu) => {
          pioOf(mcu).setInterrupts(0, 4, 4, 15, 16);
          start(mcu, 2, { words, set: outputs(3) });
        },
      ]),
      handler: (request) => seen.push(request),
    });
    sim.runUntil(us(5));
    expect(seen).toEqual([
      { kind: 6, id: 8, arg: 4, hard: true },
      { kind: 6, id: 2, arg: 1, hard: false },
    ]);
    expect(rows(sim, "pico.GP3").at(-1)).toEqual([us(1) + 8 + 800 + 16, 1]);
  });
});

test("memory: from the top down, and none is left", () => {
  const { sim, mcu } = bench();
  sim.runUntil(us(1));
  const pio = pioOf(mcu);
  expect([20, 10, 3, 2].map((length) => pio.addProgram(0, new Array<number>(length).fill(NOP)))).toEqual([
    12, 2, -12, 0,
  ]);
  pio.removeProgram(0, 2, 10);
  expect(pio.addProgram(0, [jmp(0)])).toBe(11);
  expect(pio.addProgram(1, [jmp(0)])).toBe(31);
});

describe("laws", () => {
  const word = fc.oneof(
    fc.nat(0xffff),
    fc.constantFrom(
      jmp(1, X_DEC),
      jmp(0, PIN_HIGH),
      set(PINS, 1),
      set(PINS, 0),
      in_(PINS, 3),
      out(PINS, 2),
      PUSH,
      PULL,
    ),
  );
  const machine = fc.record({
    words: fc.array(word, { minLength: 1, maxLength: 7 }),
    divider: fc.oneof(fc.constant(256), fc.integer({ min: 256, max: 2000 })),
    autopull: fc.constantFrom(undefined, 8, 32),
    autopush: fc.constantFrom(undefined, 8, 32),
    right: fc.boolean(),
  });
  const machines = fc.array(machine, { minLength: 1, maxLength: 4 });
  const words = fc.array(fc.tuple(fc.nat(3), fc.nat(0xffffffff)), { maxLength: 12 });

  /** Machines of both blocks on the same pins, two of which are wired, and words put and taken now and then. */
  const board = (programs: readonly Program[], given: readonly (readonly [number, number])[]) => {
    const got: string[] = [];
    const pins = { out: outputs(2, 3), set: outputs(3, 2), side: NO_PINS, inBase: 2, jmpPin: 5 };
    const begin: Step = [
      us(1),
      (mcu) => programs.forEach((program, n) => start(mcu, [0, 1, 4, 6][n]!, { ...program, ...pins })),
    ];
    const rest = given.map(([id, value], n): Step => [
      us(1.5) + 300 * n,
      (mcu) => {
        pioOf(mcu).put([0, 1, 4, 6][id]!, [value]);
        got.push(`${pioOf(mcu).get([0, 1, 4, 6][id]!, 2).join()} ${pioOf(mcu).level(0, "tx")}`);
      },
    ]);
    return { ...bench({ steps: [begin, ...rest], wires: ["GP4 GP5"] }), got };
  };
  const result = ({ sim, got }: ReturnType<typeof board>): unknown => [
    got,
    [2, 3, 4, 5].map((pin) => rows(sim, `pico.GP${pin}`)),
  ];

  test("how a run is sliced, and that it is put back in between, leaves no mark", () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 5000 }), { maxLength: 6 });
    fc.assert(
      fc.property(machines, words, cuts, (programs, given, at) => {
        const whole = board(programs, given);
        whole.sim.runUntil(us(6));
        const sliced = board(programs, given);
        for (const cut of [...at].sort((a, b) => a - b)) {
          sliced.sim.runUntil(us(1) + cut);
          const snapshot = sliced.sim.snapshot();
          const { length } = sliced.got;
          sliced.sim.runUntil(us(1) + cut + 700);
          sliced.sim.restore(snapshot);
          sliced.got.length = length;
        }
        sliced.sim.runUntil(us(6));
        expect(result(sliced)).toEqual(result(whole));
      }),
      { numRuns: 150 },
    );
  });
});
