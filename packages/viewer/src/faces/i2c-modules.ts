import { box, type Box, type Point } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import type { Face } from "./face.js";
import { chip, circuitBoard, mountingHole, SILK, smallPart, solderedPin } from "./module.js";
import {
  fillCircle,
  fillRounded,
  line,
  print,
  radial,
  slanted,
  strokeCircle,
  strokeRounded,
  type Lettering,
  type Pen,
} from "./pen.js";
import { text, type PartGeometry } from "./shape.js";

const INK: Lettering = { size: 4, weight: 650, color: SILK };

function paintBarometer(pen: Pen, _part: PartModel, { body, pins }: PartGeometry): void {
  circuitBoard(pen, body, "blue", 2.5);
  for (const [name, { x, y }] of pins) {
    const at = { x: x - 4, y };
    line(
      pen,
      [
        [at.x, y],
        [x, y],
      ],
      "#dcb35c",
      3.2,
    );
    solderedPin(pen, at);
    print(pen, name, { x: at.x - 4.6, y }, { ...INK, align: "right" });
  }
  for (const y of [7.5, body.height - 7.5]) mountingHole(pen, { x: 7.5, y }, 5);
  sensorCan(pen, box(13.5, 15.5, 13.6, 14.2), true);
  for (const [x, y] of [
    [35, 14],
    [35, 33],
  ] as const)
    smallPart(pen, { x, y }, "#8a6a45", true);
  print(pen, "BMP180", { x: 25, y: 40 }, { ...INK, size: 4.4, weight: 700 });
}

/** A small can of steel with a hole in its lid; `legs`: pads stand out to both sides. */
function sensorCan(pen: Pen, can: Box, legs: boolean): void {
  if (legs) {
    for (const y of [2.9, 7.1, 11.3]) {
      fillRounded(pen, box(can.x - 1.4, can.y + y - 1, can.width + 2.8, 2), 0.4, "#d9b45e");
    }
  }
  fillRounded(
    pen,
    can,
    1.2,
    slanted(pen, can, [
      [0, "#f2f4f6"],
      [0.5, "#c6ccd2"],
      [1, "#959da6"],
    ]),
  );
  strokeRounded(pen, can, 1.2, "rgb(0 0 0 / 30%)", 0.4);
  fillCircle(pen, { x: can.x + can.width * 0.7, y: can.y + can.height * 0.28 }, 1, "#1b1e22");
}

function paintClimateSensor(pen: Pen, _part: PartModel, { body, pins }: PartGeometry): void {
  circuitBoard(pen, body, "violet", 2.5);
  for (const [name, at] of pins) {
    solderedPin(pen, at);
    print(pen, name, { x: at.x, y: at.y - 5.6 }, { ...INK, size: 3.4 });
  }
  mountingHole(pen, { x: 7.5, y: 8 }, 5);
  sensorCan(pen, box(44, 8.4, 10.4, 10.4), false);
  chip(pen, box(22, 11, 8.6, 5.4), 3);
  smallPart(pen, { x: 36.6, y: 9.6 }, "#8a6a45");
  smallPart(pen, { x: 36.6, y: 16.4 });
  smallPart(pen, { x: 60.4, y: 13.4 }, "#8a6a45", true);
  print(pen, "BME280", { x: 34, y: 26 }, { ...INK, size: 4.6, weight: 700 });
}

function paintMotionSensor(pen: Pen, _part: PartModel, { body, pins }: PartGeometry): void {
  circuitBoard(pen, body, "blue", 2.5);
  for (const [name, at] of pins) {
    solderedPin(pen, at);
    print(pen, name, { x: at.x, y: at.y + 4.6 }, { ...INK, align: "left", turn: 90 });
  }
  for (const x of [8, body.width - 8]) mountingHole(pen, { x, y: body.height - 8 }, 5.2);
  const die = box(33.6, 27, 15.4, 15.4);
  for (let index = 0; index < 6; index++) {
    const at = die.x + 2 + index * 2.28;
    line(
      pen,
      [
        [at, die.y - 1.3],
        [at, die.y + die.height + 1.3],
      ],
      "#c3c8ce",
      1.1,
    );
    const y = die.y + 2 + index * 2.28;
    line(
      pen,
      [
        [die.x - 1.3, y],
        [die.x + die.width + 1.3, y],
      ],
      "#c3c8ce",
      1.1,
    );
  }
  chip(pen, die, 0);
  print(
    pen,
    "MPU-6050",
    { x: die.x + die.width / 2, y: die.y + die.height / 2 },
    { ...INK, size: 2.5, color: "#9aa1a9" },
  );
  chip(pen, box(59, 33, 9, 5.6), 3);
  for (const [x, y] of [
    [24, 29],
    [24, 36],
    [63, 27],
    [56, 43.5],
  ] as const)
    smallPart(pen, { x, y }, x === 24 ? "#8a6a45" : "#1b1d20");
  paintAxes(pen, { x: 28.5, y: 54 });
}

