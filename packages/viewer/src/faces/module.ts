import type { Sprite } from "pixi.js";
import { css, mix, WHITE, type Rgb } from "../board/colors.js";
import { box, type Box, type Point } from "../board/plane.js";
import type { FaceView, Stage } from "./face.js";
import {
  fillCircle,
  fillRounded,
  glow,
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

/* What modules have in common: circuit boards, headers, chips, lamps. */

/** Lacquers, light and dark. */
export const LACQUERS = {
  blue: ["#24579a", "#163a6b"],
  black: ["#32373f", "#1d2126"],
  green: ["#2c7a50", "#1a5236"],
  red: ["#a63a3a", "#742426"],
  violet: ["#6b4a9c", "#452d6b"],
} as const;

export const SILK = "#eef2f7";

export function circuitBoard(pen: Pen, area: Box, lacquer: keyof typeof LACQUERS, radius = 2): void {
  const [light, dark] = LACQUERS[lacquer];
  const fill = slanted(pen, area, [
    [0, light],
    [1, dark],
  ]);
  fillRounded(pen, area, radius, fill);
  strokeRounded(pen, area, radius, "rgb(255 255 255 / 20%)", 0.6);
}

/** A plated hole for a screw. */
export function mountingHole(pen: Pen, at: Point, radius: number): void {
  fillCircle(pen, at, radius, "#d5b464");
  fillCircle(pen, at, radius * 0.68, "#0c0e11");
}

/** A soldered pin in a plated hole. */
export function solderedPin(pen: Pen, at: Point): void {
  fillCircle(pen, at, 2.8, "#dcb35c");
  fillCircle(pen, at, 1.5, "#e9edf0");
  strokeCircle(pen, at, 1.5, "rgb(60 60 60 / 60%)", 0.4);
}

/** A right-angled pin header at an edge: the pins stick out to where the wires end. */
export function header(pen: Pen, { pins, body }: PartGeometry, edge: "right" | "bottom" | "left"): void {
  const places = [...pins.values()];
  const along = places.map(({ x, y }) => (edge === "bottom" ? x : y));
  const [first, last] = [Math.min(...along) - 4.8, Math.max(...along) + 4.8];
  const sides: Readonly<Record<typeof edge, readonly [x: number, y: number]>> = {
    right: [body.x + body.width, 0],
    left: [body.x, 0],
    bottom: [0, body.y + body.height],
  };
  const [atX, atY] = sides[edge];
  for (const { x, y } of places) {
    const inner: readonly [number, number] = edge === "bottom" ? [x, atY - 9] : [atX + (edge === "left" ? 9 : -9), y];
    leg(pen, [inner, [x, y]], 2.2);
    fillCircle(pen, { x: inner[0], y: inner[1] }, 2.5, "#d9b45e");
    fillCircle(pen, { x: inner[0], y: inner[1] }, 1.4, "#e9edf0");
  }
  const strip =
    edge === "bottom"
      ? box(first, atY - 5.4, last - first, 5)
      : box(edge === "left" ? atX + 0.4 : atX - 5.4, first, 5, last - first);
  fillRounded(pen, strip, 0.8, "#17191d");
  strokeRounded(pen, strip, 0.8, "rgb(255 255 255 / 16%)", 0.4);
}

/** The pins' names along the header, inside of the board. */
export function pinNames(pen: Pen, { pins, body }: PartGeometry, edge: "right" | "bottom" | "left", size = 4.2): void {
  const ink = { size, weight: 650, color: SILK };
  for (const [name, { x, y }] of pins) {
    if (edge === "right") print(pen, name, { x: body.x + body.width - 13.5, y }, { ...ink, align: "right" });
    else if (edge === "left") print(pen, name, { x: body.x + 13.5, y }, { ...ink, align: "left" });
    else print(pen, name, { x, y: body.y + body.height - 13.5 }, { ...ink, align: "left", turn: -90 });
  }
}

/** A header and the names of its pins. */
export function namedHeader(pen: Pen, geometry: PartGeometry, edge: "right" | "bottom" | "left", size?: number): void {
  header(pen, geometry, edge);
  pinNames(pen, geometry, edge, size);
}

/** A surface-mounted chip with legs at its long sides. */
export function chip(pen: Pen, area: Box, legs: number, words = ""): void {
  for (let index = 0; index < legs; index++) {
    const x = area.x + ((index + 0.5) * area.width) / legs;
    line(
      pen,
      [
        [x, area.y - 2],
        [x, area.y + area.height + 2],
      ],
      "#c3c8ce",
      Math.min(1.3, area.width / legs / 2),
    );
  }
  fillRounded(pen, area, 0.9, "#15171a");
  strokeRounded(pen, area, 0.9, "rgb(255 255 255 / 14%)", 0.4);
  fillCircle(pen, { x: area.x + 2.2, y: area.y + area.height - 2.2 }, 0.8, "#3a3f46");
  if (words !== "")
    print(pen, words, { x: area.x + area.width / 2, y: area.y + area.height / 2 }, { size: 3.6, color: "#8f979f" });
}

/** A small resistor or capacitor: two soldered ends and a body. */
export function smallPart(pen: Pen, at: Point, color = "#1b1d20", upright = false): void {
  const [width, height] = upright ? [3.4, 6.4] : [6.4, 3.4];
  const area = box(at.x - width / 2, at.y - height / 2, width, height);
  fillRounded(pen, area, 0.5, "#d3d7dc");
  const inner = upright ? box(area.x, area.y + 1.5, width, height - 3) : box(area.x + 1.5, area.y, width - 3, height);
  fillRounded(pen, inner, 0.2, color);
}

/** A trimmer: a blue cube with a brass screw. */
export function trimmer(pen: Pen, { x, y }: Point, size = 17): void {
  const area = box(x - size / 2, y - size / 2, size, size);
  fillRounded(
    pen,
    area,
    1.4,
    slanted(pen, area, [
      [0, "#4f8de0"],
      [1, "#2a5fae"],
    ]),
  );
  strokeRounded(pen, area, 1.4, "rgb(255 255 255 / 22%)", 0.5);
  const screw = { x, y };
  fillCircle(
    pen,
    screw,
    size * 0.31,
    radial(pen, { x: x - 1.5, y: y - 1.5 }, size * 0.4, [
      [0, "#f4e2a6"],
      [1, "#b48d3c"],
    ]),
  );
  pen.lineCap = "butt";
  line(
    pen,
    [
      [x - size * 0.2, y - size * 0.14],
      [x + size * 0.2, y + size * 0.14],
    ],
    "#6d5220",
    1.5,
  );
}

/** A lamp of the board that is dark. */
export function darkLamp(pen: Pen, { x, y }: Point): void {
  fillRounded(pen, box(x - 3.4, y - 1.9, 6.8, 3.8), 0.5, "#d3d7dc");
  fillRounded(pen, box(x - 2.1, y - 1.9, 4.2, 3.8), 0.6, "#f1f0e4");
}

/** The light of such a lamp; `visible` switches it. */
export function lampLight(stage: Stage, at: Point, color: Rgb): { set visible(on: boolean) } {
  const lit = stage.sprite({
    key: `lamp:${css(color)}`,
    box: box(at.x - 3, at.y - 3, 6, 6),
    paint: (pen) => fillRounded(pen, box(at.x - 2.1, at.y - 1.9, 4.2, 3.8), 0.6, css(mix(color, WHITE, 0.45))),
  });
  const halo = stage.light(
    { key: `lamp-halo:${css(color)}`, box: box(at.x - 4, at.y - 4, 8, 8), paint: (pen) => glow(pen, at, 4, color) },
    4,
  );
  const sprites: readonly Sprite[] = [lit, halo];
  for (const sprite of sprites) sprite.visible = false;
  return {
    set visible(on: boolean) {
      for (const sprite of sprites) sprite.visible = on;
    },
  };
}

/** A lamp of the board that is lit while this track of the part is high. */
export function lampView(stage: Stage, at: Point, color: Rgb, track: string): FaceView {
  const light = lampLight(stage, at, color);
  let shown = false;
  return {
    update(read) {
      const now = read.value(track) >= 0.5;
      if (now === shown) return false;
      shown = now;
      light.visible = now;
      return true;
    },
  };
}

/** A metal can, seen from above: a disc with a turned rim. */
export function metalDisc(pen: Pen, at: Point, radius: number): void {
  fillCircle(pen, { x: at.x + 0.6, y: at.y + 1.2 }, radius + 0.6, "rgb(0 0 0 / 30%)");
  fillCircle(
    pen,
    at,
    radius,
    radial(pen, { x: at.x - radius * 0.35, y: at.y - radius * 0.4 }, radius * 1.6, [
      [0, "#f3f5f7"],
      [0.55, "#b9c0c8"],
      [1, "#7f8790"],
    ]),
  );
  strokeCircle(pen, at, radius * 0.93, "rgb(255 255 255 / 55%)", 0.6);
}

/** The ribbed rim of a knob, seen from above. */
export function ribbedRim(pen: Pen, at: Point, radius: number, ribs: number, color: string): void {
  pen.beginPath();
  for (let rib = 0; rib <= ribs * 2; rib++) {
    const angle = (rib / (ribs * 2)) * 2 * Math.PI;
    const away = radius - (rib % 2 ? 0.9 : 0);
    pen.lineTo(at.x + Math.cos(angle) * away, at.y + Math.sin(angle) * away);
  }
  pen.closePath();
  pen.fillStyle = color;
  pen.fill();
}
