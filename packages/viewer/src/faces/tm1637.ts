import { BLACK, css, mix, WHITE, type Rgb } from "../board/colors.js";
import { box, type Point } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import type { Face, FaceView, Stage } from "./face.js";
import { lightColorOf } from "./led.js";
import { DEFAULT_GAMMA, visibleLight } from "./led.geometry.js";
import { circuitBoard, mountingHole, SILK, solderedPin } from "./module.js";
import { fillRounded, glow, print, slanted, strokeRounded, type Pen } from "./pen.js";
import { segmentPath } from "./seven-segment.js";
import { text, type PartGeometry } from "./shape.js";
import { BLOCK, COLON, digitCentre, DIGITS, SCALE, SEGMENT_BYTES } from "./tm1637.geometry.js";

const DOT = 1.7;
const SEGMENTS = 7;
/** Around a digit's centre, segments and all. */
const HALF = { width: 14, height: 21 };

const colorOf = (part: PartModel): Rgb => lightColorOf(text(part, "color", "red"));

function fillSegment(pen: Pen, segment: number, { x, y }: Point, fill: string): void {
  pen.save();
  pen.translate(x, y);
  pen.scale(SCALE.x, SCALE.y);
  segmentPath(pen, segment, { x: 0, y: 0 });
  pen.restore();
  pen.fillStyle = fill;
  pen.fill();
}

function fillColon(pen: Pen, fill: string): void {
  pen.beginPath();
  for (const { x, y } of COLON) {
    pen.moveTo(x + DOT, y);
    pen.arc(x, y, DOT, 0, 2 * Math.PI);
  }
  pen.fillStyle = fill;
  pen.fill();
}

function paint(pen: Pen, part: PartModel, { width, height, body, pins }: PartGeometry): void {
  circuitBoard(pen, body, "blue", 2.5);
  for (const x of [6.5, width - 6.5]) {
    for (const y of [6.5, height - 6.5]) mountingHole(pen, { x, y }, 4.4);
  }
  for (const [name, at] of pins) {
    solderedPin(pen, at);
    print(pen, name, { x: at.x + 5, y: at.y }, { size: 4.2, weight: 650, color: SILK, align: "left" });
  }
  fillRounded(
    pen,
    BLOCK,
    1.2,
    slanted(pen, BLOCK, [
      [0, "#2b2e33"],
      [1, "#15171a"],
    ]),
  );
  strokeRounded(pen, BLOCK, 1.2, "rgb(255 255 255 / 26%)", 0.6);
  const dark = css(mix(mix(colorOf(part), { r: 150, g: 152, b: 156 }, 0.82), BLACK, 0.66));
  for (let digit = 0; digit < DIGITS; digit++) {
    for (let segment = 0; segment < SEGMENTS; segment++) fillSegment(pen, segment, digitCentre(digit), dark);
  }
  fillColon(pen, dark);
  print(pen, "TM1637", { x: width / 2 + 10, y: height - 7 }, { size: 5, weight: 700, color: SILK });
}

const HALO = 9;
const MAGNIFY = 3;

function animate(stage: Stage, part: PartModel): FaceView {
  const color = colorOf(part);
  const lit = css(mix(color, WHITE, 0.2));
  const lamps = Array.from({ length: SEGMENT_BYTES }, (_, index) => {
    const [digit, segment] = [index >> 3, index & 7];
    const isColon = digit === DIGITS;
    // The points of the digits are not connected.
    if (segment === SEGMENTS) return undefined;
    const centre = isColon ? { x: BLOCK.x + BLOCK.width / 2, y: BLOCK.y + BLOCK.height / 2 } : digitCentre(digit);
    return stage.sprite({
      key: `tm1637:${index}:${css(color)}`,
      box: box(centre.x - HALF.width, centre.y - HALF.height, 2 * HALF.width, 2 * HALF.height),
      paint: (pen) => (isColon ? fillColon(pen, lit) : fillSegment(pen, segment, centre, lit)),
    });
  });
  const halos = Array.from({ length: DIGITS }, (_, digit) => {
    const at = digitCentre(digit);
    const area = box(at.x - HALO, at.y - HALO, 2 * HALO, 2 * HALO);
    const key = `digit-halo:small:${css(color)}`;
    return stage.light({ key, box: area, paint: (pen) => glow(pen, at, HALO, color) }, MAGNIFY);
  });
  let before = "";
  return {
    update(read) {
      const bytes = read.pixels("segments") ?? new Uint8Array(SEGMENT_BYTES);
      const now = bytes.join();
      if (now === before) return false;
      before = now;
      const light = (index: number): number => visibleLight((bytes[index] ?? 0) / 255, DEFAULT_GAMMA);
      lamps.forEach((lamp, index) => {
        if (!lamp) return;
        lamp.visible = light(index) > 0;
        lamp.alpha = light(index);
      });
      halos.forEach((halo, digit) => {
        let mean = 0;
        for (let segment = 0; segment < SEGMENTS; segment++) mean += light(digit * 8 + segment) / SEGMENTS;
        halo.visible = mean > 0;
        halo.alpha = 0.3 * mean;
      });
      return true;
    },
  };
}

export const tm1637Face: Face = { paint, animate };
