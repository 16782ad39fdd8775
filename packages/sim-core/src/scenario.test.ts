import { describe, expect, it } from "vitest";
import { assembleBoard, type Board } from "./board.js";
import { defineDevice, type DeviceDefinition } from "./device.js";
import { ProjectError } from "./errors.js";
import { Advance, type Cpu, type Firmware, type Pause } from "./firmware/firmware.js";
import type { McuSpec } from "./machine/mcu-spec.js";
import type { Mcu } from "./machine/mcu.js";
import { strong } from "./net.js";
import { ScenarioPlayer } from "./scenario-player.js";
import type { ScenarioCommand, ScenarioStep } from "./scenario.js";
import { Simulation } from "./simulation.js";
import { ms, NEVER, s, type Nanos } from "./time.js";

const spec: McuSpec = {
  name: "Test board",
  port: "rp2",
  gpios: [{ gpio: 0, pin: "GP0" }],
  pinNames: { GP0: 0 },
  cpuPinNames: { GPIO0: 0 },
  supplyVolts: 3.3,
  outputOhms: 40,
  pullOhms: 60_000,
  clockHz: 125e6,
  nsPerBytecode: 500,
  heapBytes: 64_000,
  pwm: { sourceHz: 125e6, maxWrap: 65_535, maxDivider: 256 },
  adc: { bits: 12, conversionNs: 2000, referenceVolts: 3.3 },
  i2c: { defaults: [] },
  spi: { defaults: [] },
  uart: { defaults: [] },
  watchdogMaxMs: 8388,
  callNs: { default: 0 },
  uniqueId: "00",
  identity: { sysname: "", nodename: "", release: "", version: "", machine: "", build: "" },
};

const board = defineDevice({ type: "board", pins: ["GP0"], attributes: [], mcu: spec });
const key = defineDevice({
  type: "key",
  pins: ["OUT", "FREE"],
  attributes: [],
  createState: () => ({}),
  connect(ctx) {
    const out = ctx.pin("OUT");
    ctx.pin("FREE");
    out.set(strong(0));
    ctx.control("pressed", { min: 0, max: 1, initial: 0 }, (value) => out.set(strong(3.3 * value)));
  },
});

const definitions: DeviceDefinition[] = [board, key];
const registry = { get: (type: string) => definitions.find((each) => each.type === type), types: ["board", "key"] };

function makeBoard(): Board {
  const part = (id: string, type: string) => ({ id, type, attributes: {} });
  const wire = { from: { part: "key", pin: "OUT" }, to: { part: "mcu", pin: "GP0" } };
  const { board: made } = assembleBoard(
    { parts: [part("mcu", "board"), part("key", "key")], connections: [wire] },
    registry,
  );
  return made as Board;
}

type Program = (mcu: Mcu, cpu: Cpu) => Generator<Nanos, void>;

/** A program that yields how long it sleeps (to the end, whatever comes). */
class Script implements Firmware {
  readonly name = "script";
  readonly counters = { bytecodes: 0, heapPeak: 0 };
  private running!: Generator<Nanos, void>;
  private cpu!: Cpu;
  private until = 0;

  constructor(private readonly program: Program) {}

  boot(mcu: Mcu, cpu: Cpu): void {
    this.cpu = cpu;
    this.until = cpu.now;
    this.running = this.program(mcu, cpu);
  }

  run(): Pause {
    for (;;) {
      const advance = this.cpu.now < this.until ? this.cpu.waitUntil(this.until) : Advance.Reached;
      if (advance === Advance.Yield) return { until: this.until, waiting: true };
      if (advance === Advance.Attention) continue;
      const { value, done } = this.running.next();
      if (done) {
        this.cpu.end("finished");
        this.until = NEVER;
        return { until: NEVER, waiting: true };
      }
      this.until = this.cpu.now + value;
    }
  }

  snapshot(): unknown {
    throw new Error("a script cannot be copied");
  }

  restore(): void {
    throw new Error("a script cannot be copied");
  }
}

const text = (from: string): Uint8Array => new TextEncoder().encode(from);

/** Says "tick 0", "tick 1", … every 10 ms, the first at 10 ms. */
function* ticking(mcu: Mcu): Generator<Nanos, void> {
  for (let i = 0; i < 10; i++) {
    yield ms(10);
    mcu.serial.write(text(`tick ${i}\r\n`));
  }
}

function* silent(): Generator<Nanos, void> {
  yield s(1);
}

function play(steps: readonly ScenarioStep[], program: Program = silent, until = s(2)) {
  const sim = new Simulation({ board: makeBoard() });
  const player = new ScenarioPlayer(sim, { steps });
  sim.load(new Script(program));
  const status = sim.runUntil(until);
  return { sim, player, status, result: player.result };
}

/** Times and values of a control. */
function presses(sim: Simulation): [Nanos, number][] {
  const track = sim.trace.get("key.pressed");
  return Array.from({ length: track?.rows ?? 0 }, (_, row) => [track!.time(row), track!.value(row) as number]);
}

