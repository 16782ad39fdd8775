import { box, type Point } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import { paintEsp32 } from "./esp32-paint.js";
import { devKitOf, gpioNames } from "./esp32.geometry.js";
import type { Face, FaceView, Picture, Stage } from "./face.js";
import { visibleLight } from "./led.geometry.js";
import { fillRounded, glow } from "./pen.js";
import { boardLamp, pinDots } from "./pin-dots.js";

const LIGHT = { r: 70, g: 130, b: 255 };

const lampPicture = (key: string, { x, y }: Point): Picture => ({
  key: `${key}:lamp`,
  box: box(x - 3, y - 3, 6, 6),
  paint: (pen) => fillRounded(pen, box(x - 1.9, y - 1.3, 3.8, 2.6), 0.6, "#dbe7ff"),
});

const haloPicture = (key: string, at: Point): Picture => ({
  key: `${key}:halo`,
  box: box(at.x - 11, at.y - 11, 22, 22),
  paint: (pen) => glow(pen, at, 11, LIGHT),
});

function animate(stage: Stage, part: PartModel): FaceView {
  const layout = devKitOf(part.type);
  const { key, led } = layout;
  const dots = pinDots(stage, gpioNames(layout), layout.geometry.pins);
  const lamp = led ? boardLamp(stage, lampPicture(key, led), haloPicture(key, led)) : () => false;
  return {
    update: (read) => [dots(read), lamp(visibleLight(read.mean("led"), 2.2))].includes(true),
  };
}

export const esp32Face: Face = { paint: paintEsp32, animate };
