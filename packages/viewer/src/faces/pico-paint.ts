import { box, type Point } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import {
  downwards,
  fillCircle,
  fillRounded,
  line,
  print,
  radial,
  sideways,
  slanted,
  strokeCircle,
  strokeRounded,
  type Pen,
} from "./pen.js";
import {
  isPicoW,
  PICO_HEIGHT,
  PICO_LED,
  PICO_LEFT,
  PICO_PINS,
  PICO_RIGHT,
  PICO_TOP,
  PICO_WIDTH,
} from "./pico.geometry.js";

const SILK = "#f2f6f0";
const SILK_SOFT = "rgb(242 246 240 / 62%)";
const CHIP = { x: 39.5, y: 108 };
const CHIP_SIZE = 26.5;

/** The board's edge, with a half hole at each pad. */
export function picoSilhouette(pen: Pen): void {
  const radius = 3;
  const notch = 1.75;
  const ys = PICO_LEFT.map((name) => pinOf(name).y);
  pen.beginPath();
  pen.moveTo(radius, PICO_TOP);
  pen.arcTo(PICO_WIDTH, PICO_TOP, PICO_WIDTH, PICO_TOP + radius, radius);
  for (const y of ys) pen.arc(PICO_WIDTH, y, notch, -Math.PI / 2, Math.PI / 2, true);
  pen.arcTo(PICO_WIDTH, PICO_HEIGHT, 0, PICO_HEIGHT, radius);
  pen.arcTo(0, PICO_HEIGHT, 0, PICO_TOP, radius);
  for (const y of ys.toReversed()) pen.arc(0, y, notch, Math.PI / 2, -Math.PI / 2, true);
  pen.arcTo(0, PICO_TOP, radius, PICO_TOP, radius);
  pen.closePath();
}

const pinOf = (name: string): Point => PICO_PINS.get(name) as Point;

export function paintPico(pen: Pen, part: PartModel): void {
  pen.save();
  picoSilhouette(pen);
  pen.fillStyle = slanted(pen, box(0, PICO_TOP, PICO_WIDTH, PICO_HEIGHT), [
    [0, "#1f8f57"],
    [0.45, "#177547"],
    [1, "#0f5c37"],
  ]);
  pen.fill();
  pen.strokeStyle = "rgb(160 255 205 / 28%)";
  pen.lineWidth = 0.7;
  pen.stroke();
  pen.clip();
  paintTraces(pen);
  for (const names of [PICO_LEFT, PICO_RIGHT]) for (const name of names) paintPad(pen, name, names === PICO_RIGHT);
  paintDebugPads(pen);
  pen.restore();
  for (const [x, y] of MOUNTING) paintHole(pen, { x, y });
  paintSmallParts(pen);
  paintUsb(pen);
  paintBootsel(pen);
  paintLed(pen);
  paintChip(pen, part.type);
  if (isPicoW(part.type)) paintShield(pen);
  for (const names of [PICO_LEFT, PICO_RIGHT]) for (const name of names) paintName(pen, name, names === PICO_RIGHT);
  print(pen, isPicoW(part.type) ? "Pico W" : part.type.endsWith("-2") ? "Pico 2" : "Pico", NAME_AT, {
    size: 8.5,
    weight: 650,
    color: SILK,
  });
}

const NAME_AT = { x: 39.5, y: 176 };
const MOUNTING = [
  [22.2, 10.2],
  [56.6, 9.6],
  [26, 193],
  [53, 193],
] as const;

/** Copper under the green: from the pads towards the chip. */
function paintTraces(pen: Pen): void {
  pen.save();
  pen.lineJoin = "round";
  const ring = CHIP_SIZE / 2 + 1;
  PICO_LEFT.forEach((name, index) => {
    if (name.startsWith("GND")) return;
    const { y } = pinOf(name);
    const end = CHIP.y - ring + ((index + 0.5) / PICO_LEFT.length) * 2 * ring;
    for (const side of [-1, 1]) {
      const x = (distance: number): number => CHIP.x + side * distance;
      const bend = 16 + Math.min(9, Math.abs(y - end) * 0.12);
      const points = [
        [x(31), y],
        [x(bend + 2), y],
        [x(bend), y + Math.sign(end - y) * 2],
        [x(bend), end],
        [x(ring), end],
      ] as const;
      line(pen, points, "rgb(140 235 180 / 13%)", 0.8);
    }
  });
  pen.restore();
}

