import { box } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import type { Face, FaceView, Stage } from "./face.js";
import { BOARD, barOf, capacityOf, PLATE } from "./load-cell.geometry.js";
import { chip, circuitBoard, mountingHole, namedHeader, smallPart } from "./module.js";
import { fillCircle, fillRounded, line, print, radial, slanted, strokeRounded, type Pen } from "./pen.js";
import type { PartGeometry } from "./shape.js";

const WIRES = ["#d9483f", "#1c1f23", "#eef1f4", "#3fae5c"];

function silhouette(pen: Pen): void {
  pen.beginPath();
  pen.roundRect(BOARD.x, BOARD.y, BOARD.width, BOARD.height, 2);
  pen.roundRect(PLATE.x, PLATE.y, PLATE.width, PLATE.height, 6);
}

function paint(pen: Pen, part: PartModel, geometry: PartGeometry): void {
  WIRES.forEach((color, index) => {
    const y = BOARD.y + 14 + index * 9.6;
    line(
      pen,
      [
        [BOARD.x + BOARD.width - 5, y],
        [PLATE.x + 8, PLATE.y + 42 + index * 4],
      ],
      color,
      1.8,
    );
  });
  const board = { ...geometry, body: BOARD };
  circuitBoard(pen, BOARD, "green", 2);
  namedHeader(pen, board, "left");
  chip(pen, box(48, 42, 25, 13), 8, "HX711");
  for (const x of [46, 55, 64]) smallPart(pen, { x, y: 20 }, "#8a6a45");
  WIRES.forEach((_, index) =>
    fillCircle(pen, { x: BOARD.x + BOARD.width - 5, y: BOARD.y + 14 + index * 9.6 }, 2.2, "#d9b45e"),
  );
  mountingHole(pen, { x: BOARD.x + 40, y: BOARD.y + 57 }, 3);
  paintPlate(pen, part);
}

function paintPlate(pen: Pen, part: PartModel): void {
  fillRounded(
    pen,
    PLATE,
    6,
    slanted(pen, PLATE, [
      [0, "#e9ecef"],
      [0.5, "#c4cad1"],
      [1, "#9aa2ab"],
    ]),
  );
  strokeRounded(pen, PLATE, 6, "rgb(255 255 255 / 60%)", 0.8);
  for (const x of [PLATE.x + 10, PLATE.x + PLATE.width - 10]) {
    for (const y of [PLATE.y + 10, PLATE.y + PLATE.height - 10]) {
      fillCircle(pen, { x, y }, 3.4, "#7c848d");
      fillCircle(pen, { x, y }, 2.1, "#4a5058");
    }
  }
  const centre = { x: PLATE.x + PLATE.width / 2, y: PLATE.y + PLATE.height - 9 };
  print(pen, `max ${capacityOf(part)} kg`, centre, { size: 7, weight: 650, color: "#4a5058" });
  fillRounded(pen, barOf(1), 3.5, "#22272d");
  strokeRounded(pen, barOf(1), 3.5, "rgb(255 255 255 / 18%)", 0.5);
  print(pen, "0", { x: PLATE.x, y: 147 }, { size: 5.4, color: "#8b95a3", align: "left" });
  print(
    pen,
    `${capacityOf(part)} kg`,
    { x: PLATE.x + PLATE.width, y: 147 },
    { size: 5.4, color: "#8b95a3", align: "right" },
  );
}

/** A weight on the plate that grows with the load, and the bar. */
function animate(stage: Stage, part: PartModel): FaceView {
  const centre = { x: PLATE.x + PLATE.width / 2, y: PLATE.y + PLATE.height / 2 - 6 };
  const radius = 34;
  const weight = stage.sprite({
    key: "load-cell:weight",
    box: box(centre.x - radius - 4, centre.y - radius - 4, 2 * radius + 8, 2 * radius + 8),
    paint: (pen) => {
      fillCircle(pen, { x: centre.x + 1.6, y: centre.y + 2.8 }, radius, "rgb(0 0 0 / 34%)");
      const light = { x: centre.x - 12, y: centre.y - 14 };
      const shades = radial(pen, light, radius * 1.7, [
        [0, "#f3dfa4"],
        [0.5, "#cda457"],
        [1, "#8a672c"],
      ]);
      fillCircle(pen, centre, radius, shades);
      fillCircle(pen, centre, radius * 0.42, "rgb(84 58 18 / 35%)");
      fillCircle(pen, centre, radius * 0.34, shades);
    },
  });
  weight.pivot.set(radius + 4, radius + 4);
  weight.position.set(centre.x, centre.y);
  const full = barOf(1);
  const bar = stage.sprite({ key: "load-cell:bar", box: full, paint: (pen) => fillRounded(pen, full, 3.5, "#4ddc86") });
  const [wide, capacity] = [bar.scale.x, capacityOf(part)];
  const size = weight.scale.x;
  let shown = -1;
  return {
    update(read) {
      const share = Math.min(1, Math.max(0, (read.value("load") || 0) / capacity));
      if (share === shown) return false;
      shown = share;
      weight.visible = bar.visible = share > 0;
      weight.scale.set(size * (0.35 + 0.65 * Math.sqrt(share)));
      bar.scale.x = wide * share;
      return true;
    },
  };
}

export const loadCellFace: Face = { paint, silhouette, animate };
