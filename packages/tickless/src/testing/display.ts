import type { Nanos } from "@tickless/sim-core";
import { inksOf } from "../show/color-picture.js";
import { displayAt, pictureText, type Picture } from "../show/display.js";
import { framebufFont } from "./font.js";
import { textInPixels } from "./text-in-pixels.js";
import { momentOf, type View } from "./view.js";

/** What an OLED, a TFT, a LED matrix or a character display shows. All looks are at a moment, default now. */
export class Display {
  constructor(
    readonly view: View,
    readonly part: string,
  ) {}

  /**
   * The picture, row by row from the top left, each pixel 0 or 1: 128 × 64 of an OLED; of a character display its dots, with a gap
   * of one between characters (16 × 2: 95 × 17); of a TFT 1 where the colour is another than that of most pixels, and all colours as `rgb`.
   */
  picture(at?: Nanos): Picture {
    return displayAt(this.view.trace, this.part, momentOf(this.view, at));
  }

  /** The picture as lines of characters: "#" is lit (of an LCD: dark), "." not. */
  bitmap(at?: Nanos): string {
    return pictureText(this.picture(at)).trimEnd();
  }

  /**
   * Of a character display its rows, without blanks at the end of a row and empty rows at the end; what the program drew itself is
   * U+FFFD. Otherwise text in MicroPython's own font (framebuf), line by line from the top. Only characters that are there as a whole and have
   * nothing drawn over them; a line needs a letter or a digit.
   */
  text(at?: Nanos): string {
    const picture = this.picture(at);
    const { pixels, width, height, text } = picture;
    return text ?? textInPixels(pixels, width, height, framebufFont(), inksOf(picture));
  }
}
