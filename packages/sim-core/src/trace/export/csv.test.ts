import { describe, expect, it } from "vitest";
import { Track, type TrackKind, type Value } from "../track.js";
import { toCsv } from "./csv.js";

function csv(kind: TrackKind, ...rows: readonly (readonly [time: number, ...values: Value[]])[]): string {
  const track = new Track("pico.x", kind);
  for (const [time, ...values] of rows) track.append(time, 0, values);
  return [...toCsv(track)].join("");
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("a track as comma-separated values", () => {
  it("has a column of exact times, twice, and those of its kind", () => {
    expect(csv("digital", [0, 1], [1_250_000_001, 0])).toBe(
      "time_ns,time_s,level\n0,0.000000000,1\n1250000001,1.250000001,0\n",
    );
    expect(csv("analog", [5, 3.3])).toBe("time_ns,time_s,volts\n5,0.000000005,3.3\n");
    expect(csv("heap")).toBe("time_ns,time_s,usedBytes\n");
  });

  it("has bytes in hex, and serial text as text, whole characters", () => {
    const i2c = csv("i2c", [7, 20, 0x3c, 0, 0, 2, Uint8Array.of(0, 0xaf)]);
    expect(i2c.split("\n")[1]).toBe("7,0.000000007,20,60,0,0,2,00af");
    const [first, second] = [bytes("ü").subarray(0, 1), bytes("ü").subarray(1)];
    expect(csv("text", [1, first], [2, second]).split("\n").slice(1, 3)).toEqual(["1,0.000000001,", "2,0.000000002,ü"]);
  });

  it("quotes what would end a cell", () => {
    expect(csv("text", [1, bytes('a,"b"\n')])).toBe('time_ns,time_s,data\n1,0.000000001,"a,""b""\n"\n');
    expect(csv("fault", [1, "nack", "0x3c, twice"])).toContain(',nack,"0x3c, twice"\n');
  });

  it("comes in pieces when it is long", () => {
    const track = new Track("pico.x", "digital");
    for (let i = 0; i < 10_000; i++) track.append(i, i, [i & 1]);
    const pieces = [...toCsv(track)];
    expect(pieces.length).toBeGreaterThan(3);
    expect(pieces.join("").split("\n")).toHaveLength(10_002);
  });
});
