import type { DeviceDefinition, Registry } from "./device.js";
import { didYouMean } from "./did-you-mean.js";
import type { Problem } from "./errors.js";

/** A part as a project describes it. Positions are CSS px (96 dpi), rotation degrees clockwise. */
export interface PartDescription {
  readonly id: string;
  readonly type: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly left?: number;
  readonly top?: number;
  readonly rotate?: number;
  readonly hide?: boolean;
  /** Line in the description's file, from 1. */
  readonly line?: number;
}

export interface Endpoint {
  readonly part: string;
  readonly pin: string;
}

export interface ConnectionDescription {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly color?: string;
  readonly path?: readonly string[];
  readonly line?: number;
}

export interface BoardDescription {
  readonly file?: string;
  readonly parts: readonly PartDescription[];
  readonly connections: readonly ConnectionDescription[];
}

/** A part on the board: each of its pins with the number of its wire. */
export interface BoardPart {
  readonly id: string;
  readonly definition: DeviceDefinition;
  readonly description: PartDescription;
  readonly nets: ReadonlyMap<string, number>;
}

/** Parts and resolved wires, ready to simulate. Parts are in order of id, so that their order in the file does not matter. */
export interface Board {
  readonly file: string | undefined;
  readonly parts: readonly BoardPart[];
  /** A name for each wire: its endpoints. */
  readonly netNames: readonly string[];
  /** Volts of wires that are supplies; of those that are shorted the least. */
  readonly supplies: ReadonlyMap<number, number>;
}

export interface Assembly {
  /** Undefined when there are errors. */
  readonly board: Board | undefined;
  readonly problems: readonly Problem[];
}

/** Ids that name no part but something of the user interface. */
const VIRTUAL_PARTS = new Set(["$serialMonitor"]);

/** Resolves a description to wires; collects all its mistakes instead of stopping at the first. */
export function assembleBoard(description: BoardDescription, registry: Registry): Assembly {
  return new Assembler(description, registry).assemble();
}

class Assembler {
  private readonly problems: Problem[] = [];
  private readonly definitions = new Map<string, { part: PartDescription; definition: DeviceDefinition }>();
  private readonly parents = new Map<string, string>();

  constructor(
    private readonly description: BoardDescription,
    private readonly registry: Registry,
  ) {}

  assemble(): Assembly {
    for (const part of this.description.parts) this.place(part);
    for (const connection of this.description.connections) this.wire(connection);
    const board = this.build();
    const failed = this.problems.some((problem) => problem.severity === "error");
    return { board: failed ? undefined : board, problems: this.problems };
  }

  private place(part: PartDescription): void {
    const definition = this.registry.get(part.type);
    if (this.definitions.has(part.id)) return this.report(part, { message: "two parts have this id", part: part.id });
    if (!definition) {
      const hint = didYouMean(part.type, this.registry.types);
      return this.report(part, { message: `unknown part type '${part.type}'`, part: part.id, ...hint });
    }
    this.definitions.set(part.id, { part, definition });
    for (const pin of definition.pins) this.parents.set(key(part.id, pin), key(part.id, pin));
    for (const [first, ...others] of definition.joined ?? []) {
      for (const other of others) this.join(key(part.id, first as string), key(part.id, other));
    }
    if (definition.attributes.includes("*")) return;
    for (const name of Object.keys(part.attributes)) {
      if (definition.attributes.includes(name) || name.startsWith("x-")) continue;
      const hint = didYouMean(name, definition.attributes);
      this.report(part, { message: `unknown attribute '${name}' is ignored`, part: part.id, ...hint }, "warning");
    }
  }

  private wire(connection: ConnectionDescription): void {
    const ends = [connection.from, connection.to];
    if (ends.some((end) => VIRTUAL_PARTS.has(end.part))) return;
    if (ends.map((end) => this.checkEnd(end, connection)).every(Boolean)) {
      this.join(key(connection.from.part, connection.from.pin), key(connection.to.part, connection.to.pin));
    }
  }

  private checkEnd(end: Endpoint, connection: ConnectionDescription): boolean {
    const found = this.definitions.get(end.part);
    if (!found) {
      if (this.description.parts.some((part) => part.id === end.part)) return false;
      const ids = this.description.parts.map((part) => part.id);
      const message = `a wire leads to '${end.part}:${end.pin}', but there is no part '${end.part}'`;
      this.report(connection, { message, ...didYouMean(end.part, ids) });
      return false;
    }
    if (found.definition.pins.includes(end.pin)) return true;
    const message = `a wire leads to pin '${end.pin}', which a ${found.definition.type} does not have`;
    const hint = didYouMean(end.pin, found.definition.pins).hint ?? `it has ${listed(found.definition.pins)}`;
    this.report(connection, { message, part: end.part, hint });
    return false;
  }

  private build(): Board {
    const netOf = new Map<string, number>();
    const netNames: string[] = [];
    const supplies = new Map<number, number>();
    const placed = [...this.definitions.values()].sort((a, b) => (a.part.id < b.part.id ? -1 : 1));
    const parts = placed.map(({ part, definition }): BoardPart => {
      const nets = new Map<string, number>();
      for (const pin of definition.pins) {
        const root = this.find(key(part.id, pin));
        if (!netOf.has(root)) netOf.set(root, netNames.push("") - 1);
        const net = netOf.get(root) as number;
        nets.set(pin, net);
        netNames[net] = netNames[net] ? `${netNames[net]} ${part.id}:${pin}` : `${part.id}:${pin}`;
      }
      this.addSupplies(part, definition, nets, supplies);
      return { id: part.id, definition, description: part, nets };
    });
    return { file: this.description.file, parts, netNames, supplies };
  }

  private addSupplies(
    part: PartDescription,
    definition: DeviceDefinition,
    nets: ReadonlyMap<string, number>,
    supplies: Map<number, number>,
  ): void {
    for (const [pin, volts] of Object.entries(definition.supplies ?? {})) {
      const net = nets.get(pin) as number;
      const other = supplies.get(net);
      if (other !== undefined && other !== volts) {
        const least = Math.min(volts, other);
        const message = `short circuit: this pin supplies ${volts} V, but it is wired to ${other} V`;
        this.report(part, { message, part: part.id, pin, hint: `the wire is taken to have ${least} V` }, "warning");
      }
      supplies.set(net, Math.min(volts, other ?? volts));
    }
  }

  private report(
    at: { readonly line?: number },
    problem: Omit<Problem, "severity">,
    severity: Problem["severity"] = "error",
  ): void {
    const file = this.description.file === undefined ? {} : { file: this.description.file };
    const line = at.line === undefined ? {} : { line: at.line };
    this.problems.push({ severity, ...file, ...line, ...problem });
  }

  private find(node: string): string {
    let root = node;
    while (this.parents.get(root) !== root) root = this.parents.get(root) as string;
    this.parents.set(node, root);
    return root;
  }

  private join(a: string, b: string): void {
    this.parents.set(this.find(b), this.find(a));
  }
}

const key = (part: string, pin: string): string => `${part}:${pin}`;

/** The first few of a list of names. */
const listed = (names: readonly string[]): string =>
  names.length > 12 ? `${names.slice(0, 12).join(", ")}, …` : names.join(", ");
