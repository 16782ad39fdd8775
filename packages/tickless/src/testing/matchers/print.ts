import { UsageError } from "@tickless/sim-core";
import { shown } from "../arguments.js";
import { Bench } from "../bench.js";
import type { Serial } from "../serial.js";
import { rangeOf, rangeText, type Range } from "../view.js";
import { verdict, type Verdict } from "./verdict.js";

/** Lines of output in a message. */
const LAST = 8;

/** The program has printed a text (as part of its output), or something that matches a pattern. */
export function toPrint(subject: Bench | Serial, expected: string | RegExp, options: Range = {}): Verdict {
  if (expected === "" || (typeof expected !== "string" && !(expected instanceof RegExp)))
    throw new UsageError(`toPrint: ${shown(expected)} is no text and no pattern to look for`);
  const serial = subject instanceof Bench ? subject.serial : subject;
  const { view } = serial;
  const range = rangeOf(view, options);
  const text = serial.textOf(range).replaceAll("\r\n", "\n");
  const pass = typeof expected === "string" ? text.includes(expected) : text.search(expected) >= 0;
  const lines = text.split("\n").slice(-LAST - 1);
  return verdict({
    pass,
    view,
    subject: "the program",
    expected: `to print ${typeof expected === "string" ? JSON.stringify(expected) : String(expected)} ${rangeText(range)}`,
    found: text === "" ? "it printed nothing" : `it printed\n${lines.map((line) => `  ${line}`).join("\n")}`.trimEnd(),
    at: range.to,
  });
}
