import {
  assembleBoard,
  defineDevice,
  formatProblem,
  Simulation,
  type Attributes,
  type I2cTarget,
  type Pin,
} from "@tickless/sim-core";
import { createRegistry, DEFINITIONS } from "../src/registry.js";

/** A terminal that a test drives and reads; type `probe`, pin `P`. */
const probes = new Map<string, Pin>();
const probe = defineDevice({
  type: "probe",
  pins: ["P"],
  attributes: [],
  connect: (ctx) => void probes.set(ctx.id, ctx.pin("P")),
});

export interface Bench {
  readonly sim: Simulation;
  probe(id: string): Pin;
  /** Rows of a track as [time, first value]. */
  rows(track: string): [number, unknown][];
  /** The last value of a track's column. */
  last(track: string, column?: number): unknown;
  faults(part: string): string[];
  target(address: number): I2cTarget;
}

/** A simulation of some parts (`{ led1: ["wokwi-led", { color: "red" }] }`) and wires (`"led1:A src:P"`). */
export function bench(
  parts: Readonly<Record<string, string | readonly [string, Attributes]>>,
  wires: readonly string[],
  seed = 1,
): Bench {
  const description = {
    parts: Object.entries(parts).map(([id, part]) => {
      const [type, attributes] = typeof part === "string" ? [part, {}] : part;
      return { id, type, attributes };
    }),
    connections: wires.map((wire) => {
      const [from, to] = wire.split(" ").map((end) => {
        const [part = "", pin = ""] = end.split(/:(.*)/);
        return { part, pin };
      });
      return { from: from as never, to: to as never };
    }),
  };
  const { board, problems } = assembleBoard(description, createRegistry([...DEFINITIONS, probe]));
  if (!board) throw new Error(problems.map(formatProblem).join("\n"));
  const sim = new Simulation({ board, seed });
  const pins = new Map(probes);
  const track = (name: string) => {
    const found = sim.trace.tracks.find((other) => other.name === name);
    if (!found) throw new Error(`no track '${name}'`);
    return found;
  };
  return {
    sim,
    probe: (id) => pins.get(id) as Pin,
    rows: (name) => {
      const { rows } = track(name);
      return Array.from({ length: rows }, (_, row) => [track(name).time(row), track(name).value(row)]);
    },
    last: (name, column = 0) => track(name).value(track(name).rows - 1, column),
    faults: (part) => {
      const { rows } = track(`${part}.faults`);
      return Array.from({ length: rows }, (_, row) => String(track(`${part}.faults`).value(row)));
    },
    target: (address) => {
      const found = sim.i2cTargets.find(({ target }) => target.matches(address));
      if (!found) throw new Error(`nothing answers to ${address}`);
      return found.target;
    },
  };
}

/** The problems that a part finds in its attributes. */
export function problemsOf(type: string, attributes: Attributes): string[] {
  try {
    return bench({ part: [type, attributes] }, []).sim.warnings.map(({ message, hint }) => `${message} (${hint})`);
  } catch (error) {
    return (error as Error).message.split("\n");
  }
}
