import type { FirmwareFactory } from "../runner/firmware.js";
import type { Picture } from "../show/display.js";
import { framebufFont } from "./font.js";
import { textInPixels } from "./text-in-pixels.js";

/**
 * What a display says: its characters if it has any, otherwise the text in its picture, in the font of MicroPython's framebuf.
 * `micropython` makes firmware that runs Python.
 */
export const displayText = ({ pixels, width, height, text }: Picture, micropython: FirmwareFactory): string =>
  text ?? textInPixels(pixels, width, height, framebufFont(micropython));
