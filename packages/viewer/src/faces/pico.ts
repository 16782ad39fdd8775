import type { Sprite } from "pixi.js";
import { box, type Point } from "../board/plane.js";
import type { PinLevel } from "../board/state-reader.js";
import type { Face, FaceView, Picture, Stage } from "./face.js";
import { visibleLight } from "./led.geometry.js";
import { fillCircle, fillRounded, glow, strokeCircle, type Pen } from "./pen.js";
import { paintPico, picoSilhouette } from "./pico-paint.js";
import { PICO_LED, PICO_LEFT, PICO_PINS, PICO_RIGHT } from "./pico.geometry.js";

const LIGHT = { r: 74, g: 255, b: 128 };
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

function animate(stage: Stage): FaceView {
  // All of them at once, so that none has to be painted while time goes by.
  for (const picture of [...Object.values(DOTS), ...PULSES]) stage.texture(picture);
  const dots = [...PICO_LEFT, ...PICO_RIGHT]
    .filter((name) => name.startsWith("GP"))
    .map((name) => {
      const sprite = stage.sprite(DOTS.none);
      const at = PICO_PINS.get(name) as Point;
      sprite.position.set(at.x + AREA.x, at.y + AREA.y);
      return { name, pwm: `${name}.pwm`, sprite, shown: DOTS.none };
    });
  const lamp = stage.sprite({
    key: "pico:lamp",
    box: box(PICO_LED.x - 2, PICO_LED.y - 3, 4, 6),
    paint: (pen) => fillRounded(pen, box(PICO_LED.x - 1.2, PICO_LED.y - 1.9, 2.4, 3.8), 0.6, "#d8ffe4"),
  });
  const halo = stage.light(haloPicture, 2);
  let light = -1;
  const shine = (sprite: Sprite, alpha: number): void => {
    sprite.alpha = alpha;
    sprite.visible = alpha > 0;
  };
  return {
    update(read) {
      let changed = false;
      for (const pin of dots) {
        const picture = pictureOf(levelOf(read.value(pin.name), read.value(pin.pwm)));
        if (picture === pin.shown) continue;
        pin.sprite.texture = stage.texture(picture);
        pin.shown = picture;
        changed = true;
      }
      const now = visibleLight(read.mean("led"), 2.2);
      if (now !== light) {
        light = now;
        shine(lamp, now);
        shine(halo, now);
        changed = true;
      }
      return changed;
    },
  };
}

const haloPicture: Picture = {
  key: "pico:halo",
  box: box(PICO_LED.x - 10, PICO_LED.y - 10, 20, 20),
  paint: (pen) => glow(pen, PICO_LED, 10, LIGHT),
};

export const picoFace: Face = { paint: paintPico, silhouette: picoSilhouette, animate };
