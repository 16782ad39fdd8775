import { box } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import type { Face } from "./face.js";
import { chip, circuitBoard, SILK, smallPart, trimmer } from "./module.js";
import { fillCircle, fillRounded, leg, print, slanted, strokeRounded, type Pen } from "./pen.js";
import type { PartGeometry } from "./shape.js";

/** A plastic package with its legs, notch, pin names and type. */
function paintDip(pen: Pen, part: PartModel, { pins, body }: PartGeometry): void {
  const names = new Map(pins);
  for (const { x, y } of pins.values()) {
    const inner = y < body.y ? body.y + 2 : body.y + body.height - 2;
    leg(
      pen,
      [
        [x, y],
        [x, inner],
      ],
      3.4,
    );
  }
  const fill = slanted(pen, body, [
    [0, "#3a3e45"],
    [0.5, "#26292e"],
    [1, "#1a1c20"],
  ]);
  fillRounded(pen, body, 1.5, fill);
  strokeRounded(pen, body, 1.5, "rgb(255 255 255 / 16%)", 0.5);
  const middle = body.y + body.height / 2;
  pen.beginPath();
  pen.arc(body.x, middle, 3, -Math.PI / 2, Math.PI / 2);
  pen.fillStyle = "#0f1113";
  pen.fill();
  fillCircle(pen, { x: body.x + 4.4, y: body.y + body.height - 3.4 }, 1, "#5b626b");
  for (const [name, { x, y }] of names) {
    const at = { x, y: y < body.y ? body.y + 4.1 : body.y + body.height - 4.1 };
    const active = /^(MR|OE|PL|CE)$/.test(name);
    print(pen, name.replace("Q7_N", "Q\u03057"), at, { size: 3.1, weight: 600, color: active ? "#f3c98b" : "#c5ccd4" });
  }
  const type = part.type.replace("wokwi-", "").toUpperCase();
  print(pen, type, { x: body.x + body.width / 2, y: middle }, { size: 5, weight: 650, color: "#e9edf2" });
}

function paintDriver(pen: Pen, _part: PartModel, { pins, body }: PartGeometry): void {
  circuitBoard(pen, body, "green", 1.5);
  for (const [name, at] of pins) {
    if (name === "GND") continue;
    fillCircle(pen, at, 3, "#d9b45e");
    fillCircle(pen, at, 1.6, "#e9edf0");
    const left = at.x < body.width / 2;
    const words = name.replace(/\.\d$/, "").replace("ENABLE", "EN").replace("RESET", "RST").replace("SLEEP", "SLP");
    const x = left ? at.x + 4.4 : at.x - 4.4;
    print(pen, words, { x, y: at.y }, { size: 3.9, weight: 650, color: SILK, align: left ? "left" : "right" });
  }
  const middle = body.width / 2;
  chip(pen, box(middle - 8.5, 30, 17, 17), 7, "A4988");
  trimmer(pen, { x: middle, y: 64 }, 11);
  smallPart(pen, { x: middle - 4.6, y: 18 });
  smallPart(pen, { x: middle + 4.6, y: 18 });
}

export const dipFace: Face = { paint: paintDip };
export const stepperDriverFace: Face = { paint: paintDriver };
