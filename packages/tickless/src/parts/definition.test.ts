import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { definePart, isPart, PartError, type PartSpec } from "./definition.js";
import { piecesOf } from "./face-data.js";
import { oddity } from "./plain-state.js";

const sound: PartSpec<undefined> = { type: "mine", label: "Mine", pins: ["A"], connect: () => undefined };
const face = { width: 9, height: 9, pins: { A: [0, 0] as const }, shapes: [] as unknown[] };
const withShapes = (...shapes: unknown[]) => definePart({ ...sound, face: { ...face, shapes: shapes as [] } });

describe("definePart", () => {
  it("makes a part of what is sound, with its attributes as names", () => {
    const part = definePart({ ...sound, attributes: ["a", { name: "b", input: "number" }] });
    expect(isPart(part)).toBe(true);
    expect(isPart({ ...part })).toBe(false);
    expect(part).toMatchObject({ attributes: ["a", "b"], forms: [{ name: "a" }, { name: "b", input: "number" }] });
  });

  it("tells every mistake of whatever it is given, and throws nothing else", () => {
    const key = fc.constantFrom(...Object.keys(sound), "face", "attributes", "roles", "joined");
    fc.assert(
      fc.property(key, fc.anything({ withNullPrototype: true }), (name, value) => {
        try {
          definePart({ ...sound, [name]: value });
        } catch (error) {
          expect(error).toBeInstanceOf(PartError);
          expect((error as PartError).mistakes.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("takes faces of any shapes, or says which is wrong", () => {
    const shape = fc.record(
      {
        kind: fc.constantFrom("rect", "circle", "line", "path", "text", "bar", "glow", "header", "group", "x"),
        ...Object.fromEntries(
          ["x", "y", "width", "height", "radius", "fill", "text", "points", "d", "value", "shapes", "edge", "move"].map(
            (name) => [name, fc.anything()] as const,
          ),
        ),
      },
      { requiredKeys: ["kind"] },
    );
    fc.assert(
      fc.property(fc.array(shape), (shapes) => {
        try {
          withShapes(...shapes);
        } catch (error) {
          expect((error as PartError).mistakes.every(({ message }) => message.startsWith("face"))).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("is not led in circles by groups that contain themselves", () => {
    const group: { kind: string; shapes: unknown[] } = { kind: "group", shapes: [] };
    for (let i = 0; i < 10; i++) group.shapes.push(group);
    expect(() => withShapes(group)).toThrow("expected at most 500 shapes, in groups at most 8 deep");
    let deep: unknown = { kind: "group", shapes: [] };
    for (let i = 0; i < 9; i++) deep = { kind: "group", shapes: [deep] };
    expect(() => withShapes(deep)).toThrow("at most 8 deep");
  });
});

describe("a text with values", () => {
  it("is taken apart, and nothing of it is lost", () => {
    expect(piecesOf("a{b}{c:2}{{{d?on|}e")).toEqual([
      ...["a", { name: "b", format: "" }, { name: "c", format: "2" }],
      ...["{", { name: "d", format: "", words: ["on", ""] }, "e"],
    ]);
    const plain = fc.string().filter((text) => !text.includes("{"));
    fc.assert(fc.property(plain, (text) => void expect(piecesOf(text)).toEqual(text === "" ? [] : [text])));
  });
});

describe("what a part remembers", () => {
  it("is plain data: whatever JSON can say, and typed arrays", () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => void expect(oddity(value)).toBeUndefined()));
    expect(oddity({ bytes: new Uint8Array(4), missing: undefined })).toBeUndefined();
  });

  it("is nothing with methods, and no circle", () => {
    class Own {}
    const circle: { self?: unknown } = {};
    circle.self = circle;
    expect([new Map(), [new Own()], { f: () => 1 }, 5n, Symbol("x")].map((value) => oddity(value))).toEqual([
      ...["state is a Map", "state[0] is a Own", "state.f is a function", "state is a bigint", "state is a symbol"],
    ]);
    expect(oddity(circle)).toContain("contains itself");
  });
});
