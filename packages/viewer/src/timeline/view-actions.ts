import type { Nanos } from "@tickless/sim-core";
import type { Session, Span } from "../app/session.js";
import { follow, reveal } from "./follow.js";
import { moveLane } from "./lane-order.js";
import { timelineOf } from "./model.js";
import { between, clampView, lengthOf, pan, sameView, zoom } from "./scale.js";

/*
 * What a person does to the view and the lanes, by whichever means: keys, buttons, wheel.
 */

const GLIDE_MS = 140;

interface Glide {
  readonly target: Span;
  frame: number;
  /** What it showed last. When something else is shown, somebody else has taken over. */
  shown: Span;
}
const glides = new WeakMap<Session, Glide>();

/** Shows a span at once; a glide that is under way ends. */
export function showNow(session: Session, view: Span): void {
  const glide = glides.get(session);
  if (glide) cancelAnimationFrame(glide.frame);
  glides.delete(session);
  session.show(view);
}

/** Goes to a span in a moment that the eye can follow; under reduced motion at once. */
export function glideTo(session: Session, wanted: Span): void {
  const from = session.time.view.peek();
  // The session has the last word on bounds; this only keeps repeated keys from running far beyond them.
  const target = clampView(wanted, Math.max(session.run.reach.peek(), from.end));
  if (session.look.reducedMotion.peek()) return showNow(session, target);
  const old = glides.get(session);
  if (old) cancelAnimationFrame(old.frame);
  const glide: Glide = { target, frame: 0, shown: from };
  glides.set(session, glide);
  const began = performance.now();
  const step = (now: number): void => {
    const share = Math.min(1, Math.max(0, (now - began) / GLIDE_MS));
    if (session.time.view.peek() !== glide.shown || share === 1) glides.delete(session);
    if (session.time.view.peek() !== glide.shown) return;
    session.show(share === 1 ? target : between(from, target, 1 - (1 - share) ** 3));
    glide.shown = session.time.view.peek();
    if (share < 1) glide.frame = requestAnimationFrame(step);
  };
  glide.frame = requestAnimationFrame(step);
}

/** Where the view is, or will be when it has come to rest. */
const destination = (session: Session): Span => glides.get(session)?.target ?? session.time.view.peek();

const moves = ({ time }: Session): boolean => time.live.peek() || time.playing.peek() !== 0;

/** Zooms about a time; without one, about the cursor if it is in sight, else the middle. */
export function zoomBy(session: Session, factor: number, anchor?: Nanos): void {
  const view = destination(session);
  glideTo(session, zoom(view, anchorOf(session, view, anchor), factor));
}

/** While the view follows the cursor, zooming does so about the cursor. */
export function anchorOf(session: Session, view: Span, anchor?: Nanos): Nanos {
  const cursor = session.time.cursor.peek();
  const seen = cursor >= view.start && cursor <= view.end;
  const held = moves(session) && timelineOf(session).following.peek();
  if (seen && (held || anchor === undefined)) return cursor;
  return anchor ?? (view.start + view.end) / 2;
}

/** Moves the view by a share of its length, and stops following. */
export function panBy(session: Session, share: number): void {
  const view = destination(session);
  timelineOf(session).following.value = false;
  glideTo(session, pan(view, share * lengthOf(view)));
}

export function toggleFollowing(session: Session): void {
  const { following } = timelineOf(session);
  following.value = !following.peek();
  if (following.peek()) glideTo(session, reveal(session.time.view.peek(), session.time.cursor.peek()));
}

/** Called whenever the cursor has moved: keeps it in sight, as far as that is wanted. */
export function keepInSight(session: Session): void {
  const { time, look } = session;
  const model = timelineOf(session);
  const cursor = time.cursor.peek();
  const view = time.view.peek();
  if (moves(session)) {
    if (!model.following.peek() || glides.has(session)) return;
    const direction = time.playing.peek() < 0 ? -1 : 1;
    const next = follow(view, cursor, direction, look.reducedMotion.peek());
    if (!sameView(next, view)) session.show(next);
    return;
  }
  const target = destination(session);
  const next = reveal(target, cursor);
  if (next !== target) glideTo(session, next);
}

/** To the next or previous edge of the selected lane; without one, of any lane shown. */
export async function stepEdge(session: Session, direction: 1 | -1): Promise<void> {
  const model = timelineOf(session);
  const selected = model.selected.peek();
  const lanes = (selected ? [selected] : model.lanes.peek()).map(({ id, kind, tracks }) => ({ id, kind, tracks }));
  const time = await session.store.next(session.time.cursor.peek(), direction, lanes).catch(() => undefined);
  if (time !== undefined) session.seek(time);
}

export function selectLane(session: Session, id: string | undefined): void {
  session.look.selection.value = id === undefined ? undefined : { kind: "lane", lane: id };
}

/** Puts a lane at another place among those shown. */
export function placeLane(session: Session, id: string, place: number): void {
  const { run, look } = session;
  const wishes = { shown: look.laneShown.peek(), order: look.laneOrder.peek() };
  look.laneOrder.value = moveLane(run.lanes.peek(), wishes, id, place);
}

export function showLane(session: Session, id: string, shown: boolean): void {
  const { laneShown } = session.look;
  laneShown.value = { ...laneShown.peek(), [id]: shown };
}

/** Puts mark A or B at the cursor, or takes it away when it is there already. */
export function toggleMark(session: Session, mark: "A" | "B"): void {
  const { markA, markB, cursor } = session.time;
  const own = mark === "A" ? markA : markB;
  own.value = own.peek() === cursor.peek() ? undefined : cursor.peek();
}

export function clearMarks({ time }: Session): void {
  time.markA.value = undefined;
  time.markB.value = undefined;
}

/** What is measured: between the marks if there are two, else what is in sight of the recording. */
export function measuredSpan({ time, run }: Session): { readonly span: Span; readonly marks: boolean } {
  const a = time.markA.value;
  const b = time.markB.value;
  if (a !== undefined && b !== undefined && a !== b) {
    return { span: { start: Math.min(a, b), end: Math.max(a, b) }, marks: true };
  }
  const { start, end } = time.view.value;
  return { span: { start: Math.max(0, start), end: Math.min(end, run.reach.value) }, marks: false };
}
