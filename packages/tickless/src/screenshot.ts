import type { Expectation, Miss, Nanos, Trace } from "@tickless/sim-core";
import { displayAt, type Picture } from "./show/display.js";
import { toPng } from "./show/png.js";
import { readPng, type ColorPicture } from "./show/read-png.js";

/** Takes the picture that a scenario wants saved: a PNG, and its path from the scenario's folder. */
export type SaveScreenshot = (path: string, png: Uint8Array) => void;

/** From here on a pixel of a display without colours is lit. */
const HALF = 128;

/** Wokwi's `take-screenshot`: saves what a display shows, or compares it with a file, pixel by pixel. */
export function takeScreenshot(
  { part, saveTo, compareWith }: Extract<Expectation, { readonly kind: "take-screenshot" }>,
  { trace, now }: { readonly trace: Trace; readonly now: Nanos },
  files: ReadonlyMap<string, Uint8Array>,
  save: SaveScreenshot | undefined,
): Miss | undefined {
  const picture = displayAt(trace, part, now);
  if (saveTo !== undefined) save?.(saveTo, toPng(picture));
  if (compareWith === undefined) return undefined;
  const png = files.get(compareWith);
  if (!png) return { message: `there is no ${compareWith} to compare ${part} with ('save-to' makes one)` };
  const message = `expected ${part} to show ${compareWith}`;
  try {
    const difference = compare(picture, readPng(png));
    return difference === undefined ? undefined : { message: `${message}: ${difference}` };
  } catch (error) {
    return { message: `${message}, which cannot be read: ${(error as Error).message}` };
  }
}

/** How a display's picture differs from the expected one; undefined: it does not. */
function compare({ width, height, pixels, rgb }: Picture, expected: ColorPicture): string | undefined {
  if (width !== expected.width || height !== expected.height) {
    return `it has ${width} x ${height} pixels, not ${expected.width} x ${expected.height}`;
  }
  let differing = 0;
  for (let at = 0; at < width * height; at++) {
    const wanted = expected.rgb.subarray(3 * at, 3 * at + 3);
    const same = rgb
      ? wanted.every((value, color) => value === rgb[3 * at + color])
      : wanted.some((value) => value >= HALF) === (pixels[at] !== 0);
    if (!same) differing++;
  }
  return differing === 0 ? undefined : `${differing} pixels differ`;
}
