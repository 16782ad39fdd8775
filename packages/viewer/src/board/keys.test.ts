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

const keypad = (id: string) => part(id, "wokwi-membrane-keypad");
const worked = (key: string, model: ReturnType<typeof board>, selected?: string): string[] =>
  controlsOfKey(model, key, selected).map(({ part: id, control, value }) => `${id}.${control} ${value}`);

test("a keypad answers to its labels, in either case", () => {
  expect(worked("5", board([keypad("pad")]))).toEqual(["pad.key-5 1"]);
  expect(worked("#", board([keypad("pad")]))).toEqual(["pad.key-# 1"]);
  expect(worked("b", board([keypad("pad")]))).toEqual(["pad.key-B 1"]);
  expect(worked("x", board([keypad("pad")]))).toEqual([]);
});

test("arrows turn an encoder and push a joystick", () => {
  const both = board([part("enc", "wokwi-ky-040"), part("joy", "wokwi-analog-joystick")]);
  expect(worked("ArrowRight", both)).toEqual(["enc.cw 1", "joy.x -1"]);
  expect(worked("ArrowDown", both)).toEqual(["enc.ccw 1", "joy.y -1"]);
});

test("of several parts that answer to a key by nature, it is the selected one; a part's own key works besides", () => {
  const button = part("btn", "wokwi-pushbutton", { attributes: { key: "5" }, controls });
  const model = board([keypad("one"), keypad("two"), button]);
  expect(worked("5", model)).toEqual(["btn.pressed 1", "one.key-5 1", "two.key-5 1"]);
  expect(worked("5", model, "two")).toEqual(["btn.pressed 1", "two.key-5 1"]);
  expect(worked("5", model, "btn")).toEqual(["btn.pressed 1", "one.key-5 1", "two.key-5 1"]);
});
