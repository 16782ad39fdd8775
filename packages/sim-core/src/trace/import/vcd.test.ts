import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ProjectError } from "../../errors.js";
import type { Nanos } from "../../time.js";
import { signalsOf } from "../export/signals.js";
import { toVcd } from "../export/vcd.js";
import { Recorder } from "../recorder.js";
import { capturedLevel } from "./capture.js";
import { openVcd, parseVcd, type VcdReadOptions } from "./vcd.js";

/** Each signal's changes by its name. */
function changesIn(text: string, options?: VcdReadOptions) {
  const { signals } = parseVcd(text, options);
  return Object.fromEntries(
    signals.map(({ name, times, levels }) => [name, Array.from(times, (time, row) => [time, "01xz"[levels[row]!]])]),
  );
}

const file = (declarations: string, ...lines: string[]): string =>
  [`$timescale 1 ns $end`, declarations, "$enddefinitions $end", ...lines, ""].join("\n");
const wire = (...lines: string[]): string => file("$var wire 1 ! D0 $end", ...lines);

describe("a VCD file", () => {
  it("gives each wire's levels and when they begin", () => {
    const text = wire("#0", "z!", "#5", "1!", "#7", "1!", "#9", "x!", "#20");
    expect(changesIn(text)).toEqual({
      D0: [
        [0, "z"],
        [5, "1"],
        [9, "x"],
      ],
    });
    const { start, end, signals } = parseVcd(text);
    expect([start, end]).toEqual([0, 20]);
    expect([0, 4, 5, 19].map((time) => capturedLevel(signals[0]!, time))).toEqual([3, 3, 1, 2]);
    expect(capturedLevel(parseVcd(wire("#3", "1!")).signals[0]!, 2)).toBe(3);
  });

  it("is read as sigrok writes it", () => {
    const text = [
      "META samplerate: 1000000",
      "$date Sun Nov 22 18:40:11 2026 $end",
      "$version libsigrok 0.5.2 $end",
      "$comment\n  Acquisition with 2/2 channels at 1 MHz\n$end",
      "$timescale 1 us $end",
      "$scope module libsigrok $end",
      "$var wire 1 ! D0 $end",
      '$var wire 1 " D1 $end',
      "$upscope $end",
      "$enddefinitions $end",
      '#0 1! 0"',
      "#12 0!",
      '#14 1! 1"',
      "$dumpoff",
      "$end",
      "#20",
    ].join("\n");
    expect(changesIn(text)).toEqual({
      "libsigrok.D0": [
        [0, "1"],
        [12_000, "0"],
        [14_000, "1"],
      ],
      "libsigrok.D1": [
        [0, "0"],
        [14_000, "1"],
      ],
    });
  });

  it("names signals by their scopes, and the bits of vectors", () => {
    const declarations = [
      "$scope module top $end $scope begin inner $end",
      "$var reg 3 # data [2:0] $end $var wire 1 $ \\odd.name[0]  $end",
      "$upscope $end",
      "$var wire 2 % up[0:1] $end $var logic 1 & flag [7] $end $var integer 2 ' n $end",
      "$upscope $end",
      "$var wire 3 # alias $end",
    ].join("\n");
    const text = file(declarations, "#0", "b1 #", "bz %", "1&", "b10 '", "#1", "bx1 #", "0$");
    expect(openVcd(text).names).toEqual([
      ..."210".split("").map((bit) => `top.inner.data[${bit}]`),
      "top.inner.odd.name[0]",
      ...["top.up[0]", "top.up[1]", "top.flag[7]", "top.n[1]", "top.n[0]"],
      ..."210".split("").map((bit) => `alias[${bit}]`),
    ]);
    expect(changesIn(text)).toMatchObject({
      "top.inner.data[2]": [
        [0, "0"],
        [1, "x"],
      ],
      "alias[1]": [
        [0, "0"],
        [1, "x"],
      ],
      "top.inner.data[0]": [[0, "1"]],
      "top.up[0]": [[0, "z"]],
      "top.up[1]": [[0, "z"]],
      "top.n[1]": [[0, "1"]],
      "top.inner.odd.name[0]": [[1, "0"]],
    });
  });

  it.each([
    ["1 s", 3e9],
    ["10 ms", 3e7],
    ["100us", 3e5],
    ["1 ns", 3],
    ["100 ps", 0],
    ["10ps", 0],
    ["100 fs", 0],
  ])("counts time in units of %s", (unit, three) => {
    const at = (count: number): Nanos =>
      parseVcd(wire(`#${count}`, "1!").replace("1 ns", unit)).signals[0]!.times[0] as Nanos;
    expect(at(3)).toBe(three);
    if (three === 0) expect(at(5e6)).toBe({ "100 ps": 5e5, "10ps": 5e4, "100 fs": 500 }[unit]);
  });

  it("keeps the last of several levels at one time, also of those that only rounding brought together", () => {
    expect(changesIn(wire("#1", "0!", "1!", "#2", "0!", "1!"))).toEqual({ D0: [[1, "1"]] });
    const rounded = wire("#600", "0!", "#1000", "1!", "#1400", "0!").replace("1 ns", "1 ps");
    expect(changesIn(rounded)).toEqual({ D0: [[1, "0"]] });
  });

  it("may have its values in blocks, comments, CRLF, and words anywhere on a line", () => {
    const text = wire("$dumpvars 1! $end", "#4 $comment 0! #9 $end 0!", "#6", "$dumpoff x! $end #8 $dumpon 1! $end");
    const expected = {
      D0: [
        [0, "1"],
        [4, "0"],
        [6, "x"],
        [8, "1"],
      ],
    };
    expect(changesIn(text)).toEqual(expected);
    expect(changesIn(text.replaceAll("\n", "\r\n"))).toEqual(expected);
    expect(changesIn(text.replaceAll("\n", "\t "))).toEqual(expected);
  });

  it("leaves out numbers and texts, or makes levels of numbers at a threshold", () => {
    const declarations = "$var real 64 v volts $end $var string 1 s state $end $var event 1 e ev $end";
    const text = file(declarations, "#0", "r0.5 v", "sidle s", "#2", "r1.65 v", "1e", "#3", "rnan v", "#4", "r+inf v");
    const read = parseVcd(text);
    expect(read.signals).toEqual([]);
    expect(read.skipped).toEqual([
      { name: "volts", type: "real" },
      { name: "state", type: "string" },
      { name: "ev", type: "event" },
    ]);
    const volts = "0101".split("").map((level, time) => [[0, 2, 3, 4][time], level]);
    expect(changesIn(text, { threshold: 1.65 })).toEqual({ volts });
  });

  it("can be read in part", () => {
    const text = file('$var wire 1 ! a $end $var wire 1 " b $end', "#0", "1!", '0"', "#1", '1"');
    expect(
      openVcd(text)
        .read(new Set(["b"]))
        .signals.map(({ name, levels }) => [name, [...levels]]),
    ).toEqual([["b", [0, 1]]]);
  });
});