function paintPad(pen: Pen, name: string, right: boolean): void {
  const { x, y } = pinOf(name);
  const inner = right ? x - 3.4 : 0;
  const pad = box(inner, y - 3.1, right ? PICO_WIDTH - inner : x + 3.4, 6.2);
  const round = name.startsWith("GND") ? 0.4 : 3.1;
  fillRounded(
    pen,
    pad,
    right ? [round, 0, 0, round] : [0, round, round, 0],
    downwards(pen, pad, [
      [0, "#f6dfa0"],
      [0.5, "#dfb660"],
      [1, "#b98735"],
    ]),
  );
  fillCircle(pen, { x, y }, 2.6, "#8a6526");
  fillCircle(pen, { x, y }, 2.3, "#17130a");
}

function paintName(pen: Pen, name: string, right: boolean): void {
  const { x, y } = pinOf(name);
  const ground = name.startsWith("GND");
  print(
    pen,
    PRINTED[name] ?? (ground ? "GND" : name),
    { x: right ? x - 4.9 : x + 4.9, y },
    {
      size: 4.3,
      weight: 600,
      color: ground ? SILK_SOFT : SILK,
      align: right ? "right" : "left",
    },
  );
}

const PRINTED: Readonly<Record<string, string>> = { ADC_VREF: "VREF", "3V3_EN": "3V3 EN", "GND.7": "AGND" };

function paintDebugPads(pen: Pen): void {
  for (const x of [-7.2, 0, 7.2]) {
    const pad = box(CHIP.x + x - 2.6, PICO_HEIGHT - 6.6, 5.2, 6.6);
    fillRounded(pen, pad, [2.4, 2.4, 0, 0], "#d8ae58");
    fillCircle(pen, { x: CHIP.x + x, y: PICO_HEIGHT - 3.6 }, 1.5, "#17130a");
  }
}

function paintHole(pen: Pen, at: Point): void {
  fillCircle(pen, at, 2.4, "#cfa653");
  fillCircle(pen, at, 1.8, "#0b0d0c");
}

function paintUsb(pen: Pen): void {
  const shell = box(26, 0.6, 27, 21.5);
  fillRounded(pen, box(27, 20, 25, 3.4), 1, "rgb(0 0 0 / 28%)");
  fillRounded(
    pen,
    shell,
    [1.2, 1.2, 2.4, 2.4],
    sideways(pen, shell, [
      [0, "#8f959c"],
      [0.08, "#d9dde1"],
      [0.5, "#f4f6f7"],
      [0.92, "#c9ced3"],
      [1, "#80868d"],
    ]),
  );
  fillRounded(pen, box(26, 0.6, 27, 2.2), [1.2, 1.2, 0, 0], "rgb(60 66 72 / 45%)");
  strokeRounded(pen, shell, 1.8, "rgb(40 45 50 / 45%)", 0.5);
  for (const x of [31, 44]) fillRounded(pen, box(x, 8, 4, 6), 0.7, "rgb(70 76 82 / 38%)");
  line(
    pen,
    [
      [39.5, 5],
      [39.5, 20],
    ],
    "rgb(70 76 82 / 30%)",
    0.4,
  );
}

function paintBootsel(pen: Pen): void {
  const body = box(28.5, 39.5, 17, 13);
  fillRounded(pen, box(28, 41, 18, 13), 1.5, "rgb(0 0 0 / 30%)");
  for (const y of [41.5, 48.5]) fillRounded(pen, box(26.3, y, 21.4, 2.2), 0.4, "#c9ced3");
  fillRounded(
    pen,
    body,
    1.2,
    slanted(pen, body, [
      [0, "#eef0f1"],
      [1, "#b7bcc2"],
    ]),
  );
  const cap = { x: 37, y: 46 };
  fillCircle(
    pen,
    cap,
    4.6,
    radial(pen, { x: 35.6, y: 44.4 }, 7, [
      [0, "#ffffff"],
      [1, "#cfd3d8"],
    ]),
  );
  strokeCircle(pen, cap, 4.6, "rgb(60 66 72 / 40%)", 0.4);
  print(pen, "BOOTSEL", { x: 37, y: 57 }, { size: 3.4, weight: 600, color: SILK_SOFT });
}

function paintLed(pen: Pen): void {
  const { x, y } = PICO_LED;
  fillRounded(pen, box(x - 1.8, y - 3, 3.6, 6), 0.5, "#d6c48a");
  fillRounded(pen, box(x - 1.4, y - 2, 2.8, 4), 0.5, "#8fae96");
  print(pen, "LED", { x, y: y + 5.4 }, { size: 3, weight: 600, color: SILK_SOFT });
}

