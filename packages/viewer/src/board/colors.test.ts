import fc from "fast-check";
import { expect, test } from "vitest";
import { BLACK, contrast, css, luminance, parseColor, WHITE, wireColors } from "./colors.js";

test("colours are names, hex or rgb()", () => {
  expect(parseColor("Red")).toEqual({ r: 255, g: 0, b: 0 });
  expect(parseColor("#0f8")).toEqual({ r: 0, g: 255, b: 136 });
  expect(parseColor("#10203040")).toEqual({ r: 16, g: 32, b: 48 });
  expect(parseColor("rgb(1, 2, 3)")).toEqual({ r: 1, g: 2, b: 3 });
  expect(parseColor("no colour")).toBeUndefined();
});

test("law: what is written can be read", () => {
  const byte = fc.integer({ min: 0, max: 255 });
  fc.assert(
    fc.property(byte, byte, byte, (r, g, b) => {
      expect(parseColor(css({ r, g, b }))).toEqual({ r, g, b });
    }),
  );
});

test("contrast is that of WCAG", () => {
  expect(contrast(BLACK, WHITE)).toBeCloseTo(21, 6);
  expect(luminance({ r: 119, g: 119, b: 119 })).toBeCloseTo(0.1845, 3);
});

test("every wire stands out from the ground, itself or by its outline, in both themes", () => {
  const grounds = ["#1e2229", "#e9ecf0"].map((text) => parseColor(text) as NonNullable<ReturnType<typeof parseColor>>);
  const names =
    "black white red green blue yellow gold orange purple violet gray limegreen magenta pink brown cyan #222831";
  for (const ground of grounds) {
    for (const name of names.split(" ")) {
      const { core, outline } = wireColors(name, ground);
      const best = Math.max(...[core, outline].map((text) => contrast(parseColor(text) as typeof ground, ground)));
      expect(best, `${name} on ${css(ground)}`).toBeGreaterThan(2.5);
    }
  }
});
