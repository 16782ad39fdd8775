import { describe, expect, it } from "vitest";
import { crc32 } from "./crc32.js";

describe("CRC-32", () => {
  it("has its check value", () => {
    expect(crc32(new TextEncoder().encode("123456789"))).toBe(0xcbf43926);
    expect(crc32(new Uint8Array(0))).toBe(0);
  });

  it("is the same by eight bytes and by one", () => {
    const bytes = Uint8Array.from({ length: 40 }, (_, i) => (i * 91 + 7) & 255);
    const slow = (data: Uint8Array): number => {
      let crc = ~0;
      for (const byte of data) {
        crc ^= byte;
        for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
      }
      return ~crc >>> 0;
    };
    for (let length = 0; length <= bytes.length; length++) {
      expect(crc32(bytes.subarray(0, length))).toBe(slow(bytes.subarray(0, length)));
    }
  });
});
