import { barColors } from "@tickless/devices";
import { BLACK, css, mix, WHITE, type Rgb } from "../board/colors.js";
import { box } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import type { Face, FaceView, Stage } from "./face.js";
import { BAR_COUNT, barArea } from "./led-bar-graph.geometry.js";
import { lightColorOf } from "./led.js";
import { DEFAULT_GAMMA, visibleLight } from "./led.geometry.js";
import { fillCircle, fillRounded, glow, sideways, slanted, strokeRounded, type Pen } from "./pen.js";
import type { PartGeometry } from "./shape.js";

const colorsOf = (part: PartModel): readonly Rgb[] => barColors(part.attributes).map(lightColorOf);

function paint(pen: Pen, part: PartModel, { body, pins }: PartGeometry): void {
  const fill = slanted(pen, body, [
    [0, "#343a43"],
    [1, "#1c2026"],
  ]);
  fillRounded(pen, body, 1, fill);
  strokeRounded(pen, body, 1, "rgb(255 255 255 / 18%)", 0.6);
  for (const at of pins.values()) {
    fillCircle(pen, at, 1.7, "#0e1013");
    fillCircle(pen, at, 1.2, "#c9ced4");
  }
  colorsOf(part).forEach((color, index) => {
    const area = barArea(index);
    // Epoxy that is dark has its colour, faintly.
    fillRounded(pen, area, 0.6, css(mix(mix(color, { r: 120, g: 124, b: 130 }, 0.5), BLACK, 0.62)));
    strokeRounded(pen, area, 0.6, "rgb(0 0 0 / 55%)", 0.6);
  });
  // A cut corner tells where the first is.
  pen.beginPath();
  pen.moveTo(body.x, body.y);
  pen.lineTo(body.x + 3, body.y);
  pen.lineTo(body.x, body.y + 3);
  pen.closePath();
  pen.fillStyle = "#8d96a1";
  pen.fill();
}

function animate(stage: Stage, part: PartModel): FaceView {
  const leds = colorsOf(part).map((color, index) => {
    const area = barArea(index);
    const middle = { x: area.x + area.width / 2, y: area.y + area.height / 2 };
    const lit = stage.sprite({
      key: `bar:${css(color)}`,
      box: area,
      paint: (pen) => {
        const fill = sideways(pen, area, [
          [0, css(color)],
          [0.5, css(mix(color, WHITE, 0.5))],
          [1, css(color)],
        ]);
        fillRounded(pen, area, 0.6, fill);
      },
    });
    const halo = stage.light(
      {
        key: `bar-halo:${css(color)}`,
        box: box(middle.x - 8, middle.y - 8, 16, 16),
        paint: (pen) => glow(pen, middle, 8, color),
      },
      3,
    );
    return { lit, halo, shown: -1 };
  });
  return {
    update(read) {
      let changed = false;
      for (let index = 0; index < BAR_COUNT; index++) {
        const led = leds[index];
        const light = visibleLight(read.mean(`brightness${index + 1}`), DEFAULT_GAMMA);
        if (!led || led.shown === light) continue;
        led.shown = light;
        led.lit.visible = led.halo.visible = light > 0;
        led.lit.alpha = Math.min(1, light * 1.1);
        led.halo.alpha = 0.5 * light ** 1.4;
        changed = true;
      }
      return changed;
    },
  };
}

export const ledBarGraphFace: Face = { paint, animate };
