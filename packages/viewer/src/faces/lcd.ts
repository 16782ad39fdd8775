import { renderHd44780 } from "@tickless/devices";
import { BLACK, css, WHITE, type Rgb } from "../board/colors.js";
import { box } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import type { Face, FaceView, Stage } from "./face.js";
import { dotArea, dotsOf, glassOf, isOnI2c, pinsOf, readLcd } from "./lcd.geometry.js";
import { circuitBoard, mountingHole, SILK } from "./module.js";
import { downwards, fillCircle, fillRounded, print, slanted, strokeCircle, strokeRounded, type Pen } from "./pen.js";
import { text, type PartGeometry } from "./shape.js";

/** The glass with its backlight on and off. */
interface Tint {
  readonly lit: Rgb;
  readonly unlit: Rgb;
  /** Characters are light on dark. */
  readonly negative: boolean;
}

const GREEN: Tint = { lit: { r: 171, g: 214, b: 46 }, unlit: { r: 104, g: 122, b: 66 }, negative: false };
const BLUE: Tint = { lit: { r: 30, g: 66, b: 236 }, unlit: { r: 17, g: 26, b: 84 }, negative: true };

const tintOf = (part: PartModel): Tint => (text(part, "background", "green") === "blue" ? BLUE : GREEN);

const NAMED: Readonly<Record<string, Rgb>> = { white: WHITE, black: BLACK };

/** The characters' colour: as set, or what the glass has. */
const inkOf = (part: PartModel, { negative }: Tint): Rgb =>
  (negative ? NAMED[text(part, "color", "white")] : undefined) ?? (negative ? WHITE : { r: 22, g: 30, b: 8 });

function paint(pen: Pen, part: PartModel, { width, height, body, pins }: PartGeometry): void {
  circuitBoard(pen, body, "green", 3);
  const inset = 8.2;
  for (const x of [inset, width - inset]) {
    for (const y of [inset, height - inset]) mountingHole(pen, { x, y }, 5.2);
  }
  const upright = isOnI2c(part);
  for (const name of pinsOf(part)) {
    const at = pins.get(name);
    if (!at) continue;
    fillCircle(pen, at, 3, "#dcb35c");
    fillCircle(pen, at, 1.6, "#e9edf0");
    strokeCircle(pen, at, 1.6, "rgb(60 60 60 / 60%)", 0.4);
    const ink = { size: 4.4, weight: 650, color: SILK };
    if (upright) print(pen, name, { x: at.x + 5, y: at.y }, { ...ink, align: "left" });
    else print(pen, name, { x: at.x, y: at.y - 6.6 }, { ...ink, size: 4 });
  }
  paintBezel(pen, part);
}

/** The metal frame around the glass, with its bent tabs. */
function paintBezel(pen: Pen, part: PartModel): void {
  const glass = glassOf(part);
  const frame = box(glass.x - 9, glass.y - 9, glass.width + 18, glass.height + 18);
  for (const share of [0.15, 0.5, 0.85]) {
    for (const y of [frame.y - 2, frame.y + frame.height - 1]) {
      fillRounded(pen, box(frame.x + frame.width * share - 6, y, 12, 3), 1, "#0c0e10");
    }
  }
  fillRounded(
    pen,
    frame,
    2.5,
    slanted(pen, frame, [
      [0, "#33373c"],
      [0.5, "#17191c"],
      [1, "#24272b"],
    ]),
  );
  strokeRounded(pen, frame, 2.5, "rgb(255 255 255 / 22%)", 0.6);
  const inner = box(glass.x - 2, glass.y - 2, glass.width + 4, glass.height + 4);
  fillRounded(pen, inner, 1.5, "#07080a");
  fillRounded(pen, glass, 0.6, css(tintOf(part).unlit));
}

const rgba = ({ r, g, b }: Rgb, alpha: number): number =>
  ((Math.round(255 * alpha) << 24) | (b << 16) | (g << 8) | r) >>> 0;

/** How dark the darkest dots are; and other dots, of which a trace is always seen. */
const DARKEST = 0.92;
const TRACE = 0.03;
/** Light characters without backlight. */
const DIM = 0.16;

function animate(stage: Stage, part: PartModel): FaceView {
  const glass = glassOf(part);
  const tint = tintOf(part);
  const backlight = stage.sprite({
    key: `lcd:light:${css(tint.lit)}:${part.type}:${isOnI2c(part)}`,
    box: glass,
    paint: (pen) => fillRounded(pen, glass, 0.6, css(tint.lit)),
  });
  const dots = dotsOf(part);
  const screen = stage.screen(dotArea(part), dots.x, dots.y);
  const pixels = new Uint32Array(dots.x * dots.y);
  stage.sprite({
    key: `lcd:gloss:${part.type}:${isOnI2c(part)}`,
    box: glass,
    paint: (pen) => {
      const gloss = downwards(pen, glass, [
        [0, "rgb(0 0 0 / 26%)"],
        [0.12, "rgb(0 0 0 / 4%)"],
        [0.5, "rgb(255 255 255 / 5%)"],
        [1, "rgb(0 0 0 / 7%)"],
      ]);
      fillRounded(pen, glass, 0.6, gloss);
    },
  });
  const ink = inkOf(part, tint);
  let before = "";
  return {
    update(read) {
      const { ddram, cgram, registers } = readLcd(read);
      const now = `${ddram.join()};${cgram.join()};${registers.join()}`;
      if (now === before) return false;
      before = now;
      const [contrast = 0, shade = 0, light = 0] = [...registers.subarray(3, 6)].map((byte) => byte / 255);
      backlight.visible = light > 0;
      backlight.alpha = light;
      // Light characters are the backlight seen through the glass.
      const strength = tint.negative ? DIM + (1 - DIM) * light : 1;
      const colors = [Math.max(TRACE, shade / 2), DARKEST * contrast].map((alpha) => rgba(ink, strength * alpha));
      const picture = renderHd44780(ddram, cgram, registers);
      // Between characters there are no dots.
      const isDot = (index: number): boolean => (index % dots.x) % 6 < 5 && Math.floor(index / dots.x) % 9 < 8;
      for (let index = 0; index < pixels.length; index++) {
        pixels[index] = isDot(index) ? (colors[picture.pixels[index] ?? 0] as number) : 0;
      }
      screen.show(pixels);
      return true;
    },
  };
}

export const lcdFace: Face = { paint, animate };
