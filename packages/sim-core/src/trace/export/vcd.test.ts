import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { us, type Nanos } from "../../time.js";
import { Recorder } from "../recorder.js";
import { toVcd, type VcdOptions } from "./vcd.js";

type Row = readonly [time: Nanos, track: string, ...values: number[]];

function recorded(rows: readonly Row[]) {
  let now = 0;
  const recorder = new Recorder(() => now);
  const writers = {
    "pico.GP1": recorder.track("pico.GP1", "digital"),
    "pico.GP1.pwm": recorder.track("pico.GP1.pwm", "pwm"),
    "led1.brightness": recorder.track("led1.brightness", "output"),
  };
  recorder.track("pico.serial", "text").write(Uint8Array.of(1));
  for (const [time, track, ...values] of rows) {
    now = time;
    writers[track as keyof typeof writers].write(...values);
  }
  return recorder.trace;
}

const vcd = (rows: readonly Row[], options: Partial<VcdOptions> = {}): string =>
  [...toVcd(recorded(rows), { end: us(100) + 1, levels: "simulated", ...options })].join("");

/** What follows the definitions. */
const body = (text: string): string[] => text.split("$enddefinitions $end\n")[1]!.trimEnd().split("\n");

describe("a value change dump", () => {
  it("has a scope for each part, wires for levels and reals for numbers", () => {
    const text = vcd([
      [0, "pico.GP1", 0],
      [5, "led1.brightness", 0.5],
      [5, "pico.GP1", 1],
    ]);
    expect(text).toBe(
      [
        "$version Tickless $end",
        "$timescale 1 ns $end",
        "$scope module led1 $end",
        "$var real 64 ! brightness $end",
        "$upscope $end",
        "$scope module pico $end",
        '$var wire 1 " GP1 $end',
        "$upscope $end",
        "$enddefinitions $end",
        "#0",
        '0"',
        "#5",
        "r0.5 !",
        '1"',
        "#100001",
        "",
      ].join("\n"),
    );
  });

  it("shows undefined and floating levels, or what a logic analyser would", () => {
    const rows: Row[] = [
      [0, "pico.GP1", 3],
      [10, "pico.GP1", 1],
      [20, "pico.GP1", 2],
      [30, "pico.GP1", 0],
    ];
    expect(body(vcd(rows))).toEqual(["#0", "z!", "#10", "1!", "#20", "x!", "#30", "0!", "#100001"]);
    expect(body(vcd(rows, { levels: "logic" }))).toEqual(["#0", "0!", "#10", "1!", "#30", "0!", "#100001"]);
  });

  it("writes pulse trains as edges, in step with their start", () => {
    const rows: Row[] = [
      [0, "pico.GP1", 0],
      [100, "pico.GP1.pwm", 40, 10, 90],
      [100, "pico.GP1", 4],
      [200, "pico.GP1.pwm", 0, 0, 0],
      [200, "pico.GP1", 0],
    ];
    // It rises at 90, 130, 170; at 100 it has just fallen.
    expect(body(vcd(rows))).toEqual(["#0", "0!", "#130", "1!", "#140", "0!", "#170", "1!", "#180", "0!", "#100001"]);
  });

  it("ends at the end asked for, and leaves out what is not wanted", () => {
    const rows: Row[] = [
      [0, "pico.GP1", 0],
      [10, "pico.GP1", 1],
      [20, "led1.brightness", 1],
    ];
    expect(body(vcd(rows, { end: 9 }))).toEqual(["#0", '0"', "#9"]);
    expect(vcd(rows, { include: (track) => track === "led1.brightness" })).not.toContain("GP1");
  });

  it.each([
    [1, "1 ns"],
    [7, "1 ns"],
    [30, "10 ns"],
    [500, "100 ns"],
    [2000, "1 us"],
    [40_000, "10 us"],
    [1_000_000, "1 ms"],
    [7_000_000_000, "1 s"],
    [100_000_000_000, "1 s"],
  ])("counts time in the longest unit in which it is exact (%i ns)", (step, unit) => {
    const rows: Row[] = [
      [0, "pico.GP1", 0],
      [step * 3, "pico.GP1", 1],
      [step * 4, "led1.brightness", 1],
    ];
    const text = vcd(rows, { end: step * 10 });
    expect(text).toContain(`$timescale ${unit} $end\n`);
    const [amount = "", name = ""] = unit.split(" ");
    const scale = Number(amount) * { ns: 1, us: 1e3, ms: 1e6, s: 1e9 }[name]!;
    const times = body(text).flatMap((line) => (line.startsWith("#") ? [Number(line.slice(1)) * scale] : []));
    expect(times).toEqual([0, step * 3, step * 4, step * 10]);
  });

  it("counts by what is in it, not by what is left out", () => {
    const rows: Row[] = [
      [1000, "pico.GP1", 0],
      [1001, "led1.brightness", 1],
    ];
    expect(vcd(rows, { end: 5000, include: (track) => track === "pico.GP1" })).toContain("$timescale 1 us $end");
  });

  it("has times that rise and values that change, whatever was recorded", () => {
    const row = fc.tuple(fc.nat(50), fc.constantFrom(0, 1, 2, 3));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 100 }), (steps) => {
        let now = 0;
        const rows = steps.map(([gap, level]): Row => [(now += gap), "pico.GP1", level]);
        // At a prime, so that the unit is 1 ns.
        const end = 7919;
        const lines = body(vcd(rows, { end }));
        const times = lines.filter((line) => line.startsWith("#")).map((line) => Number(line.slice(1)));
        expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
        expect(times.at(-1)).toBe(end);
      }),
    );
  });
});
