/**
 * Reads Wokwi's diagram.json (https://docs.wokwi.com/diagram-format).
 *
 * Not read: `serialMonitor` and `dependencies` (accepted, without effect). Parts without a model, custom chips (`chip-…`) and wires
 * that lead nowhere do nothing, and are told of.
 */
import {
  assembleBoard,
  didYouMean,
  type Assembly,
  type BoardDescription,
  type ConnectionDescription,
  type PartDescription,
  type Problem,
  type Registry,
} from "@tickless/sim-core";
import { registry as ownRegistry } from "./registry.js";
import { readConnection } from "./wokwi/connection.js";
import { lineOf, membersOf, parseLenient, type ValueNode } from "./wokwi/lenient-json.js";
import { withInertParts } from "./wokwi/inert.js";
import { checkWiring, soundConnections } from "./wokwi/lint.js";
import { readPart } from "./wokwi/part.js";
import type { Reader } from "./wokwi/reader.js";

export interface Diagram {
  /** What could be read; parts and connections with mistakes are left out. */
  readonly description: BoardDescription;
  readonly problems: readonly Problem[];
}

const MEMBERS = ["version", "author", "editor", "parts", "connections", "serialMonitor", "dependencies"];

/**
 * Reads a diagram and reports everything wrong with its form. What is wrong with its meaning (unknown part types and pins,
 * two parts of one id, unknown attributes) is found by `readBoard`.
 */
export function readDiagram(text: string, file: string, registry: Registry = ownRegistry): Diagram {
  const problems: Problem[] = [];
  const reader = readerOf(file, problems);
  const parts: PartDescription[] = [];
  const connections: ConnectionDescription[] = [];
  const root = parseLenient(text, file, problems);
  if (root && root.type !== "Object")
    reader.error(lineOf(root), "a diagram is an object with 'parts' and 'connections'");
  if (root?.type === "Object") {
    const members = membersOf(root);
    checkMembers(reader, members);
    if (!members.has("parts")) reader.error(lineOf(root), "the diagram has no 'parts'");
    for (const node of listOf(reader, members, "parts")) {
      const part = readPart(reader, node);
      if (part) parts.push(part);
    }
    for (const node of listOf(reader, members, "connections")) {
      const connection = readConnection(reader, node);
      if (connection) connections.push(connection);
    }
    checkWiring(reader, parts, connections, registry);
  }
  return { description: { file, parts, connections }, problems };
}

/**
 * Reads a diagram and resolves it to wires: every mistake of both, in order of lines. What cannot be simulated is left out with a
 * warning, so that the rest runs: types without a model become parts that do nothing, wires that lead nowhere are dropped.
 */
export function readBoard(text: string, file: string, registry: Registry = ownRegistry): Assembly {
  return assemble(text, file, registry, true);
}

/** As `readBoard`, for those who look at the wires alone: a board that no program runs on is a part like any other without a model. */
export function readWiring(text: string, file: string, registry: Registry = ownRegistry): Assembly {
  return assemble(text, file, registry, false);
}

function assemble(text: string, file: string, registry: Registry, runs: boolean): Assembly {
  const { description, problems: found } = readDiagram(text, file, registry);
  const left: Problem[] = [];
  const reader = readerOf(file, left);
  const extended = withInertParts(reader, description, registry, runs);
  const connections = soundConnections(reader, description.parts, description.connections, extended);
  const assembly = assembleBoard({ ...description, connections }, extended);
  const problems = [...found, ...left, ...assembly.problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  const failed = problems.some(({ severity }) => severity === "error");
  return { board: failed ? undefined : assembly.board, problems };
}

const readerOf = (file: string, problems: Problem[]): Reader => ({
  error: (line, message, more) => void problems.push({ severity: "error", file, line, message, ...more }),
  warn: (line, message, more) => void problems.push({ severity: "warning", file, line, message, ...more }),
});

function checkMembers(reader: Reader, members: ReadonlyMap<string, ValueNode>): void {
  for (const [name, node] of members) {
    if (MEMBERS.includes(name)) continue;
    reader.warn(lineOf(node), `'${name}' is unknown and ignored`, didYouMean(name, MEMBERS));
  }
  const version = members.get("version");
  if (version && !(version.type === "Number" && version.value === 1)) {
    reader.warn(lineOf(version), "the format's version is not 1; it is read as if it were");
  }
}

function listOf(reader: Reader, members: ReadonlyMap<string, ValueNode>, name: string): ValueNode[] {
  const node = members.get(name);
  if (node === undefined) return [];
  if (node.type === "Array") return node.elements.map(({ value }) => value);
  reader.error(lineOf(node), `'${name}' is not a list`);
  return [];
}
