import { expect, test } from "vitest";
import { didYouMean } from "./did-you-mean.js";

test("asks whether something near was meant", () => {
  const parts = ["wokwi-led", "wokwi-resistor", "wokwi-pushbutton"];
  expect(didYouMean("wokwi-lead", parts)).toEqual({ hint: "did you mean 'wokwi-led'?" });
  expect(didYouMean("Wokwi-Resitsor", parts)).toEqual({ hint: "did you mean 'wokwi-resistor'?" });
  expect(didYouMean("something-else-entirely", parts)).toEqual({});
  expect(didYouMean("dealy", ["delay", "repeat"])).toEqual({ hint: "did you mean 'delay'?" });
  expect(didYouMean("x", [])).toEqual({});
});
