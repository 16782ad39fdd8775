import {
  CGRAM_BYTES,
  DDRAM_BYTES,
  hd44780Text,
  LCD_REGISTER_BYTES,
  PCD8544_PANEL_BYTES,
  PCD8544_RAM_BYTES,
  renderHd44780,
  renderPcd8544,
  renderSh110x,
  renderSsd1306,
  SH110X_RAM_BYTES,
} from "@tickless/devices";
import { UsageError, type Cursor, type Nanos, type Trace } from "@tickless/sim-core";
import { tftPicture } from "./color-picture.js";
import type { Picture } from "./picture.js";

export type { Picture };

const OLED_WIDTH = 128;
const OLED_HEIGHT = 64;
const OLED_RAM_BYTES = 1024;
const OLED_REGISTER_BYTES = 8;
const SH110X_PANEL_BYTES = 6;
const MATRIX_ROWS = 8;

/** Framebuffers that make a part a display, and how its picture comes of them. */
const PICTURES: Readonly<Record<string, (cursor: Cursor, id: string, trace: Trace) => Picture>> = {
  gddram: (cursor, id) => {
    const ram = cursor.pixels(`${id}.gddram`, OLED_RAM_BYTES);
    const registers = cursor.pixels(`${id}.registers`, OLED_REGISTER_BYTES);
    return { width: OLED_WIDTH, height: OLED_HEIGHT, pixels: renderSsd1306(ram, registers) };
  },
  ddram: (cursor, id) => {
    const ram = cursor.pixels(`${id}.ddram`, DDRAM_BYTES);
    const registers = cursor.pixels(`${id}.registers`, LCD_REGISTER_BYTES);
    const picture = renderHd44780(ram, cursor.pixels(`${id}.cgram`, CGRAM_BYTES), registers);
    return { ...picture, text: hd44780Text(ram, registers) };
  },
  ram: (cursor, id) =>
    renderSh110x(cursor.pixels(`${id}.ram`, SH110X_RAM_BYTES), cursor.pixels(`${id}.panel`, SH110X_PANEL_BYTES)),
  lcdram: (cursor, id) =>
    renderPcd8544(cursor.pixels(`${id}.lcdram`, PCD8544_RAM_BYTES), cursor.pixels(`${id}.panel`, PCD8544_PANEL_BYTES)),
  frame: tftPicture,
  matrix: (cursor, id, trace) => {
    // The first row is the whole matrix, dark.
    const size = (trace.get(`${id}.matrix`)?.value(0, 1) as Uint8Array).length;
    const bytes = cursor.pixels(`${id}.matrix`, size);
    const width = (8 * size) / MATRIX_ROWS;
    const pixels = Uint8Array.from({ length: width * MATRIX_ROWS }, (_, at) => {
      return ((bytes[at >> 3] as number) >> (7 - (at & 7))) & 1;
    });
    return { width, height: MATRIX_ROWS, pixels };
  },
};

/** The ids of the displays in a recording. */
export const displaysOf = (trace: Trace): string[] =>
  trace.tracks.flatMap(({ name }) => {
    const dot = name.lastIndexOf(".");
    return name.slice(dot + 1) in PICTURES ? [name.slice(0, dot)] : [];
  });

/** What a display shows at one moment, read from the recording alone. Throws UsageError when there is no such display. */
export function displayAt(trace: Trace, id: string, time: Nanos): Picture {
  const [, picture] = Object.entries(PICTURES).find(([memory]) => trace.get(`${id}.${memory}`)) ?? [];
  if (picture) return picture(trace.at(time), id, trace);
  const all = displaysOf(trace);
  const known = all.length === 0 ? "the board has none" : `there are: ${all.join(", ")}`;
  throw new UsageError(`there is no display '${id}' (${known})`);
}

/** A character for each pixel: "#" lit, "." dark. */
export function pictureText({ width, height, pixels }: Picture): string {
  let text = "";
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) text += pixels[y * width + x] ? "#" : ".";
    text += "\n";
  }
  return text;
}