const press = (value: number): ScenarioCommand => ({ kind: "set-control", part: "key", control: "pressed", value });
const expectPin = (value: 0 | 1): ScenarioCommand => ({ kind: "expect-pin", part: "mcu", pin: "GP0", value });
const waitPin = (value: 0 | 1, timeout?: Nanos): ScenarioCommand => ({
  kind: "wait-pin",
  part: "mcu",
  pin: "GP0",
  value,
  ...(timeout === undefined ? {} : { timeout }),
});
const wait = (message: string, timeout?: Nanos): ScenarioCommand => ({
  kind: "wait-serial",
  text: message,
  ...(timeout === undefined ? {} : { timeout }),
});

describe("time", () => {
  it("lets delays pass one after the other and meets absolute times", () => {
    const { sim, result } = play([
      { kind: "delay", duration: ms(3) },
      press(1),
      { kind: "delay", duration: ms(4) },
      press(0),
      { kind: "at", time: ms(20) },
      press(1),
    ]);
    expect(presses(sim)).toEqual([
      [0, 0],
      [ms(3), 1],
      [ms(7), 0],
      [ms(20), 1],
    ]);
    expect(result).toMatchObject({ ok: true, finished: true, step: 6, time: ms(20) });
  });

  it("fails when an absolute time is over", () => {
    const { result } = play([
      { kind: "delay", duration: ms(3) },
      { kind: "at", time: ms(2) },
    ]);
    expect(result).toMatchObject({ ok: false, finished: false, step: 2, time: ms(3) });
    expect(result.message).toContain("later than 2.000 ms");
  });

  it("presses and releases", () => {
    const { sim } = play([{ kind: "press", part: "key", control: "pressed", duration: ms(80) }, expectPin(0)]);
    expect(presses(sim)).toEqual([
      [0, 0],
      [0, 1],
      [ms(80), 0],
    ]);
  });

  it("repeats, also inside repeats", () => {
    const inner: ScenarioCommand = { kind: "repeat", times: 2, steps: [press(1), { kind: "delay", duration: ms(1) }] };
    const { sim, result } = play([{ kind: "repeat", times: 3, steps: [inner] }]);
    expect(presses(sim).map(([time]) => time)).toEqual([0, 0, ms(1), ms(2), ms(3), ms(4), ms(5)]);
    expect(result).toMatchObject({ ok: true, step: 1, time: ms(6) });
  });

  it("keeps a run going whose program has ended, while something is due", () => {
    const { sim, status } = play([{ kind: "delay", duration: s(1.5) }, press(1)], function* () {});
    expect(status).toBe("finished");
    expect(sim.now).toBe(s(1.5));
  });
});

describe("pins", () => {
  it("sees the effect of a step in the next one, in the same instant", () => {
    expect(play([press(1), expectPin(1), press(0), expectPin(0)]).result).toMatchObject({ ok: true, time: 0 });
  });

  it("fails at the first expectation that is not met, and plays no further", () => {
    const { sim, result } = play([press(1), { ...expectPin(0), line: 7, name: "released" }, press(0)]);
    expect(result).toEqual({
      ok: false,
      finished: false,
      step: 2,
      line: 7,
      time: 0,
      message: "released: expected mcu:GP0 to be 0, it is 1",
    });
    expect(presses(sim)).toHaveLength(2);
  });

  it("tells floating wires from low ones", () => {
    const { result } = play([{ kind: "expect-pin", part: "key", pin: "FREE", value: 0 }]);
    expect(result.message).toContain("floating");
  });

  it("waits for a level", () => {
    const drive: Program = function* (mcu) {
      mcu.gpio.configure(0, 1, 0, 0);
      yield ms(5);
      mcu.gpio.write(0, 1);
      yield ms(5);
      mcu.gpio.write(0, 0);
    };
    // The key holds its wire: use a board pin of its own.
    const sim = new Simulation({ board: withoutKey() });
    const player = new ScenarioPlayer(sim, { steps: [waitPin(1), waitPin(0, ms(6)), waitPin(1, ms(7))] });
    sim.load(new Script(drive));
    sim.runUntil(s(1));
    expect(player.result).toMatchObject({ ok: false, step: 3, time: ms(17) });
    expect(player.result.message).toBe("waited 7.000 ms in vain for mcu:GP0 to be 1, it is 0");
  });
});

function withoutKey(): Board {
  return assembleBoard({ parts: [{ id: "mcu", type: "board", attributes: {} }], connections: [] }, registry)
    .board as Board;
}

