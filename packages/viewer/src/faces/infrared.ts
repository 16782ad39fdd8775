import type { RemoteKey } from "@tickless/devices/infrared/remote-keys";
import { box, type Box, type Point } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import type { Face, FaceView, Picture, Stage } from "./face.js";
import { CASE, KEY_RADIUS, keyCentre, LENS, RECEIVER_LAMP, REMOTE_LAMP, remoteKeys } from "./infrared.geometry.js";
import { circuitBoard, darkLamp, lampLight, namedHeader, SILK, smallPart } from "./module.js";
import {
  downwards,
  fillCircle,
  fillRounded,
  glow,
  line,
  print,
  radial,
  slanted,
  strokeCircle,
  strokeRounded,
  type Pen,
} from "./pen.js";
import type { PartGeometry } from "./shape.js";

const INFRARED = { r: 190, g: 90, b: 255 };

function paintReceiver(pen: Pen, _part: PartModel, geometry: PartGeometry): void {
  circuitBoard(pen, geometry.body, "black", 3);
  namedHeader(pen, geometry, "bottom", 3.8);
  smallPart(pen, { x: 11, y: 62 });
  darkLamp(pen, RECEIVER_LAMP);
  fillRounded(pen, box(CASE.x + 0.8, CASE.y + 1.6, CASE.width, CASE.height), 2, "rgb(0 0 0 / 40%)");
  fillRounded(
    pen,
    CASE,
    2,
    slanted(pen, CASE, [
      [0, "#3a3f48"],
      [1, "#191c21"],
    ]),
  );
  strokeRounded(pen, CASE, 2, "rgb(255 255 255 / 16%)", 0.5);
  fillCircle(
    pen,
    LENS,
    11.5,
    radial(pen, { x: LENS.x - 4, y: LENS.y - 5 }, 17, [
      [0, "#6a7280"],
      [0.4, "#343943"],
      [1, "#121418"],
    ]),
  );
  strokeCircle(pen, LENS, 11.5, "rgb(255 255 255 / 14%)", 0.6);
  print(pen, "38 kHz", { x: 30.5, y: 6.6 }, { size: 4.2, weight: 650, color: SILK });
}

/** The lamp flickers as long as something is received. */
function animateReceiver(stage: Stage): FaceView {
  const lamp = lampLight(stage, RECEIVER_LAMP, { r: 255, g: 70, b: 60 });
  let shown = false;
  return {
    update(read) {
      const now = read.mean("receiving") > 0;
      if (now === shown) return false;
      shown = now;
      lamp.visible = now;
      return true;
    },
  };
}

export const irReceiverFace: Face = { paint: paintReceiver, animate: animateReceiver };

function paintRemote(pen: Pen, _part: PartModel, { body }: PartGeometry): void {
  fillRounded(
    pen,
    body,
    14,
    downwards(pen, body, [
      [0, "#3b3f46"],
      [0.5, "#2c3036"],
      [1, "#212429"],
    ]),
  );
  strokeRounded(pen, body, 14, "rgb(255 255 255 / 16%)", 0.8);
  fillRounded(pen, box(REMOTE_LAMP.x - 9, 0.6, 18, 5), 2.4, "#5d2438");
  for (const key of remoteKeys) paintKey(pen, key, false);
  print(pen, "NEC", { x: REMOTE_LAMP.x, y: 301 }, { size: 7, weight: 650, color: "#9aa2ac" });
}

/** Rubber: power red, what moves about dark blue, digits light. */
function colorsOf({ name }: RemoteKey): readonly [light: string, dark: string, ink: string] {
  if (name === "power") return ["#d8453f", "#a32c28", "#ffffff"];
  if (/^\d$/.test(name)) return ["#f4f5f7", "#ccd1d8", "#22262c"];
  return ["#5b6b85", "#3e4b61", "#ffffff"];
}

