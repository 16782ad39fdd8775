import { shapeOfPart } from "../faces/shapes.js";
import type { BoardModel, PartModel } from "../protocol/project.js";

/** A control that a key works. */
export interface PartKey {
  readonly part: string;
  readonly control: string;
  /** While the key is down; afterwards 0. */
  readonly value: number;
}

/** Letters and digits are meant in either case; other names of keys as they are ("ArrowLeft"). */
const plain = (key: string): string => (key.length === 1 ? key.toLowerCase() : key);

/**
 * The controls that a key works: those of parts whose attribute `key` names it, and of parts that answer to it by nature (a
 * keypad to its labels). Of several of these it is the part `selected`, if it is one of them.
 */
export function controlsOfKey(board: BoardModel | undefined, key: string, selected?: string): readonly PartKey[] {
  const parts = board?.parts ?? [];
  const byNature = parts.flatMap((part) => natureOf(part, key));
  const own = byNature.filter(({ part }) => part === selected);
  return [...parts.flatMap((part) => namedBy(part, key)), ...(own.length > 0 ? own : byNature)];
}

function namedBy(part: PartModel, key: string): PartKey[] {
  const wanted = part.attributes["key"];
  if (typeof wanted !== "string" || wanted === "" || plain(wanted.trim() || wanted) !== plain(key)) return [];
  return part.controls
    .filter(({ kind }) => kind === "momentary")
    .map(({ name }) => ({ part: part.id, control: name, value: 1 }));
}

function natureOf(part: PartModel, key: string): PartKey[] {
  const keys = shapeOfPart(part).keys?.(part) ?? [];
  return keys
    .filter((each) => plain(each.key) === plain(key))
    .map(({ control, value = 1 }) => ({ part: part.id, control, value }));
}
