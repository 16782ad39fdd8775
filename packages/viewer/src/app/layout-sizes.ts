import { remember, remembered } from "./storage.js";

/* Sizes of the page's zones, in CSS pixels, kept within what the window allows. */

export interface Layout {
  /** Width of the side panel. */
  readonly side: number;
  /** Height of the transport and the timeline together. */
  readonly timeline: number;
  /** The side panel is put away. */
  readonly collapsed: boolean;
}

export interface WindowSize {
  readonly width: number;
  readonly height: number;
}

/** Below this width, the zones are stacked. */
export const NARROW = 760;

const SMALLEST_SIDE = 280;
const SMALLEST_BOARD: WindowSize = { width: 320, height: 140 };
const SMALLEST_TIMELINE = 150;
const HEADER = 48;
const KEY = "tickless.layout";

/** What is seen at first: about as much of the board as of the timeline. */
export const defaultLayout = ({ width, height }: WindowSize): Layout => ({
  side: Math.round(Math.min(480, width * 0.34)),
  timeline: Math.round(height * 0.47),
  collapsed: false,
});

/** The smallest and largest size of a zone in a window; in a window too small for all, `min` wins. */
export function bounds(
  zone: "side" | "timeline",
  { width, height }: WindowSize,
): { readonly min: number; readonly max: number } {
  const [min, space] =
    zone === "side"
      ? [SMALLEST_SIDE, width - SMALLEST_BOARD.width]
      : [SMALLEST_TIMELINE, height - HEADER - SMALLEST_BOARD.height];
  return { min, max: Math.max(min, space) };
}

/** The layout as it fits into the window. */
export function clampLayout(layout: Layout, size: WindowSize): Layout {
  const clamp = (zone: "side" | "timeline"): number => {
    const { min, max } = bounds(zone, size);
    return Math.round(Math.min(max, Math.max(min, layout[zone])));
  };
  return { side: clamp("side"), timeline: clamp("timeline"), collapsed: layout.collapsed };
}

/** Reads what `writeLayout` wrote; undefined for anything else. */
export function readLayout(text: string | undefined): Layout | undefined {
  if (text === undefined) return undefined;
  try {
    const { side, timeline, collapsed } = JSON.parse(text) as Record<string, unknown>;
    if (!Number.isFinite(side) || !Number.isFinite(timeline) || typeof collapsed !== "boolean") return undefined;
    return { side: side as number, timeline: timeline as number, collapsed };
  } catch {
    return undefined;
  }
}

export const writeLayout = (layout: Layout): string => JSON.stringify(layout);

export const rememberedLayout = (): Layout | undefined => readLayout(remembered(KEY));
export const rememberLayout = (layout: Layout): void => void remember(KEY, writeLayout(layout));
