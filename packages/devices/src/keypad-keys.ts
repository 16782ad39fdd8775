/** Which keys a membrane keypad has, from its attributes: for its model and for who draws it. */
import type { Attributes } from "@tickless/sim-core";
import { textAttribute } from "./attributes.js";

export interface KeypadKey {
  /** What is printed on it. */
  readonly label: string;
  /** Its control: `key-5`; a label that is empty or taken gives way to the place: `key-r2c3`. */
  readonly control: string;
  /** From 0. */
  readonly row: number;
  readonly column: number;
}

export const ROWS = 4;
const FOUR = ["1", "2", "3", "A", "4", "5", "6", "B", "7", "8", "9", "C", "*", "0", "#", "D"];
const THREE = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];

export const columnsOf = (attributes: Attributes): 3 | 4 => (textAttribute(attributes, "columns") === "3" ? 3 : 4);

/** The labels that are given, row by row; undefined: none, or nothing that can be read. */
export function readLabels({ keys }: Attributes): readonly string[] | undefined {
  const list: unknown = typeof keys === "string" && keys.trim().startsWith("[") ? parse(keys) : keys;
  if (!Array.isArray(list)) return undefined;
  return list.map((label: unknown) => (typeof label === "string" || typeof label === "number" ? String(label) : ""));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The keys row by row. */
export function keysOf(attributes: Attributes): readonly KeypadKey[] {
  const columns = columnsOf(attributes);
  const given = readLabels(attributes);
  // Sixteen labels on a keypad of three columns: those of the fourth are not there.
  const width = given && given.length > ROWS * columns ? 4 : columns;
  const labels = given ?? (columns === 3 ? THREE : FOUR);
  const taken = new Set<string>();
  return Array.from({ length: ROWS * columns }, (_, index): KeypadKey => {
    const [row, column] = [Math.floor(index / columns), index % columns];
    const label = labels[row * width + column] ?? "";
    const place = `r${row + 1}c${column + 1}`;
    const name = label.trim() === "" || taken.has(label) ? place : label;
    taken.add(name);
    return { label, control: `key-${name}`, row, column };
  });
}
