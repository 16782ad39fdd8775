import type { Sprite } from "pixi.js";
import { box } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import type { Face, FaceView, Stage } from "./face.js";
import { circuitBoard, darkLamp, lampLight, namedHeader, SILK, smallPart, solderedPin } from "./module.js";
import { downwards, fillCircle, fillRounded, line, print, strokeRounded, type Pen } from "./pen.js";
import { ANALYZER_NAMES, analyzerLamp, CHIP, multiplexer16Shape } from "./selectors.geometry.js";
import type { PartGeometry } from "./shape.js";

const INK = { size: 3.8, weight: 650, color: SILK } as const;
const CHANNELS = 16;

function paintMultiplexer(pen: Pen, _part: PartModel, { body, pins }: PartGeometry): void {
  circuitBoard(pen, body, "blue", 2.5);
  for (const [name, at] of pins) {
    solderedPin(pen, at);
    const left = at.x < body.width / 2;
    print(pen, name, { x: at.x + (left ? 4.6 : -4.6), y: at.y }, { ...INK, align: left ? "left" : "right" });
  }
  for (let index = 0; index < 12; index++) {
    const y = CHIP.y + 2.6 + index * 4.8;
    line(
      pen,
      [
        [CHIP.x - 2, y],
        [CHIP.x + CHIP.width + 2, y],
      ],
      "#c3c8ce",
      1.4,
    );
  }
  fillRounded(pen, CHIP, 0.9, "#15171a");
  strokeRounded(pen, CHIP, 0.9, "rgb(255 255 255 / 14%)", 0.4);
  fillCircle(pen, { x: CHIP.x + 3, y: CHIP.y + 3 }, 0.9, "#3a3f46");
  const middle = { x: CHIP.x + CHIP.width / 2, y: CHIP.y + CHIP.height / 2 };
  print(pen, "CD74HC4067", middle, { size: 4.2, weight: 600, color: "#9aa1a9", turn: 90 });
  smallPart(pen, { x: 46, y: 14 });
  print(pen, "MUX", { x: 44, y: 26 }, { ...INK, size: 4.8, weight: 700 });
}

/** A line from the channel to COM. */
function animateMultiplexer(stage: Stage, part: PartModel): FaceView {
  const { pins } = multiplexer16Shape.geometry(part);
  const common = pins.get("COM") ?? { x: 0, y: 0 };
  const sprites: Sprite[] = [];
  for (let channel = 0; channel < CHANNELS; channel++) {
    const from = pins.get(`I${channel}`) ?? common;
    const x = 18.8;
    const top = Math.min(from.y, common.y);
    const sprite = stage.sprite({
      key: `mux:${channel}`,
      box: box(from.x - 3.6, top - 4, common.x - from.x + 7.2, Math.abs(from.y - common.y) + 8),
      paint: (pen) => {
        pen.lineJoin = "round";
        line(
          pen,
          [
            [from.x, from.y],
            [x, from.y],
            [x, common.y],
            [common.x, common.y],
          ],
          "rgb(255 196 84 / 85%)",
          1.6,
        );
        for (const at of [from, common]) fillCircle(pen, at, 1.7, "#ffc454");
      },
    });
    sprite.visible = false;
    sprites.push(sprite);
  }
  let shown = -1;
  return {
    update(read) {
      const now = read.value("channel");
      const channel = Number.isNaN(now) ? -1 : now;
      if (channel === shown) return false;
      const [before, after] = [sprites[shown], sprites[channel]];
      if (before) before.visible = false;
      if (after) after.visible = true;
      shown = channel;
      return true;
    },
  };
}

export const multiplexer16Face: Face = { paint: paintMultiplexer, animate: animateMultiplexer };

function paintAnalyzer(pen: Pen, _part: PartModel, geometry: PartGeometry): void {
  const { body } = geometry;
  fillRounded(
    pen,
    body,
    4,
    downwards(pen, body, [
      [0, "#41474f"],
      [1, "#24282d"],
    ]),
  );
  strokeRounded(pen, body, 4, "rgb(255 255 255 / 18%)", 0.7);
  namedHeader(pen, geometry, "left");
  for (let index = 0; index < 8; index++) darkLamp(pen, analyzerLamp(index));
  const middle = body.y + body.height / 2;
  print(pen, "Logic analyzer", { x: 62, y: middle }, { ...INK, size: 6, turn: 90 });
  // A pulse train, as a picture of what it is for.
  const [x, step] = [78, 6.4];
  const wave = [0, 1, 1, 0, 0, 1, 0, 1, 1, 1, 0, 0].flatMap((level, at, all): [number, number][] => {
    const y = middle - 5.5 * step + at * step;
    const of = (value: number): number => x + 12 * value;
    return [
      [of(all[at - 1] ?? level), y],
      [of(level), y],
    ];
  });
  pen.lineJoin = "round";
  line(pen, wave, "#5fdc8f", 1.2);
}

function animateAnalyzer(stage: Stage): FaceView {
  const names = ANALYZER_NAMES.slice(0, 8);
  const lamps = names.map((_, index) => lampLight(stage, analyzerLamp(index), { r: 70, g: 235, b: 120 }));
  const shown = names.map(() => false);
  return {
    update(read) {
      let changed = false;
      names.forEach((name, index) => {
        const high = read.value(name) >= 0.5;
        if (high === shown[index]) return;
        shown[index] = high;
        (lamps[index] as { visible: boolean }).visible = high;
        changed = true;
      });
      return changed;
    },
  };
}

export const analyzerFace: Face = { paint: paintAnalyzer, animate: animateAnalyzer };
