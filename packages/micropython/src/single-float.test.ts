import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { formatSingle, readSingle, REPR_PRECISION } from "./single-float.js";

const format = (value: number, conversion = "g", precision = REPR_PRECISION, sign = "", size = 33) =>
  formatSingle(value, { conversion, precision, sign, size });

/* Texts as MicroPython's formatfloat.c writes them when it is compiled for 32 bits. */
describe("formatSingle", () => {
  test.each([
    [0.1, "0.1"],
    [1 / 3, "0.33333334"],
    [Math.fround(0.1) * 9, "0.900000064"],
    [27, "27"],
    [1e15, "1000000000000000"],
    [1e16, "1e+16"],
    [123456789, "123456790"],
    [1e-5, "1e-05"],
    [0.0001, "0.0001"],
    [3.4e38, "3.4e+38"],
    [2 ** 24, "16777216"],
    [2 ** 31, "2147483600"],
    [0, "0"],
    [-0, "-0"],
  ])("writes %d with as many digits as are needed", (value, text) => {
    expect(format(value)).toBe(text);
  });

  test.each([
    [23.25, "f", 1, "23.3"],
    [23.75, "f", 1, "23.8"],
    [2.5, "f", 0, "3"],
    [0.5, "f", 0, "0"],
    [0.125, "f", 2, "0.13"],
    [-1.005, "f", 2, "-1.00"],
    [9.995, "f", 2, "10.00"],
    [0.000001234, "f", 6, "0.000001"],
    [1e9, "f", 3, "1000000000.000"],
    [0.1, "f", 10, "0.1000000000"],
    [0, "f", 2, "0.00"],
    [99.75, "e", 1, "1.0e+02"],
    [12345, "E", 2, "1.23E+04"],
    [0, "e", 1, "0.0e+00"],
    [1234.5, "g", 3, "1.23e+03"],
    [1e-7, "g", -1, "1e-07"],
  ])("writes %d as %%%s with precision %d", (value, conversion, precision, text) => {
    expect(format(value, conversion, precision)).toBe(text);
  });

  test("writes what is no number, and signs", () => {
    expect([NaN, Infinity, -Infinity].map((value) => format(value))).toEqual(["nan", "inf", "-inf"]);
    expect(format(1e39, "F", 1)).toBe("INF");
    expect(format(1.5, "f", 1, "+")).toBe("+1.5");
    expect(format(-1.5, "f", 1, "+")).toBe("-1.5");
  });

  test("never needs more room than there is", () => {
    expect(format(1e30, "f", 20).length).toBeLessThan(33);
    expect(format(1e-30, "f", 60).length).toBeLessThan(33);
    expect(format(1 / 3, "e", 60).length).toBeLessThan(33);
  });

  test("law: what it writes is near enough to be told from every other number by seven digits", () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true, min: Math.fround(1e-30) }), (value) => {
        expect(Math.abs(Number(format(value)) / value - 1)).toBeLessThan(1.2e-7);
      }),
    );
  });
});

describe("readSingle", () => {
  test.each([
    ["0.1", Math.fround(0.1)],
    ["12.50", 12.5],
    ["1_000.5", 1000.5],
    ["1e3", 1000],
    ["2.5E-3", Math.fround(0.0025)],
    ["16777217", 16777216],
    ["100000000000000000000", 1e20],
    ["3.14159265358979", 3.1415925],
    ["1e-50", 0],
    ["1e50", Infinity],
    ["0.000", 0],
  ])("reads %s", (text, value) => {
    expect(readSingle(text)).toBe(Math.fround(value));
  });

  test("law: what is written with all digits is read as the same number, nearly always", () => {
    let same = 0;
    for (let i = 1; i <= 1000; i++) same += readSingle(format(Math.fround(i / 7))) === Math.fround(i / 7) ? 1 : 0;
    expect(same).toBeGreaterThan(980);
  });
});
