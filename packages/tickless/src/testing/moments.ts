import type { Nanos } from "@tickless/sim-core";
import type { View } from "./view.js";

/** The moment that the last message about a recording told of, and how it told. */
const told = new WeakMap<View, { readonly at: Nanos; readonly text: string }>();

/** A message shows this of a recording. */
export const tell = (view: View, at: Nanos, text: string): void => void told.set(view, { at, text });

/** Whether this message tells of a moment of a recording. */
export const isIn = (message: string, view: View): boolean => message.includes(told.get(view)?.text ?? "\0");

/** The moment that this message tells of a recording; if it does not, now. */
export const momentIn = (message: string, view: View): Nanos =>
  isIn(message, view) ? Math.min(told.get(view)?.at ?? view.now, view.now) : view.now;
