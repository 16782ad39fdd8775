import { expect, test } from "vitest";
import { bench, problemsOf } from "../tests/bench.js";

/* Diagrams that people have written say things that a part does not have. They are run all the same. */

test.each([
  ["2048", "'value' is '2048', taken for 1023 (write a number from 0 to 1023)", 1],
  ["-5", "'value' is '-5', taken for 0 (write a number from 0 to 1023)", 0],
  ["half", "'value' is 'half', taken for 0 (write a number from 0 to 1023)", 0],
])("a potentiometer at %s", (value, warning, position) => {
  expect(problemsOf("wokwi-potentiometer", { value })).toEqual([warning]);
  const board = bench({ pot: ["wokwi-potentiometer", { value }] }, []);
  expect(board.last("pot.position")).toBe(position);
});

test("what is out of range is told, with the part", () => {
  const { sim } = bench({ pot: ["wokwi-potentiometer", { value: "2048" }] }, []);
  expect(sim.warnings).toEqual([expect.objectContaining({ severity: "warning", part: "pot" })]);
});

test("a choice is found in whichever case, else the usual one is taken", () => {
  expect(problemsOf("wokwi-rgb-led", { common: "Cathode" })).toEqual([]);
  expect(problemsOf("wokwi-rgb-led", { common: "plus" })).toEqual([
    "'common' is 'plus', taken for 'anode' (choose one of anode, cathode)",
  ]);
});
