import { box } from "../board/plane.js";
import { number, percent, pinsAt, text, type PartShape } from "./shape.js";

/* LED of 5 mm. Box and pins: @wokwi/elements 1.9.2, 40 × 50 px. It lies on its side, the legs towards the wires. */

const upright = { ...pinsAtFlip(false) };
const flipped = { ...pinsAtFlip(true) };

function pinsAtFlip(flip: boolean) {
  return {
    width: 40,
    height: 50,
    pins: pinsAt(["A", flip ? 15 : 25, 42], ["C", flip ? 25 : 15, 42]),
    body: box(8.5, 2, 23, 40),
    radius: 9,
  };
}

/** Centre of the dome, where the light comes from, and its radius. */
export const LED_CENTRE = { x: 20, y: 13 };
export const LED_RADIUS = 9.6;

export const isFlipped = (value: string): boolean => value !== "" && value !== "0" && value !== "false";

/**
 * How strongly the LED is drawn, 0 to 1, at a brightness (0 to 1, light relative to full): eyes and screens are not linear, so
 * the value is raised to 1/gamma. Wokwi's default gamma is 2.8.
 */
export function visibleLight(brightness: number, gamma: number): number {
  if (!(brightness > 0)) return 0;
  return Math.min(1, brightness) ** (1 / gamma);
}

export const DEFAULT_GAMMA = 2.8;

export const ledShape: PartShape = {
  types: ["wokwi-led"],
  name: "LED",
  geometry: (part) => (isFlipped(text(part, "flip")) ? flipped : upright),
  describe: (part, read) => {
    const brightness = read.mean("brightness");
    const light = brightness > 0 ? `${percentOf(brightness)} bright` : "off";
    return `${text(part, "color", "red")}, ${light}`;
  },
};

const percentOf = (brightness: number): string => (brightness < 0.005 ? "under 1 %" : percent(brightness));

export const gammaOf = (part: Parameters<PartShape["geometry"]>[0]): number =>
  number(part, "gamma", DEFAULT_GAMMA, 0.2, 10);
