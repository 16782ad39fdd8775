import type { Nanos } from "@tickless/sim-core";
import type { Span } from "../app/session.js";
import { lengthOf, pan } from "./scale.js";

/** Share of the view behind which a cursor that runs to the right does not come. */
const RIGHT = 0.8;
const LEFT = 0.2;
/** Where a page-wise view puts the cursor. */
const PAGE = 0.1;

/**
 * The view that keeps a cursor that moves by itself in sight. Smooth: it stays before the right fifth (backwards: the left).
 * By pages (nothing on the screen moves until it must): it runs to the edge, and then the page is turned.
 */
export function follow(view: Span, cursor: Nanos, direction: 1 | -1, pages: boolean): Span {
  const share = (cursor - view.start) / lengthOf(view);
  if (pages) {
    if (share >= 0 && share <= 1) return view;
    return pan(view, (share - (direction > 0 ? PAGE : 1 - PAGE)) * lengthOf(view));
  }
  if (direction > 0 && (share > RIGHT || share < 0)) return pan(view, (share - RIGHT) * lengthOf(view));
  if (direction < 0 && (share < LEFT || share > 1)) return pan(view, (share - LEFT) * lengthOf(view));
  return view;
}

/** The view that shows a moment that somebody jumped to: as it is if it does, else with the moment in the middle. */
export function reveal(view: Span, time: Nanos): Span {
  if (time >= view.start && time <= view.end) return view;
  return pan(view, time - (view.start + view.end) / 2);
}
