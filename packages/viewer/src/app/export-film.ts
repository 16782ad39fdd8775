import { applyPalette, GIFEncoder, quantize, type Palette } from "gifenc";
import type { Film } from "./export-plan.js";
import type { PageModel } from "./page-model.js";

/* Films of the board. A chunk of its own: the encoder is loaded when somebody wants a film. */

export interface FilmProgress {
  readonly done: number;
  readonly frames: number;
}

/** The film as an animated GIF. Rejects with an AbortError when `signal` says so. */
export async function makeGif(
  { session, modules }: PageModel,
  film: Film,
  scale: number,
  onProgress: (progress: FilmProgress) => void,
  signal: AbortSignal,
): Promise<Blob> {
  const camera = await modules.camera(session, scale);
  try {
    const gif = GIFEncoder();
    for (const [index, time] of film.times.entries()) {
      signal.throwIfAborted();
      const { data, width, height } = pixelsOf(camera.picture(await session.store.stateAt(time, film.exposure)));
      // A board's colours hardly change, but its lights do: each frame has a palette of its own.
      const palette = quantize(data, 256);
      gif.writeFrame(indexed(data, width, palette), width, height, { palette, delay: film.delay });
      onProgress({ done: index + 1, frames: film.times.length });
      // The page stays alive between frames, and the person can change their mind.
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    gif.finish();
    return new Blob([gif.bytes()], { type: "image/gif" });
  } finally {
    camera.close();
  }
}

/** Ordered dithering, after Bayer: thresholds of a tile of 4 × 4 pixels. */
const BAYER = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5].map((level) => (level - 7.5) / 16);
/** About the distance of neighbouring colours of a palette, in levels of 255. */
const DITHER = 12;

/** So far from its nearest colour of the palette, in levels over all channels, a pixel may be without being dithered. */
const NEAR = 6;

/** The pixels as colours of the palette. Glows have more shades than that: they are dithered, or they would get rims. */
function indexed(data: Uint8ClampedArray, width: number, palette: Palette): Uint8Array {
  const nearest = applyPalette(data, palette);
  const between = applyPalette(dithered(data, width), palette);
  return nearest.map((index, pixel) => {
    const color = palette[index] as Palette[number];
    let distance = 0;
    for (let channel = 0; channel < 3; channel++)
      distance += Math.abs((data[4 * pixel + channel] as number) - (color[channel] as number));
    return distance <= NEAR ? index : (between[pixel] as number);
  });
}

function dithered(data: Uint8ClampedArray, width: number): Uint8ClampedArray {
  const out = new Uint8ClampedArray(data);
  for (let pixel = 0; pixel < data.length / 4; pixel++) {
    const x = pixel % width;
    const y = (pixel - x) / width;
    const offset = DITHER * (BAYER[(y % 4) * 4 + (x % 4)] as number);
    for (let channel = 0; channel < 3; channel++)
      out[4 * pixel + channel] = (data[4 * pixel + channel] as number) + offset;
  }
  return out;
}

function pixelsOf(source: HTMLCanvasElement): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = source.width;
  canvas.height = source.height;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("this browser gives no canvas to draw on");
  context.drawImage(source, 0, 0);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
