import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assembleBoard, type Board, type ConnectionDescription, type PartDescription } from "./board.js";
import { defineDevice, type DeviceDefinition } from "./device.js";
import { ModelError, ProjectError, UsageError } from "./errors.js";
import { HIGH_Z, pull, strong } from "./net.js";
import { Simulation } from "./simulation.js";
import { ms, us } from "./time.js";

const log: string[] = [];

/** Drives its pin with 0 or 1 by its control, or with a pulse train by `duty`. */
const source = defineDevice({
  type: "source",
  pins: ["OUT"],
  attributes: [],
  createState: () => ({}),
  connect(ctx) {
    const out = ctx.pin("OUT");
    ctx.control("level", { min: 0, max: 1, initial: 0 }, (value) => {
      out.set(strong(value * 3.3));
      log.push(`${ctx.id} set`);
    });
    ctx.control("duty", { min: 0, max: 1, initial: 0 }, (duty) =>
      out.set({ volts: 3.3, ohms: 40, pwm: { periodNs: us(10), highNs: us(10) * duty, startNs: ctx.now } }),
    );
    ctx.control("off", { min: 0, max: 1, initial: 0 }, () => out.set(HIGH_Z));
    out.set(strong(0));
  },
});

/** Logs what it sees of its pin. */
const probe = defineDevice({
  type: "probe",
  pins: ["IN"],
  attributes: [],
  createState: () => ({ edges: 0 }),
  connect(ctx) {
    const input = ctx.pin("IN");
    const edges = ctx.output("edges", "output");
    const watch = ctx.watchLevel(input, () => {
      ctx.state = { edges: ctx.state.edges + 1 };
      edges.write(ctx.state.edges);
      log.push(`${ctx.id} ${input.read()} at ${ctx.now}`);
    });
    ctx.control("watching", { min: 0, max: 1, initial: 1 }, (value) => (watch.active = value === 1));
  },
});

/** Blinks irregularly by its own random numbers. */
const blinker = defineDevice({
  type: "blinker",
  pins: ["OUT"],
  attributes: [],
  createState: () => ({ on: false }),
  connect(ctx) {
    const out = ctx.pin("OUT");
    const timer = ctx.timer(() => {
      ctx.state.on = !ctx.state.on;
      out.set(strong(ctx.state.on ? 3.3 : 0));
      timer.start(ctx.random.int(1, 1000));
    });
    timer.start(0);
  },
});

/** Its output is the inverse of its input. */
const inverter = defineDevice({
  type: "inverter",
  pins: ["IN", "OUT"],
  attributes: [],
  createState: () => ({}),
  connect(ctx) {
    const [input, out] = [ctx.pin("IN"), ctx.pin("OUT")];
    ctx.watchLevel(input, () => out.set(strong(input.read() ? 0 : 3.3)));
    out.set(pull(3.3));
  },
});

const broken = defineDevice({
  type: "broken",
  pins: ["X"],
  attributes: ["size"],
  createState: () => ({}),
  connect(ctx) {
    if (ctx.attributes["size"] === "odd") ctx.problem("size cannot be odd", "use even");
    ctx
      .timer(() => {
        throw new Error("a bug in the model");
      })
      .start(ms(3));
  },
});

const definitions: DeviceDefinition[] = [source, probe, blinker, inverter, broken];

function board(parts: Record<string, string>, wires: string[] = [], attributes = {}): Board {
  const list = Object.entries(parts).map(([id, type]): PartDescription => ({ id, type, attributes }));
  const connections = wires.map((wire): ConnectionDescription => {
    const [from, to] = wire.split(" ").map((end) => ({ part: end.split(":")[0]!, pin: end.split(":")[1]! }));
    return { from: from!, to: to! };
  });
  const registry = { get: (type: string) => definitions.find((one) => one.type === type), types: [] };
  return assembleBoard({ parts: list, connections }, registry).board!;
}

function simulate(parts: Record<string, string>, wires: string[] = [], attributes = {}): Simulation {
  const sim = new Simulation({ board: board(parts, wires, attributes), seed: 1 });
  sim.runUntil(0);
  log.length = 0;
  return sim;
}

