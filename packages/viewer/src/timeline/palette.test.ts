import { describe, expect, it } from "vitest";
import { colorIndex, taskColor, taskColors } from "./palette.js";

/** Relative luminance as WCAG has it. */
function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
const contrast = (a: string, b: string): number => {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
};

describe("a task's colour", () => {
  it("depends on its name alone", () => {
    expect(taskColor("blink", "dark")).toBe(taskColor("blink", "dark"));
    expect(["main", "blink", "fade"].map((name) => colorIndex(name))).toEqual([8, 10, 11]);
  });

  it("differs among the names that examples use most", () => {
    const names = ["main", "blink", "fade", "scroll", "watch_button", "heartbeat"];
    expect(new Set(names.map((name) => taskColor(name, "light"))).size).toBe(names.length);
  });

  it("is spread over all colours", () => {
    const counts = new Map<number, number>();
    for (let i = 0; i < 1500; i++) counts.set(colorIndex(`task-${i}`), (counts.get(colorIndex(`task-${i}`)) ?? 0) + 1);
    expect(counts.size).toBe(15);
    expect(Math.max(...counts.values())).toBeLessThan(160);
  });

  it("stands out from the surface, and no two are the same", () => {
    for (const color of taskColors("dark")) expect(contrast(color, "#23272f")).toBeGreaterThanOrEqual(3);
    for (const color of taskColors("light")) expect(contrast(color, "#f0f2f5")).toBeGreaterThanOrEqual(3);
    expect(new Set(taskColors("dark")).size).toBe(taskColors("dark").length);
    expect(taskColors("light").length).toBe(taskColors("dark").length);
  });
});
