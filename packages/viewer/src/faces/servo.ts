import { BLACK, css, mix, parseColor, WHITE, type Rgb } from "../board/colors.js";
import { box, type Point } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import type { Face, FaceView, Stage } from "./face.js";
import { fillCircle, fillRounded, line, print, radial, slanted, strokeCircle, strokeRounded, type Pen } from "./pen.js";
import { hornTurn, SERVO_CASE, SERVO_SHAFT, SERVO_TABS } from "./servo.geometry.js";
import { text, type PartGeometry } from "./shape.js";

const LEADS: Readonly<Record<string, string>> = { GND: "#6b4a33", "V+": "#d8433a", PWM: "#f0993a" };

function paint(pen: Pen, _part: PartModel, { pins }: PartGeometry): void {
  paintCable(pen, pins);
  const tabs = slanted(pen, SERVO_TABS, [
    [0, "#2f6fc0"],
    [1, "#1d4a8a"],
  ]);
  fillRounded(pen, SERVO_TABS, 3, tabs);
  const middle = SERVO_TABS.y + SERVO_TABS.height / 2;
  for (const x of [SERVO_TABS.x + 7.5, SERVO_TABS.x + SERVO_TABS.width - 7.5]) {
    fillCircle(pen, { x, y: middle }, 3.6, "#0f1d33");
    strokeCircle(pen, { x, y: middle }, 3.6, "rgb(255 255 255 / 30%)", 0.6);
  }
  const fill = slanted(pen, SERVO_CASE, [
    [0, "#4b90e6"],
    [0.5, "#3474c8"],
    [1, "#2259a4"],
  ]);
  fillRounded(pen, SERVO_CASE, 4, fill);
  strokeRounded(pen, SERVO_CASE, 4, "rgb(255 255 255 / 26%)", 0.8);
  // The gearbox: a large round and a smaller one beside it.
  const { x, y } = SERVO_SHAFT;
  const gear = (at: Point, radius: number): void => {
    const dome = radial(pen, { x: at.x - radius * 0.4, y: at.y - radius * 0.4 }, radius * 1.7, [
      [0, "#63a2ee"],
      [1, "#265fae"],
    ]);
    fillCircle(pen, at, radius, dome);
    strokeCircle(pen, at, radius, "rgb(10 30 70 / 40%)", 0.7);
  };
  gear({ x: x + 25, y }, 11);
  gear(SERVO_SHAFT, 21.5);
  print(pen, "SG90", { x: 138, y: middle }, { size: 8, weight: 650, color: "#dcebff" });
  paintScale(pen);
}

/** Where 0, 90 and 180 degrees are. */
function paintScale(pen: Pen): void {
  const { x, y } = SERVO_SHAFT;
  for (let angle = 0; angle <= 180; angle += 45) {
    const turn = (hornTurn(angle) * Math.PI) / 180;
    const [dx, dy] = [Math.sin(turn), -Math.cos(turn)];
    const ends = [17.6, 20.4].map((radius) => [x + dx * radius, y + dy * radius] as const);
    line(pen, ends, "rgb(255 255 255 / 75%)", angle % 90 === 0 ? 1.1 : 0.7);
  }
}

function paintCable(pen: Pen, pins: PartGeometry["pins"]): void {
  pen.lineCap = "round";
  for (const [name, { y }] of pins) {
    const inner = 59.8 + (y - 59.5) * 0.42;
    pen.beginPath();
    pen.moveTo(18, y);
    pen.bezierCurveTo(36, y, 34, inner, 54, inner);
    pen.strokeStyle = css(mix(parseColor(LEADS[name] ?? "") ?? BLACK, BLACK, 0.35));
    pen.lineWidth = 4;
    pen.stroke();
    pen.strokeStyle = LEADS[name] ?? "#888";
    pen.lineWidth = 2.8;
    pen.stroke();
  }
  pen.lineCap = "butt";
  const plug = box(2, 44.5, 20, 30);
  fillRounded(pen, plug, 2, "#1b1d21");
  strokeRounded(pen, plug, 2, "rgb(255 255 255 / 18%)", 0.6);
  for (const [name, { y }] of pins) {
    fillRounded(pen, box(-0.6, y - 1.5, 6, 3), 0.8, "#d9b45e");
    print(pen, name, { x: 14.2, y }, { size: 5, weight: 650, color: "#e6eaef" });
  }
}

