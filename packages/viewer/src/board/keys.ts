import type { BoardModel } from "../protocol/project.js";

/** Keys that work parts: attribute `key` of those with a momentary control. */
export interface PartKey {
  readonly part: string;
  readonly control: string;
}

/** Letters and digits are meant in either case; other names of keys as they are ("ArrowLeft"). */
const plain = (key: string): string => (key.length === 1 ? key.toLowerCase() : key);

/** The controls that a key presses. */
export function controlsOfKey(board: BoardModel | undefined, key: string): readonly PartKey[] {
  return (board?.parts ?? []).flatMap((part) => {
    const wanted = part.attributes["key"];
    if (typeof wanted !== "string" || wanted === "" || plain(wanted.trim() || wanted) !== plain(key)) return [];
    return part.controls
      .filter(({ kind }) => kind === "momentary")
      .map(({ name }) => ({ part: part.id, control: name }));
  });
}
