import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assembleBoard } from "../board.js";
import { defineDevice } from "../device.js";
import { ProjectError, UsageError } from "../errors.js";
import { HIGH_Z, pull, strong } from "../net.js";
import { ScenarioPlayer } from "../scenario-player.js";
import type { ScenarioCommand } from "../scenario.js";
import { Simulation } from "../simulation.js";
import type { Nanos } from "../time.js";

/** Two wires A and B that it pulls up and records; its control `driven` makes A an output at 0. */
const meter = defineDevice({
  type: "meter",
  pins: ["A", "B", "FREE", "GND"],
  supplies: { GND: 0 },
  attributes: [],
  createState: () => ({}),
  connect(ctx) {
    for (const name of ["A", "B"]) {
      const pin = ctx.pin(name);
      const [level, volts] = [ctx.output(`${name}.level`, "digital"), ctx.output(`${name}.volts`, "analog")];
      const record = (): void => {
        level.write(pin.level);
        volts.write(pin.state.volts);
      };
      pin.set(pull(3.3));
      ctx.watchState(pin, record);
    }
    const [a, free] = [ctx.pin("A"), ctx.pin("FREE")];
    const level = ctx.output("FREE.level", "digital");
    ctx.watchState(free, () => level.write(free.level));
    ctx.control("driven", { min: 0, max: 1, initial: 0 }, (value) => a.set(value ? strong(0) : pull(3.3)));
    ctx.control("freed", { min: 0, max: 1, initial: 0 }, (value) => a.set(value ? HIGH_Z : pull(3.3)));
  },
});

function simulation(): Simulation {
  const registry = { get: () => meter, types: ["meter"] };
  const { board } = assembleBoard({ parts: [{ id: "m", type: "meter", attributes: {} }], connections: [] }, registry);
  return new Simulation({ board: board! });
}

type Change = readonly [time: Nanos, level: number];

/** To which level a wire changes, and when; it is high by its pull-up, or floats, at first. */
function levels(sim: Simulation, wire = "A"): Change[] {
  const track = sim.trace.get(`m.${wire}.level`)!;
  const changes: Change[] = [];
  for (let row = 0; row < track.rows; row++) {
    const level = track.value(row) as number;
    if (level !== (changes.at(-1)?.[1] ?? (wire === "FREE" ? 3 : 1))) changes.push([track.time(row), level]);
  }
  return changes;
}

const vcd = (changes: readonly Change[], end: Nanos, begin = 0): Uint8Array => {
  const lines = changes.map(([time, level]) => `#${time} ${"01xz"[level]}!`);
  const head = `$timescale 1 ns $end $scope module logic $end $var wire 1 ! D0 $end $var real 64 v volts $end $upscope $end`;
  return new TextEncoder().encode([head, "$enddefinitions $end", `#${begin}`, ...lines, `#${end}`].join("\n"));
};

const PULSES = vcd(
  [
    [0, 1],
    [100, 0],
    [150, 1],
    [400, 0],
  ],
  1000,
);

function player(commands: readonly ScenarioCommand[], captures: Readonly<Record<string, Uint8Array>>) {
  const sim = simulation();
  const steps = commands.map((command, index) => ({ ...command, line: index + 5 }));
  const scenario = new ScenarioPlayer(sim, { file: "t.yaml", steps }, { captures: new Map(Object.entries(captures)) });
  return { sim, scenario };
}

const play = (more: Partial<Extract<ScenarioCommand, { kind: "play-vcd" }>> = {}): ScenarioCommand => ({
  kind: "play-vcd",
  file: "a.vcd",
  signals: [{ signal: "D0", part: "m", pin: "A" }],
  start: 0,
  repeat: 1,
  speed: 1,
  ...more,
});
const delay = (duration: Nanos): ScenarioCommand => ({ kind: "delay", duration });

function played(commands: readonly ScenarioCommand[], capture = PULSES): Change[] {
  const { sim, scenario } = player(commands, { "a.vcd": capture });
  sim.runUntil(20_000);
  expect(scenario.result).toMatchObject({ ok: true, finished: true });
  return levels(sim);
}