describe("what cannot be read", () => {
  it.each([
    ["", "1: this is not a VCD file, or cut off: it has no $enddefinitions"],
    ["PK\u0003\u0004", "1: this is not a VCD file, or cut off: it has no $enddefinitions"],
    ["$date $end\nhello", "2: this is not a VCD file: 'hello' stands where declarations do"],
    ["$timescale 1 ns $end\n$scope module", "2: this has no $end"],
    ["\n$timescale 2 ns $end", "2: '2ns' is no time scale: it is 1, 10 or 100, and s, ms, us, ns, ps or fs"],
    ["$var wire ! D0 $end", "1: this $var is not a type, a width, an identifier and a name"],
    ["$var wire 99999999 ! D0 $end", "1: more than 65536 signals"],
    [`$scope module ${"m".repeat(1000)} $end\n$var wire 1 ! a $end`, "2: its name is too long"],
    ["$var wire 1 ! a $end\n$var wire 2 ! b $end", "2: its identifier is that of another variable, of another kind"],
    [wire("#0", "1!", "", "#x"), "7: '#x' is no time"],
    [wire("#"), "4: there is no time behind '#'"],
    [wire("#5", "1!", "#4"), "6: time goes back here"],
    [wire("#99999999999999999999"), "4: it is later than 104 days, as far as time can be told here"],
    [wire("#0", "1?"), "5: no $var declares '?'"],
    [wire("#0", "1"), "5: there is no identifier behind the value"],
    [wire("#0", "b1"), "5: there is no identifier behind a vector"],
    [wire("#0", "b !"), "5: there are no bits behind 'b'"],
    [wire("#0", "b12 !"), "5: 'b12' is no vector of bits"],
    [wire("#0", "b10 !"), "5: 2 bits for a variable that has 1"],
    [wire("#0", "rfast !"), "5: 'rfast' is no number"],
    [wire("#0", "hello world"), "5: no $var declares 'ello'"],
    [wire("#0", "?!"), "5: '?!' is neither a value nor a time"],
    [wire("#0", "$comment 1!"), "5: this has no $end"],
  ])("%j", (text, message) => {
    expect(() => parseVcd(text, { file: "a.vcd" })).toThrow(ProjectError);
    expect(() => parseVcd(text, { file: "a.vcd" })).toThrow(`a.vcd:${message}`);
  });

  it("is told by nothing but a ProjectError, whatever the bytes are", () => {
    const valid = new TextEncoder().encode(wire("#0", "1!", "#5", "b0 !", "r1 !", "$comment x $end"));
    const word = fc.constantFrom(
      "$var",
      "$end",
      "wire",
      "1",
      "!",
      "#3",
      "b1",
      "1!",
      "$scope",
      "\n",
      "r",
      "[1:0]",
      "\\",
    );
    const spliced = fc.tuple(fc.nat(valid.length), fc.nat(9), fc.array(word)).map(([at, gone, words]) => {
      const text = new TextDecoder().decode(valid);
      return text.slice(0, at) + words.join(" ") + text.slice(at + gone);
    });
    const bytes = fc.tuple(fc.nat(valid.length - 1), fc.nat(255)).map(([at, byte]) => valid.with(at, byte));
    fc.assert(
      fc.property(fc.oneof(spliced, bytes, fc.uint8Array({ maxLength: 100 })), (input) => {
        try {
          parseVcd(input);
        } catch (error) {
          expect(error).toBeInstanceOf(ProjectError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe("an exported file", () => {
  it("comes back with the same edges at the same times", () => {
    const change = fc.tuple(fc.oneof(fc.nat(100), fc.nat(20_000)), fc.nat(4), fc.tuple(fc.nat(500), fc.nat(400)));
    const wires = fc.array(fc.array(change, { maxLength: 30 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(wires, fc.constantFrom(1, 10, 1000), fc.constantFrom("simulated", "logic"), (all, step, levels) => {
        let now = 0;
        let end = 0;
        const recorder = new Recorder(() => now);
        all.forEach((changes, index) => {
          const level = recorder.track(`pico.GP${index}`, "digital");
          const pwm = recorder.track(`pico.GP${index}.pwm`, "pwm");
          now = 0;
          level.write(0);
          for (const [gap, value, [low, high]] of changes) {
            now += (gap + 1) * step;
            // A train begins with its first rise, as that of a pin does.
            if (value === 4) pwm.write((low + high + 2) * step, (high + 1) * step, now);
            level.write(value);
          }
          end = Math.max(end, now);
        });
        end += 1000 * step;
        const options = { end, levels: levels };
        const text = [...toVcd(recorder.trace, options)].join("");
        const read = parseVcd(text);
        const expected = signalsOf(recorder.trace, options).map((signal) => {
          const changes: [Nanos, string][] = [];
          for (const [time, level] of signal.changes() as Iterable<readonly [Nanos, string]>) {
            if (changes.at(-1)?.[0] === time) changes.pop();
            if (changes.at(-1)?.[1] !== level) changes.push([time, level]);
          }
          return [`${signal.scope}.${signal.name}`, changes];
        });
        expect(changesIn(text)).toEqual(Object.fromEntries(expected));
        expect([read.start, read.end]).toEqual([0, end]);
      }),
      { numRuns: 100 },
    );
  });
});
