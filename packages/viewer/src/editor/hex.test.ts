import { expect, it } from "vitest";
import { hexRows } from "./hex.js";

it("a hex dump has eight bytes in a row, and the characters among them", () => {
  const bytes = Uint8Array.from([0, 255, ...new TextEncoder().encode("Hello …")]);
  expect(hexRows(bytes)).toEqual([
    "0000  00 ff 48 65 6c 6c 6f 20  ..Hello ",
    `0008  e2 80 a6${" ".repeat(5 * 3)}  ...`,
  ]);
  expect(hexRows(new Uint8Array())).toEqual([]);
});
