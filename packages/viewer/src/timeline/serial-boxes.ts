import type { Nanos } from "@tickless/sim-core";
import type { TimelineEvent } from "../protocol/store.js";

/** Text that is shown as one piece. */
export interface SerialBox {
  readonly time: Nanos;
  readonly text: string;
  readonly incoming: boolean;
}

/**
 * Pieces of serial text as boxes: what comes closer together than `gap` ns is one box, until the end of a line.
 * A board often writes a line in several pieces.
 */
export function serialBoxes(events: readonly TimelineEvent[], gap: Nanos): SerialBox[] {
  const boxes: { time: Nanos; last: Nanos; text: string; incoming: boolean }[] = [];
  for (const { time, kind, text } of events) {
    const incoming = kind === "serial-in";
    const box = boxes.at(-1);
    if (box && box.incoming === incoming && time - box.last <= gap && !/\n$|\\n$/.test(box.text)) {
      box.text += text;
      box.last = time;
    } else boxes.push({ time, last: time, text, incoming });
  }
  return boxes.map(({ time, text, incoming }) => ({ time, text: readable(text), incoming }));
}

/** One line: breaks in the middle as an arrow, none at the end. */
const readable = (text: string): string => {
  // The store writes out what cannot be seen.
  const line = text.replace(/(\r|\n|\\r|\\n)+$/, "").replace(/\r?\n|(\\r)?\\n/g, " ↵ ");
  return line === "" ? "↵" : line;
};