function paintKey(pen: Pen, key: RemoteKey, pressed: boolean): void {
  const at = keyCentre(key);
  const [light, dark, ink] = colorsOf(key);
  const radius = pressed ? KEY_RADIUS - 1 : KEY_RADIUS;
  if (!pressed) fillCircle(pen, { x: at.x + 0.5, y: at.y + 1.8 }, KEY_RADIUS, "rgb(0 0 0 / 42%)");
  else fillCircle(pen, at, KEY_RADIUS + 0.4, "#14161a");
  fillCircle(
    pen,
    at,
    radius,
    radial(pen, { x: at.x - 4, y: at.y - 5 }, radius * 1.6, [
      [0, pressed ? dark : light],
      [1, dark],
    ]),
  );
  strokeCircle(pen, at, radius, "rgb(255 255 255 / 18%)", 0.6);
  const words = WORDS[key.name];
  if (words !== undefined) return print(pen, words, at, { size: words.length > 1 ? 6.6 : 12, weight: 700, color: ink });
  if (key.name === "power") return paintPower(pen, at, ink);
  const sign = SIGNS[key.name];
  if (sign) paintSign(pen, at, sign, ink);
}

const WORDS: Readonly<Record<string, string>> = {
  ...{ menu: "MENU", test: "TEST", plus: "+", minus: "−", c: "C" },
  ...Object.fromEntries([..."0123456789"].map((digit) => [digit, digit])),
};

function paintPower(pen: Pen, { x, y }: Point, ink: string): void {
  pen.save();
  pen.lineCap = "round";
  pen.strokeStyle = ink;
  pen.lineWidth = 1.6;
  pen.beginPath();
  pen.arc(x, y + 0.6, 5.4, -Math.PI / 2 + 0.6, (3 * Math.PI) / 2 - 0.6);
  pen.stroke();
  line(
    pen,
    [
      [x, y - 6.6],
      [x, y - 0.8],
    ],
    ink,
    1.6,
  );
  pen.restore();
}

/** Triangles (1 to the right, -1 to the left) and bars, by where their middle is. */
type Sign = readonly (readonly [at: number, kind: 1 | -1 | 0])[];

const SIGNS: Readonly<Record<string, Sign>> = {
  previous: [
    [-5, 0],
    [-1.4, -1],
    [4, -1],
  ],
  next: [
    [-4, 1],
    [1.4, 1],
    [5, 0],
  ],
  play: [
    [-2.6, 1],
    [3, 0],
    [5.6, 0],
  ],
  back: [
    [-3.6, -1],
    [2.4, -1],
  ],
};

function paintSign(pen: Pen, { x, y }: Point, sign: Sign, ink: string): void {
  pen.fillStyle = ink;
  for (const [at, kind] of sign) {
    if (kind === 0) {
      pen.fillRect(x + at - 0.8, y - 4, 1.6, 8);
      continue;
    }
    pen.beginPath();
    pen.moveTo(x + at + 3 * kind, y);
    pen.lineTo(x + at - 2.4 * kind, y - 4.4);
    pen.lineTo(x + at - 2.4 * kind, y + 4.4);
    pen.fill();
  }
}

const areaOf = (key: RemoteKey): Box => {
  const { x, y } = keyCentre(key);
  return box(x - KEY_RADIUS - 1, y - KEY_RADIUS - 1, 2 * KEY_RADIUS + 2, 2 * KEY_RADIUS + 3.6);
};

function animateRemote(stage: Stage): FaceView {
  const pictures = remoteKeys.map((key): Picture => ({
    key: `remote:${key.name}`,
    box: areaOf(key),
    paint: (pen) => paintKey(pen, key, true),
  }));
  const downs = pictures.map((picture) => stage.sprite(picture));
  const beam = stage.light(
    {
      key: "remote:beam",
      box: box(REMOTE_LAMP.x - 14, REMOTE_LAMP.y - 14, 28, 28),
      paint: (pen) => glow(pen, REMOTE_LAMP, 14, INFRARED),
    },
    2,
  );
  const sprites = [...downs, beam];
  for (const sprite of sprites) sprite.visible = false;
  return {
    update(read) {
      const now = [...remoteKeys.map(({ name }) => read.value(`key-${name}`) >= 0.5), read.value("sending") >= 0];
      let changed = false;
      sprites.forEach((sprite, index) => {
        const visible = now[index] ?? false;
        if (sprite.visible !== visible) changed = true;
        sprite.visible = visible;
      });
      return changed;
    },
  };
}

export const irRemoteFace: Face = { paint: paintRemote, animate: animateRemote };
