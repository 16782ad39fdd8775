import type { Sprite } from "pixi.js";
import { css, mix, parseColor, WHITE } from "../board/colors.js";
import { box, type Point } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import type { Face, FaceView, Stage } from "./face.js";
import { circuitBoard, SILK } from "./module.js";
import { headerArea, pixelPlaces, RING_WIDTH, ringRadius, type PixelPlace } from "./neopixel.geometry.js";
import {
  fillCircle,
  fillRounded,
  glow,
  leg,
  print,
  radial,
  slanted,
  strokeCircle,
  strokeRounded,
  type Pen,
} from "./pen.js";
import { number, text, type PartGeometry } from "./shape.js";

/** Radius of the round opening, as a part of the package's edge. */
const OPENING = 0.42;

/** A package from above: white plastic, a round opening, in it the controller and the three chips. */
function paintPackage(pen: Pen, { x, y, size, turn }: PixelPlace): void {
  const half = size / 2;
  pen.save();
  pen.translate(x, y);
  pen.rotate((turn * Math.PI) / 180);
  pen.fillStyle = "#b8bec6";
  for (const side of [-1, 1]) {
    for (const along of [-0.3, 0.3])
      pen.fillRect(side * half - (side > 0 ? 0 : size * 0.06), along * size - size * 0.09, size * 0.06, size * 0.18);
  }
  fillRounded(pen, box(-half, -half, size, size), size * 0.05, "#d6dade");
  strokeRounded(pen, box(-half, -half, size, size), size * 0.05, "rgb(40 46 54 / 55%)", Math.max(0.25, size * 0.025));
  fillCircle(pen, { x: 0, y: 0 }, size * OPENING, "#8f969f");
  fillCircle(
    pen,
    { x: 0, y: 0 },
    size * OPENING * 0.9,
    radial(pen, { x: -size * 0.1, y: -size * 0.12 }, size * 0.6, [
      [0, "#b9b8b0"],
      [1, "#8b8c88"],
    ]),
  );
  pen.fillStyle = "#3d4249";
  pen.fillRect(size * 0.02, -size * 0.1, size * 0.2, size * 0.2);
  pen.fillStyle = "#6a6748";
  for (const [dx, dy] of [
    [-0.16, -0.15],
    [-0.19, 0.05],
    [-0.06, 0.2],
  ] as const)
    pen.fillRect(dx * size - size * 0.04, dy * size - size * 0.04, size * 0.08, size * 0.08);
  // Which way round it is: a corner is cut.
  pen.fillStyle = "#9aa1a9";
  pen.beginPath();
  pen.moveTo(half, half);
  pen.lineTo(half - size * 0.16, half);
  pen.lineTo(half, half - size * 0.16);
  pen.fill();
  pen.restore();
}

function paintPackages(pen: Pen, part: PartModel): void {
  for (const place of pixelPlaces(part)) paintPackage(pen, place);
}

/** A tape of flexible board, soldering pads at its ends. */
function paintStrip(pen: Pen, part: PartModel, { body, pins, width }: PartGeometry): void {
  fillRounded(
    pen,
    body,
    2,
    slanted(pen, body, [
      [0, "#2a2e35"],
      [1, "#1b1e23"],
    ]),
  );
  strokeRounded(pen, body, 2, "rgb(255 255 255 / 18%)", 0.5);
  for (const y of [4.2, body.height - 4.2]) {
    pen.fillStyle = "rgb(210 150 90 / 22%)";
    pen.fillRect(3, y - 1.4, width - 6, 2.8);
  }
  for (const [name, at] of pins) {
    const left = at.x < width / 2;
    fillRounded(pen, box(at.x - 3.6, at.y - 2.8, 7.2, 5.6), 2.6, "#d9b45e");
    fillCircle(pen, at, 1.5, "#e9edf0");
    const words = name === "DOUT" || name === "DIN" ? name : name.startsWith("VDD") ? "5V" : "GND";
    print(
      pen,
      words,
      { x: at.x + (left ? 5 : -5), y: at.y },
      { size: 3.3, weight: 650, color: SILK, align: left ? "left" : "right" },
    );
  }
  paintPackages(pen, part);
}

function ringPath(pen: Pen, part: PartModel): void {
  const radius = ringRadius(part);
  pen.beginPath();
  pen.arc(radius, radius, radius, 0, 2 * Math.PI);
  pen.closePath();
  const inner = Math.max(0, radius - RING_WIDTH);
  pen.moveTo(radius + inner, radius);
  pen.arc(radius, radius, inner, 0, 2 * Math.PI, true);
  pen.closePath();
}

function paintRing(pen: Pen, part: PartModel, geometry: PartGeometry): void {
  const radius = ringRadius(part);
  const bottom = 2 * radius;
  for (const { x, y } of geometry.pins.values())
    leg(
      pen,
      [
        [x, bottom - 6],
        [x, y],
      ],
      2.2,
    );
  ringPath(pen, part);
  const background = parseColor(text(part, "background"));
  pen.fillStyle = background
    ? css(background)
    : slanted(pen, box(0, 0, bottom, bottom), [
        [0, "#32373f"],
        [1, "#1d2126"],
      ]);
  pen.fill();
  const centre: Point = { x: radius, y: radius };
  strokeCircle(pen, centre, radius - 0.3, "rgb(255 255 255 / 18%)", 0.6);
  strokeCircle(pen, centre, radius - RING_WIDTH + 0.3, "rgb(255 255 255 / 14%)", 0.6);
  for (const { x } of geometry.pins.values()) fillCircle(pen, { x, y: bottom - 2.6 }, 2, "#d9b45e");
  paintPackages(pen, part);
  // Where there is no board: the names hang below the ring's inside.
  if (radius - RING_WIDTH < 26) return;
  for (const [name, { x }] of geometry.pins) {
    const at = { x, y: bottom - RING_WIDTH - 3 };
    print(pen, name, at, { size: 4, weight: 650, color: "rgb(140 148 158 / 95%)", turn: -90, align: "left" });
  }
}

