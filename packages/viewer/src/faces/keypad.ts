import type { KeypadKey } from "@tickless/devices/keypad-keys";
import { BLACK, css, mix, WHITE, type Rgb } from "../board/colors.js";
import { box, grow, mm } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import type { Face, FaceView, Picture, Stage } from "./face.js";
import { isNarrow, keyArea, keypadShape, keysOfPart, PAD_HEIGHT } from "./keypad.geometry.js";
import { downwards, fillRounded, line, print, slanted, strokeRounded, type Pen } from "./pen.js";
import type { PartGeometry } from "./shape.js";

const BLUE: Rgb = { r: 58, g: 122, b: 196 };
const RED: Rgb = { r: 205, g: 66, b: 60 };

/** Digits are blue, letters and signs red. */
const colorOf = ({ label }: KeypadKey): Rgb => (/^\d/.test(label) ? BLUE : RED);

function paint(pen: Pen, part: PartModel, { width }: PartGeometry): void {
  paintRibbon(pen, part);
  const pad = box(0, 0, width, PAD_HEIGHT);
  fillRounded(
    pen,
    pad,
    mm(4),
    slanted(pen, pad, [
      [0, "#3d4148"],
      [1, "#25292e"],
    ]),
  );
  strokeRounded(pen, pad, mm(4), "rgb(255 255 255 / 14%)", 0.8);
  strokeRounded(pen, grow(pad, -mm(2.6)), mm(3), "rgb(225 230 236 / 70%)", 1.6);
  for (const key of keysOfPart(part)) paintKey(pen, key, false);
}

/** Where the ribbon lies below the pad. */
function ribbonOf(part: PartModel) {
  const { pins, width } = keypadShape.geometry(part);
  const names = [...pins.keys()].filter((name) => name !== "C4" || !isNarrow(part));
  const xs = names.map((name) => pins.get(name)?.x ?? 0);
  return { width, names, xs, left: Math.min(...xs) - 5, right: Math.max(...xs) + 5 };
}

/** Ribbon cable and plug, with the pins' names. */
function paintRibbon(pen: Pen, part: PartModel): void {
  const { names, xs, left, right } = ribbonOf(part);
  fillRounded(pen, box(left, PAD_HEIGHT - 4, right - left, mm(8) + 6), 0, "#dcdfe3");
  for (const x of xs) {
    line(
      pen,
      [
        [x, PAD_HEIGHT],
        [x, PAD_HEIGHT + mm(8)],
      ],
      "#b9b393",
      3.4,
    );
  }
  const plug = box(left, PAD_HEIGHT + mm(7.4), right - left, mm(7.4));
  fillRounded(
    pen,
    plug,
    1.4,
    downwards(pen, plug, [
      [0, "#33383f"],
      [1, "#15181b"],
    ]),
  );
  strokeRounded(pen, plug, 1.4, "rgb(255 255 255 / 16%)", 0.5);
  names.forEach((name, index) => {
    const x = xs[index] ?? 0;
    fillRounded(pen, box(x - 2, 335.8, 4, 4.4), 0.6, "#8d7a45");
    print(pen, name, { x, y: PAD_HEIGHT + mm(10.4) }, { size: 5, weight: 650, color: "#e3e7ec" });
  });
}

function paintKey(pen: Pen, key: KeypadKey, pressed: boolean): void {
  const area = keyArea(key);
  const color = colorOf(key);
  const [top, bottom] = pressed
    ? [mix(color, BLACK, 0.42), mix(color, BLACK, 0.25)]
    : [mix(color, WHITE, 0.16), mix(color, BLACK, 0.12)];
  fillRounded(
    pen,
    area,
    mm(1.4),
    downwards(pen, area, [
      [0, css(top)],
      [1, css(bottom)],
    ]),
  );
  strokeRounded(pen, area, mm(1.4), pressed ? "#ffe9a8" : "rgb(235 238 242 / 75%)", pressed ? 2 : 1.4);
  const length = [...key.label].length;
  const size = length <= 1 ? 26 : length === 2 ? 19 : Math.max(7, 44 / length);
  const at = { x: area.x + area.width / 2, y: area.y + area.height / 2 + (pressed ? 0.8 : 0) };
  print(pen, key.label, at, { size, weight: 600, color: "#f7f9fb" });
}

const pressedPicture = (key: KeypadKey): Picture => ({
  key: `keypad:${key.label}`,
  box: grow(keyArea(key), 2),
  paint: (pen) => paintKey(pen, key, true),
});

function animate(stage: Stage, part: PartModel): FaceView {
  const keys = keysOfPart(part).map((key) => {
    const sprite = stage.sprite(pressedPicture(key));
    sprite.visible = false;
    return { control: key.control, sprite };
  });
  return {
    update(read) {
      let changed = false;
      for (const { control, sprite } of keys) {
        const pressed = read.value(control) >= 0.5;
        if (pressed === sprite.visible) continue;
        sprite.visible = pressed;
        changed = true;
      }
      return changed;
    },
  };
}

/** The pad and its ribbon. */
function silhouette(pen: Pen, part: PartModel): void {
  const { left, right, width } = ribbonOf(part);
  pen.beginPath();
  pen.roundRect(0, 0, width, PAD_HEIGHT, mm(4));
  pen.rect(left, PAD_HEIGHT - 4, right - left, mm(14.8) + 4);
}

export const keypadFace: Face = { paint, silhouette, animate };
