import { defineDevice } from "@tickless/sim-core";
import { describe, expect, test } from "vitest";
import { createRegistry, DEFINITIONS, registry } from "./registry.js";

test("finds parts by type and by alias", () => {
  expect(registry.get("wokwi-led")?.pins).toEqual(["A", "C"]);
  expect(registry.get("wokwi-pushbutton-6mm")).toBe(registry.get("wokwi-pushbutton"));
  expect(registry.get("wokwi-lead")).toBeUndefined();
});

test("takes a project's own parts, and refuses a name twice", () => {
  const own = defineDevice({ type: "my-relay", pins: ["1", "2"], attributes: [] });
  expect(createRegistry([...DEFINITIONS, own]).get("my-relay")).toBe(own);
  expect(() => createRegistry([own, own])).toThrow("two parts are called 'my-relay'");
});

describe.each(DEFINITIONS.map((definition) => [definition.type, definition] as const))("%s", (_, definition) => {
  const pins = new Set(definition.pins);

  test("names each pin once", () => expect(pins.size).toBe(definition.pins.length));

  test("joins and supplies only pins that it has", () => {
    for (const pin of [...(definition.joined ?? []).flat(), ...Object.keys(definition.supplies ?? {})]) {
      expect(pins).toContain(pin);
    }
  });

  test("says what pins are electrically only of those that it has", () => {
    const { roles = {}, pullUps = [], pullDowns = [], highVolts = {} } = definition;
    for (const pin of [...Object.keys(roles), ...pullUps, ...pullDowns, ...Object.keys(highVolts)]) {
      expect(pins).toContain(pin);
    }
  });
});
