import { box, mm, type Point } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import type { Face, FaceView, Picture, Stage } from "./face.js";
import { CENTRE, DISH_RADIUS, PRESS_RADIUS, REACH, STICK_RADIUS } from "./joystick.geometry.js";
import { circuitBoard, mountingHole, SILK } from "./module.js";
import { fillCircle, line, print, radial, strokeCircle, type Pen } from "./pen.js";
import type { PartGeometry } from "./shape.js";

function paint(pen: Pen, _part: PartModel, { body, pins }: PartGeometry): void {
  circuitBoard(pen, body, "black", 3);
  for (const x of [mm(3.63), mm(23.6)]) for (const y of [mm(2.55), mm(29.2)]) mountingHole(pen, { x, y }, mm(1.6));
  for (const [name, at] of pins) {
    fillCircle(pen, at, 2.9, "#d9b45e");
    fillCircle(pen, at, 1.6, "#e9edf0");
    print(pen, name, { x: at.x, y: at.y - 4.4 }, { size: 3.5, weight: 650, color: SILK, align: "left", turn: -90 });
  }
  fillCircle(pen, { x: CENTRE.x + 0.6, y: CENTRE.y + 1.4 }, DISH_RADIUS + 0.6, "rgb(0 0 0 / 40%)");
  fillCircle(
    pen,
    CENTRE,
    DISH_RADIUS,
    radial(pen, CENTRE, DISH_RADIUS, [
      [0, "#0d0f11"],
      [0.72, "#22262b"],
      [0.9, "#434a53"],
      [1, "#2a2f36"],
    ]),
  );
  strokeCircle(pen, CENTRE, DISH_RADIUS - 0.5, "rgb(255 255 255 / 16%)", 0.7);
  for (const [dx, dy] of [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ] as const) {
    arrow(pen, { x: CENTRE.x + dx * (DISH_RADIUS - 4.6), y: CENTRE.y + dy * (DISH_RADIUS - 4.6) }, dx, dy);
  }
}

/** A small arrowhead that points away from the centre. */
function arrow(pen: Pen, { x, y }: Point, dx: number, dy: number): void {
  pen.lineCap = "round";
  pen.lineJoin = "round";
  const [back, side] = [2.2, 3];
  line(
    pen,
    [
      [x - dx * back - dy * side, y - dy * back - dx * side],
      [x, y],
      [x - dx * back + dy * side, y - dy * back + dx * side],
    ],
    "rgb(238 242 247 / 55%)",
    1,
  );
}

const margin = STICK_RADIUS + 4;

/** The cap on the stick, a mushroom of rubber, in the middle. */
const cap = (pressed: boolean): Picture => ({
  key: `joystick:cap:${String(pressed)}`,
  box: box(CENTRE.x - margin, CENTRE.y - margin, 2 * margin, 2 * margin),
  paint: (pen) => {
    const { x, y } = CENTRE;
    fillCircle(pen, { x: x + 1, y: y + (pressed ? 1.2 : 2.4) }, STICK_RADIUS + 1, "rgb(0 0 0 / 42%)");
    fillCircle(
      pen,
      CENTRE,
      STICK_RADIUS,
      radial(pen, { x: x - STICK_RADIUS * 0.3, y: y - STICK_RADIUS * 0.4 }, STICK_RADIUS * 1.6, [
        [0, pressed ? "#474e57" : "#5b636d"],
        [0.5, "#363c44"],
        [1, "#16191d"],
      ]),
    );
    strokeCircle(pen, CENTRE, STICK_RADIUS * 0.84, "rgb(255 255 255 / 10%)", 1);
    fillCircle(
      pen,
      CENTRE,
      PRESS_RADIUS,
      radial(pen, { x, y: y - 2 }, PRESS_RADIUS * 1.5, [
        [0, pressed ? "#0e1012" : "#262b31"],
        [1, pressed ? "#23272d" : "#434a53"],
      ]),
    );
    strokeCircle(pen, CENTRE, PRESS_RADIUS, pressed ? "#ffe9a8" : "rgb(255 255 255 / 26%)", pressed ? 1.2 : 0.7);
  },
});

function animate(stage: Stage): FaceView {
  const pictures = [cap(false), cap(true)] as const;
  const stick = stage.sprite(pictures[0]);
  for (const picture of pictures) stage.texture(picture);
  const home = { x: stick.x, y: stick.y };
  let shown = "";
  return {
    update(read) {
      const [x, y] = [read.value("x") || 0, read.value("y") || 0];
      const pressed = read.value("pressed") >= 0.5 ? 1 : 0;
      const now = `${x} ${y} ${pressed}`;
      if (now === shown) return false;
      shown = now;
      stick.position.set(home.x - x * REACH, home.y - y * REACH);
      stick.texture = stage.texture(pictures[pressed]);
      return true;
    },
  };
}

export const joystickFace: Face = { paint, animate };
