import { BLACK, css, mix, WHITE, type Rgb } from "../board/colors.js";
import { box, mm } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import type { Face, FaceView, Picture, Stage } from "./face.js";
import { lightColorOf } from "./led.js";
import { DEFAULT_GAMMA, visibleLight } from "./led.geometry.js";
import { blockArea, chainOf, ledCentre } from "./max7219.geometry.js";
import { circuitBoard, SILK, solderedPin } from "./module.js";
import { fillCircle, fillRounded, print, radial, slanted, strokeRounded, type Pen } from "./pen.js";
import { text, type PartGeometry } from "./shape.js";

const ROWS = 8;
const RADIUS = mm(1.5);
const HALO = mm(2.4);

const colorOf = (part: PartModel): Rgb => lightColorOf(text(part, "color", "red"));

function paint(pen: Pen, part: PartModel, { body, pins, width }: PartGeometry): void {
  circuitBoard(pen, body, "blue", 3);
  for (const [name, at] of pins) {
    if (name === "VCC") continue;
    const left = at.x < width / 2;
    solderedPin(pen, at);
    const label = { x: at.x + (left ? 4.2 : -4.2), y: at.y };
    print(pen, name.replace(/\.2$/, ""), label, {
      ...{ size: 4.6, weight: 650, color: SILK },
      align: left ? "left" : "right",
    });
  }
  const dark = css(mix(mix(colorOf(part), { r: 196, g: 198, b: 202 }, 0.86), BLACK, 0.55));
  for (let module = 0; module < chainOf(part); module++) {
    const area = blockArea(module);
    fillRounded(pen, area, 1.2, "#0a0b0d");
    const front = slanted(pen, area, [
      [0, "#25282d"],
      [1, "#16181b"],
    ]);
    fillRounded(pen, box(area.x + 0.6, area.y + 0.6, area.width - 1.2, area.height - 1.2), 0.9, front);
    strokeRounded(pen, area, 1.2, "rgb(255 255 255 / 10%)", 0.5);
    for (let column = 8 * module; column < 8 * module + 8; column++) {
      for (let row = 0; row < ROWS; row++) {
        const at = ledCentre(column, row);
        fillCircle(pen, at, RADIUS, dark);
      }
    }
  }
}

/** A LED that is lit: its lens, and a little of its light around it. */
function litPicture(color: Rgb, column: number, row: number): Picture {
  const at = ledCentre(column, row);
  return {
    key: `matrix-led:${css(color)}`,
    box: box(at.x - HALO, at.y - HALO, 2 * HALO, 2 * HALO),
    paint: (pen) => {
      const halo = radial(pen, at, HALO, [
        [0, css(color, 0.6)],
        [0.6, css(color, 0.28)],
        [1, css(color, 0)],
      ]);
      fillCircle(pen, at, HALO, halo);
      const lens = radial(pen, at, RADIUS, [
        [0, css(mix(color, WHITE, 0.55))],
        [0.55, css(mix(color, WHITE, 0.2))],
        [1, css(color)],
      ]);
      fillCircle(pen, at, RADIUS, lens);
    },
  };
}

function animate(stage: Stage, part: PartModel): FaceView {
  const count = chainOf(part);
  const color = colorOf(part);
  const leds = Array.from({ length: 64 * count }, (_, index) => {
    const sprite = stage.sprite(litPicture(color, index % (8 * count), Math.floor(index / (8 * count))));
    sprite.visible = false;
    return sprite;
  });
  const shown = new Uint8Array(ROWS * count);
  const lights = new Uint8Array(count);
  return {
    update(read) {
      const [matrix, brightness] = [read.pixels("matrix"), read.pixels("brightness")];
      let changed = false;
      for (let index = 0; index < shown.length; index++) {
        const [bits, light] = [matrix?.[index] ?? 0, brightness?.[index % count] ?? 0];
        if (bits === shown[index] && light === lights[index % count]) continue;
        changed = true;
        shown[index] = bits;
        const alpha = 0.25 + 0.75 * visibleLight(light / 255, DEFAULT_GAMMA);
        for (let bit = 0; bit < 8; bit++) {
          const led = leds[8 * index + bit];
          if (!led) continue;
          led.visible = ((bits >> (7 - bit)) & 1) === 1;
          led.alpha = alpha;
        }
      }
      if (changed) lights.set(Uint8Array.from({ length: count }, (_, index) => brightness?.[index] ?? 0));
      return changed;
    },
  };
}

export const max7219Face: Face = { paint, animate };
