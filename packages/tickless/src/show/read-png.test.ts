import fc from "fast-check";
import { zlibSync } from "fflate";
import { describe, expect, it } from "vitest";
import { toPng } from "./png.js";
import { readPng } from "./read-png.js";

const size = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }));
const chunk = (name: string, data: readonly number[] | Uint8Array): number[] => {
  const length = new DataView(new ArrayBuffer(4));
  length.setUint32(0, data.length);
  return [...new Uint8Array(length.buffer), ...new TextEncoder().encode(name), ...data, 0, 0, 0, 0];
};
/** A PNG of one row of `width` pixels. */
const png = (width: number, depth: number, type: number, line: readonly number[], palette: readonly number[] = []) =>
  Uint8Array.from([
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ...chunk("IHDR", [0, 0, 0, width, 0, 0, 0, 1, depth, type, 0, 0, 0]),
    ...chunk("PLTE", palette),
    ...chunk("IDAT", zlibSync(Uint8Array.from(line))),
  ]);

describe("a PNG", () => {
  it("that was written is read again, in black and white and in colours", () => {
    const bytes = (length: number, max: number) => fc.uint8Array({ minLength: length, maxLength: length, max });
    const picture = size.chain(([width, height]) =>
      fc.record({
        pixels: bytes(width * height, 1),
        rgb: fc.option(bytes(3 * width * height, 255), { nil: undefined }),
        width: fc.constant(width),
        height: fc.constant(height),
      }),
    );
    fc.assert(
      fc.property(picture, ({ pixels, rgb, width, height }) => {
        const read = readPng(toPng({ width, height, pixels, ...(rgb ? { rgb } : {}) }));
        const expected = rgb ?? Uint8Array.from([...pixels].flatMap((lit) => Array<number>(3).fill(lit * 255)));
        expect(read).toEqual({ width, height, rgb: expected });
      }),
    );
  });

  it.each([
    ["grey of four bits", png(2, 4, 0, [0, 0x3f]), [51, 51, 51, 255, 255, 255]],
    ["a palette", png(2, 1, 3, [0, 0x40], [1, 2, 3, 4, 5, 6]), [1, 2, 3, 4, 5, 6]],
    ["colours with opacity", png(1, 8, 6, [0, 7, 8, 9, 255]), [7, 8, 9]],
    ["grey with opacity", png(1, 8, 4, [0, 7, 255]), [7, 7, 7]],
    ["16 bits", png(1, 16, 2, [0, 7, 1, 8, 2, 9, 3]), [7, 8, 9]],
    ["differences from the left", png(2, 8, 2, [1, 7, 8, 9, 1, 1, 250]), [7, 8, 9, 8, 9, 3]],
    ["Paeth's filter", png(2, 8, 0, [4, 7, 1]), [7, 7, 7, 8, 8, 8]],
  ])("may have %s", (_, bytes, rgb) => expect([...readPng(bytes).rgb]).toEqual(rgb));

  it("of anything else is an error that says so", () => {
    const good = toPng({ width: 20, height: 20, pixels: new Uint8Array(400) });
    expect(() => readPng(good.subarray(0, 50))).toThrow("it is damaged");
    expect(() => readPng(new Uint8Array(9))).toThrow("it is no PNG");
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), (at, byte) => {
        const changed = good.slice();
        changed[at] = byte;
        try {
          readPng(changed);
        } catch (error) {
          expect((error as Error).message).toMatch(/^it/);
        }
      }),
    );
  });
});
