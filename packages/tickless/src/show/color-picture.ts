import { renderTft, TFT_PANEL_BYTES, TFT_RAM_BYTES } from "@tickless/devices";
import type { Cursor } from "@tickless/sim-core";
import type { Picture } from "./picture.js";

/** What a TFT display shows; `pixels` are 1 where the colour is another than that of most pixels, so that text can be read. */
export function tftPicture(cursor: Cursor, id: string): Picture {
  const frame = cursor.pixels(`${id}.frame`, TFT_RAM_BYTES);
  const { width, height, pixels: colors } = renderTft(frame, cursor.pixels(`${id}.panel`, TFT_PANEL_BYTES));
  const counts = new Map<number, number>();
  for (const color of colors) counts.set(color, (counts.get(color) ?? 0) + 1);
  const [ground] = [...counts].reduce((most, entry) => (entry[1] > most[1] ? entry : most));
  const rgb = new Uint8Array(3 * colors.length);
  const pixels = new Uint8Array(colors.length);
  colors.forEach((color, index) => {
    rgb.set([color & 0xff, (color >> 8) & 0xff, (color >> 16) & 0xff], 3 * index);
    if (color !== ground) pixels[index] = 1;
  });
  return { width, height, pixels, rgb };
}

/** Text may be written in so many colours. */
const MOST_INKS = 12;

/** Of a picture in colours: for each of the most frequent colours the pixels that have it. */
export function inksOf({ pixels, rgb }: Picture): Uint8Array[] {
  if (!rgb) return [];
  const colors = Uint32Array.from(pixels, (_, at) => {
    return ((rgb[3 * at] ?? 0) << 16) | ((rgb[3 * at + 1] ?? 0) << 8) | (rgb[3 * at + 2] ?? 0);
  });
  const counts = new Map<number, number>();
  for (const color of colors) counts.set(color, (counts.get(color) ?? 0) + 1);
  const inks = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MOST_INKS);
  return inks.map(([ink]) => Uint8Array.from(colors, (color) => (color === ink ? 1 : 0)));
}
