import { utf8ToBytes } from "@noble/hashes/utils.js";
import { describe, expect, it } from "vitest";
import { formatProblem } from "../errors.js";
import { ms, s } from "../time.js";
import { readCsvCurve } from "./csv-curve.js";

const read = (text: string, column?: string | number) => readCsvCurve(utf8ToBytes(text), "t.csv", column);
const rows = (text: string, column?: string | number) => {
  const found = read(text, column);
  if ("severity" in found) throw new Error(formatProblem(found));
  return found.times.map((time, row) => [time, found.values[row]]);
};
const problem = (text: string, column?: string | number): string => {
  const found = read(text, column);
  return "severity" in found ? formatProblem(found) : "";
};

describe("a table of times and values", () => {
  it("is seconds and a value", () => {
    expect(rows("0,21.5\n0.25,22\n1e1,-3\n")).toEqual([
      [0, 21.5],
      [ms(250), 22],
      [s(10), -3],
    ]);
  });

  it.each([
    ["with a header", "time_s,value\n1,2\n"],
    ["with semicolons, as spreadsheets write them", "time;value\r\n1;2\r\n"],
    ["with tabs, blanks and quotes", '"time"\t"value"\n 1 \t "2" \n'],
    ["with notes, empty lines and a byte order mark", "\uFEFF# made by hand\n\ntime,value\n# here\n1,2\n"],
  ])("may be %s", (_, text) => {
    expect(rows(text)).toEqual([[s(1), 2]]);
  });

  it("may call its columns as it likes", () => {
    expect(rows("time,°C,100 %\n1,20,55\n", "100 %")).toEqual([[s(1), 55]]);
    expect(rows("time,°C,100 %\n1,20,55\n", "°C")).toEqual([[s(1), 20]]);
  });

  it("is text", () => {
    const found = readCsvCurve(Uint8Array.of(0x30, 0x2c, 0xff), "t.csv");
    expect("severity" in found && found.message).toBe("this is not text in UTF-8");
  });

  it("may have several columns, chosen by name or number", () => {
    const text = "time,temperature,humidity\n1,20,55\n2,21,54\n";
    expect(rows(text, "humidity").map(([, value]) => value)).toEqual([55, 54]);
    expect(rows(text, 3).map(([, value]) => value)).toEqual([55, 54]);
    expect(rows(text).map(([, value]) => value)).toEqual([20, 21]);
  });

  it.each([
    ["time,a,b\n1,2,3\n", "c", "t.csv:1: there is no column 'c' (it has a, b)"],
    ["1,2\n", "a", "t.csv:1: there is no column 'a' (the file has no header: give its number)"],
    ["", undefined, "t.csv:1: there are no rows in it (write lines such as 0.5,21.7: seconds and the value)"],
    ["0,1\n1,x\n", undefined, "t.csv:2: expected a time in seconds and a value, both numbers"],
    ["0,1\n1\n", undefined, "t.csv:2: expected a time in seconds and a value, both numbers"],
    ["1,1\n1,2\n", undefined, "t.csv:2: the time is not later than that of the row before"],
    ["-1,1\n", undefined, "t.csv:1: the time is -1 s; it must be from 0 to 104 days"],
    ["1e9,1\n", undefined, "t.csv:1: the time is 1000000000 s; it must be from 0 to 104 days"],
  ])("%j: says what is wrong, and where", (text, column, message) => {
    expect(problem(text, column)).toBe(message);
  });
});
