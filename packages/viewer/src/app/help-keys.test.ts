import { describe, expect, it } from "vitest";
import { POINTER_HELP, SHORTCUTS } from "../transport/shortcuts.js";
import { keyPieces } from "./help-keys.js";

const keys = (text: string): string[] => keyPieces(text).flatMap((piece) => (piece.key ? [piece.text] : []));

describe("keys in the help", () => {
  it("are told from the words between them", () => {
    expect(keys("Shift+← / Shift+→")).toEqual(["Shift", "←", "Shift", "→"]);
    expect(keys(", / .")).toEqual([",", "."]);
    expect(keys("/ or Ctrl+F")).toEqual(["/", "Ctrl", "F"]);
    expect(keys("Esc, then Tab")).toEqual(["Tab"]);
    expect(keys("Esc, Tab")).toEqual(["Esc", "Tab"]);
    expect(keys("Wheel / pinch")).toEqual([]);
    expect(keys("Alt+↑ / Alt+↓ on a name")).toEqual(["Alt", "↑", "Alt", "↓"]);
  });

  it("leave the text as it is", () => {
    const texts = [...SHORTCUTS.map(({ keys }) => keys), ...POINTER_HELP.map(([text]) => text)];
    for (const text of texts)
      expect(
        keyPieces(text)
          .map((piece) => piece.text)
          .join(""),
      ).toBe(text);
  });
});
