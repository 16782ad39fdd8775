import fc from "fast-check";
import { expect, test } from "vitest";
import { plainDiagram } from "./plain.js";

const plain = (text: string) => plainDiagram(text, "d").text;

test("whatever is JSON is the same afterwards, in the same order", () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      expect(JSON.parse(plain(json)!)).toEqual(JSON.parse(json));
    }),
  );
  const odd = '{ "b": 1, "10": 2, "2": { "__proto__": "x", "a": [] }, "é\\u0041": "\\n\\"/" }';
  expect(plain(odd)!.replaceAll(/\n\s*/g, "").replaceAll('": ', '":')).toBe(
    '{"b":1,"10":2,"2":{"__proto__":"x","a":[]},"éA":"\\n\\"/"}',
  );
});

test("comments, trailing commas and text after the end are gone, unknown members stay", () => {
  const text =
    '\uFEFF// mine\n{ "parts": [ { "id": "a", "type": "t", "own": [1, ], }, ], /* all */ "more": null, } bye';
  expect(JSON.parse(plain(text)!)).toEqual({ parts: [{ id: "a", type: "t", own: [1] }], more: null });
});

test("what is no JSON is told", () => {
  expect(plainDiagram("{", "d")).toEqual({
    text: undefined,
    problems: [expect.objectContaining({ file: "d", line: 1 })],
  });
});
