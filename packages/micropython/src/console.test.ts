import { describe, expect, it } from "vitest";
import { Console, filterTraceback } from "./console.js";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (all: readonly Uint8Array[]): string => all.map((part) => new TextDecoder().decode(part)).join("");

describe("a traceback", () => {
  it("shows no frames of modules that are C on a board, and frozen modules as a board names them", () => {
    const raw = `Traceback (most recent call last):
  File "main.py", line 5, in <module>
  File "/rom/asyncio/core.py", line 1, in run
  File "/rom/_machine_pin.py", line 1, in value
ValueError: café "/rom/" stays here
`;
    expect(text([filterTraceback(bytes(raw))])).toBe(`Traceback (most recent call last):
  File "main.py", line 5, in <module>
  File "asyncio/core.py", line 1, in run
ValueError: café "/rom/" stays here
`);
  });
});

describe("the console", () => {
  const open = () => {
    const sent: Uint8Array[] = [];
    return { sent, console: new Console((part) => sent.push(part)) };
  };

  it("passes output on as it comes, also what looks like a frame", () => {
    const { sent, console } = open();
    console.write(bytes('  File "/rom/x.py", line 1\n'));
    expect(text(sent)).toBe('  File "/rom/x.py", line 1\n');
  });

  it("holds a report back until it is whole, however it is cut", () => {
    const { sent, console } = open();
    console.report(true);
    for (const part of ["Trace", 'back\n  File "/ro', 'm/x.py", line 1, in f\nKey', "Error: 1\n"]) {
      console.write(bytes(part));
    }
    expect(sent).toEqual([]);
    console.report(false);
    expect(text(sent)).toBe("Traceback\nKeyError: 1\n");
    console.write(bytes("after"));
    expect(text(sent)).toBe("Traceback\nKeyError: 1\nafter");
  });

  it("goes on from a snapshot in the middle of a report", () => {
    const { console } = open();
    console.report(true);
    console.write(bytes("Tra"));
    const other = open();
    other.console.restore(structuredClone(console.snapshot()));
    other.console.write(bytes("ce\n"));
    other.console.report(false);
    expect(text(other.sent)).toBe("Trace\n");
  });
});
