import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { setAttribute } from "./diagram-edit.js";

const DIAGRAM = `{
  // By hand.
  "version": 1,
  "parts": [
    { "id": "led1", "type": "wokwi-led", "attrs": { "color": "red" } },
    { "id": "btn1", "type": "wokwi-pushbutton", "left": 3, "attrs": {} }, /* } */
    {
      "id": "pot1",
      "type": "wokwi-potentiometer",
      "attrs": {
        "value": "0.5",
        "label": "a \\"b\\" }"
      }
    },
    { "id": "r1", "type": "wokwi-resistor" },
  ],
  "connections": [["led1:A", "r1:1", "", []]],
}
`;

describe("an attribute in the text of a diagram", () => {
  it("is changed where it stands, and nothing else is", () => {
    const expected = DIAGRAM.replace('"red"', '"blue"');
    expect(setAttribute(DIAGRAM, "led1", "color", "blue")).toBe(expected);
  });

  it("is added behind the others, in their manner", () => {
    expect(setAttribute(DIAGRAM, "led1", "flip", "1")).toContain('"attrs": { "color": "red", "flip": "1" } },');
    expect(setAttribute(DIAGRAM, "btn1", "bounce", "0")).toContain('"left": 3, "attrs": { "bounce": "0" } }, /* } */');
    expect(setAttribute(DIAGRAM, "pot1", "x", "1")).toContain(
      '"label": "a \\"b\\" }",\n        "x": "1"\n      }\n    },',
    );
    expect(setAttribute(DIAGRAM, "r1", "value", "220")).toContain(
      '"type": "wokwi-resistor", "attrs": { "value": "220" } },',
    );
  });

  it("needs a part, and a diagram", () => {
    expect(setAttribute(DIAGRAM, "led2", "color", "red")).toBeUndefined();
    for (const text of ["", "{", "[1", '{"parts": 3}', "}{", '"'])
      expect(setAttribute(text, "a", "b", "c")).toBeUndefined();
  });

  it("is what is read afterwards, and all else is as before, whatever the diagram", () => {
    const text = fc.string({ maxLength: 8 }).filter((each) => each !== "__proto__");
    const part = fc.record({ type: text, attrs: fc.dictionary(text, text, { noNullPrototype: true }) });
    const law = fc.property(
      fc.array(part, { minLength: 1 }),
      fc.nat(),
      text,
      text,
      fc.nat(3),
      (parts, n, name, value, indent) => {
        const diagram = { parts: parts.map((each, index) => ({ id: `p${index}`, ...each })), connections: [] };
        const index = n % parts.length;
        const changed = setAttribute(JSON.stringify(diagram, null, indent), `p${index}`, name, value);
        diagram.parts[index]!.attrs[name] = value;
        expect(JSON.parse(changed!)).toEqual(diagram);
      },
    );
    fc.assert(law);
  });
});
