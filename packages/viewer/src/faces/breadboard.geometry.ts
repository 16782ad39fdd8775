import { box, type Point } from "../board/plane.js";
import type { PartGeometry, PartShape } from "./shape.js";

/*
 * Breadboards. Holes are 2.54 mm apart; columns, rows a to j and the full and half boards' rails are where parts of published
 * Wokwi diagrams plug in. The lower rails mirror the upper ones; the mini board is laid out by the real part (47 × 35 mm).
 */
export interface BreadboardPlan {
  readonly columns: number;
  readonly railHoles: number;
  readonly firstX: number;
  /** x of the rails' first hole. */
  readonly railX: number;
  readonly width: number;
  readonly height: number;
  /** y of rows a to j. */
  readonly rows: readonly number[];
  /** y of tp, tn, bp, bn. */
  readonly rails: Readonly<Record<string, number>>;
}

export const PITCH = 9.6;
const ROWS = [51, 60.6, 70.2, 79.8, 89.4, 118.2, 127.8, 137.4, 147, 156.6];
const RAILS = { tp: 12.6, tn: 22.2, bp: 185.4, bn: 195 };

const plan = (columns: number, railHoles: number, railX: number): BreadboardPlan => ({
  columns,
  railHoles,
  firstX: 26,
  railX,
  width: 52 + PITCH * (columns - 1),
  height: 207.6,
  rows: ROWS,
  rails: RAILS,
});

const MINI: BreadboardPlan = {
  columns: 17,
  railHoles: 0,
  firstX: 12,
  railX: 0,
  width: 177.6,
  height: 132,
  rows: ROWS.map((y) => y - 37.8),
  rails: {},
};

const PLANS: Readonly<Record<string, BreadboardPlan>> = {
  "wokwi-breadboard": plan(63, 50, 45.2),
  "wokwi-breadboard-half": plan(30, 25, 35.6),
  "wokwi-breadboard-mini": MINI,
};

export const planOf = (type: string): BreadboardPlan => PLANS[type] ?? MINI;

/** x of a rail's hole, counted from 0: groups of five with a gap. */
export const railHoleX = ({ railX }: BreadboardPlan, hole: number): number =>
  railX + PITCH * (hole + Math.floor(hole / 5));

const geometries = new Map<string, PartGeometry>();

function geometryOf(type: string): PartGeometry {
  const known = geometries.get(type);
  if (known) return known;
  const layout = planOf(type);
  const pins = new Map<string, Point>();
  for (let column = 0; column < layout.columns; column++) {
    layout.rows.forEach((y, row) => {
      const name = `${column + 1}${row < 5 ? "t" : "b"}.${"abcdefghij"[row] as string}`;
      pins.set(name, { x: layout.firstX + PITCH * column, y });
    });
  }
  for (const [rail, y] of Object.entries(layout.rails)) {
    for (let hole = 0; hole < layout.railHoles; hole++)
      pins.set(`${rail}.${hole + 1}`, { x: railHoleX(layout, hole), y });
  }
  const { width, height } = layout;
  const geometry = { width, height, pins, body: box(0, 0, width, height), radius: 4 };
  geometries.set(type, geometry);
  return geometry;
}

export const breadboardShape: PartShape = {
  types: Object.keys(PLANS),
  underneath: true,
  name: "Breadboard",
  geometry: ({ type }) => geometryOf(type),
};