/** The axes as printed beside the chip: X to the right, Y up. */
function paintAxes(pen: Pen, { x, y }: Point): void {
  const arrow = (dx: number, dy: number, name: string): void => {
    line(
      pen,
      [
        [x, y],
        [x + dx * 8, y + dy * 8],
      ],
      SILK,
      0.8,
    );
    pen.beginPath();
    pen.moveTo(x + dx * 10.5, y + dy * 10.5);
    pen.lineTo(x + dx * 7.6 + dy * 1.7, y + dy * 7.6 + dx * 1.7);
    pen.lineTo(x + dx * 7.6 - dy * 1.7, y + dy * 7.6 - dx * 1.7);
    pen.fillStyle = SILK;
    pen.fill();
    print(pen, name, { x: x + dx * 13.6 + dy * 3.6, y: y + dy * 8.4 }, { ...INK, size: 4.2 });
  };
  arrow(1, 0, "X");
  arrow(0, -1, "Y");
}

function paintExpander(pen: Pen, part: PartModel, { body, pins }: PartGeometry): void {
  circuitBoard(pen, body, "blue", 2.5);
  for (const [name, at] of pins) {
    solderedPin(pen, at);
    if (name.startsWith("P")) print(pen, name, { x: at.x, y: at.y + 6.4 }, INK);
    else print(pen, name, { x: at.x + 4.8, y: at.y }, { ...INK, align: "left" });
  }
  chip(pen, box(36, 23, 34, 18), 8, "PCF8574");
  for (const y of [26, 38]) smallPart(pen, { x: 82, y }, y === 26 ? "#8a6a45" : "#1b1d20", true);
  mountingHole(pen, { x: body.width - 7, y: body.height - 7 }, 4.4);
  print(pen, text(part, "i2cAddress", "0x20"), { x: 53, y: body.height - 8 }, { ...INK, size: 4.6 });
}

function paintClock(pen: Pen, _part: PartModel, { body, pins }: PartGeometry): void {
  circuitBoard(pen, body, "blue", 3);
  for (const [name, at] of pins) {
    solderedPin(pen, at);
    print(pen, name, { x: at.x + 5, y: at.y }, { ...INK, align: "left" });
  }
  for (const y of [6.6, body.height - 6.6]) mountingHole(pen, { x: body.width - 6.6, y }, 3.6);
  // The crystal, and the coin cell in its holder.
  const crystal = box(27.5, 62, 5.4, 15);
  fillRounded(
    pen,
    crystal,
    2.4,
    slanted(pen, crystal, [
      [0, "#f4f6f8"],
      [1, "#a4acb5"],
    ]),
  );
  chip(pen, box(11.5, 63, 12, 10), 4, "");
  print(pen, "DS1307", { x: 17.5, y: 68 }, { ...INK, size: 2.8, color: "#9aa1a9" });
  const centre = { x: 61, y: 39 };
  fillCircle(pen, { x: centre.x, y: centre.y + 1 }, 31.5, "rgb(0 0 0 / 30%)");
  fillCircle(pen, centre, 30.5, "#2a2e34");
  fillCircle(
    pen,
    centre,
    27.5,
    radial(pen, { x: centre.x - 9, y: centre.y - 10 }, 46, [
      [0, "#f7f8f9"],
      [0.55, "#c9ced4"],
      [1, "#8d959e"],
    ]),
  );
  strokeCircle(pen, centre, 24.5, "rgb(255 255 255 / 55%)", 0.7);
  print(pen, "+", { x: centre.x, y: centre.y - 9 }, { size: 12, weight: 600, color: "#5c646d" });
  print(pen, "CR2032", { x: centre.x, y: centre.y + 4 }, { size: 6, weight: 650, color: "#5c646d" });
  print(pen, "3 V", { x: centre.x, y: centre.y + 11 }, { size: 4.6, weight: 600, color: "#5c646d" });
  fillRounded(pen, box(centre.x + 20, centre.y - 7, 12, 14), 1.5, "#b9bfc6");
  strokeRounded(pen, box(centre.x + 20, centre.y - 7, 12, 14), 1.5, "rgb(0 0 0 / 30%)", 0.5);
  print(pen, "RTC", { x: 40, y: 78.5 }, { ...INK, size: 4.6, weight: 700 });
}

export const barometerFace: Face = { paint: paintBarometer };
export const climateFace: Face = { paint: paintClimateSensor };
export const motionFace: Face = { paint: paintMotionSensor };
export const expanderFace: Face = { paint: paintExpander };
export const clockModuleFace: Face = { paint: paintClock };
