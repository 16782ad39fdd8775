import type { Rgb } from "../board/colors.js";
import { box, type Point } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import {
  FINGER,
  FLAME_BOARD,
  FLAME_DIODE,
  FLAME_LAMP,
  GAS_CAN,
  GAS_LAMP,
  HEART_BOARD,
  SOUND_LAMP,
  soundModuleOf,
} from "./analog-modules.geometry.js";
import type { Face, FaceView, Picture, Stage } from "./face.js";
import {
  chip,
  circuitBoard,
  darkLamp,
  lampView,
  metalDisc,
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
  sideways,
  slanted,
  strokeCircle,
  strokeRounded,
  type Pen,
} from "./pen.js";
import type { PartGeometry } from "./shape.js";

const INK = { size: 4.4, weight: 700, color: SILK } as const;
const GREEN: Rgb = { r: 60, g: 232, b: 96 };
const RED: Rgb = { r: 255, g: 76, b: 60 };

/** The module's lamp, and the pin that it shows. */
function namedLamp(pen: Pen, at: Point, name: string, below = -5.4): void {
  darkLamp(pen, at);
  print(pen, name, { x: at.x, y: at.y + below }, { size: 3.4, weight: 600, color: SILK });
}

function paintGasSensor(pen: Pen, _part: PartModel, geometry: PartGeometry): void {
  circuitBoard(pen, geometry.body, "blue", 2.5);
  namedHeader(pen, geometry, "right");
  for (const y of [8, 54.8]) {
    mountingHole(pen, { x: 7, y }, 3.8);
    mountingHole(pen, { x: 84, y }, 3.8);
  }
  trimmer(pen, { x: 81, y: 31.4 }, 15);
  smallPart(pen, { x: 98, y: 10 });
  namedLamp(pen, GAS_LAMP, "DO");
  print(pen, "MQ-2", { x: 66, y: 55 }, INK);
  // A steel can with a mesh of wire in its lid.
  metalDisc(pen, GAS_CAN, 25.5);
  const mesh = 18.5;
  fillCircle(pen, GAS_CAN, mesh, "#5b626a");
  pen.save();
  pen.beginPath();
  pen.arc(GAS_CAN.x, GAS_CAN.y, mesh, 0, 2 * Math.PI);
  pen.clip();
  for (let at = -mesh; at <= mesh; at += 2.6) {
    line(
      pen,
      [
        [GAS_CAN.x - mesh, GAS_CAN.y + at],
        [GAS_CAN.x + mesh, GAS_CAN.y + at],
      ],
      "#c2c8ce",
      0.7,
    );
    line(
      pen,
      [
        [GAS_CAN.x + at, GAS_CAN.y - mesh],
        [GAS_CAN.x + at, GAS_CAN.y + mesh],
      ],
      "#a9b0b8",
      0.7,
    );
  }
  pen.restore();
  strokeCircle(pen, GAS_CAN, mesh, "rgb(0 0 0 / 45%)", 1);
}

export const gasSensorFace: Face = {
  paint: paintGasSensor,
  animate: (stage) => lampView(stage, GAS_LAMP, RED, "detected"),
};

function paintFlameSensor(pen: Pen, _part: PartModel, geometry: PartGeometry): void {
  for (const y of [25.5, 35.5]) {
    leg(
      pen,
      [
        [FLAME_DIODE.x + FLAME_DIODE.width, y],
        [52, y],
      ],
      1.9,
    );
  }
  circuitBoard(pen, FLAME_BOARD, "blue", 2.5);
  namedHeader(pen, geometry, "right");
  mountingHole(pen, { x: 58, y: 30.7 }, 5.4);
  trimmer(pen, { x: 104, y: 17.5 });
  chip(pen, box(94, 36, 19, 12), 4, "LM393");
  for (const y of [12, 22, 41, 50]) smallPart(pen, { x: 128, y });
  namedLamp(pen, FLAME_LAMP, "DO");
  print(pen, "FLAME", { x: 76, y: 12 }, INK);
  const { x, y, width, height } = FLAME_DIODE;
  const dome = [height / 2, 2, 2, height / 2];
  fillRounded(pen, box(x + 0.6, y + 1.4, width, height), dome, "rgb(0 0 0 / 32%)");
  fillRounded(
    pen,
    FLAME_DIODE,
    dome,
    slanted(pen, FLAME_DIODE, [
      [0, "#5b6474"],
      [0.4, "#2b313b"],
      [1, "#12151a"],
    ]),
  );
  fillRounded(pen, box(x + width - 4, y - 1, 4, height + 2), 1, "#1b1f26");
  fillCircle(pen, { x: x + 8, y: y + 6.5 }, 3, "rgb(255 255 255 / 20%)");
}

