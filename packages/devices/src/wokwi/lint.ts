/** Things that are allowed, but probably not meant. */
import { didYouMean, type ConnectionDescription, type PartDescription, type Registry } from "@tickless/sim-core";
import type { Reader } from "./reader.js";

export function checkWiring(
  reader: Reader,
  parts: readonly PartDescription[],
  connections: readonly ConnectionDescription[],
  registry: Registry,
): void {
  const connected = new Set(connections.flatMap(({ from, to }) => [from.part, to.part]));
  for (const { id, type, line = 1 } of parts) {
    const definition = registry.get(type);
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
 * The connections without those that lead to a part or pin that is not there, each of which is reported. Such wires are left
 * behind when a part is taken away or replaced, and do nothing.
 */
export function soundConnections(
  reader: Reader,
  parts: readonly PartDescription[],
  connections: readonly ConnectionDescription[],
  registry: Registry,
): ConnectionDescription[] {
  const byId = new Map(parts.map((part) => [part.id, part]));
  const ids = [...byId.keys()];
  return connections.filter(({ from, to, line = 1 }) => {
    if (VIRTUAL_PARTS.has(from.part) || VIRTUAL_PARTS.has(to.part)) return false;
    let sound = true;
    for (const { part, pin } of [from, to]) {
      const definition = registry.get(byId.get(part)?.type ?? "");
      if (definition?.pins.includes(pin)) continue;
      sound = false;
      const message = definition
        ? `a wire leads to pin '${pin}', which a ${definition.type} does not have; it is left out`
        : `a wire leads to '${part}:${pin}', but there is no part '${part}'; it is left out`;
      const hint = definition ? (didYouMean(pin, definition.pins).hint ?? listed(definition.pins)) : undefined;
      reader.warn(line, message, definition ? { part, ...(hint ? { hint } : {}) } : didYouMean(part, ids));
    }
    return sound;
  });
}

/** The first few of a part's pins. */
const listed = (pins: readonly string[]): string =>
  pins.length === 0 ? "" : `it has ${pins.slice(0, 12).join(", ")}${pins.length > 12 ? ", …" : ""}`;
