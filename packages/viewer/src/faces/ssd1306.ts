import { renderSh110x, renderSsd1306, SH110X_RAM_BYTES } from "@tickless/devices";
import { box, type Box } from "../board/plane.js";
import type { PartReader } from "../board/state-reader.js";
import type { PartModel } from "../protocol/project.js";
import type { Face, FaceView, Stage } from "./face.js";
import { solderedPin } from "./module.js";
import { fillCircle, fillRounded, print, slanted, strokeRounded, type Pen } from "./pen.js";
import type { PartGeometry } from "./shape.js";
import { oledOf } from "./ssd1306.geometry.js";

const COLUMNS = 128;
const REGISTER_BYTES = 8;

function paint(pen: Pen, part: PartModel, { width, height, body, pins }: PartGeometry): void {
  fillRounded(
    pen,
    body,
    3,
    slanted(pen, body, [
      [0, "#1d4f8f"],
      [1, "#12335f"],
    ]),
  );
  strokeRounded(pen, body, 3, "rgb(170 205 255 / 25%)", 0.7);
  const inset = width * 0.055;
  for (const x of [inset, width - inset]) {
    for (const y of [inset, height - inset]) {
      fillCircle(pen, { x, y }, inset * 0.62, "#d5ab55");
      fillCircle(pen, { x, y }, inset * 0.42, "#0b0d10");
    }
  }
  const { header, area } = oledOf(part.type);
  for (const name of header) paintPin(pen, name, pins, width);
  paintGlass(pen, area, width, height);
}

function paintPin(pen: Pen, name: string, pins: PartGeometry["pins"], width: number): void {
  const at = pins.get(name);
  if (!at) return;
  const ink = { size: 3.3, weight: 600, color: "#dfeaff" };
  if (width - at.x < 3) {
    // At the edge a plug.
    fillRounded(pen, box(width - 14, at.y - 3.2, 14, 6.4), 0.8, "#f1f2ee");
    fillCircle(pen, { x: width - 4, y: at.y }, 1.8, "#b9bfc6");
    return print(pen, name.replace(/\.\d$/, ""), { x: width - 16, y: at.y }, { ...ink, align: "right" });
  }
  solderedPin(pen, at);
  print(pen, name, { x: at.x, y: at.y + 5.6 }, ink);
}

/** The panel: glass over the pixels, and below them the driver under black film with its flexible cable. */
function paintGlass(pen: Pen, area: Box, width: number, height: number): void {
  const top = Math.max(area.y - 5.5, 14.6);
  // As wide as the module, or, on a larger board, as the pixels need.
  const side = Math.min(12, area.x - 1.6);
  const glass = box(
    area.x - side,
    top,
    Math.min(width - 1.6, area.x + area.width + side) - area.x + side,
    Math.min(height - 2, area.y + area.height + 15) - top,
  );
  const cable = box(
    glass.x + glass.width * 0.3,
    glass.y + glass.height - 3,
    glass.width * 0.4,
    height - glass.y - glass.height + 2.4,
  );
  fillRounded(pen, cable, 1, "#7a4d1f");
  fillRounded(
    pen,
    glass,
    1.4,
    slanted(pen, glass, [
      [0, "#14171c"],
      [0.5, "#090a0d"],
      [1, "#101216"],
    ]),
  );
  strokeRounded(pen, glass, 1.4, "rgb(190 215 255 / 28%)", 0.5);
  pen.fillStyle = "#030405";
  pen.fillRect(area.x - 0.8, area.y - 0.8, area.width + 1.6, area.height + 1.6);
  pen.save();
  pen.beginPath();
  pen.rect(glass.x, glass.y, glass.width, glass.height);
  pen.clip();
  pen.fillStyle = "rgb(255 255 255 / 3.5%)";
  pen.beginPath();
  pen.moveTo(glass.x, glass.y);
  pen.lineTo(glass.x + glass.width * 0.5, glass.y);
  pen.lineTo(glass.x + glass.width * 0.2, glass.y + glass.height);
  pen.lineTo(glass.x, glass.y + glass.height);
  pen.fill();
  pen.restore();
}

const LIGHT = { r: 158, g: 230, b: 255 };

/** A lit pixel by the contrast register: a panel at 0 is dim, not dark. */
const pixelColor = (contrast: number): number => {
  const alpha = Math.round(255 * (0.5 + 0.5 * (contrast / 255) ** 0.6));
  return ((alpha << 24) | (LIGHT.b << 16) | (LIGHT.g << 8) | LIGHT.r) >>> 0;
};

/** The tracks of a controller, and what its glass shows. */
interface Controller {
  readonly ram: string;
  readonly registers: string;
  readonly bytes: number;
  render(ram: Uint8Array, registers: Uint8Array): Uint8Array;
}

const SSD1306: Controller = { ram: "gddram", registers: "registers", bytes: 1024, render: renderSsd1306 };
const SH110X: Controller = {
  ...{ ram: "ram", registers: "panel", bytes: SH110X_RAM_BYTES },
  render: (ram, registers) => renderSh110x(ram, registers).pixels,
};

function animate(stage: Stage, part: PartModel): FaceView {
  const { area, rows } = oledOf(part.type);
  const controller = part.type.includes("ssd1306") ? SSD1306 : SH110X;
  const screen = stage.screen(area, COLUMNS, rows);
  const ram = new Uint8Array(controller.bytes);
  const registers = new Uint8Array(REGISTER_BYTES);
  const pixels = new Uint32Array(COLUMNS * rows);
  let first = true;
  const changed = (read: PartReader): boolean =>
    [take(ram, read.pixels(controller.ram)), take(registers, read.pixels(controller.registers))].includes(true);
  return {
    update(read) {
      if (!changed(read) && !first) return false;
      first = false;
      const lit = pixelColor(registers[1] ?? 0);
      const image = controller.render(ram, registers);
      for (let index = 0; index < pixels.length; index++) pixels[index] = image[index] ? lit : 0;
      screen.show(pixels);
      return true;
    },
  };
}

/** Copies a framebuffer, zeros behind its end; true: it was different. */
export function take(into: Uint8Array, from: Uint8Array | undefined): boolean {
  let changed = false;
  for (let index = 0; index < into.length; index++) {
    const byte = from?.[index] ?? 0;
    if (byte === into[index]) continue;
    into[index] = byte;
    changed = true;
  }
  return changed;
}

export const ssd1306Face: Face = { paint, animate };
