import { box } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import { PITCH, planOf, railHoleX, type BreadboardPlan } from "./breadboard.geometry.js";
import type { Face } from "./face.js";
import { downwards, fillRounded, line, print, strokeRounded, type Pen } from "./pen.js";
import type { PartGeometry } from "./shape.js";

const INK = "#9a968b";
const HOLE = 3.4;

function paint(pen: Pen, part: PartModel, { body }: PartGeometry): void {
  const plan = planOf(part.type);
  fillRounded(
    pen,
    body,
    4,
    downwards(pen, body, [
      [0, "#f8f6f0"],
      [1, "#e6e3da"],
    ]),
  );
  strokeRounded(pen, body, 4, "rgb(120 112 95 / 45%)", 0.7);
  paintGroove(pen, plan);
  paintRails(pen, plan);
  const holes = plan.rows.flatMap((y) => columns(plan).map((x) => [x, y] as const));
  for (const y of Object.values(plan.rails)) {
    for (let hole = 0; hole < plan.railHoles; hole++) holes.push([railHoleX(plan, hole), y]);
  }
  paintHoles(pen, holes);
  paintNumbers(pen, plan);
}

const columns = ({ columns: count, firstX }: BreadboardPlan): number[] =>
  Array.from({ length: count }, (_, column) => firstX + PITCH * column);

function paintGroove(pen: Pen, { rows, width }: BreadboardPlan): void {
  const middle = ((rows[4] as number) + (rows[5] as number)) / 2;
  const groove = box(0.5, middle - 5, width - 1, 10);
  pen.fillStyle = downwards(pen, groove, [
    [0, "#bdb8ab"],
    [0.25, "#d3cfc4"],
    [1, "#dedad0"],
  ]);
  pen.fillRect(groove.x, groove.y, groove.width, groove.height);
}

function paintRails(pen: Pen, plan: BreadboardPlan): void {
  for (const [rail, y] of Object.entries(plan.rails)) {
    const plus = rail.endsWith("p");
    const color = plus ? "#d8473f" : "#3b6fd0";
    const by = plus ? -5.6 : 5.6;
    line(
      pen,
      [
        [12, y + by],
        [plan.width - 12, y + by],
      ],
      color,
      1,
    );
    for (const x of [7, plan.width - 7]) print(pen, plus ? "+" : "−", { x, y }, { size: 8, weight: 600, color });
  }
}

/** All holes in two fills: the chamfer, and the dark inside. */
function paintHoles(pen: Pen, holes: readonly (readonly [number, number])[]): void {
  for (const [size, color] of [
    [HOLE + 1.2, "#d2cec2"],
    [HOLE, "#3b3832"],
  ] as const) {
    pen.beginPath();
    for (const [x, y] of holes) pen.rect(x - size / 2, y - size / 2, size, size);
    pen.fillStyle = color;
    pen.fill();
  }
}

function paintNumbers(pen: Pen, plan: BreadboardPlan): void {
  const top = (plan.rows[0] as number) - 8.5;
  const bottom = (plan.rows[9] as number) + 8.5;
  columns(plan).forEach((x, index) => {
    if (index > 0 && (index + 1) % 5 !== 0) return;
    for (const y of [top, bottom]) print(pen, String(index + 1), { x, y }, { size: 5, color: INK });
  });
  plan.rows.forEach((y, row) => {
    for (const x of [plan.firstX - 8, plan.width - plan.firstX + 8]) {
      print(pen, "abcdefghij"[row] as string, { x, y }, { size: 5, color: INK });
    }
  });
}

export const breadboardFace: Face = { paint };
