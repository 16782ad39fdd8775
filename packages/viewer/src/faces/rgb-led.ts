import { BLACK, css, mix, WHITE, type Rgb } from "../board/colors.js";
import { box } from "../board/plane.js";
import type { Face, FaceView, Stage } from "./face.js";
import { DEFAULT_GAMMA, visibleLight } from "./led.geometry.js";
import { domePath } from "./led.js";
import { glow, leg, radial, sideways, type Pen } from "./pen.js";
import { RGB_CENTRE, RGB_RADIUS } from "./rgb-led.geometry.js";
import type { PartGeometry } from "./shape.js";

const FLANGE = { left: 11, right: 33, top: 27.8, bottom: 31.4 };
/** Where the legs leave the body, by pin. */
const ROOTS: Readonly<Record<string, number>> = { R: 15, COM: 19.4, G: 24.2, B: 28.6 };
const EPOXY = { r: 226, g: 230, b: 236 };

const silhouette = (pen: Pen): void => domePath(pen, RGB_CENTRE, RGB_RADIUS, FLANGE);

function paint(pen: Pen, _part: unknown, { pins }: PartGeometry): void {
  for (const [name, { x, y }] of pins) {
    const root = ROOTS[name] ?? x;
    leg(pen, [
      [root, FLANGE.bottom - 1],
      [root, FLANGE.bottom + 2.5],
      [x, FLANGE.bottom + 7.5],
      [x, y],
    ]);
  }
  const body = box(RGB_CENTRE.x - RGB_RADIUS, 3, 2 * RGB_RADIUS, 28);
  silhouette(pen);
  pen.fillStyle = sideways(pen, body, [
    [0, css(mix(EPOXY, BLACK, 0.34))],
    [0.25, css(mix(EPOXY, BLACK, 0.06))],
    [0.45, css(mix(EPOXY, WHITE, 0.5))],
    [0.8, css(mix(EPOXY, BLACK, 0.12))],
    [1, css(mix(EPOXY, BLACK, 0.38))],
  ]);
  pen.fill();
  pen.strokeStyle = css(mix(EPOXY, BLACK, 0.5), 0.8);
  pen.lineWidth = 0.6;
  pen.stroke();
  paintInside(pen);
}

/** The frame with its three chips, seen through the milky epoxy. */
function paintInside(pen: Pen): void {
  pen.save();
  silhouette(pen);
  pen.clip();
  pen.fillStyle = "rgb(70 76 84 / 26%)";
  for (const root of Object.values(ROOTS)) pen.fillRect(root - 1.3, 19, 2.6, 12);
  pen.fillStyle = "rgb(70 76 84 / 20%)";
  pen.fillRect(14, 17.5, 16, 2.4);
  const { x, y } = RGB_CENTRE;
  pen.fillStyle = radial(pen, { x: x - 3.6, y: y - 4.4 }, 7, [
    [0, "rgb(255 255 255 / 85%)"],
    [1, "rgb(255 255 255 / 0%)"],
  ]);
  pen.fillRect(0, 0, 44, 32);
  pen.restore();
}

const HALO = 62;
const MAGNIFY = 4;
/** What the three chips shine like; together they are white. */
const PRIMARIES = {
  red: { r: 255, g: 26, b: 18 },
  green: { r: 14, g: 255, b: 62 },
  blue: { r: 34, g: 66, b: 255 },
} as const;
type Output = keyof typeof PRIMARIES;
const OUTPUTS = Object.keys(PRIMARIES) as Output[];

/** The hue of lights together (each 0 to 1), as bright as colours get. */
export function mixedLight(lights: Readonly<Record<Output, number>>): Rgb {
  const sum = { r: 0, g: 0, b: 0 };
  for (const output of OUTPUTS) {
    for (const channel of ["r", "g", "b"] as const) sum[channel] += PRIMARIES[output][channel] * lights[output];
  }
  const scale = 255 / Math.max(1e-9, sum.r, sum.g, sum.b);
  return { r: Math.round(sum.r * scale), g: Math.round(sum.g * scale), b: Math.round(sum.b * scale) };
}

/** White pictures that are tinted. */
function lightsOf(stage: Stage) {
  const at = { x: RGB_CENTRE.x, y: RGB_CENTRE.y + 1 };
  const area = box(10, 3, 24, 30);
  const body = stage.sprite({
    key: "rgb:body",
    box: area,
    paint: (pen) => {
      silhouette(pen);
      pen.fillStyle = "rgb(255 255 255 / 94%)";
      pen.fill();
    },
  });
  const core = stage.sprite({
    key: "rgb:core",
    box: area,
    paint: (pen) => {
      pen.save();
      silhouette(pen);
      pen.clip();
      pen.fillStyle = radial(pen, { x: at.x, y: at.y + 2 }, 12, [
        [0, "rgb(255 255 255 / 90%)"],
        [0.25, "rgb(255 255 255 / 45%)"],
        [1, "rgb(255 255 255 / 0%)"],
      ]);
      pen.fillRect(0, 0, 44, 34);
      pen.restore();
    },
  });
  const radius = HALO / MAGNIFY;
  const halo = stage.light(
    {
      key: "rgb:halo",
      box: box(at.x - radius, at.y - radius, 2 * radius, 2 * radius),
      paint: (pen) => glow(pen, at, radius, WHITE),
    },
    MAGNIFY,
  );
  return { body, core, halo };
}

function animate(stage: Stage): FaceView {
  const { body, core, halo } = lightsOf(stage);
  let shown = "";
  return {
    update(read) {
      const light = (output: Output): number => visibleLight(read.mean(output), DEFAULT_GAMMA);
      const lights = { red: light("red"), green: light("green"), blue: light("blue") };
      const look = Object.values(lights).join();
      if (look === shown) return false;
      shown = look;
      const most = Math.max(...Object.values(lights));
      const { r, g, b } = mixedLight(lights);
      for (const sprite of [body, core, halo]) sprite.visible = most > 0;
      body.tint = halo.tint = (r << 16) | (g << 8) | b;
      body.alpha = Math.min(1, most * 1.15);
      core.alpha = 0.7 * most;
      halo.alpha = most ** 1.4;
      return true;
    },
  };
}

export const rgbLedFace: Face = { paint, silhouette, animate };