/** A flame before the diode, as large as the light that comes from it. */
const fire: Picture = {
  key: "flame:fire",
  box: box(-9, -14, 18, 20),
  paint: (pen) => {
    const tongue = (scale: number, color: string): void => {
      pen.beginPath();
      pen.moveTo(0, -13 * scale);
      pen.bezierCurveTo(7 * scale, -5 * scale, 7 * scale, 0, 4.4 * scale, 3.4 * scale);
      pen.bezierCurveTo(2 * scale, 5.6 * scale, -2 * scale, 5.6 * scale, -4.4 * scale, 3.4 * scale);
      pen.bezierCurveTo(-8 * scale, -1 * scale, -3 * scale, -4 * scale, 0, -13 * scale);
      pen.fillStyle = color;
      pen.fill();
    };
    tongue(1, "#f2741f");
    tongue(0.62, "#ffc24a");
    tongue(0.3, "#fff3c4");
  },
};

function animateFlameSensor(stage: Stage): FaceView {
  const lamp = lampView(stage, FLAME_LAMP, GREEN, "detected");
  const sprite = stage.sprite(fire);
  sprite.pivot.set(9, 18);
  sprite.position.set(FLAME_DIODE.x - 2, FLAME_DIODE.y + FLAME_DIODE.height);
  sprite.visible = false;
  let shown = 0;
  return {
    update(read) {
      const changed = lamp.update(read);
      const light = read.value("flame") || 0;
      if (light === shown) return changed;
      shown = light;
      sprite.visible = light > 0;
      sprite.scale.set(0.45 + 0.75 * light);
      return true;
    },
  };
}

function flameSensorPath(pen: Pen): void {
  pen.beginPath();
  for (const { x, y, width, height } of [FLAME_BOARD, FLAME_DIODE]) pen.roundRect(x, y, width, height, 2.5);
}

export const flameSensorFace: Face = {
  paint: paintFlameSensor,
  silhouette: flameSensorPath,
  animate: animateFlameSensor,
};

function paintSoundSensor(pen: Pen, { type }: PartModel, geometry: PartGeometry): void {
  const { capsule, radius, board } = soundModuleOf(type);
  for (const dy of [-4.8, 4.8]) {
    leg(
      pen,
      [
        [capsule.x, capsule.y + dy],
        [board.x + board.width - 6, capsule.y + dy],
      ],
      1.8,
    );
  }
  circuitBoard(pen, board, "red", 2.5);
  namedHeader(pen, geometry, "left", 3.6);
  trimmer(pen, { x: 55, y: 15 }, 15);
  chip(pen, box(42, 30, 17, 11), 4, "LM393");
  smallPart(pen, { x: 72, y: 10 });
  smallPart(pen, { x: 72, y: 20 });
  namedLamp(pen, SOUND_LAMP, "DO", -5.2);
  // The capsule lies on its back: an aluminium can with black felt.
  metalDisc(pen, capsule, radius);
  fillCircle(
    pen,
    capsule,
    radius * 0.76,
    radial(pen, { x: capsule.x - 3, y: capsule.y - 4 }, radius, [
      [0, "#3c4149"],
      [1, "#15171b"],
    ]),
  );
  for (let dot = 0; dot < 40; dot++) {
    const [angle, away] = [dot * 2.4, radius * 0.72 * Math.sqrt((dot + 0.5) / 40)];
    const at = { x: capsule.x + Math.cos(angle) * away, y: capsule.y + Math.sin(angle) * away };
    fillCircle(pen, at, 0.5, "rgb(255 255 255 / 12%)");
  }
}

