import type { Nanos } from "@tickless/sim-core";
import { displayAt, pictureText, type Picture } from "../show/display.js";
import { framebufFont } from "./font.js";
import { textInPixels } from "./text-in-pixels.js";
import { momentOf, type View } from "./view.js";

/** What an SSD1306 display shows. All looks are at a moment, default now. */
export class Display {
  constructor(
    readonly view: View,
    readonly part: string,
  ) {}

  /** The picture: 128 × 64 pixels, row by row from the top left, each 0 or 1. */
  picture(at?: Nanos): Picture {
    return displayAt(this.view.trace, this.part, momentOf(this.view, at));
  }

  /** The picture as 64 lines of 128 characters: "#" is lit, "." dark. */
  bitmap(at?: Nanos): string {
    return pictureText(this.picture(at)).trimEnd();
  }

  /**
   * Text in MicroPython's own font (framebuf), line by line from the top. Only characters that are there as a whole and have
   * nothing drawn over them; a line needs a letter or a digit.
   */
  text(at?: Nanos): string {
    const { pixels, width, height } = this.picture(at);
    return textInPixels(pixels, width, height, framebufFont());
  }
}
