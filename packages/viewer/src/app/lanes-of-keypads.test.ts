import { expect, test } from "vitest";
import { board, part } from "../board/testing.js";
import { lanesOf } from "./lanes.js";

/** Names of the lanes that are shown for a part with so many keys, of which one was pressed. */
function shown(keys: number): string[] {
  const names = Array.from({ length: keys }, (_, index) => `key-${index + 1}`);
  const controls = names.map((name) => ({ name, min: 0, max: 1, initial: 0, kind: "momentary", unit: "" }));
  const tracks = names.map((name) => ({ name: `pad.${name}`, kind: "control" }));
  const model = board([part("pad", "wokwi-membrane-keypad", { controls })]);
  return lanesOf(tracks, model, new Set(["pad.key-2"])).flatMap((lane) => (lane.shown ? [lane.id] : []));
}

test("of a part with many controls only those that were used are shown at first", () => {
  expect(shown(16)).toEqual(["pad.key-2"]);
  expect(shown(3)).toEqual(["pad.key-1", "pad.key-2", "pad.key-3"]);
});
