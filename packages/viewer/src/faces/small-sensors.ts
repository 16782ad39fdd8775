import { box, centreOf } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import type { Face, FaceView, Picture, Stage } from "./face.js";
import {
  chip,
  circuitBoard,
  darkLamp,
  lampView,
  mountingHole,
  namedHeader,
  SILK,
  smallPart,
  trimmer,
} from "./module.js";
import {
  fillCircle,
  fillRounded,
  leg,
  line,
  print,
  radial,
  slanted,
  strokeCircle,
  strokeRounded,
  type Pen,
} from "./pen.js";
import type { PartGeometry } from "./shape.js";
import { CAN, CELL, CELL_RADIUS, LIGHT_LAMP, POWER_LAMP } from "./small-sensors.geometry.js";

function paintLightSensor(pen: Pen, _part: PartModel, geometry: PartGeometry): void {
  for (const y of [CELL.y - 5, CELL.y + 5]) {
    leg(
      pen,
      [
        [CELL.x + 8, y],
        [38, y],
      ],
      1.9,
    );
  }
  circuitBoard(pen, geometry.body, "blue", 2.5);
  namedHeader(pen, geometry, "right");
  mountingHole(pen, { x: 44, y: 30.7 }, 5.4);
  trimmer(pen, { x: 86, y: 17.5 });
  chip(pen, box(77, 36, 19, 12), 4, "LM393");
  for (const [x, y] of [
    [108, 12],
    [108, 22],
    [108, 41],
    [108, 50],
  ] as const)
    smallPart(pen, { x, y });
  darkLamp(pen, POWER_LAMP);
  darkLamp(pen, LIGHT_LAMP);
  print(pen, "PWR", { x: POWER_LAMP.x, y: POWER_LAMP.y + 5.4 }, { size: 3.4, weight: 600, color: SILK });
  print(pen, "DO", { x: LIGHT_LAMP.x, y: LIGHT_LAMP.y - 5.4 }, { size: 3.4, weight: 600, color: SILK });
  paintCell(pen);
}

/** A photoresistor from above: a track of cadmium sulphide between two combs, under clear lacquer. */
function paintCell(pen: Pen): void {
  const { x, y } = CELL;
  fillCircle(pen, { x: x + 0.6, y: y + 1 }, CELL_RADIUS + 0.7, "rgb(0 0 0 / 30%)");
  fillCircle(
    pen,
    CELL,
    CELL_RADIUS,
    radial(pen, { x: x - 4, y: y - 5 }, CELL_RADIUS * 1.9, [
      [0, "#f8e8c6"],
      [0.5, "#e5c38f"],
      [1, "#c2935a"],
    ]),
  );
  strokeCircle(pen, CELL, CELL_RADIUS - 0.6, "rgb(255 255 255 / 50%)", 0.7);
  pen.lineCap = "round";
  pen.lineJoin = "round";
  const points: [number, number][] = [];
  for (let row = 0; row <= 5; row++) {
    const at = y - 6.5 + row * 2.6;
    const half = Math.sqrt(Math.max(0, 8.4 ** 2 - (at - y) ** 2));
    const [from, to] = row % 2 ? [half, -half] : [-half, half];
    points.push([x + from, at], [x + to, at]);
  }
  line(pen, points, "#a2491f", 1.3);
}

export const lightSensorFace: Face = {
  paint: paintLightSensor,
  animate: (stage) => lampView(stage, LIGHT_LAMP, { r: 60, g: 232, b: 96 }, "detected"),
};

function paintTemperatureSensor(pen: Pen, _part: PartModel, geometry: PartGeometry): void {
  const bead = { x: 12, y: 35.8 };
  for (const dy of [-3.4, 3.4]) {
    leg(
      pen,
      [
        [bead.x + 4, bead.y + dy * 0.6],
        [24, bead.y + dy],
        [36, bead.y + dy],
      ],
      1.8,
    );
  }
  circuitBoard(pen, geometry.body, "blue", 2.5);
  namedHeader(pen, geometry, "right");
  for (const y of [14, 57.8]) mountingHole(pen, { x: 43, y }, 5);
  smallPart(pen, { x: 66, y: 26 });
  print(pen, "103", { x: 66, y: 26 }, { size: 2.2, weight: 600, color: "#9aa1a9" });
  print(pen, "NTC", { x: 66, y: 46 }, { size: 6, weight: 700, color: SILK });
  fillCircle(pen, { x: bead.x + 0.5, y: bead.y + 1 }, 7.6, "rgb(0 0 0 / 28%)");
  fillCircle(
    pen,
    bead,
    7.2,
    radial(pen, { x: bead.x - 2.4, y: bead.y - 3 }, 11, [
      [0, "#6d7784"],
      [0.5, "#343b45"],
      [1, "#15191e"],
    ]),
  );
}

export const temperatureSensorFace: Face = { paint: paintTemperatureSensor };

function paintTiltSwitch(pen: Pen, _part: PartModel, geometry: PartGeometry): void {
  circuitBoard(pen, geometry.body, "black", 2.5);
  namedHeader(pen, geometry, "right");
  for (const y of [8, 47.5]) mountingHole(pen, { x: 8, y }, 4.2);
  smallPart(pen, { x: 52, y: 10 });
  print(pen, "103", { x: 52, y: 10 }, { size: 2.2, weight: 600, color: "#9aa1a9" });
  print(pen, "TILT", { x: 30, y: 47.5 }, { size: 4.6, weight: 650, color: SILK });
  for (const y of [CAN.y + 6, CAN.y + CAN.height - 6]) {
    leg(
      pen,
      [
        [CAN.x + CAN.width - 2, y],
        [52, y],
      ],
      1.8,
    );
  }
}

/** The can, upright or turned by 60 degrees about its middle. */
const can: Picture = {
  key: "tilt:can",
  box: box(CAN.x - 2, CAN.y - 2, CAN.width + 4, CAN.height + 4),
  paint: (pen) => {
    fillRounded(pen, box(CAN.x + 0.7, CAN.y + 1.4, CAN.width, CAN.height), 4, "rgb(0 0 0 / 38%)");
    fillRounded(
      pen,
      CAN,
      4,
      slanted(pen, CAN, [
        [0, "#f1e3ae"],
        [0.45, "#d3b366"],
        [1, "#94743a"],
      ]),
    );
    strokeRounded(pen, CAN, 4, "rgb(255 255 255 / 45%)", 0.6);
    const x = CAN.x + CAN.width - 7;
    line(
      pen,
      [
        [x, CAN.y + 0.6],
        [x, CAN.y + CAN.height - 0.6],
      ],
      "rgb(80 58 20 / 55%)",
      0.9,
    );
    fillCircle(pen, { x: CAN.x + 9, y: CAN.y + CAN.height / 2 }, 4, "rgb(255 255 255 / 35%)");
  },
};

function animateTiltSwitch(stage: Stage): FaceView {
  const sprite = stage.sprite(can);
  const middle = centreOf(CAN);
  sprite.pivot.set(CAN.width / 2 + 2, CAN.height / 2 + 2);
  sprite.position.set(middle.x, middle.y);
  let shown = -1;
  return {
    update(read) {
      const tilted = read.value("tilted") >= 0.5 ? 1 : 0;
      if (tilted === shown) return false;
      shown = tilted;
      sprite.rotation = (tilted * -35 * Math.PI) / 180;
      return true;
    },
  };
}

export const tiltSwitchFace: Face = { paint: paintTiltSwitch, animate: animateTiltSwitch };