/** Rings about the capsule, the farther the louder. */
function animateSoundSensor(stage: Stage, { type }: PartModel): FaceView {
  const { capsule, radius } = soundModuleOf(type);
  const lamp = lampView(stage, SOUND_LAMP, GREEN, "detected");
  const rings = [0, 1, 2].map((ring) => {
    const away = radius + 3 + ring * 4;
    const sprite = stage.sprite({
      key: `sound:${radius}:${ring}`,
      box: box(capsule.x - away - 1, capsule.y - away - 1, 2 * away + 2, 2 * away + 2),
      paint: (pen) => {
        pen.beginPath();
        pen.arc(capsule.x, capsule.y, away, -0.7, 0.7);
        pen.strokeStyle = `rgb(120 190 255 / ${85 - 22 * ring}%)`;
        pen.lineWidth = 1.3;
        pen.stroke();
      },
    });
    sprite.visible = false;
    return sprite;
  });
  let shown = 0;
  return {
    update(read) {
      const changed = lamp.update(read);
      const count = Math.ceil((read.value("sound") || 0) * 3);
      if (count === shown) return changed;
      shown = count;
      rings.forEach((sprite, ring) => (sprite.visible = ring < count));
      return true;
    },
  };
}

function soundSensorPath(pen: Pen, { type }: PartModel): void {
  const { board, capsule, radius } = soundModuleOf(type);
  pen.beginPath();
  pen.roundRect(board.x, board.y, board.width, board.height, 2.5);
  pen.moveTo(capsule.x + radius, capsule.y);
  pen.arc(capsule.x, capsule.y, radius, 0, 2 * Math.PI);
}

export const soundSensorFace: Face = {
  paint: paintSoundSensor,
  silhouette: soundSensorPath,
  animate: animateSoundSensor,
};

function paintHeartBeat(pen: Pen, _part: PartModel, geometry: PartGeometry): void {
  circuitBoard(pen, HEART_BOARD, "black", 2.5);
  namedHeader(pen, geometry, "right");
  for (const y of [8, 47.5]) mountingHole(pen, { x: 8, y }, 4.2);
  smallPart(pen, { x: 55, y: 9 });
  print(pen, "PULSE", { x: 56, y: 48.5 }, INK);
  const across = (x: number, light: string, dark: string, round: number[]): void => {
    const area = box(x, 24, 7, 9);
    fillRounded(pen, box(area.x + 0.5, area.y + 1, area.width, area.height), round, "rgb(0 0 0 / 40%)");
    fillRounded(
      pen,
      area,
      round,
      sideways(pen, area, [
        [0, light],
        [1, dark],
      ]),
    );
  };
  // A lamp and a phototransistor that look at each other across the finger.
  across(6, "#f4f8fb", "#a9bccb", [1, 4.5, 4.5, 1]);
  across(43, "#4c525c", "#191c21", [4.5, 1, 1, 4.5]);
}

const finger: Picture = {
  key: "heart:finger",
  box: box(FINGER.x - 1, FINGER.y - 1, FINGER.width + 2, FINGER.height + 2),
  paint: (pen) => {
    const round = [FINGER.width / 2, FINGER.width / 2, 4, 4];
    fillRounded(
      pen,
      FINGER,
      round,
      sideways(pen, FINGER, [
        [0, "#d9a184"],
        [0.45, "#f3c9ae"],
        [1, "#c98d70"],
      ]),
    );
    strokeRounded(pen, box(FINGER.x + 7, FINGER.y + 4, FINGER.width - 14, 17), 7, "rgb(120 66 44 / 38%)", 0.9);
  },
};

function animateHeartBeat(stage: Stage): FaceView {
  const skin = stage.sprite(finger);
  const middle = { x: FINGER.x + FINGER.width / 2, y: FINGER.y + 12 };
  const blood = stage.sprite({
    key: "heart:blood",
    box: box(middle.x - 14, middle.y - 12, 28, 30),
    paint: (pen) =>
      fillCircle(
        pen,
        { x: middle.x, y: middle.y + 3 },
        13,
        radial(pen, { x: middle.x, y: middle.y + 3 }, 13, [
          [0, "rgb(255 60 50 / 75%)"],
          [1, "rgb(255 60 50 / 0%)"],
        ]),
      ),
  });
  skin.visible = blood.visible = false;
  return {
    update(read) {
      const [lies, beats] = [read.value("bpm") > 0, read.value("beat") >= 0.5];
      if (lies === skin.visible && beats === blood.visible) return false;
      skin.visible = lies;
      blood.visible = beats;
      return true;
    },
  };
}

function heartBeatPath(pen: Pen): void {
  pen.beginPath();
  pen.roundRect(HEART_BOARD.x, HEART_BOARD.y, HEART_BOARD.width, HEART_BOARD.height, 2.5);
}

export const heartBeatFace: Face = { paint: paintHeartBeat, silhouette: heartBeatPath, animate: animateHeartBeat };
