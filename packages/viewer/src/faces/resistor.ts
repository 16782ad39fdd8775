import { box } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import type { Face } from "./face.js";
import { downwards, leg, type Pen } from "./pen.js";
import { colorBands, ohmsOf, type BandColor } from "./resistor.geometry.js";

const BANDS: Readonly<Record<BandColor, string>> = {
  black: "#1d1c1b",
  brown: "#7a4420",
  red: "#c92f26",
  orange: "#ec7d1c",
  yellow: "#efc81f",
  green: "#2f8c46",
  blue: "#2f62c9",
  violet: "#8648b8",
  grey: "#82878e",
  white: "#f2f1ec",
  gold: "#c9992e",
  silver: "#b7bcc2",
};

const MIDDLE = 5.65;

/** Two caps with a slimmer barrel between them. */
function silhouette(pen: Pen): void {
  const [top, bottom] = [0.5, 10.8];
  pen.beginPath();
  pen.moveTo(14, top);
  pen.lineTo(18, top);
  pen.bezierCurveTo(20.5, top, 20.5, top + 1.4, 23, top + 1.4);
  pen.lineTo(36, top + 1.4);
  pen.bezierCurveTo(38.5, top + 1.4, 38.5, top, 41, top);
  pen.lineTo(45, top);
  pen.bezierCurveTo(49.6, top, 49.6, bottom, 45, bottom);
  pen.lineTo(41, bottom);
  pen.bezierCurveTo(38.5, bottom, 38.5, bottom - 1.4, 36, bottom - 1.4);
  pen.lineTo(23, bottom - 1.4);
  pen.bezierCurveTo(20.5, bottom - 1.4, 20.5, bottom, 18, bottom);
  pen.lineTo(14, bottom);
  pen.bezierCurveTo(9.4, bottom, 9.4, top, 14, top);
  pen.closePath();
}

/** Middles of the bands: the first on a cap, the tolerance on the other. */
const PLACES: Readonly<Record<number, readonly number[]>> = {
  1: [29.4],
  4: [15, 23.4, 28.8, 43.8],
  5: [14.8, 22.6, 27.4, 32.2, 44],
};

function paint(pen: Pen, part: PartModel): void {
  leg(pen, [
    [0, MIDDLE],
    [13, MIDDLE],
  ]);
  leg(pen, [
    [46, MIDDLE],
    [58.8, MIDDLE],
  ]);
  const bands = colorBands(ohmsOf(part));
  const precise = bands.length === 5;
  pen.save();
  silhouette(pen);
  pen.fillStyle = precise ? "#6fa8c9" : "#dcc193";
  pen.fill();
  pen.clip();
  const places = PLACES[bands.length] ?? [];
  bands.forEach((band, index) => {
    pen.fillStyle = BANDS[band];
    pen.fillRect((places[index] as number) - 1.5, 0, 3, 12);
  });
  pen.fillStyle = downwards(pen, box(0, 0.5, 1, 10.3), [
    [0, "rgb(255 255 255 / 12%)"],
    [0.25, "rgb(255 255 255 / 48%)"],
    [0.5, "rgb(255 255 255 / 0%)"],
    [0.78, "rgb(40 22 0 / 22%)"],
    [1, "rgb(40 22 0 / 50%)"],
  ]);
  pen.fillRect(0, 0, 60, 12);
  pen.restore();
}

export const resistorFace: Face = { paint, silhouette };
