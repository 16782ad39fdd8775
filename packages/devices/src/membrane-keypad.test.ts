import { LEVEL_Z, ms, pull, strong, us } from "@tickless/sim-core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bench, problemsOf } from "../tests/bench.js";
import { keysOf } from "./keypad-keys.js";

const ROWS = ["R1", "R2", "R3", "R4"];
const COLUMNS = ["C1", "C2", "C3", "C4"];

const keypad = (attributes = {}) => {
  const pins = [...ROWS, ...COLUMNS];
  const probes = Object.fromEntries(pins.map((pin) => [pin, "probe"] as const));
  return bench(
    { pad: ["wokwi-membrane-keypad", { bounce: "0", ...attributes }], ...probes },
    pins.map((pin) => `pad:${pin} ${pin}:P`),
  );
};

/** Scans as programs do: one row low after the other, columns pulled up. */
function scan(b: ReturnType<typeof keypad>): string[] {
  for (const column of COLUMNS) b.probe(column).set(pull(3.3));
  return ROWS.flatMap((row, r) => {
    for (const other of ROWS) b.probe(other).set(strong(other === row ? 0 : 3.3));
    return COLUMNS.flatMap((column, c) => (b.probe(column).read() === 0 ? [`r${r + 1}c${c + 1}`] : []));
  });
}

/** The same with the other rows let go, as with open-drain outputs. */
function scanOpenDrain(b: ReturnType<typeof keypad>): string[] {
  for (const column of COLUMNS) b.probe(column).set(pull(3.3));
  return ROWS.flatMap((row, r) => {
    for (const other of ROWS) b.probe(other).set({ volts: 0, ohms: other === row ? 40 : Infinity });
    return COLUMNS.flatMap((column, c) => (b.probe(column).read() === 0 ? [`r${r + 1}c${c + 1}`] : []));
  });
}

describe("keys", () => {
  test("of the usual keypad: 16, row by row", () => {
    const keys = keysOf({});
    expect(keys.map(({ label }) => label).join("")).toBe("123A456B789C*0#D");
    expect(keys[4]).toEqual({ label: "4", control: "key-4", row: 1, column: 0 });
  });

  test("of three columns: 12", () => {
    expect(
      keysOf({ columns: "3" })
        .map(({ label }) => label)
        .join(""),
    ).toBe("123456789*0#");
    const sixteen = [..."123A456B789C*0#D"];
    expect(keysOf({ columns: "3", keys: sixteen }).map(({ label }) => label)).toEqual([..."123456789*0#"]);
  });

  test("with labels of one's own, as a list or as text; what is empty or twice there goes by its place", () => {
    const keys = keysOf({ keys: ["up", "", "+", "+", "é"] });
    expect(keys.slice(0, 6).map(({ control }) => control)).toEqual([
      "key-up",
      "key-r1c2",
      "key-+",
      "key-r1c4",
      "key-é",
      "key-r2c2",
    ]);
    expect(keysOf({ keys: '["Q","W"]' })[1]?.control).toBe("key-W");
  });

  test("that are no list are a problem", () => {
    expect(problemsOf("wokwi-membrane-keypad", { keys: "1234" })[0]).toMatch(/'keys' is no list of labels/);
    expect(problemsOf("wokwi-membrane-keypad", { columns: "5" })[0]).toMatch(/'columns' is '5'/);
  });
});

describe("matrix", () => {
  test.each(keysOf({}).map((key) => [key.label, key] as const))("key %s joins its row and its column", (_, key) => {
    const b = keypad();
    expect(scan(b)).toEqual([]);
    b.sim.setControl("pad", key.control, 1);
    expect(scan(b)).toEqual([`r${key.row + 1}c${key.column + 1}`]);
    b.sim.setControl("pad", key.control, 0);
    expect(scan(b)).toEqual([]);
  });

  test("has no diodes: three keys at the corners of a rectangle look like four", () => {
    const b = keypad();
    for (const key of ["1", "2", "4"]) b.sim.setControl("pad", `key-${key}`, 1);
    expect(scanOpenDrain(b)).toEqual(["r1c1", "r1c2", "r2c1", "r2c2"]);
  });

  test("law: open-drain scanning sees exactly the keys that the pressed ones connect", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 15 }), { maxLength: 5 }), (pressed) => {
        const b = keypad();
        const keys = keysOf({});
        for (const index of pressed) b.sim.setControl("pad", keys[index]?.control as string, 1);
        expect(scanOpenDrain(b)).toEqual(connected(pressed));
      }),
      { numRuns: 50 },
    );
  });

  test("nothing pressed: columns float", () => {
    const b = keypad();
    b.probe("R1").set(strong(0));
    expect(b.probe("C1").level).toBe(LEVEL_Z);
  });

  test("keys bounce, on their own", () => {
    const b = keypad({ bounce: "" });
    b.sim.setControl("pad", "key-5", 1);
    b.sim.runUntil(ms(10));
    const edges = b.rows("pad.contact-5").slice(1);
    expect(edges.length).toBeGreaterThanOrEqual(10);
    expect(edges.at(-1)?.[0]).toBeLessThanOrEqual(us(1200));
    expect(b.rows("pad.contact-6")).toHaveLength(1);
  });
});

/** Rows and columns as a graph: a key is seen when its row can be reached from its column. */
function connected(pressed: readonly number[]): string[] {
  const group = Array.from({ length: 8 }, (_, index) => index);
  for (const index of pressed) {
    const [row, column] = [group[Math.floor(index / 4)] as number, group[4 + (index % 4)] as number];
    group.forEach((g, node) => {
      if (g === column) group[node] = row;
    });
  }
  return Array.from({ length: 16 }, (_, index) => index)
    .filter((index) => group[Math.floor(index / 4)] === group[4 + (index % 4)])
    .map((index) => `r${Math.floor(index / 4) + 1}c${(index % 4) + 1}`);
}
