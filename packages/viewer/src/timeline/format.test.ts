import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bytesText,
  exactTime,
  frequencyText,
  parseMoment,
  percentText,
  rateText,
  runningTime,
  shortTime,
  speedText,
  spokenTime,
} from "./format.js";

const plain = (text: string): string => text.replaceAll("\u202f", "_");

describe("an exact time", () => {
  it("has every digit, in groups, and no group of zeros at the end", () => {
    expect(plain(exactTime(1_250_300_041))).toBe("1.250_300_041 s");
    expect(plain(exactTime(1_250_300_000))).toBe("1.250_300 s");
    expect(plain(exactTime(12_500))).toBe("12.500 µs");
    expect([0, 7, 340e6, 2e9].map(exactTime)).toEqual(["0 s", "7 ns", "340 ms", "2 s"]);
  });

  it("can be typed in again", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e14 }), (time) => {
        expect(parseMoment(exactTime(time), 0, 0)).toBe(time);
      }),
    );
  });
});

describe("a moment as typed", () => {
  const read = (text: string) => parseMoment(text, 1e9, 10e9);

  it("has a unit, or is in seconds", () => {
    expect(["1.25s", "340 ms", "12.5 µs", "12.5us", "2", "1,5 s", "2min"].map(read)).toEqual([
      1.25e9, 340e6, 12_500, 12_500, 2e9, 1.5e9, 120e9,
    ]);
  });

  it("may be relative to now", () => {
    expect(["+5ms", "-5ms", "-20s"].map(read)).toEqual([1.005e9, 0.995e9, 0]);
  });

  it("may be an end of the recording", () => {
    expect(["start", "END"].map(read)).toEqual([0, 10e9]);
  });

  it("is nothing else", () => {
    expect(["", "soon", "5 m", "1.2.3", "--5"].map(read)).toEqual(Array(5).fill(undefined));
  });
});

describe("short texts", () => {
  it("of times have three digits", () => {
    expect([1_234_567, 250e6, 999, 1e9, 0].map(shortTime)).toEqual(["1.23 ms", "250 ms", "999 ns", "1 s", "0 s"]);
    expect(shortTime(NaN)).toBe("–");
  });

  it("of frequencies have a unit that fits", () => {
    expect([50, 1000, 38_461.5, 2.5e6, 1e9].map(frequencyText)).toEqual([
      "50.000 Hz",
      "1.000 kHz",
      "38.462 kHz",
      "2.500 MHz",
      "1.000 GHz",
    ]);
    expect(frequencyText(NaN)).toBe("–");
  });

  it("of shares are percentages", () => {
    expect([0, 0.25, 1, NaN].map(percentText)).toEqual(["0.0 %", "25.0 %", "100.0 %", "–"]);
  });

  it("of speeds are whole numbers or their inverse", () => {
    expect([0.001, 0.02, 0.5, 1, 100, Infinity].map(speedText)).toEqual([
      "1/1000×",
      "1/50×",
      "1/2×",
      "1×",
      "100×",
      "max",
    ]);
  });

  it("of rates have two digits", () => {
    expect([0, 0.001, 0.976, 1, 12.34, 250, 4321].map(rateText)).toEqual([
      "0×",
      "<0.01×",
      "0.98×",
      "1×",
      "12×",
      "250×",
      "4321×",
    ]);
  });

  it("of memory are in KiB", () => {
    expect([512, 38_400, 3 << 20].map(bytesText)).toEqual(["512 B", "37.5 KiB", "3.00 MiB"]);
  });
});

describe("a running time", () => {
  it("always has three digits behind the point, and is never ahead", () => {
    expect([1e9, 10_629_949_999, 340e6, 12_345_678].map(runningTime)).toEqual([
      "1.000 s",
      "10.629 s",
      "340.000 ms",
      "12.345 ms",
    ]);
  });
});

describe("a spoken time", () => {
  it("has its unit in words", () => {
    expect([1_250_000, 1e9, 12_500, 3, 1].map(spokenTime)).toEqual([
      "1.250 milliseconds",
      "1.000 second",
      "12.5 microseconds",
      "3 nanoseconds",
      "1 nanosecond",
    ]);
  });
});
