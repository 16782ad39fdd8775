/**
 * Parts that there is no model of: their pins float, and the program runs without them.
 *
 * Pins: those that Wokwi's editor knows (`part-pins.ts`), and any that a wire names.
 */
import {
  didYouMean,
  type BoardDescription,
  type DeviceDefinition,
  type PartDescription,
  type Registry,
} from "@tickless/sim-core";
import { boardKind, wokwiPins } from "./part-pins.js";
import type { Reader } from "./reader.js";

/**
 * The registry, and a part without behaviour for each type of the description that it does not have. Reports each such part; `runs`: a
 * board is needed that can run a program.
 */
export function withInertParts(
  reader: Reader,
  description: BoardDescription,
  registry: Registry,
  runs: boolean,
): Registry {
  const missing = description.parts.filter(({ type }) => !registry.get(type));
  if (missing.length === 0) return registry;
  const definitions = new Map<string, DeviceDefinition>();
  for (const { type } of missing) {
    if (!definitions.has(type)) definitions.set(type, inertPart(type, description));
  }
  const program = !runs || description.parts.some(({ type }) => registry.get(type)?.mcu);
  for (const part of missing) report(reader, part, registry, program);
  return { get: (type) => registry.get(type) ?? definitions.get(type), types: registry.types };
}

function inertPart(type: string, { parts, connections }: BoardDescription): DeviceDefinition {
  const ids = new Set(parts.filter((part) => part.type === type).map(({ id }) => id));
  const ends = connections.flatMap(({ from, to }) => [from, to]);
  const wired = ends.filter(({ part }) => ids.has(part)).map(({ pin }) => pin);
  const pins = [...new Set([...(wokwiPins(type) ?? []), ...wired])];
  return { type, pins, attributes: ["*"], inert: true };
}

function report(reader: Reader, part: PartDescription, registry: Registry, program: boolean): void {
  const { id, type, line = 1 } = part;
  const kind = boardKind(type);
  if (kind !== undefined) {
    const message = kind === "other" ? `MicroPython does not run on a ${type}` : `a ${type} is not simulated`;
    const boards = registry.types.filter((other) => registry.get(other)?.mcu && registry.get(other)?.type === other);
    const hint = { part: id, hint: `boards that are: ${boards.join(", ")}` };
    // Without another board there is nothing to run.
    if (program) reader.warn(line, `${message}; it does nothing`, hint);
    else reader.error(line, message, hint);
    return;
  }
  if (type.startsWith("chip-")) {
    return reader.warn(line, `custom chips are not run: this ${type} does nothing`, { part: id });
  }
  if (wokwiPins(type)) return reader.warn(line, `a ${type} is not modelled; it does nothing`, { part: id });
  const near = didYouMean(type, registry.types);
  const meant = near.hint === undefined ? didYouMean(`wokwi-${type}`, registry.types) : near;
  reader.warn(line, `the part type '${type}' is unknown; it does nothing`, { part: id, ...meant });
}
