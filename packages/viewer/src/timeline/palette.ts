/*
 * Colours of tasks: each name always has the same, on the timeline and everywhere else. Two sets of the same hues, spaced
 * evenly to the eye and alternately lighter and darker; red is left to faults. Each has at least 3:1 against the surface
 * of its theme.
 */

// prettier-ignore
const DARK = [
  "#e38d3d", "#fbc959", "#aeaa2e", "#b2e37e", "#5bbd74", "#58eec6", "#16bbbc", "#79e2ff",
  "#3faff3", "#b9d2fc", "#9499fa", "#d9c6fe", "#cd85d8", "#ffb8df", "#ec7c99",
];
// prettier-ignore
const LIGHT = [
  "#7a4306", "#936e00", "#585600", "#588418", "#03642b", "#11886d", "#005f5f", "#03829b",
  "#025884", "#4072c5", "#46449d", "#825eb9", "#75327f", "#ac4e87", "#8d2648",
];

/** Chosen so that the names most usual in examples get different colours. */
const SALT = 2166141480;

/** Number of a name's colour: a hash of its UTF-16 units, so that it is the same everywhere and for ever. */
export function colorIndex(name: string, count: number = DARK.length): number {
  let hash = SALT;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 12)) >>> 0) % count;
}

export const taskColors = (theme: "dark" | "light"): readonly string[] => (theme === "dark" ? DARK : LIGHT);

export const taskColor = (name: string, theme: "dark" | "light"): string =>
  taskColors(theme)[colorIndex(name)] as string;