describe("commit, then notify", () => {
  it("resolves a wire at once, and tells watchers later in the same instant, in order of subscription", () => {
    const sim = simulate({ s: "source", p1: "probe", p2: "probe" }, ["s:OUT p1:IN", "s:OUT p2:IN"]);
    sim.runUntil(ms(1));
    sim.setControl("s", "level", 1);
    log.push("call returned");
    sim.runUntil(ms(1));
    expect(log).toEqual(["s set", "call returned", "p1 1 at 1000000", "p2 1 at 1000000"]);
  });

  it("does not depend on the order in which parts are declared", () => {
    const wires = ["s:OUT p1:IN", "s:OUT p2:IN", "b:OUT p3:IN"];
    const run = (parts: Record<string, string>, order: string[]): string => {
      const sim = simulate(parts, order);
      sim.setControl("s", "level", 1);
      sim.runUntil(ms(2));
      return sim.trace.fingerprint();
    };
    const straight = run({ s: "source", p1: "probe", p2: "probe", b: "blinker", p3: "probe" }, wires);
    const reversed = run({ p3: "probe", b: "blinker", p2: "probe", p1: "probe", s: "source" }, wires.toReversed());
    expect(reversed).toBe(straight);
  });

  it("says which wires never settle", () => {
    const sim = new Simulation({ board: board({ i: "inverter" }, ["i:OUT i:IN"]) });
    expect(() => sim.runUntil(ms(1))).toThrow(/events without time passing; these wires keep changing: i:IN i:OUT/);
  });
});

describe("a pulse train on a wire", () => {
  it("gives watchers of edges each edge, as long as they watch", () => {
    const sim = simulate({ s: "source", p: "probe" }, ["s:OUT p:IN"]);
    sim.setControl("s", "duty", 0.3);
    sim.runUntil(us(25));
    expect(log).toEqual([0, 3, 10, 13, 20, 23].map((t, i) => `p ${(i + 1) % 2} at ${us(t)}`));
    sim.setControl("p", "watching", 0);
    sim.runUntil(ms(5));
    expect(log.length).toBe(6);
    expect(sim.queue.length).toBe(0);
  });
});

describe("virtual time", () => {
  it("stands at the limit after a run, and slices make no difference", () => {
    const parts = { b1: "blinker", b2: "blinker", p1: "probe", p2: "probe" };
    const wires = ["b1:OUT p1:IN", "b2:OUT p2:IN"];
    const straight = simulate(parts, wires);
    straight.runUntil(us(50));
    const sliced = simulate(parts, wires);
    for (let t = 0; t <= us(50); t += 777) sliced.runUntil(t);
    sliced.runUntil(us(50));
    expect(sliced.now).toBe(us(50));
    expect(sliced.trace.fingerprint()).toBe(straight.trace.fingerprint());
    expect(straight.trace.get("p1.edges")!.rows).toBeGreaterThan(50);
  });
});

describe("a snapshot", () => {
  it("taken at any moment, restored at any later one, ends as the straight run", () => {
    const parts = { s: "source", b1: "blinker", b2: "blinker", p0: "probe", p1: "probe", p2: "probe" };
    const sim = simulate(parts, ["b1:OUT p1:IN", "b2:OUT p2:IN", "s:OUT p0:IN"]);
    sim.setControl("s", "duty", 0.5);
    const start = sim.snapshot();
    const finish = (): string => {
      sim.runUntil(us(100));
      return sim.trace.fingerprint();
    };
    const straight = finish();
    fc.assert(
      fc.property(fc.nat(us(100)), fc.nat(us(100)), (at, later) => {
        sim.restore(start);
        sim.runUntil(at);
        const snapshot = structuredClone(sim.snapshot());
        sim.runUntil(Math.max(at, later));
        sim.setControl("p1", "watching", 0);
        sim.restore(snapshot);
        expect(finish()).toBe(straight);
      }),
    );
  });
});

describe("errors", () => {
  it("in a model stop the run with the part and the virtual time", () => {
    const sim = simulate({ x: "broken" });
    expect(() => sim.runUntil(ms(5))).toThrow(ModelError);
    expect(() => simulate({ x: "broken" }).runUntil(ms(5))).toThrow("x at 3.000 ms: a bug in the model");
  });

  it("in attributes are all reported before time 0", () => {
    const build = () => new Simulation({ board: board({ x: "broken", y: "broken" }, [], { size: "odd" }) });
    expect(build).toThrow(ProjectError);
    expect(build).toThrow("x: size cannot be odd (use even)\ny: size cannot be odd (use even)");
  });

  it("in controls name what there is", () => {
    const sim = simulate({ s: "source" });
    expect(() => sim.setControl("t", "level", 1)).toThrow(UsageError);
    expect(() => sim.setControl("s", "lever", 1)).toThrow("part 's' has no control 'lever' (it has: level, duty, off)");
    expect(() => sim.setControl("s", "level", 2)).toThrow("s: control 'level' takes 0 to 1, not 2");
    expect(sim.controls("s").map((control) => control.name)).toEqual(["level", "duty", "off"]);
  });
});
