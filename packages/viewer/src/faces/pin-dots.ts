import type { Sprite } from "pixi.js";
import { box, type Point } from "../board/plane.js";
import type { PartReader, PinLevel } from "../board/state-reader.js";
import type { Picture, Stage } from "./face.js";
import { fillCircle, strokeCircle, type Pen } from "./pen.js";

/* The dots that show what the pins of a microcontroller's board do. */

const DOT = 2.35;
/** Steps of the duty that a dot shows. */
const STEPS = 24;
const AREA = box(-4, -4, 8, 8);
const ORIGIN: Point = { x: 0, y: 0 };

/** What a pin's dot shows: the level, and for a pulse train its duty as a pie. */
function dot(key: string, paint: (pen: Pen) => void): Picture {
  return {
    key: `pin:${key}`,
    box: AREA,
    paint: (pen) => {
      fillCircle(pen, ORIGIN, DOT, "#14170f");
      paint(pen);
    },
  };
}

const DOTS = {
  none: dot("none", (pen) => strokeCircle(pen, ORIGIN, DOT - 0.3, "#00000055", 0.5)),
  low: dot("low", (pen) => {
    fillCircle(pen, ORIGIN, DOT - 0.5, "#27352c");
    strokeCircle(pen, ORIGIN, DOT - 0.35, "#4d6455", 0.5);
  }),
  high: dot("high", (pen) => {
    fillCircle(pen, ORIGIN, DOT + 1.2, "#5dff9c30");
    fillCircle(pen, ORIGIN, DOT - 0.25, "#3fdc7f");
    fillCircle(pen, { x: -0.5, y: -0.6 }, 0.75, "#c9ffdf");
  }),
  // Not by colour alone: a ring is floating, a cross undefined.
  floating: dot("floating", (pen) => strokeCircle(pen, ORIGIN, DOT - 0.8, "#9aa4b0", 0.7)),
  unknown: dot("unknown", (pen) => {
    pen.strokeStyle = "#ff6b6b";
    pen.lineWidth = 0.8;
    pen.beginPath();
    for (const [x, y] of [
      [-1.2, -1.2],
      [-1.2, 1.2],
    ] as const) {
      pen.moveTo(x, y);
      pen.lineTo(-x, -y);
    }
    pen.stroke();
  }),
} as const;

const PULSES = Array.from({ length: STEPS + 1 }, (_, step) =>
  dot(`pwm${step}`, (pen) => {
    fillCircle(pen, ORIGIN, DOT - 0.25, "#4a3716");
    if (step === 0) return;
    pen.beginPath();
    pen.moveTo(0, 0);
    pen.arc(0, 0, DOT - 0.25, -Math.PI / 2, -Math.PI / 2 + (2 * Math.PI * step) / STEPS);
    pen.fillStyle = "#ffbd4f";
    pen.fill();
  }),
);

/** Any duty above 0 shows something, any below 1 leaves something open. */
function pictureOf(level: PinLevel): Picture {
  if (level.kind !== "pulses") return DOTS[level.kind];
  const step = Math.round(level.duty * STEPS);
  return PULSES[Math.min(STEPS - 1, Math.max(1, step || 0))] as Picture;
}

/** A light pulses too fast to be seen as pulses; the analog voltage of a pin is told by its label, not by its dot. */
const levelOf = (value: number, duty: number): PinLevel =>
  value === 4
    ? { kind: "pulses", duty, period: NaN }
    : { kind: (["low", "high", "unknown", "floating"] as const)[value] ?? "none" };

/** A dot at each of these pins; the function shows the state in them and tells whether anything looks different. */
export function pinDots(
  stage: Stage,
  names: readonly string[],
  pins: ReadonlyMap<string, Point>,
): (read: PartReader) => boolean {
  // All of them at once, so that none has to be painted while time goes by.
  for (const picture of [...Object.values(DOTS), ...PULSES]) stage.texture(picture);
  const dots = names.map((name) => {
    const sprite: Sprite = stage.sprite(DOTS.none);
    const at = pins.get(name) as Point;
    sprite.position.set(at.x + AREA.x, at.y + AREA.y);
    return { name, pwm: `${name}.pwm`, sprite, shown: DOTS.none };
  });
  return (read) => {
    let changed = false;
    for (const pin of dots) {
      const picture = pictureOf(levelOf(read.value(pin.name), read.value(pin.pwm)));
      if (picture === pin.shown) continue;
      pin.sprite.texture = stage.texture(picture);
      pin.shown = picture;
      changed = true;
    }
    return changed;
  };
}

/** A light on the board: the lamp itself and its halo. The function shows how bright it is, 0 to 1. */
export function boardLamp(stage: Stage, lamp: Picture, halo: Picture): (light: number) => boolean {
  const sprites = [stage.sprite(lamp), stage.light(halo, 2)];
  let shown = -1;
  return (light) => {
    if (light === shown) return false;
    shown = light;
    for (const sprite of sprites) {
      sprite.alpha = light;
      sprite.visible = light > 0;
    }
    return true;
  };
}
