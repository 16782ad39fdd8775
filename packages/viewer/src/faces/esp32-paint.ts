import { box, type Box, type Point } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import { devKitOf, type DevKitLayout } from "./esp32.geometry.js";
import {
  downwards,
  fillCircle,
  fillRounded,
  glow,
  line,
  print,
  radial,
  sideways,
  slanted,
  strokeCircle,
  strokeRounded,
  type Pen,
} from "./pen.js";

const SILK = "#f1f4f8";
const SILK_SOFT = "rgb(241 244 248 / 62%)";
const POWER_LIGHT = { r: 255, g: 60, b: 50 };
/** Part of the module that is the antenna. */
const ANTENNA = 25;

export function paintEsp32(pen: Pen, part: PartModel): void {
  const layout = devKitOf(part.type);
  const { body, radius } = layout.geometry;
  fillRounded(
    pen,
    body,
    radius,
    slanted(pen, body, [
      [0, "#34383f"],
      [0.5, "#262a30"],
      [1, "#1a1d22"],
    ]),
  );
  strokeRounded(pen, body, radius, "rgb(255 255 255 / 22%)", 0.7);
  paintTraces(pen, layout);
  for (const name of layout.left) paintPin(pen, layout, name, false);
  for (const name of layout.right) paintPin(pen, layout, name, true);
  paintModule(pen, layout.module);
  paintSmallParts(pen, layout);
  for (const [name, at] of layout.buttons) paintButton(pen, name, at);
  paintUsb(pen, layout.usb);
  paintLights(pen, layout);
  const middle = { x: body.width / 2, y: layout.module.y + layout.module.height + 9 };
  print(pen, layout.title[0], middle, { size: 6.2, weight: 650, color: SILK });
  print(pen, layout.title[1], { x: middle.x, y: middle.y + 7.4 }, { size: 4.6, weight: 600, color: SILK_SOFT });
}

const pinOf = ({ geometry }: DevKitLayout, name: string): Point => geometry.pins.get(name) as Point;

/** Copper under the lacquer: from the pins to the module. */
function paintTraces(pen: Pen, layout: DevKitLayout): void {
  const { module } = layout;
  const foot = module.y + module.height;
  const trace = (name: string, index: number, right: boolean): void => {
    if (name.startsWith("GND")) return;
    const { x, y } = pinOf(layout, name);
    const side = right ? -1 : 1;
    const edge = right ? module.x + module.width : module.x;
    const points: [number, number][] =
      y < foot - 6
        ? [
            [x, y],
            [edge, y],
          ]
        : [
            [x, y],
            [x + side * (13 + (index % 6) * 1.5), y],
            [x + side * (16 + (index % 6) * 1.5), y - 3],
            [edge + side * (4 + index), foot],
          ];
    line(pen, points, "rgb(190 205 230 / 10%)", 0.8);
  };
  pen.save();
  pen.lineJoin = "round";
  layout.left.forEach((name, index) => trace(name, index, false));
  layout.right.forEach((name, index) => trace(name, index, true));
  pen.restore();
}

/** A square of the header with its plated hole, and the name beside it. */
function paintPin(pen: Pen, layout: DevKitLayout, name: string, right: boolean): void {
  const { x, y } = pinOf(layout, name);
  const pad = box(x - 3.7, y - 3.7, 7.4, 7.4);
  fillRounded(pen, pad, name.startsWith("GND") ? 0.6 : 3.7, "#d6ad55");
  fillCircle(pen, { x, y }, 2.9, "#8a6526");
  fillCircle(pen, { x, y }, 2.5, "#17130a");
  const ground = name.startsWith("GND");
  print(
    pen,
    ground ? "GND" : name,
    { x: right ? x - 4.7 : x + 4.7, y },
    { size: 4, weight: 650, color: ground ? SILK_SOFT : SILK, align: right ? "right" : "left" },
  );
}

