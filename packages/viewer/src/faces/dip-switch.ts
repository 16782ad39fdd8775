import { box, type Box } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import { columnOf, slotOf, SWITCH_NUMBERS } from "./dip-switch.geometry.js";
import type { Face, FaceView, Picture, Stage } from "./face.js";
import { downwards, fillRounded, leg, print, slanted, strokeRounded, type Pen } from "./pen.js";
import type { PartGeometry } from "./shape.js";

const INK = "#f4f6f9";

function paint(pen: Pen, _part: PartModel, { body, pins }: PartGeometry): void {
  for (const { x, y } of pins.values()) {
    const edge = y < body.y ? body.y + 1 : body.y + body.height - 1;
    leg(
      pen,
      [
        [x, edge],
        [x, y],
      ],
      2.4,
    );
  }
  fillRounded(
    pen,
    body,
    2,
    slanted(pen, body, [
      [0, "#c8423c"],
      [1, "#93282a"],
    ]),
  );
  strokeRounded(pen, body, 2, "rgb(255 255 255 / 24%)", 0.6);
  print(pen, "ON", { x: columnOf(1) - 3, y: 12 }, { size: 4.6, weight: 750, color: INK, align: "left" });
  for (const number of SWITCH_NUMBERS) {
    const slot = slotOf(number);
    fillRounded(pen, slot, 1, "#2a1315");
    strokeRounded(pen, slot, 1, "rgb(0 0 0 / 45%)", 0.6);
    print(pen, String(number), { x: columnOf(number), y: 40.8 }, { size: 5, weight: 650, color: INK });
  }
}

/** The slider of a switch, at its upper end or its lower one. */
function slider(number: number, on: boolean): Picture {
  const slot = slotOf(number);
  const area: Box = box(slot.x + 0.7, on ? slot.y + 0.8 : slot.y + slot.height - 8.8, slot.width - 1.4, 8);
  return {
    key: `dip-slider:${String(on)}`,
    box: box(slot.x, slot.y, slot.width, slot.height),
    paint: (pen) => {
      fillRounded(
        pen,
        area,
        0.8,
        downwards(pen, area, [
          [0, "#ffffff"],
          [0.5, "#e4e7ea"],
          [1, "#b4bac1"],
        ]),
      );
      strokeRounded(pen, area, 0.8, "rgb(0 0 0 / 30%)", 0.4);
    },
  };
}

function animate(stage: Stage): FaceView {
  const switches = SWITCH_NUMBERS.map((number) => {
    const pictures = [slider(number, false), slider(number, true)] as const;
    const sprite = stage.sprite(pictures[0]);
    for (const picture of pictures) stage.texture(picture);
    return { control: `switch-${number}`, pictures, sprite, shown: 0 };
  });
  return {
    update(read) {
      let changed = false;
      for (const each of switches) {
        const on = read.value(each.control) >= 0.5 ? 1 : 0;
        if (on === each.shown) continue;
        each.shown = on;
        each.sprite.texture = stage.texture(each.pictures[on]);
        changed = true;
      }
      return changed;
    },
  };
}

export const dipSwitchFace: Face = { paint, animate };
