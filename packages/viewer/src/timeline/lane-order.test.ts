import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Lane } from "../protocol/store.js";
import { moveLane, orderLanes, visibleLanes } from "./lane-order.js";

const lane = (id: string, shown = true): Lane => ({
  id,
  kind: "pin",
  label: id,
  detail: "",
  part: "",
  net: undefined,
  tracks: [id],
  shown,
});
const lanes = [..."abcdef"].map((id) => lane(id, id !== "c"));
const ids = (some: readonly Lane[]): string => some.map(({ id }) => id).join("");
const order = fc.shuffledSubarray([..."abcdefxy"]);

describe("the order of lanes", () => {
  it("is their own as long as nobody changed it", () => {
    expect(ids(orderLanes(lanes, []))).toBe("abcdef");
  });

  it("is the user's; a lane that this does not know comes behind the one before it", () => {
    expect(ids(orderLanes(lanes, ["f", "a", "d", "b"]))).toBe("fadebc");
    expect(ids(orderLanes(lanes, ["b"]))).toBe("abcdef");
  });

  it("always has every lane once", () => {
    fc.assert(
      fc.property(order, (wished) => {
        expect([...ids(orderLanes(lanes, wished))].sort().join("")).toBe("abcdef");
      }),
    );
  });
});

describe("lanes that are shown", () => {
  it("are those in which something happens, unless the user says otherwise", () => {
    expect(ids(visibleLanes(lanes, { shown: {}, order: [] }))).toBe("abdef");
    expect(ids(visibleLanes(lanes, { shown: { c: true, a: false }, order: [] }))).toBe("bcdef");
  });
});

describe("moving a lane", () => {
  const wishes = { shown: {}, order: [] };

  it("puts it at the place among those that are shown", () => {
    expect(moveLane(lanes, wishes, "a", 2).join("")).toBe("bcdaef");
    expect(moveLane(lanes, wishes, "f", 0).join("")).toBe("fabcde");
    expect(moveLane(lanes, wishes, "d", 1).join("")).toBe("adbcef");
  });

  it("stops at the ends", () => {
    expect(moveLane(lanes, wishes, "a", -3).join("")).toBe("abcdef");
    expect(moveLane(lanes, wishes, "a", 99).join("")).toBe("bcdefa");
  });

  it("does what it says, from any order", () => {
    fc.assert(
      fc.property(order, fc.constantFrom(..."abdef"), fc.integer({ min: 0, max: 4 }), (wished, id, place) => {
        const moved = moveLane(lanes, { shown: {}, order: wished }, id, place);
        expect(ids(visibleLanes(lanes, { shown: {}, order: moved })).indexOf(id)).toBe(place);
      }),
    );
  });

  it("keeps the others in their order", () => {
    fc.assert(
      fc.property(order, fc.constantFrom(..."abdef"), fc.integer({ min: 0, max: 4 }), (wished, id, place) => {
        const before = ids(orderLanes(lanes, wished)).replace(id, "");
        expect(moveLane(lanes, { shown: {}, order: wished }, id, place).join("").replace(id, "")).toBe(before);
      }),
    );
  });
});