/** Flash, crystal, regulator, and the resistors and capacitors around them. */
function paintSmallParts(pen: Pen): void {
  paintBlack(pen, box(31, 70, 17, 13));
  const crystal = box(32.5, 130.5, 14, 9.5);
  fillRounded(
    pen,
    crystal,
    3,
    slanted(pen, crystal, [
      [0, "#eceef0"],
      [0.5, "#b3b8be"],
      [1, "#d5d9dc"],
    ]),
  );
  strokeRounded(pen, crystal, 3, "rgb(40 45 50 / 45%)", 0.4);
  print(pen, "12.000", { x: 39.5, y: 135.4 }, { size: 3.2, color: "#596069" });
  paintBlack(pen, box(44.5, 26, 8.5, 8.5));
  for (const [x, y, turned] of CHIPS) {
    const [width, height] = turned ? [2, 4] : [4, 2];
    fillRounded(pen, box(x, y, width, height), 0.3, "#d9dde0");
    const [w, h] = turned ? [2, 2.2] : [2.2, 2];
    fillRounded(pen, box(x + (width - w) / 2, y + (height - h) / 2, w, h), 0, (x + y) % 2 < 1 ? "#a98f63" : "#23262a");
  }
}

const CHIPS: readonly (readonly [number, number, boolean])[] = [
  [30, 28, true],
  [34, 28, true],
  [38.5, 27.5, true],
  [52, 44, true],
  [28, 62.5, false],
  [46, 62, false],
  [28, 88.5, false],
  [35, 88.5, false],
  [46.5, 88.5, false],
  [24, 126, true],
  [52.5, 125, true],
  [28.4, 132, true],
  [49.5, 132, true],
  [31, 144, false],
  [38, 144, false],
  [45, 144, false],
  [27, 152.5, true],
  [50.5, 152, true],
];

/** The can over the wireless chip. */
function paintShield(pen: Pen): void {
  const can = box(26.5, 124, 26, 41);
  fillRounded(pen, box(27, 125.5, 26, 41), 1.4, "rgb(0 0 0 / 30%)");
  fillRounded(
    pen,
    can,
    1.2,
    slanted(pen, can, [
      [0, "#eef0f2"],
      [0.5, "#c5cad0"],
      [1, "#a9afb7"],
    ]),
  );
  strokeRounded(pen, box(28, 125.5, 23, 38), 0.8, "rgb(60 66 72 / 30%)", 0.5);
  print(pen, "2.4 GHz", { x: 39.5, y: 144.5 }, { size: 3.6, weight: 600, color: "#767d86" });
}

function paintBlack(pen: Pen, body: ReturnType<typeof box>): void {
  fillRounded(
    pen,
    { ...body, x: body.x - 0.8, width: body.width + 1.6, y: body.y + 1, height: body.height - 2 },
    0.4,
    "#c4c9ce",
  );
  fillRounded(
    pen,
    body,
    0.7,
    slanted(pen, body, [
      [0, "#3a3d42"],
      [1, "#1c1e21"],
    ]),
  );
  fillCircle(pen, { x: body.x + 1.8, y: body.y + 1.8 }, 0.6, "#62666c");
}

function paintChip(pen: Pen, type: string): void {
  const half = CHIP_SIZE / 2;
  const body = box(CHIP.x - half, CHIP.y - half, CHIP_SIZE, CHIP_SIZE);
  for (let index = 0; index < 14; index++) {
    const along = -half + 2.2 + index * ((CHIP_SIZE - 4.4) / 13);
    for (const side of [-half - 0.9, half - 0.9]) {
      fillRounded(pen, box(CHIP.x + along - 0.45, CHIP.y + side, 0.9, 1.8), 0, "#cfd3d6");
      fillRounded(pen, box(CHIP.x + side, CHIP.y + along - 0.45, 1.8, 0.9), 0, "#cfd3d6");
    }
  }
  fillRounded(
    pen,
    body,
    0.9,
    slanted(pen, body, [
      [0, "#3b3e43"],
      [0.5, "#26282c"],
      [1, "#191b1e"],
    ]),
  );
  strokeRounded(pen, body, 0.9, "rgb(255 255 255 / 10%)", 0.4);
  fillCircle(pen, { x: body.x + 3, y: body.y + 3 }, 0.9, "#50545a");
  print(
    pen,
    type.endsWith("-2") ? "RP2350" : "RP2040",
    { x: CHIP.x, y: CHIP.y - 1.6 },
    { size: 4.8, weight: 600, color: "#9aa0a7" },
  );
  print(pen, "133 MHz", { x: CHIP.x, y: CHIP.y + 4 }, { size: 3, color: "#74797f" });
}
