import { DEFINITIONS } from "@tickless/devices";
import { describe, expect, it } from "vitest";
import { attributeText, fieldsOf } from "./part-forms.js";
import { typeName } from "./part-names.js";

const names = (type: string, attributes: Record<string, unknown> = {}): string[] =>
  fieldsOf(type, attributes).map(({ name }) => name);

describe("the attributes of a part", () => {
  it("are those of its type, and whatever else is set as text", () => {
    expect(names("wokwi-resistor", { tolerance: 5 })).toEqual(["value", "tolerance"]);
    expect(names("somebodys-part", { x: "1" })).toEqual(["x"]);
    expect(names("somebodys-part")).toEqual([]);
  });

  it("are asked for only where they mean something", () => {
    expect(names("wokwi-pushbutton")).not.toContain("bounceMaxUs");
    expect(names("wokwi-pushbutton", { bounceProfile: "custom" })).toContain("bounceMaxUs");
  });

  it("keep a value that no choice offers", () => {
    const [colour] = fieldsOf("wokwi-led", { color: "#f0f" });
    expect(colour?.choices).toContain("#f0f");
  });

  it("are ones that the part's model knows", () => {
    for (const { type, attributes = [] } of DEFINITIONS) {
      const known = fieldsOf(type, { bounceProfile: "custom" }).filter(
        ({ name }) => type.includes("pushbutton") || name !== "bounceProfile",
      );
      for (const { name } of known) expect(attributes, `${type} ${name}`).toContain(name);
    }
  });

  it("are texts", () => {
    expect(attributeText({ a: 1, b: "x", c: true, d: {} }, "a")).toBe("1");
    expect(attributeText({ d: {} }, "d")).toBe("");
    expect(attributeText({}, "e")).toBe("");
  });
});

describe("the name of a type", () => {
  it("is what people call it", () => {
    expect(typeName("board-pi-pico")).toBe("Raspberry Pi Pico");
    expect(typeName("wokwi-neo-pixel")).toBe("Neo pixel");
  });
});