function paintModule(pen: Pen, area: Box): void {
  fillRounded(pen, { ...area, x: area.x + 0.8, y: area.y + 1.6 }, 1.2, "rgb(0 0 0 / 35%)");
  fillRounded(
    pen,
    area,
    1,
    downwards(pen, area, [
      [0, "#3b4149"],
      [1, "#23272d"],
    ]),
  );
  strokeRounded(pen, area, 1, "rgb(255 255 255 / 16%)", 0.5);
  paintAntenna(pen, area);
  paintCastellations(pen, area);
  const can = box(area.x + 4, area.y + ANTENNA, area.width - 8, area.height - ANTENNA - 4);
  fillRounded(
    pen,
    can,
    1.6,
    slanted(pen, can, [
      [0, "#f0f2f4"],
      [0.4, "#cfd4d9"],
      [0.75, "#b3b9c0"],
      [1, "#d3d7dc"],
    ]),
  );
  strokeRounded(pen, can, 1.6, "rgb(40 45 52 / 45%)", 0.5);
  strokeRounded(pen, box(can.x + 2, can.y + 2, can.width - 4, can.height - 4), 1, "rgb(255 255 255 / 45%)", 0.5);
  paintCanText(pen, can);
}

function paintCanText(pen: Pen, can: Box): void {
  const x = can.x + can.width / 2;
  const ink = "#5d646d";
  print(pen, "ESP32-WROOM-32", { x, y: can.y + can.height * 0.42 }, { size: 4.9, weight: 700, color: ink });
  print(
    pen,
    "2.4 GHz WiFi + BT",
    { x, y: can.y + can.height * 0.42 + 7.6 },
    { size: 3.6, weight: 600, color: "#7b828b" },
  );
  for (let row = 0; row < 5; row++) {
    for (let column = 0; column < 5; column++) {
      if ((row * 7 + column * 3 + row * column) % 3 === 0) continue;
      fillRounded(pen, box(can.x + 6 + column * 1.7, can.y + can.height - 15 + row * 1.7, 1.5, 1.5), 0, "#6c737c");
    }
  }
  fillCircle(pen, { x: can.x + can.width - 6, y: can.y + 6 }, 1.3, "#8b929a");
}

/** The printed antenna: a meander of copper. */
function paintAntenna(pen: Pen, { x, y, width }: Box): void {
  const points: [number, number][] = [[x + 8, y + ANTENNA - 2]];
  const [top, low] = [y + 4.5, y + ANTENNA - 9];
  const steps = 9;
  points.push([x + 8, top]);
  for (let step = 1; step <= steps; step++) {
    const at = x + 8 + (step * (width - 16)) / steps;
    const [from, to] = step % 2 === 1 ? [top, low] : [low, top];
    points.push([at, from], [at, to]);
  }
  pen.save();
  pen.lineJoin = "miter";
  line(pen, points, "#c79f4e", 1.9);
  line(pen, points, "rgb(255 240 200 / 30%)", 0.6);
  pen.restore();
}

/** Half holes along the module's edges, soldered to the board. */
function paintCastellations(pen: Pen, { x, y, width, height }: Box): void {
  const rows = 14;
  for (let row = 0; row < rows; row++) {
    const at = y + ANTENNA + 3 + (row * (height - ANTENNA - 8)) / (rows - 1);
    for (const edge of [x - 0.9, x + width - 1.3]) fillRounded(pen, box(edge, at - 1.1, 2.2, 2.2), 0.5, "#d8c07e");
  }
  for (let column = 0; column < 10; column++) {
    const at = x + 9 + (column * (width - 18)) / 9;
    fillRounded(pen, box(at - 1.1, y + height - 1.3, 2.2, 2.2), 0.5, "#d8c07e");
  }
}

