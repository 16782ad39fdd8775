import { css } from "../board/colors.js";
import { box } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import type { Face, FaceView, Stage } from "./face.js";
import {
  fillCircle,
  fillRounded,
  leg,
  line,
  print,
  radial,
  slanted,
  strokeCircle,
  strokeRounded,
  type Pen,
} from "./pen.js";
import type { PartGeometry } from "./shape.js";
import { arrowOf, MOTOR_SHAFT, motorReading } from "./stepper-motor.geometry.js";

const SHAFT_RADIUS = 15;
const FLANGE_RADIUS = 82;
const HOLES = [24, 196.4] as const;

function paint(pen: Pen, _part: PartModel, { body, pins }: PartGeometry): void {
  for (const { x, y } of pins.values()) {
    leg(pen, [
      [x, 214],
      [x, y],
    ]);
  }
  const [first = 0, last = 0] = [95.12, 123.93];
  fillRounded(pen, box(first - 6, 214, last - first + 12, 10), 1.5, "#e8e6df");
  strokeRounded(pen, box(first - 6, 214, last - first + 12, 10), 1.5, "rgb(0 0 0 / 30%)", 0.6);
  const plate = slanted(pen, body, [
    [0, "#6a7079"],
    [0.5, "#474c54"],
    [1, "#30343a"],
  ]);
  fillRounded(pen, body, 12, plate);
  strokeRounded(pen, body, 12, "rgb(255 255 255 / 22%)", 1);
  for (const x of HOLES) {
    for (const y of HOLES) {
      fillCircle(pen, { x, y }, 10, "#8d949d");
      fillCircle(pen, { x, y }, 8, "#15171a");
    }
  }
  const { x, y } = MOTOR_SHAFT;
  const flange = radial(pen, { x: x - 30, y: y - 34 }, FLANGE_RADIUS * 1.9, [
    [0, "#c9ced4"],
    [0.5, "#9aa1aa"],
    [1, "#6d747d"],
  ]);
  fillCircle(pen, MOTOR_SHAFT, FLANGE_RADIUS, flange);
  strokeCircle(pen, MOTOR_SHAFT, FLANGE_RADIUS, "rgb(0 0 0 / 28%)", 1);
  strokeCircle(pen, MOTOR_SHAFT, FLANGE_RADIUS - 5, "rgb(255 255 255 / 26%)", 0.8);
  for (let mark = 0; mark < 20; mark++) {
    const turn = (mark * Math.PI) / 10;
    const ends = [mark % 5 === 0 ? 66 : 70, 75].map((r) => [x + Math.sin(turn) * r, y - Math.cos(turn) * r] as const);
    line(pen, ends, "rgb(30 34 40 / 70%)", mark % 5 === 0 ? 2 : 1.2);
  }
  fillCircle(pen, MOTOR_SHAFT, 32, "#545a63");
  strokeCircle(pen, MOTOR_SHAFT, 32, "rgb(0 0 0 / 35%)", 1);
  for (const [name, at] of pins) {
    print(pen, name, { x: at.x, y: 208 }, { size: 6, weight: 650, color: "#dfe4ea" });
  }
}

/** The shaft, flat at one side, and the arrow on it, pointing up. */
function paintShaft(pen: Pen, arrow: string | undefined): void {
  if (arrow !== undefined) {
    pen.beginPath();
    pen.moveTo(-5, 0);
    pen.lineTo(-5, -42);
    pen.lineTo(-12, -42);
    pen.lineTo(0, -63);
    pen.lineTo(12, -42);
    pen.lineTo(5, -42);
    pen.lineTo(5, 0);
    pen.closePath();
    pen.fillStyle = arrow;
    pen.fill();
    pen.strokeStyle = "rgb(0 0 0 / 45%)";
    pen.lineWidth = 1;
    pen.stroke();
  }
  const steel = radial(pen, { x: -5, y: -6 }, SHAFT_RADIUS * 1.9, [
    [0, "#f6f8fa"],
    [0.6, "#b6bdc5"],
    [1, "#7c848d"],
  ]);
  pen.beginPath();
  pen.arc(0, 0, SHAFT_RADIUS, -Math.PI / 2 + 0.72, -Math.PI / 2 - 0.72 + 2 * Math.PI);
  pen.closePath();
  pen.fillStyle = steel;
  pen.fill();
  pen.strokeStyle = "rgb(0 0 0 / 50%)";
  pen.lineWidth = 0.9;
  pen.stroke();
  // Without an arrow the flat side and a line tell where it points.
  line(
    pen,
    [
      [0, -4],
      [0, -SHAFT_RADIUS * 0.75],
    ],
    "#39404a",
    2,
  );
}

const READING = { x: MOTOR_SHAFT.x, y: 168 };
const READING_SIZE = 15;

/** Digits that are shown one beside the other, as sprites: a reading has as many pictures as characters, not as values. */
function readingOf(stage: Stage, count: number) {
  const characters = "0123456789.-° steps";
  const width = READING_SIZE * 0.62;
  const picture = (character: string) => ({
    key: `motor:${character}`,
    box: box(0, 0, width, READING_SIZE * 1.3),
    paint: (pen: Pen): void => {
      print(
        pen,
        character,
        { x: width / 2, y: READING_SIZE * 0.65 },
        { size: READING_SIZE, weight: 650, color: "#16191d" },
      );
    },
  });
  const sprites = Array.from({ length: count }, () => stage.sprite(picture("0")));
  for (const character of characters) stage.texture(picture(character));
  return (words: string): void => {
    const letters = [...words].slice(0, count);
    sprites.forEach((sprite, index) => {
      const letter = letters[index];
      sprite.visible = letter !== undefined && letter !== " ";
      if (letter === undefined) return;
      sprite.texture = stage.texture(picture(letter));
      sprite.position.set(READING.x + (index - letters.length / 2) * width, READING.y - READING_SIZE * 0.65);
    });
  };
}

function animate(stage: Stage, part: PartModel): FaceView {
  const arrow = arrowOf(part);
  const color = arrow && css(arrow);
  const reach = 66;
  const shaft = stage.sprite({
    key: `shaft:${color ?? ""}`,
    box: box(-reach, -reach, 2 * reach, 2 * reach),
    paint: (pen) => paintShaft(pen, color),
  });
  shaft.pivot.set(reach, reach);
  shaft.position.set(MOTOR_SHAFT.x, MOTOR_SHAFT.y);
  const hasReading = motorReading(part, 0, 0) !== "";
  const tell = hasReading ? readingOf(stage, 16) : undefined;
  let shown = NaN;
  return {
    update(read) {
      const angle = read.value("angle") || 0;
      if (angle === shown) return false;
      shown = angle;
      shaft.rotation = (angle * Math.PI) / 180;
      tell?.(motorReading(part, read.value("steps") || 0, angle));
      return true;
    },
  };
}

export const stepperMotorFace: Face = { paint, animate };
