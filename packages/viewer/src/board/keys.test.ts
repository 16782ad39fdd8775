import { expect, test } from "vitest";
import { controlsOfKey } from "./keys.js";
import { board, part } from "./testing.js";

const controls = [{ name: "pressed", min: 0, max: 1, initial: 0, kind: "momentary", unit: "" }];
const model = board([
  part("btn1", "wokwi-pushbutton", { attributes: { key: "b" }, controls }),
  part("btn2", "wokwi-pushbutton", { attributes: { key: "ArrowLeft" }, controls }),
  part("btn3", "wokwi-pushbutton", { controls }),
]);
const pressed = (key: string): string[] => controlsOfKey(model, key).map(({ part: id, control }) => `${id}.${control}`);

test("letters work in either case, named keys as they are written", () => {
  expect(pressed("b")).toEqual(["btn1.pressed"]);
  expect(pressed("B")).toEqual(["btn1.pressed"]);
  expect(pressed("ArrowLeft")).toEqual(["btn2.pressed"]);
  expect(pressed("arrowleft")).toEqual([]);
});

test("a part without a key has none", () => {
  expect(pressed("")).toEqual([]);
  expect(controlsOfKey(undefined, "b")).toEqual([]);
});