describe("a pin driven from outside", () => {
  it("is at the level, against a pull-up, until it is let go of", () => {
    const drive = (value: 0 | 1 | "z"): ScenarioCommand => ({ kind: "drive-pin", part: "m", pin: "A", value });
    const commands = [delay(10), drive(0), delay(10), drive(1), delay(10), drive(0), delay(10), drive("z")];
    expect(played(commands)).toEqual([
      [10, 0],
      [20, 1],
      [30, 0],
      [40, 1],
    ]);
  });

  it("fights an output of the board", () => {
    const { sim } = player([{ kind: "drive-pin", part: "m", pin: "A", value: 1 }, delay(10)], {});
    sim.runUntil(10);
    sim.setControl("m", "driven", 1);
    sim.runUntil(20);
    expect(sim.trace.at(20).row("m.faults")).toMatchObject({
      kind: "contention",
      message: "outputs fight on the wire m:A: m:A, drive m:A",
    });
  });

  it("leaves no mark when it is not driven", () => {
    const run = (touched: boolean): Simulation => {
      const sim = simulation();
      sim.runUntil(10);
      if (touched) sim.drivePin("m", "A", "z");
      sim.setControl("m", "freed", 1);
      sim.setControl("m", "freed", 0);
      sim.runUntil(20);
      return sim;
    };
    expect(run(true).trace.fingerprint()).toBe(run(false).trace.fingerprint());
  });

  it("may be declared after a snapshot, and does not drive when the simulation goes back to it", () => {
    const sim = simulation();
    sim.runUntil(10);
    const snapshot = sim.snapshot();
    sim.drivePin("m", "A", 0);
    sim.runUntil(20);
    const driven = sim.snapshot();
    sim.restore(snapshot);
    expect(sim.wires.level(sim.board.parts[0]!.nets.get("A")!)).toBe(1);
    sim.drivePin("m", "A", "z");
    sim.runUntil(20);
    expect(levels(sim)).toEqual([]);
    sim.restore(driven);
    sim.setControl("m", "freed", 1);
    expect(sim.wires.level(sim.board.parts[0]!.nets.get("A")!)).toBe(0);
  });

  it.each([
    ["n", "A", "there is no part 'n'"],
    ["m", "FRE", "m: the part has no pin 'FRE' (did you mean 'FREE'?)"],
    ["m", "GND", "m: pin 'GND' cannot be driven: its wire is a supply of 0 V"],
  ])("must be there, and no supply (%s:%s)", (part, pin, message) => {
    expect(() => simulation().drivePin(part, pin, 0)).toThrow(new UsageError(message));
    const { problems } = thrownBy(() => player([{ kind: "drive-pin", part, pin, value: 0 }], {}));
    expect(problems).toMatchObject([{ file: "t.yaml", line: 5 }]);
  });
});

describe("a capture that is played", () => {
  it("drives its wire from the step on, and lets go of it at its end", () => {
    expect(played([delay(5), play()])).toEqual([
      [105, 0],
      [155, 1],
      [405, 0],
      [1005, 1],
    ]);
  });

  it("goes on beside the steps that follow, until it has ended or is stopped", () => {
    const wait: ScenarioCommand = { kind: "wait-vcd", file: "a.vcd" };
    const free = (value: 0 | 1): ScenarioCommand => ({ kind: "expect-pin", part: "m", pin: "A", value });
    played([play(), delay(500), free(0), wait, { kind: "at", time: 1000 }, free(1), wait]);
    expect(played([play(), delay(120), { kind: "stop-vcd", file: "a.vcd" }, free(1), play(), wait])).toEqual([
      [100, 0],
      [120, 1],
      [220, 0],
      [270, 1],
      [520, 0],
      [1120, 1],
    ]);
  });

  it("can begin later, go faster, and again", () => {
    expect(played([play({ start: 120 })])).toEqual([
      [0, 0],
      [30, 1],
      [280, 0],
      [880, 1],
    ]);
    expect(played([play({ speed: 2, repeat: 2 })])).toEqual([
      [50, 0],
      [75, 1],
      [200, 0],
      [500, 1],
      [550, 0],
      [575, 1],
      [700, 0],
      [1000, 1],
    ]);
  });

  it("begins with the first time that its file tells of, and drives nothing where the file says x or z", () => {
    const odd = vcd(
      [
        [5000, 0],
        [5010, 2],
        [5020, 0],
        [5030, 3],
      ],
      5100,
      5000,
    );
    expect(played([play()], odd)).toEqual([
      [0, 0],
      [10, 1],
      [20, 0],
      [30, 1],
    ]);
  });

  it("may be of numbers, from a threshold on", () => {
    const text = new TextDecoder().decode(PULSES).replace("#150 1!", "#120 r0.4 v\n#150 r1.2 v");
    const signals = [{ signal: "volts", part: "m", pin: "A" }];
    expect(played([play({ signals, threshold: 1 })], new TextEncoder().encode(text))).toEqual([
      [120, 0],
      [150, 1],
    ]);
  });

  it("puts onto a wire just the edges that are in it", () => {
    const change = fc.tuple(fc.integer({ min: 1, max: 500 }), fc.nat(3));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 20 }), fc.nat(50), (list, begin) => {
        let now = 0;
        const changes = list.map(([gap, level]): Change => [(now += gap), level]);
        const signals = [{ signal: "D0", part: "m", pin: "FREE" }];
        const { sim } = player([delay(begin), play({ signals })], { "a.vcd": vcd(changes, now + 10) });
        sim.runUntil(50_000);
        const expected: Change[] = [];
        for (const [time, level] of [...changes, [now + 10, 3] as const]) {
          const driven = level === 2 ? 3 : level;
          if (driven !== (expected.at(-1)?.[1] ?? 3)) expected.push([time + begin, driven]);
        }
        expect(levels(sim, "FREE")).toEqual(expected);
      }),
    );
  });

  it("can be copied in the middle", () => {
    fc.assert(
      fc.property(fc.nat(2200), fc.nat(2200), (at, to) => {
        const { sim } = player([play({ repeat: 2 }), delay(3000)], { "a.vcd": PULSES });
        sim.runUntil(at);
        const snapshot = sim.snapshot();
        sim.runUntil(at + to);
        const once = sim.trace.fingerprint();
        sim.restore(snapshot);
        sim.runUntil(at + to);
        expect(sim.trace.fingerprint()).toBe(once);
      }),
      { numRuns: 50 },
    );
  });
});

