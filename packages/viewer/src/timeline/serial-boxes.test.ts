import { describe, expect, it } from "vitest";
import { serialBoxes } from "./serial-boxes.js";

const piece = (time: number, text: string, kind = "serial") => ({ time, text, kind, track: "pico.serial" });
const texts = (boxes: ReturnType<typeof serialBoxes>): string[] => boxes.map(({ text }) => text);

describe("serial text", () => {
  it("is one box when its pieces come close together", () => {
    const boxes = serialBoxes([piece(0, "scene"), piece(5, " "), piece(6, "1"), piece(7, "\\n")], 10);
    expect(boxes).toEqual([{ time: 0, text: "scene 1", incoming: false }]);
  });

  it("is several when there is room between them", () => {
    expect(texts(serialBoxes([piece(0, "scene"), piece(50, " 1")], 10))).toEqual(["scene", " 1"]);
  });

  it("begins anew after the end of a line", () => {
    expect(texts(serialBoxes([piece(0, "a\n"), piece(1, "b\\n"), piece(2, "c")], 10))).toEqual(["a", "b", "c"]);
  });

  it("does not mix what the board writes with what it is sent", () => {
    expect(serialBoxes([piece(0, "a"), piece(1, "b", "serial-in")], 10).map(({ incoming }) => incoming)).toEqual([
      false,
      true,
    ]);
  });

  it("shows line breaks that are inside or alone", () => {
    expect(texts(serialBoxes([piece(0, "a\\r\\nb\\n")], 10))).toEqual(["a ↵ b"]);
    expect(texts(serialBoxes([piece(0, "\\n")], 10))).toEqual(["↵"]);
  });
});
