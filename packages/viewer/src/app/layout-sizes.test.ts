import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bounds, clampLayout, defaultLayout, hasRoomForLesson, readLayout, writeLayout } from "./layout-sizes.js";

const size = fc.record({ width: fc.integer({ min: 761, max: 5000 }), height: fc.integer({ min: 400, max: 3000 }) });
const layout = fc.record({
  side: fc.integer(),
  timeline: fc.integer(),
  collapsed: fc.boolean(),
  lesson: fc.integer(),
  docked: fc.boolean(),
});

describe("the sizes of the zones", () => {
  it("stay within what the window allows, and leave a board to be seen", () => {
    fc.assert(
      fc.property(layout, size, (wanted, window) => {
        const { side, timeline } = clampLayout(wanted, window);
        expect(window.width - side).toBeGreaterThanOrEqual(320);
        expect(window.height - timeline).toBeGreaterThanOrEqual(140);
        expect(side).toBeGreaterThanOrEqual(280);
        expect(timeline).toBeGreaterThanOrEqual(150);
      }),
    );
  });

  it("leave a board to be seen beside a lesson, where that has a column", () => {
    fc.assert(
      fc.property(layout, size, (wanted, window) => {
        fc.pre(hasRoomForLesson(window));
        const { side, lesson } = clampLayout(wanted, window, true);
        expect(window.width - side - lesson).toBeGreaterThanOrEqual(320);
        expect(Math.min(side, lesson)).toBeGreaterThanOrEqual(270);
      }),
    );
  });

  it("are kept when they fit already", () => {
    fc.assert(
      fc.property(layout, size, (wanted, window) => {
        const fitting = clampLayout(wanted, window);
        expect(clampLayout(fitting, window)).toEqual(fitting);
      }),
    );
  });

  it("have a smallest size even in a window too small for all", () => {
    expect(bounds("side", { width: 300, height: 200 })).toEqual({ min: 280, max: 280 });
  });

  it("fit at first", () => {
    fc.assert(
      fc.property(
        size,
        (window) => void expect(clampLayout(defaultLayout(window), window).side).toBeLessThanOrEqual(480),
      ),
    );
  });

  it("are remembered; anything else in their place is forgotten", () => {
    fc.assert(fc.property(layout, (wanted) => void expect(readLayout(writeLayout(wanted))).toEqual(wanted)));
    for (const text of [undefined, "", "{}", "null", '{"side":"3","timeline":1,"collapsed":true}']) {
      expect(readLayout(text)).toBeUndefined();
    }
    const before = '{"side":300,"timeline":200,"collapsed":false}';
    expect(readLayout(before)).toMatchObject({ side: 300, timeline: 200, docked: false });
  });
});
