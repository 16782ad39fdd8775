import { describe, expect, it } from "vitest";
import { keyOf, shortcutFor, SHORTCUTS } from "./shortcuts.js";

const press = (key: string, modifiers: Partial<KeyboardEvent> = {}): string =>
  keyOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...modifiers });

describe("a key", () => {
  it("is the same with Caps Lock, and with Ctrl or Cmd", () => {
    expect(press("W")).toBe("w");
    expect(press("F", { ctrlKey: true })).toBe("Ctrl+f");
    expect(press("f", { metaKey: true })).toBe("Ctrl+f");
  });

  it("with Shift is another, unless Shift only makes the sign", () => {
    expect(press("ArrowLeft", { shiftKey: true })).toBe("Shift+ArrowLeft");
    expect(press("W", { shiftKey: true })).toBe("Shift+w");
    expect(press("/", { shiftKey: true })).toBe("/");
    expect(press("]", { altKey: true })).toBe("Alt+]");
  });
});

describe("shortcuts", () => {
  it("have each key once", () => {
    const keys = SHORTCUTS.flatMap(({ on }) => on);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("are found by key; other keys do nothing", () => {
    expect(shortcutFor(" ")?.text).toContain("play");
    expect(shortcutFor("Shift+ArrowLeft")?.text).toContain("1 ms");
    expect(shortcutFor("q")).toBeUndefined();
    expect(shortcutFor("Ctrl+s")).toBeUndefined();
  });

  it("have what the help says", () => {
    for (const { keys, text } of SHORTCUTS) {
      expect(keys).not.toBe("");
      expect(text).toMatch(/^[a-z0-9]/);
    }
  });
});
