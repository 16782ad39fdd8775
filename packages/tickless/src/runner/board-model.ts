import { readDiagram } from "@tickless/devices";
import type { BoardPart, ConnectionDescription, Simulation } from "@tickless/sim-core";
import type { BoardProgram } from "../programs.js";
import { isPart, type PartDefinition } from "../parts/definition.js";
import { outputsOf } from "../parts/probe.js";
import type { Project } from "../project.js";
import type { BoardModel, OwnPartModel, PartModel, WireModel } from "./model.js";

/** The board of a simulation as data, with the wires as the project's diagram draws them. */
export function boardModel(sim: Simulation, { diagram }: Project, programs: readonly BoardProgram[] = []): BoardModel {
  const { parts, netNames, supplies } = sim.board;
  const connections = diagram ? readDiagram(diagram.text, diagram.file).description.connections : [];
  const byId = new Map(parts.map((part) => [part.id, part]));
  return {
    parts: parts.map((part) => partModel(sim, part, programs)),
    wires: connections.flatMap((connection) => wireModel(connection, byId) ?? []),
    nets: [...netNames],
    supplies: Object.fromEntries(supplies),
  };
}

function partModel(
  sim: Simulation,
  { id, definition, description, nets }: BoardPart,
  programs: readonly BoardProgram[],
): PartModel {
  const { type, attributes, left = 0, top = 0, rotate = 0, hide = false } = description;
  const mcu = definition.mcu !== undefined;
  const controls = sim.controls(id).map((control) => ({ kind: "range", unit: "", ...control }));
  const root = programs.find(({ board }) => board === id)?.root;
  return {
    ...{ id, type, attributes, left, top, rotate, hide, mcu },
    ...(root ? { root } : {}),
    pins: Object.fromEntries(nets),
    controls,
    ...(isPart(definition) ? { own: ownPart(sim, id, definition) } : {}),
  };
}

function ownPart(sim: Simulation, id: string, { label, forms, face }: PartDefinition): OwnPartModel {
  return { label, forms, outputs: outputsOf(sim, id), ...(face ? { face } : {}) };
}

/** Undefined: one end is no part of the board (the serial monitor). */
function wireModel(
  { from, to, color = "", path = [] }: ConnectionDescription,
  parts: ReadonlyMap<string, BoardPart>,
): WireModel | undefined {
  const net = parts.get(from.part)?.nets.get(from.pin);
  if (net === undefined || !parts.get(to.part)?.nets.has(to.pin)) return undefined;
  return { from: { ...from }, to: { ...to }, color, path: [...path], net };
}
