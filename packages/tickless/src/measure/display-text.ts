import type { Nanos, Trace } from "@tickless/sim-core";
import type { FirmwareFactory } from "../runner/firmware.js";
import { displayAt } from "../show/display.js";
import { segmentsAt } from "../show/lit.js";
import { framebufFont } from "./font.js";
import { textInPixels } from "./text-in-pixels.js";

/**
 * What a display says at one moment: its characters if it has any, otherwise the text in its picture, in the font of MicroPython's
 * framebuf. `micropython` makes firmware that runs Python. Throws UsageError when there is no such display.
 */
export function displayText(trace: Trace, id: string, time: Nanos, micropython: FirmwareFactory): string {
  const segments = segmentsAt(trace, id, time);
  if (segments !== undefined) return segments;
  const { pixels, width, height, text } = displayAt(trace, id, time);
  return text ?? textInPixels(pixels, width, height, framebufFont(micropython));
}
