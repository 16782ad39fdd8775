import { box } from "../board/plane.js";
import type { Face, FaceView, Picture, Stage } from "./face.js";
import { visibleLight } from "./led.geometry.js";
import { fillRounded, glow } from "./pen.js";
import { paintPico, picoSilhouette } from "./pico-paint.js";
import { PICO_LED, PICO_LEFT, PICO_PINS, PICO_RIGHT } from "./pico.geometry.js";
import { boardLamp, pinDots } from "./pin-dots.js";

const LIGHT = { r: 74, g: 255, b: 128 };
const LAMP: Picture = {
  key: "pico:lamp",
  box: box(PICO_LED.x - 2, PICO_LED.y - 3, 4, 6),
  paint: (pen) => fillRounded(pen, box(PICO_LED.x - 1.2, PICO_LED.y - 1.9, 2.4, 3.8), 0.6, "#d8ffe4"),
};

const HALO: Picture = {
  key: "pico:halo",
  box: box(PICO_LED.x - 10, PICO_LED.y - 10, 20, 20),
  paint: (pen) => glow(pen, PICO_LED, 10, LIGHT),
};

function animate(stage: Stage): FaceView {
  const names = [...PICO_LEFT, ...PICO_RIGHT].filter((name) => name.startsWith("GP"));
  const dots = pinDots(stage, names, PICO_PINS);
  const lamp = boardLamp(stage, LAMP, HALO);
  return {
    update: (read) => [dots(read), lamp(visibleLight(read.mean("led"), 2.2))].includes(true),
  };
}

export const picoFace: Face = { paint: paintPico, silhouette: picoSilhouette, animate };
