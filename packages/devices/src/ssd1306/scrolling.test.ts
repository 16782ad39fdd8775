import { ms } from "@tickless/sim-core";
import { describe, expect, test } from "vitest";
import { commands, data, recorded, reset, start } from "../../tests/ssd1306-driver.js";
import { framePeriod, SCROLL_FRAMES } from "./scrolling.js";
import { resetState, type Ssd1306State } from "./state.js";

const stateOf = (b: ReturnType<typeof start>): Ssd1306State => b.sim.snapshot().states["oled"] as Ssd1306State;
const set = (b: ReturnType<typeof start>) =>
  [...stateOf(b).gddram].flatMap((byte, at) => (byte ? [[at >> 7, at & 127]] : []));

test("a frame at reset is 1 * 54 * 64 clocks of 370 kHz (data sheet 8.3): 107 Hz", () => {
  expect(1e9 / framePeriod(resetState())).toBeCloseTo(107.06, 1);
});

test("the divider and the pre-charge phases lengthen it", () => {
  const state = { ...resetState(), clock: 0x81, precharge: 0xf1 };
  expect(framePeriod(state)).toBe(Math.round((1e9 * 2 * 66 * 64) / 370_000));
});

test("the eight intervals are 5, 64, 128, 256, 3, 4, 25, 2 frames", () => {
  expect(SCROLL_FRAMES).toEqual([5, 64, 128, 256, 3, 4, 25, 2]);
});

describe("horizontal scrolling", () => {
  test("26h moves the range one column per interval towards higher columns, 27h back, round and round", () => {
    const b = reset();
    data(b, 1);
    commands(b, 0x26, 0, 0, 7, 7, 0, 0xff, 0x2f);
    const step = 2 * framePeriod(stateOf(b));
    b.sim.runUntil(3 * step);
    expect(set(b)).toEqual([[0, 3]]);
    commands(b, 0x2e, 0x27, 0, 0, 7, 7, 0, 0xff, 0x2f);
    b.sim.runUntil(b.sim.now + 5 * step);
    expect(set(b)).toEqual([[0, 126]]);
  });

  test("concerns only the pages of the range", () => {
    const b = reset();
    for (const page of [0, 1, 2]) {
      commands(b, 0xb0 + page, 0x00, 0x10);
      data(b, 1);
    }
    commands(b, 0x26, 0, 1, 7, 1, 0, 0xff, 0x2f);
    b.sim.runUntil(2 * framePeriod(stateOf(b)));
    expect(set(b)).toEqual([
      [0, 0],
      [1, 1],
      [2, 0],
    ]);
  });

  test("follows column addresses when segments are remapped", () => {
    const b = start();
    data(b, 1);
    expect(set(b)).toEqual([[0, 127]]);
    commands(b, 0x26, 0, 0, 7, 7, 0, 0xff, 0x2f);
    b.sim.runUntil(2 * framePeriod(stateOf(b)));
    expect(set(b)).toEqual([[0, 126]]);
  });

  test("2Eh stops it, and the RAM stays as it is", () => {
    const b = reset();
    data(b, 1);
    commands(b, 0x26, 0, 0, 7, 7, 0, 0xff, 0x2f);
    b.sim.runUntil(ms(100));
    commands(b, 0x2e);
    const before = set(b);
    b.sim.runUntil(ms(500));
    expect(set(b)).toEqual(before);
    expect(recorded(b).registers[0] as number).toBe(0x20);
  });

  test("each step is recorded", () => {
    const b = start();
    data(b, 1, 2, 3);
    commands(b, 0x26, 0, 0, 0, 7, 0, 0xff, 0x2f);
    const rows = b.rows("oled.gddram").length;
    b.sim.runUntil(10 * 5 * framePeriod(stateOf(b)));
    expect(b.rows("oled.gddram").length).toBe(rows + 10);
    expect(recorded(b).gddram).toEqual(stateOf(b).gddram);
  });
});

describe("vertical and horizontal scrolling", () => {
  test("29h moves the scroll area up by the rows of its last argument, round and round", () => {
    const b = reset();
    data(b, 0b0000_0001);
    commands(b, 0x29, 0, 0, 7, 7, 3, 0x2f);
    b.sim.runUntil(2 * framePeriod(stateOf(b)));
    // Row 0, column 0 is now row 61, column 1: page 7, bit 5.
    expect(stateOf(b).gddram[7 * 128 + 1]).toBe(0b0010_0000);
    expect(set(b)).toEqual([[7, 1]]);
  });

  test("A3h keeps the rows above the area where they are", () => {
    const b = reset();
    data(b, 0b0001_0001);
    commands(b, 0xa3, 4, 8, 0x29, 0, 7, 7, 7, 1, 0x2f);
    b.sim.runUntil(2 * framePeriod(stateOf(b)));
    // Row 0 is fixed; row 4, the area's first, has gone to its last, row 11.
    expect(stateOf(b).gddram[0]).toBe(0b0000_0001);
    expect(stateOf(b).gddram[128]).toBe(0b0000_1000);
  });

  test("an area beyond the 64 rows is reported", () => {
    const b = reset();
    commands(b, 0xa3, 40, 40);
    expect(b.faults("oled")).toEqual(["invalid-command"]);
  });
});

test("a snapshot while scrolling goes on exactly", () => {
  const b = start();
  data(b, 1, 2, 3);
  commands(b, 0x27, 0, 0, 0, 7, 0, 0xff, 0x2f);
  b.sim.runUntil(ms(333));
  const snapshot = b.sim.snapshot();
  b.sim.runUntil(ms(1000));
  const after = stateOf(b).gddram.slice();
  b.sim.restore(snapshot);
  b.sim.runUntil(ms(1000));
  expect(stateOf(b).gddram).toEqual(after);
});
