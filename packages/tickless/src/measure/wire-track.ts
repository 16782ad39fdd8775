import { UsageError, type Board } from "@tickless/sim-core";
import { unknown } from "./lookup.js";

/**
 * The track of the wire at a pin, "GP14" or "part:pin". Wires are recorded at the pins of boards; another part's pin is found
 * through its wire. Throws UsageError when there is no such pin, or no board's pin is on its wire.
 */
export function wireTrack({ parts }: Board, boards: readonly string[], name: string): string {
  const [id, pin] = partAndPin(name, boards);
  const part = parts.find((other) => other.id === id);
  if (!part) {
    const ids = parts.map((other) => other.id);
    throw unknown("part", id, ids);
  }
  const net = part.nets.get(pin);
  if (net === undefined) throw unknown(`pin of ${id}`, pin, [...part.nets.keys()]);
  if (boards.includes(id) && isRecorded(part, pin)) return `${id}.${pin}`;
  for (const board of parts.filter((other) => boards.includes(other.id))) {
    for (const [other, wire] of board.nets) if (wire === net && isRecorded(board, other)) return `${board.id}.${other}`;
  }
  throw new UsageError(`nothing records the wire at ${id}:${pin}: no GPIO of a board is on it`);
}

const isRecorded = ({ definition }: Board["parts"][number], pin: string): boolean =>
  definition.mcu?.gpios.some((gpio) => gpio.pin === pin) ?? false;

/** "part:pin" or "part.pin", the part being a board; anything else is a pin of the first board. */
export function partAndPin(name: string, boards: readonly string[]): [part: string, pin: string] {
  const colon = name.indexOf(":");
  if (colon >= 0) return [name.slice(0, colon), name.slice(colon + 1)];
  const board = boards.find((id) => name.startsWith(`${id}.`));
  return board === undefined ? [boards[0] as string, name] : [board, name.slice(board.length + 1)];
}
