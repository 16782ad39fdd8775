import { box, type Point } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import type { Face, FaceView, Picture, Stage } from "./face.js";
import { circuitBoard, darkLamp, lampLight, namedHeader, smallPart } from "./module.js";
import { fillCircle, fillRounded, line, print, slanted, strokeRounded, type Pen } from "./pen.js";
import { RELAY_CASE, RELAY_LAMP, throwOf, type Throw } from "./relay.geometry.js";
import type { PartGeometry } from "./shape.js";

/** The window in the case in which the contact is drawn. */
const WINDOW = box(RELAY_CASE.x + 8, RELAY_CASE.y + 21, 54, 24);

function paint(pen: Pen, _part: PartModel, geometry: PartGeometry): void {
  const { pins, body } = geometry;
  circuitBoard(pen, body, "green", 2.5);
  const inputs = { ...geometry, pins: new Map([...pins].filter(([, { x }]) => x === 0)) };
  namedHeader(pen, inputs, "left", 5);
  paintCase(pen);
  paintTerminals(pen, geometry);
  smallPart(pen, { x: 38, y: 14 });
  smallPart(pen, { x: 38, y: 20 }, "#26282c");
  darkLamp(pen, RELAY_LAMP);
}

function paintCase(pen: Pen): void {
  fillRounded(pen, box(RELAY_CASE.x + 1, RELAY_CASE.y + 2, RELAY_CASE.width, RELAY_CASE.height), 2, "rgb(0 0 0 / 30%)");
  const fill = slanted(pen, RELAY_CASE, [
    [0, "#4a8fe2"],
    [1, "#2259a6"],
  ]);
  fillRounded(pen, RELAY_CASE, 2, fill);
  strokeRounded(pen, RELAY_CASE, 2, "rgb(255 255 255 / 30%)", 0.7);
  const middle = RELAY_CASE.x + RELAY_CASE.width / 2;
  print(pen, "10 A 250 V~", { x: middle, y: RELAY_CASE.y + 8 }, { size: 5.4, weight: 600, color: "#dcebff" });
  print(pen, "SRD", { x: middle, y: RELAY_CASE.y + 15.5 }, { size: 5, weight: 600, color: "#c3dcfb" });
  fillRounded(pen, WINDOW, 2, "#13305a");
  strokeRounded(pen, WINDOW, 2, "rgb(255 255 255 / 22%)", 0.5);
}

/** A block of three screw terminals. */
function paintTerminals(pen: Pen, { pins, width }: PartGeometry): void {
  const block = box(width - 27, 9.6, 22, 57.6);
  const fill = slanted(pen, block, [
    [0, "#3d8fd6"],
    [1, "#1d5f9e"],
  ]);
  fillRounded(pen, block, 1.5, fill);
  strokeRounded(pen, block, 1.5, "rgb(255 255 255 / 25%)", 0.6);
  for (const [name, { x, y }] of pins) {
    if (x !== width) continue;
    const screw = { x: width - 16, y };
    fillRounded(pen, box(width - 6.4, y - 3.2, 6.4, 6.4), 1, "#b9bfc6");
    fillCircle(pen, screw, 6, "#123c66");
    fillCircle(pen, screw, 5, "#c6cbd2");
    line(
      pen,
      [
        [screw.x - 3.2, y - 2.2],
        [screw.x + 3.2, y + 2.2],
      ],
      "#5c636c",
      1.5,
    );
    print(pen, name, { x: width - 29, y }, { size: 5, weight: 650, color: "#eef2f7", align: "right" });
  }
}

/** The contact as a symbol: COM at the right, its arm at NC (above), at NO (below) or between. */
function contactPicture(state: Throw): Picture {
  return {
    key: `relay:${state}`,
    box: WINDOW,
    paint: (pen) => {
      const { x, y, width, height } = WINDOW;
      const middle = y + height / 2;
      const common: Point = { x: x + width - 10, y: middle };
      const [closed, open] = ["#57e08d", "#a8c4ea"];
      const ends = { rest: y + 6, operated: y + height - 6, between: middle };
      const tip: Point = { x: x + 19, y: ends[state] };
      pen.lineCap = "round";
      for (const [name, at] of [
        ["NC", ends.rest],
        ["NO", ends.operated],
      ] as const) {
        const made = at === tip.y;
        fillCircle(pen, { x: x + 19, y: at }, 2.1, made ? closed : open);
        print(pen, name, { x: x + 4, y: at }, { size: 5, weight: 650, color: made ? closed : open, align: "left" });
      }
      const arm = state === "between" ? "#ffc04d" : closed;
      line(
        pen,
        [
          [common.x, common.y],
          [tip.x, tip.y],
        ],
        arm,
        2.2,
      );
      fillCircle(pen, common, 2.4, arm);
    },
  };
}

function animate(stage: Stage): FaceView {
  const pictures = {
    rest: contactPicture("rest"),
    operated: contactPicture("operated"),
    between: contactPicture("between"),
  };
  for (const picture of Object.values(pictures)) stage.texture(picture);
  const contact = stage.sprite(pictures.rest);
  const lamp = lampLight(stage, RELAY_LAMP, { r: 255, g: 70, b: 60 });
  let shown = "";
  return {
    update(read) {
      const on = read.value("coil") === 1;
      const state = throwOf(read.value("nc"), read.value("no"));
      const look = `${state} ${String(on)}`;
      if (look === shown) return false;
      shown = look;
      contact.texture = stage.texture(pictures[state]);
      lamp.visible = on;
      return true;
    },
  };
}

export const relayFace: Face = { paint, animate };
