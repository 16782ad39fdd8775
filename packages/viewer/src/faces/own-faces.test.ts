import fc from "fast-check";
import type { FaceData } from "tickless/parts/face-data";
import { describe, expect, it } from "vitest";
import { layOut } from "../board/board-layout.js";
import { positionAt, valueAt } from "../board/pointers.js";
import { StateReader } from "../board/state-reader.js";
import { board, part, stateOf, tracksOf } from "../board/testing.js";
import type { OwnPartModel } from "../protocol/project.js";
import { ownShape } from "./own.geometry.js";
import { colorIn, isMoving, numberIn, textIn, valuesOf, type Values } from "./own-values.js";

const numbers = (known: Readonly<Record<string, number>>): Values => ({
  number: (name) => known[name] ?? NaN,
  text: () => "",
});
const of = (more: Partial<OwnPartModel> = {}, attributes = {}) =>
  part("p", "mine", {
    attributes,
    pins: { A: 0, B: 1, C: 2 },
    controls: [{ name: "angle", min: -90, max: 90, initial: 30, kind: "range", unit: "°" }],
    own: { label: "Mine", forms: [{ name: "limit", fallback: "7" }], outputs: ["level"], ...more },
  });

describe("a value that a face follows", () => {
  it("lies where the followed one lies, and stays at the ends", () => {
    const any = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(any, any, any, any, any, (now, a, b, x, y) => {
        fc.pre(a !== b);
        const found = numberIn({ of: "v", from: [a, b], to: [x, y] }, numbers({ v: now }), 0);
        expect(found).toBeGreaterThanOrEqual(Math.min(x, y) - 1e-6);
        expect(found).toBeLessThanOrEqual(Math.max(x, y) + 1e-6);
      }),
    );
    expect(numberIn({ of: "v", from: [0, 10], to: [100, 0] }, numbers({ v: 2.5 }), 0)).toBe(75);
  });

  it("goes in steps: each from its value on", () => {
    const lamp = { of: "v", steps: [[0, "#000000"], [0.5, "#ff0000"]] as const }; // prettier-ignore
    expect([-1, 0, 0.49, 0.5, 9, NaN].map((v) => colorIn(lamp, numbers({ v })))).toEqual([
      ...["#000000", "#000000", "#000000"],
      ...["#ff0000", "#ff0000", "#000000"],
    ]);
    expect(colorIn({ ...lamp, blend: true }, numbers({ v: 0.25 }))).toBe("rgb(128 0 0)");
    expect(numberIn({ of: "v", steps: [[0, 1], [5, 2]] }, numbers({ v: 5 }), 0)).toBe(2); // prettier-ignore
  });

  it("is written as the text says", () => {
    const values = numbers({ v: -21.456, on: 1, share: 0.425, address: 72, zero: -0.001 });
    expect(textIn("{v} {v:1} {share:%} {address:x} {on?yes|no} {zero:1} {none} {{v}", values)).toBe(
      "−21.456 −21.5 43 % 0x48 yes 0.0 – {v}",
    );
  });

  it("is what was recorded, then the control's first value, then the attribute", () => {
    const tracks = tracksOf("p.level", "p.angle");
    const read = (state: Record<string, number>) => new StateReader(tracks, stateOf(tracks, state)).part("p");
    const before = valuesOf(of(), read({}));
    expect([before.number("angle"), before.number("limit"), before.number("level")]).toEqual([30, 7, NaN]);
    const then = valuesOf(of({}, { limit: "9" }), read({ "p.angle": -5, "p.level": 1 }));
    expect([then.number("angle"), then.number("limit"), then.number("level")]).toEqual([-5, 9, 1]);
  });

  it("makes a shape one that moves, also deep inside", () => {
    const still = { kind: "rect", x: 0, y: 0, width: 1, height: 1, fill: "red" } as const;
    const text = { kind: "text", x: 0, y: 0, size: 5 } as const;
    expect(isMoving(still)).toBe(false);
    expect(isMoving({ ...text, text: "{{x}" })).toBe(false);
    expect(isMoving({ ...text, text: "{x}" })).toBe(true);
    expect(isMoving({ kind: "group", shapes: [still, { ...still, move: { x: { of: "angle" } } }] })).toBe(true);
  });
});

describe("a part of the project's own", () => {
  const face: FaceData = {
    width: 40,
    height: 30,
    pins: { A: [0, 5], B: [0, 15], C: [40, 5] },
    shapes: [],
    controls: [{ control: "angle", kind: "slide", x: 0, y: 0, width: 10, height: 30, from: [5, 30], to: [5, 0] }],
    describe: "at {angle:0} degrees",
  };

  it("lies on the board with its pins, and says what it shows", () => {
    const [placed] = layOut(board([of({ face })])).parts;
    expect(placed?.geometry).toMatchObject({ width: 40, height: 30, body: { x: 0, y: 0, width: 40, height: 30 } });
    expect(placed?.geometry.pins.get("C")).toEqual({ x: 40, y: 5 });
    expect(placed?.shape.name).toBe("Mine");
    expect(placed?.shape.describe?.(placed.model, new StateReader([]).part("p"))).toBe("at 30 degrees");
  });

  it("is slid over the whole range of its control, also upwards", () => {
    const [placed] = layOut(board([of({ face })])).parts;
    const [area] = placed!.controls;
    const at = (y: number) => valueAt(placed!, area!, positionAt(area!, { x: 5, y }));
    expect([40, 30, 15, 0, -9].map(at)).toEqual([-90, -90, 0, 90, 90]);
  });

  it("is a box with its label, its pins and its outputs without a face", () => {
    const model = of();
    const shape = ownShape(model);
    const { pins, width } = shape.geometry(model);
    expect([...pins].map(([name, { x }]) => [name, x])).toEqual([["A", 0], ["B", 0], ["C", width]]); // prettier-ignore
    expect(shape.describe?.(model, new StateReader([]).part("p"))).toBe("level –");
  });
});
