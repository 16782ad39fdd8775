import { PCD8544_PANEL_BYTES, PCD8544_RAM_BYTES, renderPcd8544 } from "@tickless/devices";
import { box } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import type { Face, FaceView, Stage } from "./face.js";
import { circuitBoard, mountingHole, SILK, solderedPin } from "./module.js";
import { DOTS, GLASS } from "./nokia.geometry.js";
import { downwards, fillRounded, print, strokeRounded, type Pen } from "./pen.js";
import type { PartGeometry } from "./shape.js";
import { take } from "./ssd1306.js";

const COLUMNS = 84;
const ROWS = 48;

function paint(pen: Pen, _part: PartModel, { body, pins }: PartGeometry): void {
  circuitBoard(pen, body, "red", 4);
  for (const x of [8, body.width - 8]) for (const y of [10, body.height - 10]) mountingHole(pen, { x, y }, 5);
  for (const [name, at] of pins) {
    if (name.endsWith(" ")) continue;
    solderedPin(pen, at);
    const above = at.y > body.height / 2;
    print(
      pen,
      name.replace(/\.2$/, ""),
      { x: at.x, y: at.y + (above ? -6 : 6) },
      { size: 3.6, weight: 650, color: SILK },
    );
  }
  const frame = box(GLASS.x - 5, GLASS.y - 5, GLASS.width + 10, GLASS.height + 10);
  fillRounded(
    pen,
    frame,
    2,
    downwards(pen, frame, [
      [0, "#d8dce1"],
      [1, "#9aa2ab"],
    ]),
  );
  strokeRounded(pen, frame, 2, "rgb(0 0 0 / 35%)", 0.6);
  fillRounded(pen, GLASS, 1.2, "#7f9184");
}

/** Brighter with the backlight; the pixels as dark as the operating voltage makes them. */
const LIGHT = { dark: "#7f9184", lit: "#bcd3d6" };

/** 5 to 7.5 V turn the crystals from clear to dark. */
const darkness = (voltage: number): number => Math.min(1, Math.max(0, (3.06 + 0.06 * voltage - 5) / 2));

function animate(stage: Stage): FaceView {
  const glow = stage.sprite({
    key: "nokia:lit",
    box: GLASS,
    paint: (pen) => fillRounded(pen, GLASS, 1.2, LIGHT.lit),
  });
  glow.alpha = 0;
  const screen = stage.screen(DOTS, COLUMNS, ROWS);
  const ram = new Uint8Array(PCD8544_RAM_BYTES);
  const panel = new Uint8Array(PCD8544_PANEL_BYTES);
  const colors = new Uint32Array(COLUMNS * ROWS);
  return {
    update(read) {
      const light = read.mean("backlight") || 0;
      const dimmed = light !== glow.alpha;
      glow.alpha = light;
      if (![take(ram, read.pixels("lcdram")), take(panel, read.pixels("panel"))].includes(true)) return dimmed;
      const ink = (Math.round(255 * darkness(panel[1] ?? 0)) * 0x1000000 + 0x2c2a20) >>> 0;
      const { pixels } = renderPcd8544(ram, panel);
      pixels.forEach((pixel, index) => (colors[index] = pixel ? ink : 0));
      screen.show(colors);
      return true;
    },
  };
}

export const nokiaFace: Face = { paint, animate };
