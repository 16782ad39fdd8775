import type { Lane, LaneColumns } from "../protocol/store.js";

/** Where a lane is drawn, in CSS px from the top of the first. */
export interface Row {
  readonly lane: Lane;
  readonly y: number;
  readonly height: number;
  /** Names of the lines in it: tasks, sources of interrupts, wires. */
  readonly lines: readonly SubLine[];
  /** Where the lines begin, height of each, and of its part below its name, CSS px. */
  readonly each: { readonly top: number; readonly pitch: number; readonly bar: number };
}

export interface SubLine {
  /** Of tasks the id, else the place. */
  readonly key: number;
  readonly name: string;
}

export const PADDING = 5;
/** A task's or source's line: its bar beside its name, or, in compact form, below. */
const BESIDE = { top: PADDING, pitch: 20, bar: 16 };
const BELOW = { top: 2, pitch: 32, bar: 16 };
/** Names above their lines, where the label column has no room. */
export const COMPACT_HEAD = 16;
/** More lines than that are not kept in place; only those are shown that live in the view. */
const MOST_LINES = 24;

/** Kinds of lanes that consist of lines. */
const SPLIT: ReadonlySet<Lane["kind"]> = new Set(["tasks", "interrupts", "frames"]);

const HEIGHTS: Readonly<Record<Lane["kind"], number>> = {
  pin: 36,
  i2c: 36,
  frames: 0,
  tasks: 0,
  interrupts: 0,
  serial: 32,
  control: 36,
  output: 38,
  heap: 38,
  pixels: 30,
  faults: 32,
  markers: 32,
};

/** One under the other; in compact form each has room for its name above it. */
export function layout(
  lanes: readonly Lane[],
  linesOf: (lane: Lane) => readonly SubLine[],
  compact: boolean,
): { readonly rows: readonly Row[]; readonly height: number } {
  let y = 0;
  const rows = lanes.map((lane) => {
    const lines = linesOf(lane);
    const split = SPLIT.has(lane.kind);
    const each = compact ? BELOW : BESIDE;
    const height = split
      ? Math.max(1, lines.length) * each.pitch + 2 * each.top
      : HEIGHTS[lane.kind] + (compact ? COMPACT_HEAD : 0);
    const row = { lane, y, height, lines, each };
    y += height;
    return row;
  });
  return { rows, height: y };
}

/** The row at a height; above the first the first, below the last the last. */
export function rowAt(rows: readonly Row[], y: number): Row | undefined {
  return rows.find((row) => y < row.y + row.height) ?? rows.at(-1);
}

/** The line of a row at a height. */
export const lineAt = ({ y: top, lines, each }: Row, y: number): SubLine | undefined =>
  lines[Math.floor((y - top - each.top) / each.pitch)];

/** Place that a dragged lane would have: that of the row in whose half it is. */
export function placeAt(rows: readonly Row[], y: number): number {
  const index = rows.findIndex((row) => y < row.y + row.height);
  return index < 0 ? rows.length - 1 : index;
}

/**
 * Keeps each task's line in its place, whichever part of the run is looked at: remembers those that were seen. Of a
 * program with very many tasks only those in the view have lines.
 */
export class SubLines {
  private readonly seen = new Map<string, SubLine[]>();
  private run = -1;

  /** Takes in what an answer knows; true when a lane's lines changed. */
  learn(run: number, lane: string, columns: LaneColumns): boolean {
    const forgotten = run !== this.run && this.seen.size > 0;
    if (forgotten) this.seen.clear();
    this.run = run;
    const found = linesIn(columns);
    if (!found) return forgotten;
    const before = this.seen.get(lane) ?? [];
    const known = before.filter(({ key }) => key !== REST);
    const keys = new Set(known.map(keyOf));
    const all = [...known, ...found.filter((line) => !keys.has(keyOf(line)))].sort((a, b) => a.key - b.key);
    const lines = all.length > MOST_LINES ? withRest(found, columns) : all;
    const changed = lines.map(keyOf).join("\n") !== before.map(keyOf).join("\n");
    if (changed) this.seen.set(lane, lines);
    return changed || forgotten;
  }

  of(lane: string): readonly SubLine[] {
    return this.seen.get(lane) ?? [];
  }
}

/** The key of a line that tells of those without one. */
export const REST = -1;

function withRest(found: readonly SubLine[], columns: LaneColumns): SubLine[] {
  const more = columns.kind === "tasks" ? (columns.more ?? 0) : 0;
  const rest = Math.max(0, found.length - MOST_LINES) + more;
  const lines = found.slice(0, MOST_LINES);
  return rest > 0 ? [...lines, { key: REST, name: `and ${rest} more in this view` }] : lines;
}

const keyOf = (line: SubLine): string => `${line.key} ${line.name}`;

function linesIn(columns: LaneColumns): SubLine[] | undefined {
  if (columns.kind === "tasks") return columns.tasks.map(({ id, name }) => ({ key: id, name }));
  if (columns.kind === "interrupts") return columns.sources.map(({ source }) => ({ key: 0, name: source }));
  if (columns.kind === "frames") return columns.wires.map(({ name }, key) => ({ key, name }));
  return undefined;
}
