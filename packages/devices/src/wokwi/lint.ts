/** Things that are allowed, but probably not meant. */
import {
  didYouMean,
  type ConnectionDescription,
  type Endpoint,
  type PartDescription,
  type Registry,
} from "@tickless/sim-core";
import { meantPin } from "./pin-names.js";
import type { Reader } from "./reader.js";

const JUNCTION = "wokwi-junction";

export function checkWiring(
  reader: Reader,
  parts: readonly PartDescription[],
  connections: readonly ConnectionDescription[],
  registry: Registry,
): void {
  const connected = new Set(connections.flatMap(({ from, to }) => [from.part, to.part]));
  for (const { id, type, line = 1 } of parts) {
    const definition = registry.get(type);
    // Editors leave junctions behind when their wires are taken away.
    if (type === JUNCTION) continue;
    if (definition && definition.pins.length > 0 && !definition.mcu && !definition.inert && !connected.has(id)) {
      reader.warn(line, "this part is not connected to anything", { part: id });
    }
  }
  checkTwice(reader, connections);
}

function checkTwice(reader: Reader, connections: readonly ConnectionDescription[]): void {
  const seen = new Set<string>();
  for (const { from, to, line = 1 } of connections) {
    const ends = [`${from.part}:${from.pin}`, `${to.part}:${to.pin}`].sort();
    const wire = ends.join(" ");
    if (seen.has(wire)) reader.warn(line, `${ends.join(" and ")} are connected twice`);
    seen.add(wire);
  }
}

/** Ends of wires that are no part but something of the user interface. */
const VIRTUAL_PARTS = new Set(["$serialMonitor"]);

/**
 * The connections by the names that their parts give to pins, without those that lead to a part or pin that is not there; either
 * is reported. The latter are left behind when a part is taken away or replaced, and do nothing.
 */
export function soundConnections(
  reader: Reader,
  parts: readonly PartDescription[],
  connections: readonly ConnectionDescription[],
  registry: Registry,
): ConnectionDescription[] {
  const types = new Map(parts.map(({ id, type }) => [id, type]));
  const end = ({ part, pin }: Endpoint, line: number): Endpoint | undefined => {
    const definition = registry.get(types.get(part) ?? "");
    if (definition?.pins.includes(pin)) return { part, pin };
    if (!definition) {
      const message = `a wire leads to '${part}:${pin}', but there is no part '${part}'; it is left out`;
      return void reader.warn(line, message, didYouMean(part, [...types.keys()]));
    }
    const meant = meantPin(definition, pin);
    if (meant !== undefined) {
      reader.warn(line, `a ${definition.type} has no pin '${pin}', it is taken for '${meant}'`, { part });
      return { part, pin: meant };
    }
    const message = `a wire leads to pin '${pin}', which a ${definition.type} does not have; it is left out`;
    return void reader.warn(line, message, {
      part,
      hint: listed(definition.pins),
      ...didYouMean(pin, definition.pins),
    });
  };
  return connections.flatMap((connection) => {
    const { from, to, line = 1 } = connection;
    if (VIRTUAL_PARTS.has(from.part) || VIRTUAL_PARTS.has(to.part)) return [];
    const ends = [end(from, line), end(to, line)] as const;
    return ends[0] && ends[1] ? { ...connection, from: ends[0], to: ends[1] } : [];
  });
}

/** The first few of a part's pins. */
const listed = (pins: readonly string[]): string =>
  pins.length === 0 ? "it has none" : `it has ${pins.slice(0, 12).join(", ")}${pins.length > 12 ? ", …" : ""}`;
