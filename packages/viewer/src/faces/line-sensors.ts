import { box } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import type { Face } from "./face.js";
import {
  downwards,
  fillCircle,
  fillRounded,
  leg,
  line,
  print,
  radial,
  sideways,
  strokeRounded,
  type Pen,
} from "./pen.js";
import type { PartGeometry } from "./shape.js";

/** Plastic of the two types: light, dark, grille, print. */
const PLASTICS = {
  "wokwi-dht22": ["#f7f8f9", "#d3d8de", "#b1b8c1", "#6b737d"],
  "wokwi-dht11": ["#4f9ce0", "#2468ab", "#1b5086", "#e4f0fb"],
} as const;

const EAR = box(9, 0, 39, 22);
const HOUSING = box(0.4, 14, 56.3, 82);

function humiditySensorPath(pen: Pen): void {
  pen.beginPath();
  pen.roundRect(EAR.x, EAR.y, EAR.width, EAR.height, 4);
  pen.roundRect(HOUSING.x, HOUSING.y, HOUSING.width, HOUSING.height, 2.5);
}

/** A housing with a grille, and an ear to screw it on. */
function paintHumiditySensor(pen: Pen, { type }: PartModel, { body, pins, width }: PartGeometry): void {
  const [light, dark, grille, ink] = PLASTICS[type === "wokwi-dht11" ? "wokwi-dht11" : "wokwi-dht22"];
  for (const { x, y } of pins.values()) {
    leg(
      pen,
      [
        [x, body.height - 4],
        [x, y],
      ],
      2.4,
    );
  }
  const plastic = downwards(pen, body, [
    [0, light],
    [1, dark],
  ]);
  fillRounded(pen, EAR, 4, plastic);
  strokeRounded(pen, EAR, 4, "rgb(0 0 0 / 22%)", 0.6);
  const hole = { x: width / 2, y: 7.4 };
  fillCircle(pen, hole, 4.4, "rgb(0 0 0 / 30%)");
  fillCircle(pen, hole, 3.8, "#14171b");
  fillRounded(pen, HOUSING, 2.5, plastic);
  strokeRounded(pen, HOUSING, 2.5, "rgb(0 0 0 / 28%)", 0.7);
  line(
    pen,
    [
      [3, 15.2],
      [width - 3, 15.2],
    ],
    "rgb(255 255 255 / 55%)",
    0.8,
  );
  paintGrille(pen, width, grille);
  print(pen, type === "wokwi-dht11" ? "DHT11" : "DHT22", { x: width / 2, y: 88 }, { size: 7, weight: 700, color: ink });
}

const GRILLE = { top: 21, rows: 8, row: 7.6, columns: 3 };

function paintGrille(pen: Pen, width: number, color: string): void {
  const cell = (width - 12) / GRILLE.columns;
  for (let row = 0; row < GRILLE.rows; row++) {
    for (let column = 0; column < GRILLE.columns; column++) {
      const slot = box(6 + column * cell + 1.2, GRILLE.top + row * GRILLE.row, cell - 2.4, GRILLE.row - 3.2);
      fillRounded(pen, slot, 1.4, color);
      fillRounded(pen, box(slot.x + 0.6, slot.y + 0.7, slot.width - 1.2, slot.height - 1), 1, "rgb(10 14 20 / 62%)");
    }
  }
}

export const humiditySensorFace: Face = { paint: paintHumiditySensor, silhouette: humiditySensorPath };

/** The flat face of a TO-92 case. */
function casePath(pen: Pen): void {
  pen.beginPath();
  pen.roundRect(1.8, 0.6, 28.8, 28, [5, 5, 1.2, 1.2]);
}

function paintThermometer(pen: Pen, { type }: PartModel, { pins, body }: PartGeometry): void {
  const middle = body.x + body.width / 2;
  for (const { x, y } of pins.values()) {
    const root = middle + (x - 15.12) * 0.62;
    leg(
      pen,
      [
        [root, 27],
        [root, 33],
        [x, 40],
        [x, y],
      ],
      2.1,
    );
  }
  const area = box(1.8, 0.6, 28.8, 28);
  casePath(pen);
  pen.fillStyle = sideways(pen, area, [
    [0, "#101215"],
    [0.14, "#2b2f35"],
    [0.5, "#33383f"],
    [0.86, "#272b31"],
    [1, "#0e1013"],
  ]);
  pen.fill();
  pen.strokeStyle = "rgb(255 255 255 / 16%)";
  pen.lineWidth = 0.5;
  pen.stroke();
  pen.save();
  casePath(pen);
  pen.clip();
  pen.fillStyle = radial(pen, { x: 10, y: 4 }, 16, [
    [0, "rgb(255 255 255 / 13%)"],
    [1, "rgb(255 255 255 / 0%)"],
  ]);
  pen.fillRect(0, 0, 33, 30);
  pen.restore();
  const ink = { size: 5.2, weight: 650, color: "#c5ccd4" };
  const [above, below] = type === "board-lm35" ? ["LM", "35"] : ["DS", "18B20"];
  print(pen, above, { x: middle, y: 10 }, ink);
  print(pen, below, { x: middle, y: 17.5 }, { ...ink, size: 6.6 });
}

export const thermometerFace: Face = { paint: paintThermometer, silhouette: casePath };
