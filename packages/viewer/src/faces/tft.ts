import { TFT_PANEL_BYTES, TFT_RAM_BYTES } from "@tickless/devices";
import { box } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import type { Face, FaceView, Stage } from "./face.js";
import { DEFAULT_GAMMA, visibleLight } from "./led.geometry.js";
import { circuitBoard, mountingHole, solderedPin } from "./module.js";
import { fillRounded, print, slanted, strokeRounded, type Pen } from "./pen.js";
import type { PartGeometry } from "./shape.js";
import { take } from "./ssd1306.js";
import { tftOf, tftPixels } from "./tft.geometry.js";

/** The frame of a panel around its pixels. */
const BEZEL = 4;

function paint(pen: Pen, { type }: PartModel, { body, pins }: PartGeometry): void {
  const { area, edge, name } = tftOf(type);
  circuitBoard(pen, body, edge === "bottom" ? "red" : "blue", 3);
  const inset = 7;
  for (const x of [inset, body.width - inset]) {
    for (const y of [inset, body.height - inset]) mountingHole(pen, { x, y }, 3.6);
  }
  const label = edge === "bottom" ? -5.6 : 6;
  for (const [pin, at] of pins) {
    solderedPin(pen, at);
    print(pen, pin, { x: at.x, y: at.y + label }, { size: 3.2, weight: 650, color: "#f2f4f7" });
  }
  const foot = edge === "bottom" ? 20 : 17;
  const panel = box(
    area.x - BEZEL,
    area.y - BEZEL,
    area.width + 2 * BEZEL,
    Math.min(area.height + foot + BEZEL, body.height - area.y - (edge === "bottom" ? 16 : 4)),
  );
  const glass = slanted(pen, panel, [
    [0, "#23262b"],
    [0.5, "#131518"],
    [1, "#1c1f23"],
  ]);
  fillRounded(pen, panel, 1.6, "#c9cdd2");
  fillRounded(pen, box(panel.x + 0.8, panel.y + 0.8, panel.width - 1.6, panel.height - 1.6), 1.2, glass);
  strokeRounded(pen, panel, 1.6, "rgb(255 255 255 / 25%)", 0.4);
  pen.fillStyle = "#050607";
  pen.fillRect(area.x - 0.6, area.y - 0.6, area.width + 1.2, area.height + 1.2);
  const below = (area.y + area.height + panel.y + panel.height) / 2;
  print(pen, name, { x: area.x + area.width / 2, y: below }, { size: 4.4, weight: 600, color: "#8b929b" });
}

function animate(stage: Stage, { type }: PartModel): FaceView {
  const { area, columns, rows } = tftOf(type);
  const screen = stage.screen(area, columns, rows);
  const shade = stage.sprite({
    key: `tft-shade:${area.width}`,
    box: area,
    paint: (pen) => {
      pen.fillStyle = "#050607";
      pen.fillRect(area.x, area.y, area.width, area.height);
    },
  });
  const frame = new Uint8Array(TFT_RAM_BYTES);
  const panel = new Uint8Array(TFT_PANEL_BYTES);
  let dark = -1;
  return {
    update(read) {
      const light = read.mean("backlight");
      const shading = 1 - visibleLight(Number.isNaN(light) ? 1 : light, DEFAULT_GAMMA);
      const dimmed = shading !== dark;
      if (dimmed) {
        dark = shade.alpha = shading;
        shade.visible = shading > 0;
      }
      const changed = [take(frame, read.pixels("frame")), take(panel, read.pixels("panel"))].includes(true);
      if (!changed) return dimmed;
      const pixels = tftPixels(frame, panel);
      if (pixels.length === columns * rows) screen.show(pixels);
      return true;
    },
  };
}

export const tftFace: Face = { paint, animate };
