import { describe, expect, it } from "vitest";
import { assembleBoard, type Board } from "./board.js";
import { defineDevice } from "./device.js";
import { ScenarioPlayer, type ScenarioOptions } from "./scenario-player.js";
import type { ScenarioLook, ScenarioStep } from "./scenario.js";
import { Simulation } from "./simulation.js";
import { ms, s, type Nanos } from "./time.js";

const lamp = defineDevice({
  type: "lamp",
  pins: [],
  attributes: [],
  createState: () => ({}),
  connect: () => undefined,
});
const registry = { get: (type: string) => (type === "lamp" ? lamp : undefined), types: ["lamp"] };

const steps: ScenarioStep[] = [
  { kind: "delay", duration: ms(25) },
  { kind: "expect-no-faults", part: "lamp1", line: 4 },
  { kind: "delay", duration: ms(50) },
];

function simulation(record = true): Simulation {
  const parts = [{ id: "lamp1", type: "lamp", attributes: {} }];
  return new Simulation({ board: assembleBoard({ parts, connections: [] }, registry).board as Board, record });
}

/** Whoever looks finds this. */
const finds = (found: ReturnType<ScenarioLook["look"]>): ScenarioLook => ({
  check: () => undefined,
  look: () => found,
});

function play(options: ScenarioOptions, sim = simulation()) {
  const player = new ScenarioPlayer(sim, { steps, file: "a.yaml" }, options);
  return { status: sim.runUntil(s(1)), now: sim.now, result: player.result };
}

describe("expectations of the recording", () => {
  it("are looked at when it is their turn", () => {
    const sim = simulation();
    const times: Nanos[] = [];
    const look = { check: () => undefined, look: () => void times.push(sim.now) };
    expect(play({ look }, sim).result).toMatchObject({ ok: true, finished: true });
    expect(times).toEqual([ms(25)]);
  });

  it("fail with what was found, and end the scenario there", () => {
    const miss = { message: "no", details: "none\nat all" };
    expect(play({ look: finds(miss) })).toMatchObject({
      status: "stopped",
      now: ms(25),
      result: { ok: false, finished: false, step: 2, line: 4, time: ms(25), ...miss },
    });
  });

  it("are not looked at when nothing is recorded", () => {
    expect(play({ look: finds({ message: "no" }) }, simulation(false)).result.ok).toBe(true);
  });

  it("are mistakes when the board does not fit, or nobody can look", () => {
    const check = { check: () => ({ message: "there is nothing to see" }), look: () => undefined };
    expect(() => play({ look: check })).toThrow("a.yaml:4: there is nothing to see");
    expect(() => play({})).toThrow("a.yaml:4: expect-no-faults cannot be checked here");
  });
});

it("a run can end with its scenario, at that instant", () => {
  expect(play({ look: finds(undefined), stopsWhenDone: true })).toMatchObject({
    status: "stopped",
    now: ms(75),
    result: { finished: true },
  });
});
