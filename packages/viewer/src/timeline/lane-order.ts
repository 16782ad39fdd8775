import type { Lane } from "../protocol/store.js";

/** What the user has said about lanes. */
export interface LaneWishes {
  readonly shown: Readonly<Record<string, boolean>>;
  readonly order: readonly string[];
}

export const isShown = (lane: Lane, wishes: LaneWishes): boolean => wishes.shown[lane.id] ?? lane.shown;

/**
 * Lanes in the user's order. Those that the order does not know (they are new) come behind the lane that they
 * follow by themselves.
 */
export function orderLanes(lanes: readonly Lane[], order: readonly string[]): readonly Lane[] {
  if (order.length === 0) return lanes;
  const byId = new Map(lanes.map((lane) => [lane.id, lane]));
  const known = new Set(order);
  const result = [...known].flatMap((id) => byId.get(id) ?? []);
  lanes.forEach((lane, index) => {
    if (known.has(lane.id)) return;
    const before = lanes[index - 1];
    result.splice(before ? result.indexOf(before) + 1 : 0, 0, lane);
  });
  return result;
}

export const visibleLanes = (lanes: readonly Lane[], wishes: LaneWishes): readonly Lane[] =>
  orderLanes(lanes, wishes.order).filter((lane) => isShown(lane, wishes));

/** The order after lane `id` was put in the place of the shown lane number `place`. */
export function moveLane(lanes: readonly Lane[], wishes: LaneWishes, id: string, place: number): readonly string[] {
  const ordered = orderLanes(lanes, wishes.order).map((lane) => lane.id);
  const shown = visibleLanes(lanes, wishes).map((lane) => lane.id);
  const from = shown.indexOf(id);
  const to = Math.min(shown.length - 1, Math.max(0, place));
  if (from < 0 || from === to) return ordered;
  const rest = ordered.filter((other) => other !== id);
  const target = rest.indexOf(shown[to] as string);
  rest.splice(to > from ? target + 1 : target, 0, id);
  return rest;
}
