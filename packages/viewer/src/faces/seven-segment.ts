import { BLACK, css, mix, WHITE, type Rgb } from "../board/colors.js";
import { box, type Box, type Point } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import type { Face, FaceView, Picture, Stage } from "./face.js";
import { lightColorOf } from "./led.js";
import { DEFAULT_GAMMA, visibleLight } from "./led.geometry.js";
import { fillCircle, fillRounded, glow, slanted, strokeRounded, type Pen } from "./pen.js";
import {
  colonDots,
  digitCentre,
  digitsOf,
  hasColon,
  POINT,
  segmentBytes,
  SLANT,
  STROKES,
} from "./seven-segment.geometry.js";
import { text, type PartGeometry } from "./shape.js";

const THICKNESS = 5;
/** Between neighbouring segments. */
const GAP = 0.9;
const DOT = 2.9;

const colorOf = (part: PartModel): Rgb => lightColorOf(text(part, "color", "red"));

const leaning = ({ x, y }: Point, centre: Point): Point => ({ x: centre.x + x - y * SLANT, y: centre.y + y });

/** A segment's outline: a bar with pointed ends. */
export function segmentPath(pen: Pen, segment: number, centre: Point): void {
  const [x1, y1, x2, y2] = STROKES[segment] as (typeof STROKES)[number];
  const upright = x1 === x2;
  const half = THICKNESS / 2;
  const corners = upright
    ? [
        [x1, y1 + GAP],
        [x1 + half, y1 + half + GAP],
        [x1 + half, y2 - half - GAP],
        [x1, y2 - GAP],
        [x1 - half, y2 - half - GAP],
        [x1 - half, y1 + half + GAP],
      ]
    : [
        [x1 + GAP, y1],
        [x1 + half + GAP, y1 - half],
        [x2 - half - GAP, y1 - half],
        [x2 - GAP, y1],
        [x2 - half - GAP, y1 + half],
        [x1 + half + GAP, y1 + half],
      ];
  pen.beginPath();
  for (const [x, y] of corners) {
    const at = leaning({ x: x as number, y: y as number }, centre);
    pen.lineTo(at.x, at.y);
  }
  pen.closePath();
}

/** Something of the display that lights up. */
interface Lamp {
  readonly key: string;
  readonly area: Box;
  path(pen: Pen): void;
}

const around = (points: readonly Point[], margin: number): Box => {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [x, y] = [Math.min(...xs) - margin, Math.min(...ys) - margin];
  return box(x, y, Math.max(...xs) + margin - x, Math.max(...ys) + margin - y);
};

function dots(key: string, points: readonly Point[]): Lamp {
  return {
    key,
    area: around(points, DOT + 1),
    path: (pen) => {
      pen.beginPath();
      for (const { x, y } of points) {
        pen.moveTo(x + DOT, y);
        pen.arc(x, y, DOT, 0, 2 * Math.PI);
      }
    },
  };
}

function segmentLamp(digit: number, segment: number): Lamp {
  const centre = digitCentre(digit);
  const [x1, y1, x2, y2] = STROKES[segment] as (typeof STROKES)[number];
  const ends = [leaning({ x: x1, y: y1 }, centre), leaning({ x: x2, y: y2 }, centre)];
  return {
    key: `segment:${digit}:${segment}`,
    area: around(ends, THICKNESS / 2 + 1.5),
    path: (pen) => segmentPath(pen, segment, centre),
  };
}

/** All lamps in the order of the track's bytes. */
function lampsOf(part: PartModel): Lamp[] {
  const lamps = Array.from({ length: digitsOf(part) }, (_, digit) => [
    ...STROKES.map((_stroke, segment) => segmentLamp(digit, segment)),
    dots(`point:${digit}`, [leaning(POINT, digitCentre(digit))]),
  ]).flat();
  return hasColon(part) ? [...lamps, dots(`colon:${digitsOf(part)}`, colonDots(part))] : lamps;
}

function paint(pen: Pen, part: PartModel, { body, pins }: PartGeometry): void {
  fillRounded(pen, body, 1.5, "#d8dce1");
  const front = box(body.x + 0.8, body.y + 0.8, body.width - 1.6, body.height - 1.6);
  const fill = slanted(pen, front, [
    [0, "#2b2e33"],
    [1, "#17191d"],
  ]);
  fillRounded(pen, front, 1, fill);
  strokeRounded(pen, body, 1.5, "rgb(0 0 0 / 25%)", 0.5);
  for (const at of pins.values()) {
    fillCircle(pen, at, 1.7, "#0c0d10");
    fillCircle(pen, at, 1.2, "#b9bfc6");
  }
  const dark = mix(mix(colorOf(part), { r: 150, g: 152, b: 156 }, 0.82), BLACK, 0.66);
  for (const lamp of lampsOf(part)) {
    lamp.path(pen);
    pen.fillStyle = css(dark);
    pen.fill();
  }
}

function litPicture(lamp: Lamp, color: Rgb): Picture {
  return {
    key: `${lamp.key}:${css(color)}`,
    box: lamp.area,
    paint: (pen) => {
      lamp.path(pen);
      pen.fillStyle = css(mix(color, WHITE, 0.2));
      pen.fill();
    },
  };
}

const HALO = 12;
const MAGNIFY = 3.4;

function animate(stage: Stage, part: PartModel): FaceView {
  const color = colorOf(part);
  const lamps = lampsOf(part).map((lamp) => stage.sprite(litPicture(lamp, color)));
  // One soft light a digit, as strong as the digit is lit.
  const halos = Array.from({ length: digitsOf(part) }, (_, digit) => {
    const at = digitCentre(digit);
    const area = box(at.x - HALO, at.y - HALO, 2 * HALO, 2 * HALO);
    return stage.light(
      { key: `digit-halo:${css(color)}`, box: area, paint: (pen) => glow(pen, at, HALO, color) },
      MAGNIFY,
    );
  });
  const shown = new Uint8Array(segmentBytes(part));
  let first = true;
  return {
    update(read) {
      const bytes = read.pixels("segments");
      let changed = first;
      lamps.forEach((lamp, index) => {
        const value = bytes?.[index] ?? 0;
        if (value === shown[index] && !first) return;
        shown[index] = value;
        lamp.visible = value > 0;
        lamp.alpha = visibleLight(value / 255, DEFAULT_GAMMA);
        changed = true;
      });
      first = false;
      if (!changed) return false;
      halos.forEach((halo, digit) => {
        const segments = shown.subarray(digit * 8, digit * 8 + 7);
        const mean = segments.reduce((sum, value) => sum + visibleLight(value / 255, DEFAULT_GAMMA), 0) / 7;
        halo.visible = mean > 0;
        halo.alpha = 0.3 * mean;
      });
      return true;
    },
  };
}

export const sevenSegmentFace: Face = { paint, animate };
