import { box, type Point } from "../board/plane.js";
import { BLACK, css, mix, parseColor, WHITE, type Rgb } from "../board/colors.js";
import type { PartModel } from "../protocol/project.js";
import type { Face, FaceView, Stage } from "./face.js";
import { gammaOf, isFlipped, LED_CENTRE, LED_RADIUS, visibleLight } from "./led.geometry.js";
import { glow, leg, line, radial, sideways, type Pen } from "./pen.js";
import { text } from "./shape.js";

/** Colours of the usual LEDs' light; other CSS colours are taken as they are. */
const LIGHTS: Readonly<Record<string, Rgb>> = {
  red: { r: 255, g: 58, b: 48 },
  green: { r: 60, g: 232, b: 96 },
  blue: { r: 66, g: 128, b: 255 },
  yellow: { r: 255, g: 214, b: 36 },
  orange: { r: 255, g: 149, b: 28 },
  white: { r: 255, g: 250, b: 238 },
  purple: { r: 186, g: 92, b: 255 },
  cyan: { r: 48, g: 230, b: 244 },
};

export const lightColorOf = (name: string): Rgb =>
  LIGHTS[name.toLowerCase()] ?? parseColor(name) ?? (LIGHTS["red"] as Rgb);

const FLANGE = { left: 9, right: 31, top: 26.6, bottom: 30.4 };

/** The epoxy body of a LED: a dome on a cylinder on a flange. */
export function domePath(
  pen: Pen,
  { x, y }: Point,
  radius: number,
  flange: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number },
): void {
  pen.beginPath();
  pen.moveTo(x - radius, flange.top);
  pen.lineTo(x - radius, y);
  pen.arc(x, y, radius, Math.PI, 0);
  pen.lineTo(x + radius, flange.top);
  pen.lineTo(flange.right, flange.top + 0.8);
  pen.lineTo(flange.right, flange.bottom - 0.6);
  pen.lineTo(flange.left, flange.bottom - 0.6);
  pen.lineTo(flange.left, flange.top + 0.8);
  pen.closePath();
}

const silhouette = (pen: Pen): void => domePath(pen, LED_CENTRE, LED_RADIUS, FLANGE);

function paint(pen: Pen, part: PartModel): void {
  const color = lightColorOf(text(part, "color", "red"));
  const flip = isFlipped(text(part, "flip"));
  const [anode, cathode] = flip ? [15, 25] : [25, 15];
  leg(pen, [
    [cathode, 30],
    [cathode, 42],
  ]);
  leg(pen, [
    [anode, 30],
    [anode, 34],
    [anode + (flip ? -0.8 : 0.8), 36],
    [anode, 38],
    [anode, 42],
  ]);
  paintEpoxy(pen, color);
  paintInside(pen, flip);
  paintShine(pen);
}

function paintEpoxy(pen: Pen, color: Rgb): void {
  const cool = mix(color, { r: 120, g: 124, b: 130 }, 0.16);
  const body = box(LED_CENTRE.x - LED_RADIUS, 3, 2 * LED_RADIUS, 28);
  pen.save();
  silhouette(pen);
  pen.fillStyle = sideways(pen, body, [
    [0, css(mix(cool, BLACK, 0.5))],
    [0.22, css(mix(cool, BLACK, 0.12))],
    [0.45, css(mix(cool, WHITE, 0.1))],
    [0.8, css(mix(cool, BLACK, 0.24))],
    [1, css(mix(cool, BLACK, 0.55))],
  ]);
  pen.fill();
  pen.strokeStyle = css(mix(cool, BLACK, 0.6), 0.8);
  pen.lineWidth = 0.6;
  pen.stroke();
  line(
    pen,
    [
      [FLANGE.left + 0.6, FLANGE.top + 0.9],
      [FLANGE.right - 0.6, FLANGE.top + 0.9],
    ],
    css(mix(cool, WHITE, 0.4), 0.55),
    0.6,
  );
  pen.restore();
}

/** The frame that carries the chip, seen through the epoxy: the cathode's cup and the anode's post. */
function paintInside(pen: Pen, flip: boolean): void {
  pen.save();
  pen.globalAlpha = 0.34;
  pen.fillStyle = "#20242a";
  pen.translate(LED_CENTRE.x, 0);
  if (flip) pen.scale(-1, 1);
  for (const shape of [
    [
      [-7, 30],
      [-7, 19],
      [-5.4, 16.5],
      [-0.6, 16.5],
      [0.4, 19.5],
      [-3, 22],
      [-3, 30],
    ],
    [
      [3, 30],
      [3, 22],
      [1.6, 19.5],
      [2.6, 17],
      [6.6, 17],
      [7, 19],
      [7, 30],
    ],
  ]) {
    pen.beginPath();
    for (const [x, y] of shape) pen.lineTo(x as number, y as number);
    pen.closePath();
    pen.fill();
  }
  pen.restore();
}

function paintShine(pen: Pen): void {
  const { x, y } = LED_CENTRE;
  pen.save();
  silhouette(pen);
  pen.clip();
  pen.fillStyle = radial(pen, { x: x - 3.8, y: y - 4.6 }, 6.5, [
    [0, "rgb(255 255 255 / 75%)"],
    [0.35, "rgb(255 255 255 / 26%)"],
    [1, "rgb(255 255 255 / 0%)"],
  ]);
  pen.fillRect(0, 0, 40, 32);
  line(
    pen,
    [
      [x - LED_RADIUS + 2, y + 1],
      [x - LED_RADIUS + 2, FLANGE.top],
    ],
    "rgb(255 255 255 / 26%)",
    1.1,
  );
  pen.restore();
}

/** The body with light in it. */
function paintLit(pen: Pen, color: Rgb): void {
  const { x, y } = LED_CENTRE;
  silhouette(pen);
  pen.fillStyle = css(mix(color, WHITE, 0.08), 0.86);
  pen.fill();
  pen.save();
  pen.clip();
  pen.fillStyle = radial(pen, { x, y: y + 3.5 }, 17, [
    [0, "rgb(255 255 255 / 98%)"],
    [0.2, css(mix(color, WHITE, 0.72), 0.95)],
    [0.5, css(mix(color, WHITE, 0.26), 0.85)],
    [1, css(color, 0)],
  ]);
  pen.fillRect(0, 0, 40, 34);
  pen.restore();
}

/** Half of the halo's width, board px. */
const HALO = 62;
const MAGNIFY = 4;

function animate(stage: Stage, part: PartModel): FaceView {
  const color = lightColorOf(text(part, "lightColor", text(part, "color", "red")));
  const gamma = gammaOf(part);
  const key = css(color);
  const lit = stage.sprite({ key: `led:${key}`, box: box(8, 2, 24, 30), paint: (pen) => paintLit(pen, color) });
  const radius = HALO / MAGNIFY;
  const at = { x: LED_CENTRE.x, y: LED_CENTRE.y + 1 };
  const halo = stage.light(
    {
      key: `halo:${key}`,
      box: box(at.x - radius, at.y - radius, 2 * radius, 2 * radius),
      paint: (pen) => glow(pen, at, radius, color),
    },
    MAGNIFY,
  );
  let shown = -1;
  return {
    update(read) {
      const light = visibleLight(read.mean("brightness"), gamma);
      if (light === shown) return false;
      shown = light;
      lit.visible = halo.visible = light > 0;
      lit.alpha = Math.min(1, light * 1.15);
      halo.alpha = light ** 1.4;
      return true;
    },
  };
}

export const ledFace: Face = { paint, silhouette, animate };
