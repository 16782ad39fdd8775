import { box, mm, type Box } from "../board/plane.js";
import { percent, pinsAt, type PartShape } from "./shape.js";

/* Ten LEDs in a row. Box and pins: @wokwi/elements 1.9.2. */

export const BAR_COUNT = 10;
const PITCH = 9.6;
const rowY = (index: number): number => 4.8 + PITCH * index;

const geometry = {
  width: mm(10.1),
  height: mm(25.5),
  pins: pinsAt(
    ...Array.from({ length: BAR_COUNT }, (_, index) => [`A${index + 1}`, 4.8, rowY(index)] as const),
    ...Array.from({ length: BAR_COUNT }, (_, index) => [`C${index + 1}`, 33.38, rowY(index)] as const),
  ),
  body: box(0, 0, mm(10.1), mm(25.5)),
  radius: 1,
};

/** Where a LED shines, 0 at the top. */
export const barArea = (index: number): Box => box(9.6, rowY(index) - 3.3, 18.9, 6.6);

export const ledBarGraphShape: PartShape = {
  types: ["wokwi-led-bar-graph"],
  name: "LED bar graph",
  geometry: () => geometry,
  describe: (_part, read) => {
    const lights = Array.from({ length: BAR_COUNT }, (_, index) => read.mean(`brightness${index + 1}`));
    const lit = lights.flatMap((light, index) => (light > 0 ? [index + 1] : []));
    if (lit.length === 0) return "all off";
    const mean = lit.reduce((sum, number) => sum + (lights[number - 1] ?? 0), 0) / lit.length;
    return `${lit.join(", ")} lit, ${percent(mean)} bright`;
  },
};
