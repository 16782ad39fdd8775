import { describe, expect, it } from "vitest";
import { braille, framed } from "./braille.js";
import { light } from "./light.js";

describe("braille", () => {
  it("puts 2 × 4 pixels into a cell, the top left ones first", () => {
    const picture = ["10 00 11", "00 01 11", "00 00 11", "01 00 11"].map((row) => row.replaceAll(" ", ""));
    const pixels = picture.join("").split("").map(Number);
    expect(braille(pixels, 6, 4)).toEqual(["⢁⠐⣿"]);
  });

  it("draws a line for every four rows", () => {
    expect(braille(new Uint8Array(128 * 64), 128, 64)).toEqual(Array(16).fill("⠀".repeat(64)));
  });

  it("is framed", () => {
    expect(framed(["ab", "cd"])).toEqual(["┌──┐", "│ab│", "│cd│", "└──┘"]);
  });
});

describe("light", () => {
  it("shows brightness as a bar and in per cent", () => {
    expect(light(0, "red", false)).toBe("○ ░░░░░░░░░░   0 %  red");
    expect(light(0.26, "red", false)).toBe("● ███░░░░░░░  26 %  red");
    expect(light(1, "red", false)).toBe("● ██████████ 100 %  red");
  });

  it("is coloured only when asked, and only when lit", () => {
    expect(light(1, "blue", true)).toBe("\x1b[38;5;33m●\x1b[39m \x1b[38;5;33m██████████\x1b[39m 100 %  blue");
    expect(light(0, "blue", true)).not.toContain("\x1b");
    expect(light(1, "#abc", true)).not.toContain("\x1b");
  });
});
