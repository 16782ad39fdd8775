import { blake3 } from "@noble/hashes/blake3.js";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Blake3 } from "./blake3.js";

/** As in the test vectors of the specification: 0 to 250, over and over. */
const input = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => i % 251);

function hash(...pieces: readonly Uint8Array[]): Uint8Array {
  const sink = new Blake3();
  for (const piece of pieces) sink.update(piece);
  return sink.digest(32);
}

describe("BLAKE3", () => {
  // https://github.com/BLAKE3-team/BLAKE3/blob/master/test_vectors/test_vectors.json
  it.each([
    [0, "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262"],
    [1, "2d3adedff11b61f14c886e35afa036736dcd87a74d27b5c1510225d0f592e213"],
  ])("is as specified (%i bytes)", (length, digest) => {
    expect(Buffer.from(hash(input(length))).toString("hex")).toBe(digest);
  });

  // Around the ends of blocks, chunks and subtrees.
  it.each([1, 64, 1024, 2048, 3072, 4096, 5120, 7168, 8192, 16_384, 31_744, 102_400])(
    "is that of the library at %i bytes, one less and one more",
    (length) => {
      for (const bytes of [length - 1, length, length + 1].map(input)) expect(hash(bytes)).toEqual(blake3(bytes));
    },
  );

  it("does not depend on the pieces", () => {
    const cuts = fc.array(fc.nat(9000), { maxLength: 6 }).map((all) => all.sort((a, b) => a - b));
    fc.assert(
      fc.property(fc.nat(9000), cuts, (length, cuts) => {
        const whole = input(length);
        const ends = [...cuts, length];
        const pieces = ends.map((end, i) => whole.subarray(i === 0 ? 0 : ends[i - 1], end));
        expect(hash(...pieces)).toEqual(blake3(whole));
        expect(hash(whole)).toEqual(blake3(whole));
      }),
    );
  });

  it("may be short", () => {
    const sink = new Blake3();
    sink.update(input(5000));
    expect(sink.digest(16)).toEqual(blake3(input(5000), { dkLen: 16 }));
  });
});