/** Lengths of the arms of each kind of horn, upwards and turned by quarters. */
const SINGLE = [46, 0, 0, 0];
const HORNS: Readonly<Record<string, readonly number[]>> = {
  single: SINGLE,
  double: [46, 0, 46, 0],
  cross: [46, 30, 46, 30],
};
const HUB = 10;
const TIP = 4.6;

function paintHorn(pen: Pen, arms: readonly number[], color: Rgb): void {
  pen.save();
  arms.forEach((length, quarter) => {
    if (length === 0) return;
    pen.save();
    pen.rotate((quarter * Math.PI) / 2);
    pen.beginPath();
    pen.moveTo(-HUB * 0.82, 0);
    pen.lineTo(-TIP, -length + TIP);
    pen.arc(0, -length + TIP, TIP, Math.PI, 0);
    pen.lineTo(HUB * 0.82, 0);
    pen.closePath();
    pen.fillStyle = css(mix(color, WHITE, 0.12));
    pen.fill();
    pen.strokeStyle = css(mix(color, BLACK, 0.42), 0.9);
    pen.lineWidth = 0.8;
    pen.stroke();
    for (let hole = length - TIP; hole > HUB + 5; hole -= 6.5)
      fillCircle(pen, { x: 0, y: -hole }, 1.3, css(mix(color, BLACK, 0.6)));
    pen.restore();
  });
  const hub = radial(pen, { x: -3, y: -3 }, HUB * 1.6, [
    [0, css(mix(color, WHITE, 0.55))],
    [1, css(mix(color, BLACK, 0.16))],
  ]);
  fillCircle(pen, { x: 0, y: 0 }, HUB, hub);
  strokeCircle(pen, { x: 0, y: 0 }, HUB, css(mix(color, BLACK, 0.42), 0.9), 0.8);
  fillCircle(pen, { x: 0, y: 0 }, 3.4, "#8b929b");
  line(
    pen,
    [
      [-2.4, 0],
      [2.4, 0],
    ],
    "#4a5058",
    1,
  );
  line(
    pen,
    [
      [0, -2.4],
      [0, 2.4],
    ],
    "#4a5058",
    1,
  );
  pen.restore();
}

function animate(stage: Stage, part: PartModel): FaceView {
  const kind = text(part, "horn", "single");
  const arms = HORNS[kind] ?? SINGLE;
  const color = parseColor(text(part, "hornColor", "#e8eaee")) ?? WHITE;
  const reach = 48;
  const horn = stage.sprite({
    key: `horn:${kind}:${css(color)}`,
    box: box(-reach, -reach, 2 * reach, 2 * reach),
    paint: (pen) => paintHorn(pen, arms, color),
  });
  horn.pivot.set(reach, reach);
  horn.position.set(SERVO_SHAFT.x, SERVO_SHAFT.y);
  let shown = NaN;
  return {
    update(read) {
      const angle = read.value("angle") || 0;
      if (angle === shown) return false;
      shown = angle;
      horn.rotation = (hornTurn(angle) * Math.PI) / 180;
      return true;
    },
  };
}

function silhouette(pen: Pen): void {
  pen.beginPath();
  for (const { area, radius } of [
    { area: SERVO_TABS, radius: 3 },
    { area: SERVO_CASE, radius: 4 },
  ]) {
    pen.roundRect(area.x, area.y, area.width, area.height, radius);
  }
}

export const servoFace: Face = { paint, silhouette, animate };
