import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exportSpan, fileStem, MAX_FRAMES, planFilm } from "./export-plan.js";

describe("a film of the board", () => {
  const request = fc.record({
    start: fc.nat({ max: 1e12 }),
    length: fc.nat({ max: 1e12 }),
    fps: fc.integer({ min: 1, max: 50 }),
    stretch: fc.constantFrom(0.1, 1, 10, 1000),
  });

  it("has at least one frame, at most as many as allowed, in order and inside of its span", () => {
    fc.assert(
      fc.property(request, ({ start, length, fps, stretch }) => {
        const span = { start, end: start + length };
        const { times, cut } = planFilm({ span, fps, stretch });
        expect(times.length).toBeGreaterThanOrEqual(1);
        expect(times.length).toBeLessThanOrEqual(MAX_FRAMES);
        for (const time of times) expect(time >= start && time <= span.end).toBe(true);
        expect([...times].sort((a, b) => a - b)).toEqual(times);
        if (!cut) expect(times.at(-1)).toBe(span.end);
      }),
    );
  });

  it("shows one second at 20 frames per second in 20 frames of 50 ms", () => {
    const film = planFilm({ span: { start: 0, end: 1e9 }, fps: 20, stretch: 1 });
    expect(film.times).toHaveLength(20);
    expect(film.delay).toBe(50);
    expect(film.exposure).toBe(50e6);
  });

  it("slows down by taking frames closer together", () => {
    expect(planFilm({ span: { start: 0, end: 1e6 }, fps: 20, stretch: 1000 }).exposure).toBe(50e3);
  });

  it("shows no frame shorter than browsers do", () => {
    expect(planFilm({ span: { start: 0, end: 1e9 }, fps: 1000, stretch: 1 }).delay).toBe(20);
  });
});

describe("the span to export", () => {
  it("lies between the marks, in either order, else it is the view; inside of the recording", () => {
    const view = { start: 5, end: 50 };
    expect(exportSpan(view, 30, 20, 40)).toEqual({ start: 20, end: 30 });
    expect(exportSpan(view, 30, undefined, 40)).toEqual({ start: 5, end: 40 });
    expect(exportSpan(view, 30, 30, 100)).toEqual(view);
    expect(exportSpan({ start: 60, end: 90 }, undefined, undefined, 40)).toEqual({ start: 40, end: 40 });
  });
});

it("a file's name has nothing that a file system minds", () => {
  expect(fileStem("05-ts/fade: now?")).toBe("05-ts-fade-now");
  expect(fileStem("../..")).toBe("project");
});
