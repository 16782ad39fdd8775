import { UsageError, type Nanos } from "@tickless/sim-core";
import { comparePictures, pictureLines } from "../../measure/compare-pictures.js";
import type { Display } from "../display.js";
import { Part } from "../part.js";
import { verdict, type Verdict } from "./verdict.js";

export const displayOf = (subject: Part | Display): Display => (subject instanceof Part ? subject.display() : subject);

/** The display shows this picture: 64 lines of 128 characters, "#" lit and "." dark. Blank lines around it do not count. */
export function toShow(subject: Part | Display, picture: string, at?: Nanos): Verdict {
  const display = displayOf(subject);
  const actual = display.bitmap(at).split("\n");
  const difference = comparePictures(actual, pictureLines(picture));
  if (difference === "size") {
    const lines = pictureLines(picture);
    const given = lines.length === 0 ? "empty" : `${lines.length} lines, the first of ${lines[0]?.length} characters`;
    const size = `${actual.length} lines of ${actual[0]?.length} characters "#" and "."`;
    throw new UsageError(`the picture must be ${size}; it is ${given}`);
  }
  return verdict({
    pass: difference === undefined,
    view: display.view,
    subject: display.part,
    expected: "to show the picture",
    found: difference ? `${difference.pixels} pixels differ\n${difference.lines.join("\n")}` : "it does",
    at: at ?? display.view.now,
  });
}
