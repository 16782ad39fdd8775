import {
  assembleBoard,
  clonePlain,
  defineDevice,
  HIGH_Z,
  limitOf,
  ModelError,
  ms,
  pull,
  Random,
  Simulation,
  strong,
  UsageError,
  type Attributes,
  type DeviceContext,
  type DeviceDefinition,
  type Nanos,
} from "@tickless/sim-core";
import { isDeepStrictEqual } from "node:util";
import { TestFailure } from "../failure.js";

export interface DeviceOptions {
  readonly attributes?: Attributes;
  /** How many random lives it leads; default 5. */
  readonly lives?: number;
  /** How long each lasts, ns; default 50 ms. */
  readonly for?: Nanos;
}

/** Drives one wire: 0 lets go, 1 and 2 strong low and high, 3 and 4 pulled low and high, 5 a pulse train. */
const driver = defineDevice({
  type: "law-driver",
  pins: ["OUT"],
  attributes: [],
  createState: () => ({}),
  connect(ctx) {
    const out = ctx.pin("OUT");
    const drives = [HIGH_Z, strong(0), strong(3.3), pull(0), pull(3.3)];
    ctx.control("drive", { min: 0, max: 5, initial: 0 }, (value) => {
      const pwm = { periodNs: 100_000, highNs: 30_000, startNs: ctx.now };
      out.set(drives[value] ?? { volts: 3.3, ohms: 40, pwm });
    });
  },
});

const DRIVES = 6;
const STEPS = 40;
const SUBJECT = "dut";

interface Step {
  readonly time: Nanos;
  readonly part: string;
  readonly control: string;
  readonly value: number;
}

/**
 * The laws that every part obeys, checked on random lives with all its pins driven and all its controls moved: its state is plain
 * data; the same seed gives the same recording; cutting time into slices leaves no mark; going back to a snapshot and on again is
 * the same run; controls refuse what is out of their range. Throws TestFailure that names the law.
 */
export function checkDevice(device: DeviceDefinition | (() => DeviceDefinition), options: DeviceOptions = {}): void {
  const { lives = 5, for: duration = ms(50) } = options;
  const definition = typeof device === "function" ? device() : device;
  let context: DeviceContext<unknown> | undefined;
  const watched: DeviceDefinition = {
    ...definition,
    connect: (ctx) => {
      context = ctx;
      definition.connect?.(ctx);
    },
  };
  const start = (seed: number): Simulation => boardWith(watched, options.attributes ?? {}, seed);
  controlsRefuse(start(1), definition.type);
  for (let seed = 1; seed <= lives; seed++) {
    const steps = lifeOf(start(seed), seed, duration);
    const law = (name: string, holds: boolean): void => {
      if (!holds) throw new TestFailure(`${definition.type}: ${name} (life ${seed})`, duration);
    };
    const whole = live(start(seed), steps, duration).trace.fingerprint();
    law("the same life is another recording", live(start(seed), steps, duration).trace.fingerprint() === whole);
    const sliced = live(start(seed), steps, duration, Math.max(1, Math.round(duration / 997))).trace.fingerprint();
    law("cutting time into slices changes the recording", sliced === whole);
    const middle = steps[STEPS / 2]?.time ?? 0;
    const sim = live(start(seed), steps, middle);
    const snapshot = sim.snapshot();
    law("its state is not plain data", isDeepStrictEqual(clonePlain(context?.state), context?.state));
    live(sim, steps, duration);
    law("its recording up to a snapshot and on is another one", sim.trace.fingerprint() === whole);
    sim.restore(snapshot);
    live(sim, steps, duration);
    law("going back to a snapshot and on again is another recording", sim.trace.fingerprint() === whole);
  }
}

function boardWith(definition: DeviceDefinition, attributes: Attributes, seed: number): Simulation {
  const parts = definition.pins.map((_, index) => ({ id: `d${index}`, type: driver.type, attributes: {} }));
  const connections = definition.pins.map((pin, index) => {
    return { from: { part: SUBJECT, pin }, to: { part: `d${index}`, pin: "OUT" } };
  });
  const subject = { id: SUBJECT, type: definition.type, attributes };
  const registry = { get: (type: string) => [definition, driver].find((one) => one.type === type), types: [] };
  const { board, problems } = assembleBoard({ parts: [subject, ...parts], connections }, registry);
  if (!board) throw new UsageError(problems.map(({ message }) => message).join("\n"));
  return new Simulation({ board, seed });
}

/** Random changes of all controls, the drivers' among them, in order of time. */
function lifeOf(sim: Simulation, seed: number, duration: Nanos): Step[] {
  const random = new Random(seed, "life");
  const controls = sim.board.parts.flatMap(({ id }) => sim.controls(id).map((control) => ({ part: id, ...control })));
  if (controls.length === 0) return [];
  const steps = Array.from({ length: STEPS }, (): Step => {
    const {
      part,
      name,
      min,
      max,
      kind = "range",
    } = controls[random.int(0, controls.length - 1)] as (typeof controls)[number];
    const value =
      part !== SUBJECT ? random.int(0, DRIVES - 1) : kind === "range" ? random.between(min, max) : random.int(min, max);
    return { time: random.int(0, duration - 1), part, control: name, value };
  });
  return steps.sort((a, b) => a.time - b.time);
}

/** Lets it live on from where it is: does the steps that are still to come before `end`. */
function live(sim: Simulation, steps: readonly Step[], end: Nanos, slice: Nanos = Infinity): Simulation {
  const runTo = (time: Nanos): void => {
    while (sim.now < time) sim.runUntil(Math.min(time, sim.now + slice));
  };
  const from = sim.now;
  if (from === 0) sim.runUntil(0);
  for (const { time, part, control, value } of steps) {
    if (time < from || time >= end) continue;
    runTo(time);
    sim.setControl(part, control, value);
  }
  runTo(end);
  return sim;
}

function controlsRefuse(sim: Simulation, type: string): void {
  for (const { name, ...spec } of sim.controls(SUBJECT)) {
    for (const value of [spec.min - 1, limitOf(spec) + 1, NaN]) {
      if (!refuses(() => sim.setControl(SUBJECT, name, value))) {
        throw new TestFailure(`${type}: control '${name}' takes ${value}, which is out of its range`, 0);
      }
    }
  }
}

function refuses(action: () => void): boolean {
  try {
    action();
    return false;
  } catch (error) {
    if (error instanceof UsageError || error instanceof ModelError) return true;
    throw error;
  }
}
