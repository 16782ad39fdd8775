/* Colours as numbers, without a browser: for wires, lights and their contrast. */

export interface Rgb {
  readonly r: number;
  readonly g: number;
  readonly b: number;
}

/** CSS colour names that occur in diagrams; others are looked up by the browser. */
const NAMES: Readonly<Record<string, string>> = {
  aqua: "#00ffff",
  beige: "#f5f5dc",
  black: "#000000",
  blue: "#0000ff",
  brown: "#a52a2a",
  coral: "#ff7f50",
  crimson: "#dc143c",
  cyan: "#00ffff",
  fuchsia: "#ff00ff",
  gold: "#ffd700",
  gray: "#808080",
  green: "#008000",
  grey: "#808080",
  indigo: "#4b0082",
  khaki: "#f0e68c",
  lavender: "#e6e6fa",
  lime: "#00ff00",
  limegreen: "#32cd32",
  magenta: "#ff00ff",
  maroon: "#800000",
  navy: "#000080",
  olive: "#808000",
  orange: "#ffa500",
  pink: "#ffc0cb",
  purple: "#800080",
  red: "#ff0000",
  salmon: "#fa8072",
  silver: "#c0c0c0",
  skyblue: "#87ceeb",
  teal: "#008080",
  tomato: "#ff6347",
  turquoise: "#40e0d0",
  violet: "#ee82ee",
  white: "#ffffff",
  yellow: "#ffff00",
};

const HEX = /^#([\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i;
const FUNCTION = /^rgba?\(\s*(\d+(?:\.\d+)?)[\s,]+(\d+(?:\.\d+)?)[\s,]+(\d+(?:\.\d+)?)/i;

/** A CSS colour; undefined when it is none that is known here. */
export function parseColor(text: string): Rgb | undefined {
  const plain = text.trim().toLowerCase();
  const name = NAMES[plain] ?? plain;
  const hex = HEX.exec(name)?.[1];
  if (hex !== undefined) {
    const wide = hex.length < 6 ? [...hex].map((digit) => digit + digit).join("") : hex;
    const [r, g, b] = [0, 2, 4].map((start) => parseInt(wide.slice(start, start + 2), 16)) as [number, number, number];
    return { r, g, b };
  }
  const match = FUNCTION.exec(name);
  if (match) return { r: Number(match[1]), g: Number(match[2]), b: Number(match[3]) };
  return typeof document === "undefined" ? undefined : askBrowser(plain);
}

/** Any other CSS colour, through a canvas: it ignores what is no colour. */
function askBrowser(text: string): Rgb | undefined {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) return undefined;
  const [first, second] = ["#010203", "#040506"].map((start) => {
    context.fillStyle = start;
    context.fillStyle = text;
    return context.fillStyle;
  });
  return first === second && first !== undefined && first !== text ? parseColor(first) : undefined;
}

export const css = ({ r, g, b }: Rgb, alpha = 1): string =>
  `rgb(${Math.round(r)} ${Math.round(g)} ${Math.round(b)}${alpha < 1 ? ` / ${alpha}` : ""})`;

export const mix = (a: Rgb, b: Rgb, share: number): Rgb => ({
  r: a.r + (b.r - a.r) * share,
  g: a.g + (b.g - a.g) * share,
  b: a.b + (b.b - a.b) * share,
});

export const WHITE: Rgb = { r: 255, g: 255, b: 255 };
export const BLACK: Rgb = { r: 0, g: 0, b: 0 };

/** Relative luminance, 0 to 1 (WCAG 2). */
export function luminance({ r, g, b }: Rgb): number {
  const linear = (channel: number): number => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

/** Contrast ratio, 1 to 21 (WCAG 2). */
export function contrast(a: Rgb, b: Rgb): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** How a wire is drawn: its insulation, a light along its upper side, and an outline that parts it from what is under it. */
export interface WireColors {
  readonly core: string;
  readonly shine: string;
  readonly outline: string;
}

const LEAST_CONTRAST = 2.6;
/** Pure CSS colours glare; these are their like in insulation. */
const INSULATION: Readonly<Record<string, string>> = {
  black: "#292d33",
  blue: "#2f6fe4",
  cyan: "#25b8d0",
  gold: "#e3b324",
  green: "#2c9a54",
  lime: "#55d24a",
  limegreen: "#3fbf58",
  magenta: "#d84bc4",
  orange: "#ee8a24",
  purple: "#8a48c9",
  red: "#dd3b36",
  violet: "#a874ea",
  white: "#f1f2f4",
  yellow: "#efd034",
};

/** A wire's colours on a ground: where it hardly differs from the ground, its outline does. */
export function wireColors(color: string, ground: Rgb): WireColors {
  const core = parseColor(INSULATION[color.trim().toLowerCase()] ?? color) ?? { r: 128, g: 134, b: 144 };
  const dark = mix(core, BLACK, 0.55);
  const light = mix(core, WHITE, 0.46);
  const visible = contrast(core, ground) >= LEAST_CONTRAST;
  const onDark = luminance(ground) < 0.2;
  const outline = visible ? css(dark, 0.9) : onDark ? css(light, 0.9) : css(mix(core, BLACK, 0.62));
  return { core: css(core), shine: css(mix(core, WHITE, 0.55), visible || !onDark ? 0.55 : 0.12), outline };
}
