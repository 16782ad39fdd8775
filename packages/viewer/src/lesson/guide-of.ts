import { signal, type Signal } from "@preact/signals";
import type { Session } from "../app/session.js";
import type { Guide } from "./guide.js";

const guides = new WeakMap<Session, Signal<Guide | undefined>>();

/** Who leads through the lesson that is open; undefined: there is none, or its code is not there yet. */
export function guideOf(session: Session): Signal<Guide | undefined> {
  let guide = guides.get(session);
  if (!guide) guides.set(session, (guide = signal(undefined)));
  return guide;
}
