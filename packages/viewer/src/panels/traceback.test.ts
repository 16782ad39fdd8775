import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linkify } from "./traceback.js";

const FILES = ["main.py", "lib/helper.py", "firmware.ts"];
const isFile = (path: string): boolean => FILES.includes(path);

const TEXT = `scene 1
Traceback (most recent call last):
  File "main.py", line 6, in <module>
  File "asyncio/core.py", line 1, in run
  File "main.py", line 5, in main
  File "/lib/helper.py", line 2, in f
ZeroDivisionError: divide by zero
`;

describe("places in serial output", () => {
  it("are links when they name a file of the project", () => {
    const links = linkify(TEXT, isFile).flatMap(({ link }) => link ?? []);
    expect(links).toEqual([
      { path: "main.py", line: 6 },
      { path: "main.py", line: 5 },
      { path: "lib/helper.py", line: 2 },
    ]);
  });

  it("are those of the board's folder, when the board has one", () => {
    const links = linkify('File "main.py", line 6', (path) => path === "esp/main.py", "esp/").flatMap(
      ({ link }) => link ?? [],
    );
    expect(links).toEqual([{ path: "esp/main.py", line: 6 }]);
  });

  it("are found in what TypeScript says too", () => {
    expect(linkify("at blink (firmware.ts:12:5)", isFile)[1]).toEqual({
      text: "firmware.ts:12:5",
      link: { path: "firmware.ts", line: 12 },
    });
  });

  it("leave the text as it is", () => {
    const bit = fc.constantFrom(
      'File "main.py", line 3',
      'File "x.py", line 1',
      "\n",
      "firmware.ts:9",
      " and ",
      'File "main.py", line 0',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(bit, fc.string())), (bits) => {
        const text = bits.join("");
        expect(
          linkify(text, isFile)
            .map((piece) => piece.text)
            .join(""),
        ).toBe(text);
      }),
    );
  });
});
