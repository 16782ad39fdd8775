import { remember, remembered } from "./storage.js";

/* Sizes of the page's zones, in CSS pixels, kept within what the window allows. */

export interface Layout {
  /** Width of the side panel. */
  readonly side: number;
  /** Height of the transport and the timeline together. */
  readonly timeline: number;
  /** The side panel is put away. */
  readonly collapsed: boolean;
  /** Width of a lesson's column. */
  readonly lesson: number;
  /** A lesson is among the panels, although there is room for a column. */
  readonly docked: boolean;
}

export interface WindowSize {
  readonly width: number;
  readonly height: number;
}

/** Below this width, the zones are stacked. */
export const NARROW = 760;

/** From this width on, a lesson has a column of its own. */
const ROOM_FOR_LESSON = 900;

const SMALLEST_SIDE = 280;
const SMALLEST_LESSON = 270;
const LARGEST_LESSON = 640;
const SMALLEST_BOARD: WindowSize = { width: 320, height: 140 };
const SMALLEST_TIMELINE = 150;
const HEADER = 48;
const KEY = "tickless.layout";

/** What is seen at first: about as much of the board as of the timeline. */
export const defaultLayout = ({ width, height }: WindowSize): Layout => ({
  side: Math.round(Math.min(480, width * 0.34)),
  timeline: Math.round(height * 0.47),
  collapsed: false,
  lesson: Math.round(Math.min(420, width * 0.27)),
  docked: false,
});

export const hasRoomForLesson = ({ width }: WindowSize): boolean => width >= ROOM_FOR_LESSON;

/** What a lesson's column leaves of a window. */
export const beside = ({ width, height }: WindowSize, lesson: number): WindowSize => ({
  width: width - lesson,
  height,
});

/** The smallest and largest size of a zone in a window; in a window too small for all, `min` wins. */
export function bounds(
  zone: "side" | "timeline" | "lesson",
  { width, height }: WindowSize,
): { readonly min: number; readonly max: number } {
  if (zone === "lesson") {
    const space = Math.min(LARGEST_LESSON, width - SMALLEST_SIDE - SMALLEST_BOARD.width);
    return { min: SMALLEST_LESSON, max: Math.max(SMALLEST_LESSON, space) };
  }
  const [min, space] =
    zone === "side"
      ? [SMALLEST_SIDE, width - SMALLEST_BOARD.width]
      : [SMALLEST_TIMELINE, height - HEADER - SMALLEST_BOARD.height];
  return { min, max: Math.max(min, space) };
}

/** The layout as it fits into the window. `column`: a lesson has one. */
export function clampLayout(layout: Layout, size: WindowSize, column = false): Layout {
  const clamp = (zone: "side" | "timeline" | "lesson", room: WindowSize): number => {
    const { min, max } = bounds(zone, room);
    return Math.round(Math.min(max, Math.max(min, layout[zone])));
  };
  const lesson = clamp("lesson", size);
  const room = column ? beside(size, lesson) : size;
  return { ...layout, lesson, side: clamp("side", room), timeline: clamp("timeline", room) };
}

/** Reads what `writeLayout` wrote; undefined for anything else. */
export function readLayout(text: string | undefined): Layout | undefined {
  if (text === undefined) return undefined;
  try {
    const { side, timeline, collapsed, lesson, docked } = JSON.parse(text) as Record<string, unknown>;
    if (!Number.isFinite(side) || !Number.isFinite(timeline) || typeof collapsed !== "boolean") return undefined;
    // Those two are not in what was remembered before there were lessons.
    const width = Number.isFinite(lesson) ? (lesson as number) : SMALLEST_LESSON + 60;
    return { side: side as number, timeline: timeline as number, collapsed, lesson: width, docked: docked === true };
  } catch {
    return undefined;
  }
}

export const writeLayout = (layout: Layout): string => JSON.stringify(layout);

export const rememberedLayout = (): Layout | undefined => readLayout(remembered(KEY));
export const rememberLayout = (layout: Layout): void => void remember(KEY, writeLayout(layout));