/** Serial converter, regulator, and what is around them. */
function paintSmallParts(pen: Pen, { geometry, usb, module }: DevKitLayout): void {
  const { width } = geometry;
  const top = module.y + module.height + 22;
  paintBlack(pen, box(width / 2 - 9, top, 18, 18));
  print(pen, "CP2102", { x: width / 2, y: top + 9 }, { size: 3.4, weight: 600, color: "#8a9099" });
  paintBlack(pen, box(25.5, top + 3, 12, 9));
  for (const [x, y, turned] of [
    [width / 2 + 14, top + 1, true],
    [width / 2 + 18, top + 1, true],
    [width / 2 + 22, top + 1, true],
    [width / 2 - 12, top + 22, false],
    [width / 2 - 4, top + 22, false],
    [width / 2 + 5, top + 22, false],
    [usb.x + 5, usb.y - 8, false],
    [usb.x + usb.width - 9, usb.y - 8, false],
  ] as const) {
    const [w, h] = turned ? [2, 4] : [4, 2];
    fillRounded(pen, box(x, y, w, h), 0.3, "#d9dde0");
    fillRounded(
      pen,
      turned ? box(x, y + 0.9, 2, 2.2) : box(x + 0.9, y, 2.2, 2),
      0,
      Math.floor(x + y) % 2 === 0 ? "#a98f63" : "#23262a",
    );
  }
}

function paintBlack(pen: Pen, area: Box): void {
  const legs = { x: area.x - 1, y: area.y + 1.4, width: area.width + 2, height: area.height - 2.8 };
  fillRounded(pen, legs, 0.4, "#c4c9ce");
  fillRounded(
    pen,
    area,
    0.7,
    slanted(pen, area, [
      [0, "#43474d"],
      [1, "#17191c"],
    ]),
  );
  strokeRounded(pen, area, 0.7, "rgb(255 255 255 / 12%)", 0.4);
  fillCircle(pen, { x: area.x + 2, y: area.y + 2 }, 0.7, "#6a6f76");
}

function paintButton(pen: Pen, name: string, { x, y }: Point): void {
  const area = box(x - 6, y - 5, 12, 10);
  for (const at of [area.y + 1, area.y + 6.6]) fillRounded(pen, box(area.x - 1.8, at, 15.6, 2.2), 0.4, "#c9ced3");
  fillRounded(
    pen,
    area,
    1,
    slanted(pen, area, [
      [0, "#eef0f1"],
      [1, "#aeb4bb"],
    ]),
  );
  fillCircle(
    pen,
    { x, y },
    3.5,
    radial(pen, { x: x - 1, y: y - 1.2 }, 5, [
      [0, "#4a4f57"],
      [1, "#1c1f24"],
    ]),
  );
  strokeCircle(pen, { x, y }, 3.5, "rgb(0 0 0 / 45%)", 0.4);
  print(pen, name, { x, y: y - 8 }, { size: 3.6, weight: 650, color: SILK_SOFT });
}

function paintUsb(pen: Pen, shell: Box): void {
  fillRounded(pen, { ...shell, y: shell.y - 2 }, 1, "rgb(0 0 0 / 30%)");
  fillRounded(
    pen,
    shell,
    [2.2, 2.2, 1, 1],
    sideways(pen, shell, [
      [0, "#8f959c"],
      [0.08, "#d9dde1"],
      [0.5, "#f4f6f7"],
      [0.92, "#c9ced3"],
      [1, "#80868d"],
    ]),
  );
  strokeRounded(pen, shell, 1.6, "rgb(40 45 50 / 45%)", 0.5);
  for (const x of [shell.x + 5, shell.x + shell.width - 9]) {
    fillRounded(pen, box(x, shell.y + 10, 4, 6), 0.7, "rgb(70 76 82 / 38%)");
  }
}

/** The light of the power, which is always on, and the body of the other one. */
function paintLights(pen: Pen, { power, led }: DevKitLayout): void {
  for (const at of led ? [power, led] : [power]) {
    fillRounded(pen, box(at.x - 3, at.y - 1.7, 6, 3.4), 0.5, "#d6c48a");
    fillRounded(pen, box(at.x - 2, at.y - 1.4, 4, 2.8), 0.5, at === power ? "#ff8e7d" : "#8d9bb8");
  }
  glow(pen, power, 5, POWER_LIGHT);
  print(pen, "PWR", { x: power.x, y: power.y + 4.6 }, { size: 3, weight: 600, color: SILK_SOFT });
  if (led) print(pen, "IO2", { x: led.x, y: led.y + 4.6 }, { size: 3, weight: 600, color: SILK_SOFT });
}
