import { batch } from "@preact/signals";
import type { Nanos } from "@tickless/sim-core";
import type { Session, Span } from "../app/session.js";
import { reveal } from "../timeline/follow.js";
import { between } from "../timeline/scale.js";
import { showNow } from "../timeline/view-actions.js";

/** How long the eye has to follow, ms. */
const TRAVEL_MS = 420;

export interface Destination {
  /** Where the cursor goes; undefined: it stays. */
  readonly time: Nanos | undefined;
  /** What the timeline shows; undefined: as long a part as now, with the cursor in it. */
  readonly view: Span | undefined;
}

/**
 * Moves cursor and view to where they are to be, eased or at once. It gives up as soon as somebody else moves one of them. Returns
 * what ends it.
 */
export function travel(session: Session, { time, view }: Destination, eased: boolean): () => void {
  // What glides towards somewhere else stops here.
  showNow(session, session.time.view.peek());
  const from = { cursor: session.time.cursor.peek(), view: session.time.view.peek() };
  const to = {
    cursor: Math.min(time ?? from.cursor, session.run.reach.peek()),
    view: view ?? reveal(from.view, time ?? from.cursor),
  };
  const place = (share: number): void =>
    batch(() => {
      // The view first: the timeline runs after a cursor that leaves it.
      if (to.view !== from.view) showNow(session, share === 1 ? to.view : between(from.view, to.view, share));
      if (time !== undefined) session.seek(from.cursor + (to.cursor - from.cursor) * share);
    });
  if (!eased) {
    place(1);
    return () => undefined;
  }
  const began = performance.now();
  let frame = 0;
  let shown = { cursor: from.cursor, view: from.view };
  const step = (now: number): void => {
    const [cursor, seen] = [session.time.cursor.peek(), session.time.view.peek()];
    if (cursor !== shown.cursor || seen !== shown.view) return;
    const part = Math.min(1, Math.max(0, (now - began) / TRAVEL_MS));
    // Asked for before the timeline's own glides are, so that it comes before them.
    if (part < 1) frame = requestAnimationFrame(step);
    place(part < 0.5 ? 4 * part ** 3 : 1 - (2 - 2 * part) ** 3 / 2);
    shown = { cursor: session.time.cursor.peek(), view: session.time.view.peek() };
  };
  frame = requestAnimationFrame(step);
  return () => cancelAnimationFrame(frame);
}
