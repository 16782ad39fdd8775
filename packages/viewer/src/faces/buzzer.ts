import { box, type Point } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import { voiceOf } from "../sound/sound.js";
import { BUZZER_CENTRE, BUZZER_RADIUS } from "./buzzer.geometry.js";
import type { Face, FaceView, Stage } from "./face.js";
import { fillCircle, leg, print, radial, strokeCircle, type Pen } from "./pen.js";
import type { PartGeometry } from "./shape.js";

const HOLE = 5.2;

function paint(pen: Pen, _part: PartModel, { pins }: PartGeometry): void {
  const { x, y } = BUZZER_CENTRE;
  for (const at of pins.values()) {
    leg(pen, [
      [at.x, y + BUZZER_RADIUS - 4],
      [at.x, at.y],
    ]);
  }
  const sheen: Point = { x: x - BUZZER_RADIUS * 0.4, y: y - BUZZER_RADIUS * 0.45 };
  const side = radial(pen, sheen, BUZZER_RADIUS * 1.8, [
    [0, "#4c525b"],
    [0.5, "#2c3036"],
    [1, "#15171a"],
  ]);
  fillCircle(pen, BUZZER_CENTRE, BUZZER_RADIUS, side);
  const top = radial(pen, sheen, BUZZER_RADIUS * 1.7, [
    [0, "#3e444c"],
    [0.6, "#272b30"],
    [1, "#1b1e22"],
  ]);
  fillCircle(pen, BUZZER_CENTRE, BUZZER_RADIUS - 2.6, top);
  strokeCircle(pen, BUZZER_CENTRE, BUZZER_RADIUS - 2.6, "rgb(255 255 255 / 16%)", 0.6);
  // The membrane under the hole.
  fillCircle(pen, BUZZER_CENTRE, HOLE + 1.2, "#101215");
  const brass = radial(pen, BUZZER_CENTRE, HOLE, [
    [0, "#8d7a4c"],
    [1, "#2c2618"],
  ]);
  fillCircle(pen, BUZZER_CENTRE, HOLE, brass);
  strokeCircle(pen, BUZZER_CENTRE, HOLE + 0.6, "rgb(255 255 255 / 20%)", 0.6);
  print(pen, "+", { x: x + 7, y: y + BUZZER_RADIUS - 9 }, { size: 10, weight: 500, color: "#cdd3da" });
}

/** Arcs of sound around the hole, one for each third of the loudness. */
const RINGS = [0.4, 0.58, 0.76] as const;
const RING_COLOR = "#7cc7ff";

function animate(stage: Stage, part: PartModel): FaceView {
  const { x, y } = BUZZER_CENTRE;
  const rings = RINGS.map((share) => {
    const radius = BUZZER_RADIUS * share;
    return stage.sprite({
      key: `buzzer-ring:${share}`,
      box: box(x - radius - 2, y - radius - 2, 2 * radius + 4, 2 * radius + 4),
      paint: (pen) => {
        pen.strokeStyle = RING_COLOR;
        pen.lineWidth = 2;
        pen.lineCap = "round";
        for (const turn of [0, Math.PI]) {
          pen.beginPath();
          pen.arc(x, y, radius, turn - 0.75, turn + 0.75);
          pen.stroke();
        }
      },
    });
  });
  const voice = voiceOf(part.id);
  let shown = -1;
  return {
    update(read) {
      const loudness = read.value("loudness") || 0;
      voice.sound(read.value("frequency") || 0, loudness);
      if (loudness === shown) return false;
      shown = loudness;
      rings.forEach((ring, index) => {
        ring.visible = loudness > 0;
        // The further out, the louder it has to be.
        ring.alpha = Math.min(1, 0.25 + Math.max(0, 1.4 * loudness - 0.3 * index));
      });
      return true;
    },
  };
}

export const buzzerFace: Face = { paint, animate };
