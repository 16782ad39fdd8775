import type { Nanos } from "@tickless/sim-core";
import type { Span } from "./session.js";

/* Which moments a film of the board shows. */

export const MAX_FRAMES = 600;
/** GIF counts in hundredths of a second; below two of them, browsers show a frame for ten. */
const CENTISECOND = 10;

export interface FilmRequest {
  readonly span: Span;
  /** Frames per second of the film. */
  readonly fps: number;
  /** Seconds of the film per virtual second: 0.1 is ten times faster than life. */
  readonly stretch: number;
}

export interface Film {
  readonly times: readonly Nanos[];
  /** How long each frame is shown, ms. */
  readonly delay: number;
  /** Virtual time that one frame stands for: the exposure. */
  readonly exposure: Nanos;
  /** The span would need more frames than a film may have, and is cut. */
  readonly cut: boolean;
}

/** The frames of a film, equally far apart. At least one. */
export function planFilm({ span, fps, stretch }: FilmRequest): Film {
  const delay = Math.max(2 * CENTISECOND, Math.round(1000 / fps / CENTISECOND) * CENTISECOND);
  const exposure = Math.max(1, Math.round((delay * 1e6) / stretch));
  const wanted = Math.max(1, Math.ceil((span.end - span.start) / exposure));
  const frames = Math.min(wanted, MAX_FRAMES);
  const times = Array.from({ length: frames }, (_, index) => Math.min(span.end, span.start + (index + 1) * exposure));
  return { times, delay, exposure, cut: wanted > frames };
}

/** What is exported: between the marks when both are set, else what the timeline shows; inside of the recording. */
export function exportSpan(view: Span, markA: Nanos | undefined, markB: Nanos | undefined, end: Nanos): Span {
  const marked = markA !== undefined && markB !== undefined && markA !== markB;
  const [from, to] = marked ? [Math.min(markA, markB), Math.max(markA, markB)] : [view.start, view.end];
  const start = Math.max(0, Math.min(from, end));
  return { start, end: Math.max(start, Math.min(to, end)) };
}

/** "04-fade-and-scroll" for a file's name: nothing that a file system minds. */
export const fileStem = (name: string): string =>
  name.replace(/[^\w.-]+/g, "-").replace(/^[-.]+|[-.]+$/g, "") || "project";