describe("serial", () => {
  it("goes on at the instant at which the text is complete", () => {
    const { sim } = play([wait("tick 2"), press(1)], ticking);
    expect(presses(sim).at(-1)).toEqual([ms(30), 1]);
  });

  it("loses nothing that comes between two waits", () => {
    const { sim, result } = play(
      [wait("tick 0"), { kind: "delay", duration: ms(35) }, wait("tick 1"), press(1)],
      ticking,
    );
    expect(result.ok).toBe(true);
    expect(presses(sim).at(-1)).toEqual([ms(45), 1]);
  });

  it("looks only at what no wait has passed over", () => {
    const { result } = play([wait("tick 2"), wait("tick 1", ms(500))], ticking);
    expect(result).toMatchObject({ ok: false, step: 2, time: ms(530) });
    expect(result.message).toBe('waited 500.000 ms in vain for "tick 1"');
  });

  it("finds a text that comes in pieces, with what is no character of its own", () => {
    const pieces: Program = function* (mcu) {
      const bytes = text("xx…äöü…");
      for (const byte of bytes) {
        yield ms(1);
        mcu.serial.write(Uint8Array.of(byte));
      }
    };
    const { result } = play([wait("äöü", ms(50))], pieces);
    expect(result).toMatchObject({ ok: true, time: ms(2 + 3 + 6) });
  });

  it("types", () => {
    const echo: Program = function* (mcu) {
      for (;;) {
        yield ms(1);
        const bytes = new Uint8Array(mcu.serial.available);
        mcu.serial.readInto(bytes);
        mcu.serial.write(bytes);
      }
    };
    const steps: ScenarioStep[] = [
      { kind: "delay", duration: ms(10) },
      { kind: "write-serial", data: [104, 105] },
      wait("hi", ms(5)),
    ];
    expect(play(steps, echo).result.ok).toBe(true);
  });
});

describe("runs that end early", () => {
  it("is not ok when a check was not reached, and says which", () => {
    const { status, result } = play([wait("tick 0"), { ...wait("never"), line: 3 }], ticking);
    expect(status).toBe("finished");
    expect(result).toMatchObject({ ok: false, finished: false, step: 2, line: 3 });
    expect(result.message).toBe('the run ended before it saw "never"');
  });

  it("is ok when only inputs were left", () => {
    const { result } = play([expectPin(0), { kind: "delay", duration: s(5) }, press(1)], silent);
    expect(result).toMatchObject({ ok: true, finished: false, step: 2 });
  });
});

describe("mistakes", () => {
  it("finds them all before time 0", () => {
    const steps: ScenarioStep[] = [
      { ...press(2), line: 1 },
      { kind: "set-control", part: "key", control: "presed", value: 1, line: 2 },
      { kind: "repeat", times: 1, steps: [{ kind: "expect-pin", part: "kex", pin: "OUT", value: 1, line: 3 }] },
      { kind: "wait-pin", part: "mcu", pin: "GP1", value: 1, line: 4 },
    ];
    const sim = new Simulation({ board: makeBoard() });
    const error = catchError(() => new ScenarioPlayer(sim, { file: "a.yaml", steps }));
    expect(error).toBeInstanceOf(ProjectError);
    expect((error as ProjectError).message.split("\n")).toEqual([
      "a.yaml:1: key: control 'pressed' takes 0 to 1, not 2",
      "a.yaml:2: key: the part has no control 'presed' (it has: pressed) (did you mean 'pressed'?)",
      "a.yaml:3: there is no part 'kex' (did you mean 'key'?)",
      "a.yaml:4: mcu: the part has no pin 'GP1' (did you mean 'GP0'?)",
    ]);
  });
});

function catchError(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

describe("determinism", () => {
  const steps: ScenarioStep[] = [
    wait("tick 1"),
    { kind: "press", part: "key", control: "pressed", duration: ms(7) },
    waitPin(0),
    wait("tick 5"),
    { kind: "delay", duration: ms(13) },
    press(1),
  ];

  it("does not depend on how the run is cut", () => {
    const whole = play(steps, ticking);
    const sim = new Simulation({ board: makeBoard() });
    const player = new ScenarioPlayer(sim, { steps });
    sim.load(new Script(ticking));
    for (let t = 0; t <= s(2); t += ms(1.7)) if (sim.runUntil(t) !== "running") break;
    expect(sim.trace.fingerprint()).toBe(whole.sim.trace.fingerprint());
    expect(player.result).toEqual(whole.result);
  });

  it("goes on from a snapshot as it did the first time", () => {
    const sim = new Simulation({ board: withKeyOnly() });
    const player = new ScenarioPlayer(sim, {
      steps: [
        { kind: "delay", duration: ms(5) },
        { kind: "repeat", times: 4, steps: [{ kind: "press", part: "key", control: "pressed", duration: ms(3) }] },
        { kind: "wait-pin", part: "key", pin: "OUT", value: 0, timeout: ms(1) },
        { kind: "wait-pin", part: "key", pin: "OUT", value: 1, timeout: ms(50) },
      ],
    });
    sim.runUntil(ms(9));
    const snapshot = structuredClone(sim.snapshot());
    const end = () => {
      sim.runUntil(ms(200));
      return [sim.trace.fingerprint(), player.result];
    };
    const first = end();
    sim.restore(snapshot);
    expect(player.ended).toBe(false);
    expect(end()).toEqual(first);
    expect(player.result).toMatchObject({ ok: false, step: 4, time: ms(67) });
  });
});

function withKeyOnly(): Board {
  return assembleBoard({ parts: [{ id: "key", type: "key", attributes: {} }], connections: [] }, registry)
    .board as Board;
}
