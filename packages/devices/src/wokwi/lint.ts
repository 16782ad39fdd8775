/** Things that are allowed, but probably not meant. */
import type { ConnectionDescription, PartDescription, Registry } from "@tickless/sim-core";
import { isWokwiType } from "./part-types.js";
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
    if (!definition && isWokwiType(type)) {
      reader.warn(line, `Wokwi has a '${type}', but there is no model of it here yet`, { part: id });
    }
    if (definition && definition.pins.length > 0 && !definition.mcu && !connected.has(id)) {
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