function thrownBy(action: () => unknown): ProjectError {
  try {
    action();
  } catch (error) {
    if (error instanceof ProjectError) return error;
  }
  throw new Error("no ProjectError");
}

describe("mistakes in what is played are told before time 0", () => {
  const at = (signal: string, pin = "A"): ScenarioCommand => play({ signals: [{ signal, part: "m", pin }] });
  it.each([
    [at("D1"), "t.yaml:5: a.vcd: there is no signal 'D1' (did you mean 'D0'?)"],
    [at("clock"), "t.yaml:5: a.vcd: there is no signal 'clock' (it has: logic.D0)"],
    [
      at("volts"),
      "t.yaml:5: a.vcd: the signal 'logic.volts' is a real, which has no levels (give a threshold, in its unit)",
    ],
    [at("D0", "a"), "t.yaml:5: m: the part has no pin 'a' (did you mean 'A'?)"],
    [at("D0", "GND"), "t.yaml:5: m: pin 'GND' cannot be driven: its wire is a supply of 0 V"],
    [play({ file: "b.vcd" }), "t.yaml:5: there is no 'b.vcd' in the project's folder"],
    [play({ file: "bad.vcd" }), "bad.vcd:2: time goes back here"],
    [play({ start: 1000 }), "t.yaml:5: a.vcd: nothing is left to be played: it is 1.000 µs long"],
    [{ kind: "stop-vcd", file: "a.vcd" } as const, "t.yaml:5: nothing plays 'a.vcd'"],
  ])("%j", (command, message) => {
    const bad = new TextEncoder().encode("$var wire 1 ! D0 $end $enddefinitions $end #5\n#4");
    expect(thrownBy(() => player([command], { "a.vcd": PULSES, "bad.vcd": bad })).message).toBe(message);
  });

  it("all of them, also in repeats", () => {
    const bad = at("D9", "Q");
    const { problems } = thrownBy(() => {
      player([{ kind: "repeat", times: 2, steps: [{ ...bad, line: 9 }] }, play({ file: "b.vcd" })], {
        "a.vcd": PULSES,
      });
    });
    expect(problems.map(({ line }) => line)).toEqual([9, 9, 6]);
  });

  it("names that only one signal ends with are enough; others are not", () => {
    const two = new TextEncoder().encode(
      "$scope module a $end $var wire 1 ! D0 $end $upscope $end $scope module b $end $var wire 1 ! D0 $end $upscope $end $enddefinitions $end #0 1! #9",
    );
    expect(thrownBy(() => player([play()], { "a.vcd": two })).message).toContain("'D0' may be a.D0 or b.D0");
  });
});
