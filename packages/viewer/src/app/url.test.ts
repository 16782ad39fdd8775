import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { atStep, parseSpan, readAddress, timeParameter, wholeSpan, withoutEmbed, writeAddress } from "./url.js";

const time = fc.integer({ min: 0, max: 1e15 });

describe("the page's address", () => {
  it("says which example, when, what part of it, and how it looks", () => {
    const address = readAddress("?example=04-fade-and-scroll&t=1.25s&view=1s-1500ms&seed=7&theme=light&embed", "");
    expect(address).toEqual({
      example: "04-fade-and-scroll",
      project: undefined,
      recording: undefined,
      compare: undefined,
      at: 1_250_000_000,
      view: { start: 1e9, end: 1.5e9 },
      step: undefined,
      seed: 7,
      theme: "light",
      embed: true,
      share: undefined,
      problems: [],
    });
  });

  it("names a recording, the time to show of it, and one to compare with", () => {
    const { recording, at, compare } = readAddress("?recording=./a.tickless&t=1250us&compare=./b.tickless", "");
    expect([recording, at, compare]).toEqual(["./a.tickless", 1_250_000, "./b.tickless"]);
  });

  it("may say nothing", () => {
    const address = readAddress("", "");
    expect(address.embed).toBe(false);
    expect(address.example).toBeUndefined();
    expect(address.problems).toEqual([]);
  });

  it("carries a whole project behind #share=", () => {
    expect(readAddress("", "#share=1.abc").share).toBe("1.abc");
    expect(readAddress("", "#something").share).toBeUndefined();
  });

  it("names the step of a lesson, instead of the moment of another one", () => {
    expect(readAddress("?example=lessons/03-waiting&step=2", "").step).toBe(2);
    expect(readAddress("?step=two", "").problems).toHaveLength(1);
    expect(atStep("?example=lessons/03-waiting&step=2&t=1s&view=0s-1s&theme=dark", 3)).toBe(
      "?example=lessons/03-waiting&theme=dark&step=3",
    );
    expect(atStep("?step=3", 0)).toBe("");
  });

  it("is not embedded by embed=0", () => {
    expect(readAddress("?embed=0", "").embed).toBe(false);
    expect(readAddress("?embed=1", "").embed).toBe(true);
  });

  it("tells what it does not understand, and goes on without", () => {
    const address = readAddress("?t=soon&view=2s-1s&seed=-1&theme=pink&example=01", "");
    expect(address.problems).toHaveLength(4);
    expect(address.problems[0]).toContain("t=soon");
    expect(address).toMatchObject({ at: undefined, view: undefined, seed: undefined, theme: undefined, example: "01" });
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.string(), fc.string(), (search, hash) => void readAddress(`?${search}`, `#${hash}`)));
  });

  it("reads back what it writes, to the nanosecond", () => {
    const parts = fc.record({
      example: fc.constantFrom("01-blink", "05-typescript-firmware/debounce", "a&b=c#d"),
      at: time,
      start: time,
      length: fc.integer({ min: 1, max: 1e12 }),
      seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      embed: fc.boolean(),
    });
    fc.assert(
      fc.property(parts, ({ start, length, ...others }) => {
        const view = { start, end: start + length };
        expect(readAddress(writeAddress({ ...others, view }), "")).toMatchObject({ ...others, view, problems: [] });
      }),
    );
  });

  it("writes times in the largest unit that is exact", () => {
    expect([0, 1, 1500, 2e6, 1.5e9, 3e9].map(timeParameter)).toEqual(["0ns", "1ns", "1500ns", "2ms", "1500ms", "3s"]);
  });

  it("has spans with a beginning before their end", () => {
    expect(parseSpan("1s-2s")).toEqual({ start: 1e9, end: 2e9 });
    for (const text of ["1s", "2s-1s", "1s-1s", "1s-2s-3s", "-1s"]) expect(parseSpan(text)).toBeUndefined();
  });

  it("writes any view as one that it can read", () => {
    const edge = fc.double({ min: -1e12, max: 1e12, noNaN: true });
    fc.assert(
      fc.property(edge, fc.double({ min: 1e-3, max: 1e12, noNaN: true }), (start, length) => {
        const view = { start, end: start + length };
        expect(readAddress(writeAddress({ view }), "")).toMatchObject({ view: wholeSpan(view), problems: [] });
      }),
    );
    expect(wholeSpan({ start: -5.2, end: 3.7 })).toEqual({ start: 0, end: 4 });
  });

  it("leads out of an embedded page to the same thing", () => {
    expect(withoutEmbed("http://h/p/?example=01&embed&t=1s#share=1.x")).toBe("http://h/p/?example=01&t=1s#share=1.x");
  });
});