function paintMatrix(pen: Pen, part: PartModel, geometry: PartGeometry): void {
  if (part.type === "wokwi-neopixel-matrix") {
    circuitBoard(pen, geometry.body, "black", 2);
    for (const { x, y } of geometry.pins.values()) fillCircle(pen, { x, y: y - 1.6 }, 1.6, "#d9b45e");
    return paintPackages(pen, part);
  }
  circuitBoard(pen, geometry.body, "black", 3);
  const area = headerArea(geometry);
  for (const [name, at] of geometry.pins) {
    fillCircle(pen, at, 2.6, "#d9b45e");
    fillCircle(pen, at, 1.3, "#0b0d10");
    print(pen, name, { x: at.x, y: area.y + 7 }, { size: 3.4, weight: 650, color: SILK });
  }
  paintPackages(pen, part);
}

function paintSingle(pen: Pen, part: PartModel, { pins, width }: PartGeometry): void {
  for (const { x, y } of pins.values())
    leg(
      pen,
      [
        [x, y],
        [width / 2, y],
      ],
      2.2,
    );
  paintPackages(pen, part);
}

/**
 * Eyes are not linear, and a screen shows by far not as much contrast as such LEDs have: 1 of 255 is well to be seen. The exponent
 * is smaller than for LEDs that only fade, so that hues keep apart.
 */
const GAMMA = 1.6;
const LEVELS = Float64Array.from({ length: 256 }, (_, byte) => (byte / 255) ** (1 / GAMMA));

/** How far the light around a package reaches, as a part of its edge, and how much larger than painted it is shown. */
const REACH = 1;
const MAGNIFY = 2;

/** What lights up of one package. */
class Light {
  private shown = 0;
  private readonly sprites: readonly [body: Sprite, halo: Sprite];

  constructor(stage: Stage, { x, y, size }: PixelPlace) {
    const radius = size * OPENING;
    const reach = (size * REACH) / MAGNIFY;
    const body = stage.sprite({
      key: `pixel:${size}`,
      box: box(x - radius, y - radius, 2 * radius, 2 * radius),
      paint: (pen) =>
        fillCircle(
          pen,
          { x, y },
          radius,
          radial(pen, { x, y }, radius, [
            [0, "rgb(255 255 255 / 100%)"],
            [0.55, "rgb(255 255 255 / 96%)"],
            [1, "rgb(255 255 255 / 72%)"],
          ]),
        ),
    });
    const halo = stage.light(
      {
        key: `pixel-halo:${size}`,
        box: box(x - reach, y - reach, 2 * reach, 2 * reach),
        paint: (pen) => glow(pen, { x, y }, reach, WHITE),
      },
      MAGNIFY,
    );
    this.sprites = [body, halo];
    for (const sprite of this.sprites) sprite.visible = false;
  }

  /** Shows a colour, 0xRRGGBB; false: it is shown already. */
  show(color: number, brightness: number): boolean {
    if (color === this.shown) return false;
    this.shown = color;
    const level = (shift: number): number => Math.min(1, (LEVELS[(color >> shift) & 255] as number) * brightness);
    const [red, green, blue] = [level(16), level(8), level(0)];
    const most = Math.max(red, green, blue);
    const [body, halo] = this.sprites;
    body.visible = halo.visible = most > 0;
    if (most === 0) return true;
    const part = (light: number): number => Math.round((255 * light) / most);
    const hue = { r: part(red), g: part(green), b: part(blue) };
    const core = mix(hue, WHITE, 0.12);
    body.tint = (core.r << 16) | (core.g << 8) | core.b;
    halo.tint = (hue.r << 16) | (hue.g << 8) | hue.b;
    body.alpha = Math.min(1, 0.12 + 0.95 * most);
    halo.alpha = most ** 1.4;
    return true;
  }
}

function animate(stage: Stage, part: PartModel): FaceView {
  const brightness = number(part, "brightness", number(part, "matrixBrightness", 1, 0, 10), 0, 10);
  const lights = pixelPlaces(part).map((place) => new Light(stage, place));
  return {
    update(read) {
      const bytes = read.pixels("pixels");
      let changed = false;
      for (let index = 0, at = 0; index < lights.length; index++, at += 3) {
        const color = ((bytes?.[at] ?? 0) << 16) | ((bytes?.[at + 1] ?? 0) << 8) | (bytes?.[at + 2] ?? 0);
        if ((lights[index] as Light).show(color, brightness)) changed = true;
      }
      return changed;
    },
  };
}

export const pixelFace: Face = { paint: paintSingle, animate };
export const pixelStripFace: Face = { paint: paintStrip, animate };
export const pixelRingFace: Face = { paint: paintRing, silhouette: ringPath, animate };
export const pixelMatrixFace: Face = { paint: paintMatrix, animate };
