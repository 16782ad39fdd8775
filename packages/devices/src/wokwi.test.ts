import { formatProblem, Simulation } from "@tickless/sim-core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readBoard, readDiagram } from "./wokwi.js";

const BLINK = `{
  "version": 1,
  "author": "somebody",
  "editor": "wokwi",
  "parts": [
    { "type": "wokwi-pi-pico", "id": "pico", "top": 0, "left": -12.5, "attrs": { "env": "micropython-20231227-v1.22.0" } },
    { "type": "wokwi-led", "id": "led1", "top": 10, "left": 100, "rotate": 90, "hide": true, "attrs": { "color": "red" } },
    { "type": "wokwi-resistor", "id": "r1", "top": 0, "left": 50, "attrs": { "value": "220" } }
  ],
  "connections": [
    [ "pico:GP0", "$serialMonitor:RX", "", [] ],
    [ "pico:GP15", "r1:1", "green", [ "v0", "h10.5", "*", "h-5" ] ],
    [ "r1:2", "led1:A", "green" ],
    [ "led1:C", "pico:GND.3", "#000000", [ "$bb" ] ]
  ],
  "serialMonitor": { "display": "auto" },
  "dependencies": {}
}`;

const problems = (text: string) => readDiagram(text, "diagram.json").problems.map(formatProblem);
const all = (text: string) => readBoard(text, "diagram.json").problems.map(formatProblem);
/** A diagram with these elements of `parts` and `connections`, one to a line from line 2 on. */
const diagram = (parts: readonly string[], connections: readonly string[] = []): string =>
  `{ "parts": [\n${parts.join(",\n")}\n], "connections": [\n${connections.join(",\n")}\n] }`;

test("a junction without wires is not worth a word", () => {
  expect(all(diagram(['{ "id": "j1", "type": "wokwi-junction" }']))).toEqual([]);
});

test("a type without its prefix is guessed", () => {
  const [problem] = all(diagram(['{ "id": "us", "type": "hc-sr04" }']));
  expect(problem).toContain("the part type 'hc-sr04' is unknown; it does nothing (did you mean 'wokwi-hc-sr04'?)");
});

describe("a diagram as the editor writes it", () => {
  const { description } = readDiagram(BLINK, "diagram.json");

  test("is read without complaint", () => {
    expect(all(BLINK)).toEqual([]);
  });

  test("gives parts with place, attributes and line", () => {
    expect(description.parts[1]).toEqual({
      id: "led1",
      type: "wokwi-led",
      attributes: { color: "red" },
      top: 10,
      left: 100,
      rotate: 90,
      hide: true,
      line: 7,
    });
  });

  test("gives connections with colour, path and line", () => {
    expect(description.connections[1]).toEqual({
      from: { part: "pico", pin: "GP15" },
      to: { part: "r1", pin: "1" },
      color: "green",
      path: ["v0", "h10.5", "*", "h-5"],
      line: 12,
    });
  });

  test("runs", () => {
    const { board } = readBoard(BLINK, "diagram.json");
    expect(board).toBeDefined();
    const sim = new Simulation({ board: board as never });
    expect(sim.mcus).toHaveLength(1);
  });
});

describe("lenient JSON", () => {
  test("comments, trailing commas and a byte order mark are accepted", () => {
    const text = `\uFEFF// mine\n{ "parts": [ { "type": "wokwi-text", "id": "t", /* hello */ }, ], "connections": [], }`;
    expect(problems(text)).toEqual([]);
    expect(readDiagram(text, "d").description.parts).toHaveLength(1);
  });

  test("text after the end is ignored with a warning", () => {
    expect(problems(`${BLINK}\nsee you`)).toEqual([
      "diagram.json:19: warning: the text after the diagram's end is ignored",
    ]);
  });

  test.each([
    [
      '{ "parts": [\n{ "id" "x" } ] }',
      'diagram.json:2: this is not JSON: " is unexpected here (is a comma or colon missing before it?)',
    ],
    [
      '{ "parts": [\n{ "id": "x" }\n',
      "diagram.json:2: this is not JSON: it ends too early (is a closing bracket missing?)",
    ],
    ["", "diagram.json:1: this is not JSON: it ends too early (is a closing bracket missing?)"],
    ["[]", "diagram.json:1: a diagram is an object with 'parts' and 'connections'"],
    ['{ "connections": [] }', "diagram.json:1: the diagram has no 'parts'"],
    ['{ "parts": {} }', "diagram.json:1: 'parts' is not a list"],
  ])("%j: %s", (text, message) => expect(problems(text)).toEqual([message]));

  test("no text whatever makes the reader throw", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.nat(BLINK.length).map((n) => BLINK.slice(0, n)),
        ),
        (text) => {
          const read = readDiagram(text, "d");
          return Array.isArray(read.description.parts) && Array.isArray(read.problems);
        },
      ),
    );
  });
});

describe("mistakes in parts", () => {
  test.each([
    ['{ "type": "wokwi-led" }', 'a part has no id (add for example "id": "led1")'],
    ['{ "id": "", "type": "wokwi-led" }', 'a part has no id (add for example "id": "led1")'],
    ['{ "id": "a" }', 'a: a part has no type (add for example "type": "wokwi-led")'],
    ['"led1"', "a part is an object with 'id' and 'type'"],
    ['{ "id": "a:b", "type": "wokwi-text" }', "a:b: an id must not contain a colon"],
  ])("%s", (part, message) => expect(problems(diagram([part]))).toEqual([`diagram.json:2: ${message}`]));

  test.each([
    [
      '{ "id": "a", "type": "wokwi-text", "x": 1 }',
      "'x' of a part is unknown and ignored (the position is 'left' and 'top', not 'x' and 'y')",
    ],
    [
      '{ "id": "a", "type": "wokwi-text", "attr": {} }',
      "'attr' of a part is unknown and ignored (did you mean 'attrs'?)",
    ],
    ['{ "id": "a", "type": "wokwi-text", "left": "far" }', "'left' is not a number and ignored"],
    [
      '{ "id": "a", "type": "wokwi-text", "attrs": { "rotate": "90" } }',
      "'rotate' has no effect in 'attrs' (move it next to 'id')",
    ],
    ['{ "id": "a", "type": "wokwi-led" }', "this part is not connected to anything"],
    [
      '{ "id": "a", "type": "wokwi-text", "attrs": [] }',
      `'attrs' is not an object and ignored (write for example "attrs": { "color": "red" })`,
    ],
  ])("warning: %s", (part, message) => {
    expect(problems(diagram([part]))).toEqual([`diagram.json:2: warning: a: ${message}`]);
  });
});

describe("what cannot be simulated is left out, and told of", () => {
  const pico = '{ "id": "pico", "type": "wokwi-pi-pico" }';

  test.each([
    ['{ "id": "t", "type": "wokwi-tv" }', "t: a wokwi-tv is not modelled; it does nothing"],
    ['{ "id": "c", "type": "chip-ds3231" }', "c: custom chips are not run: this chip-ds3231 does nothing"],
    [
      '{ "id": "l", "type": "wokwi-ledd" }',
      "l: the part type 'wokwi-ledd' is unknown; it does nothing (did you mean 'wokwi-led'?)",
    ],
    [
      '{ "id": "u", "type": "wokwi-arduino-uno" }',
      expect.stringMatching(/^u: MicroPython does not run on a wokwi-arduino-uno; it does nothing \(boards that are: /),
    ],
    [
      '{ "id": "s", "type": "board-esp32-s9-box" }',
      expect.stringMatching(/^s: a board-esp32-s9-box is not simulated; it does nothing/),
    ],
  ])("%s", (part, message) => {
    const text = diagram([pico, part]);
    const { board, problems: found } = readBoard(text, "diagram.json");
    expect(board?.parts).toHaveLength(2);
    expect(found.map((problem) => formatProblem({ ...problem, file: "", severity: "error" }))).toEqual([message]);
    expect(found[0]).toMatchObject({ severity: "warning", file: "diagram.json", line: 3 });
  });

  test("such a part has the pins that are known of its type, and those that wires name; they float", () => {
    const parts = [
      pico,
      '{ "id": "t", "type": "wokwi-tv" }',
      '{ "id": "c", "type": "chip-x", "attrs": { "any": "1" } }',
    ];
    const { board } = readBoard(diagram(parts, ['[ "pico:GP1", "c:OUT 1" ]', '[ "c:OUT 1", "t:SYNC" ]']), "d");
    const pins = (id: string) => board?.parts.find((part) => part.id === id)?.nets;
    expect([...(pins("t")?.keys() ?? [])]).toEqual(["IN", "SYNC", "GND"]);
    expect(pins("c")?.get("OUT 1")).toBe(pins("pico")?.get("GP1"));
    expect(pins("t")?.get("SYNC")).toBe(pins("pico")?.get("GP1"));
    const sim = new Simulation({ board: board as never });
    expect(sim.wires.network.state(pins("t")?.get("IN") as number)).toMatchObject({ level: 3 });
  });

  test("a board that cannot be simulated is an error when there is no other", () => {
    expect(all(diagram(['{ "id": "u", "type": "wokwi-arduino-uno" }']))).toEqual([
      expect.stringMatching(/^diagram.json:2: u: MicroPython does not run on a wokwi-arduino-uno \(boards that are: /),
    ]);
  });

  test("a wire to a pin under another name leads where it is meant to", () => {
    const parts = [
      '{ "id": "esp", "type": "board-esp32-devkit-c-v4" }',
      '{ "id": "led", "type": "wokwi-led" }',
      '{ "id": "r", "type": "wokwi-resistor" }',
    ];
    const wires = ['[ "esp:D13", "r:A" ]', '[ "r:B", "led:a" ]', '[ "led:K", "esp:GND", "black", ["h5"] ]'];
    const { board, problems: found } = readBoard(diagram(parts, wires), "diagram.json");
    const net = (part: string, pin: string) => board?.parts.find(({ id }) => id === part)?.nets.get(pin);
    expect(net("r", "1")).toBe(net("esp", "13"));
    expect(net("led", "A")).toBe(net("r", "2"));
    expect(net("led", "C")).toBe(net("esp", "GND.1"));
    expect(found.map(formatProblem)).toEqual([
      "diagram.json:6: warning: esp: a board-esp32-devkit-c-v4 has no pin 'D13', it is taken for '13'",
      "diagram.json:6: warning: r: a wokwi-resistor has no pin 'A', it is taken for '1'",
      "diagram.json:7: warning: r: a wokwi-resistor has no pin 'B', it is taken for '2'",
      "diagram.json:7: warning: led: a wokwi-led has no pin 'a', it is taken for 'A'",
      "diagram.json:8: warning: led: a wokwi-led has no pin 'K', it is taken for 'C'",
      "diagram.json:8: warning: esp: a board-esp32-devkit-c-v4 has no pin 'GND', it is taken for 'GND.1'",
    ]);
  });

  test("wires that lead nowhere", () => {
    const wires = ['[ "pico:GP99", "pico:GP1" ]', '[ "pcio:GP2", "pico:GP1" ]'];
    const { board } = readBoard(diagram([pico], wires), "diagram.json");
    expect(board).toBeDefined();
    expect(all(diagram([pico], wires))).toEqual([
      "diagram.json:4: warning: pico: a wire leads to pin 'GP99', which a wokwi-pi-pico does not have; it is left out (did you mean 'GP9'?)",
      "diagram.json:5: warning: a wire leads to 'pcio:GP2', but there is no part 'pcio'; it is left out (did you mean 'pico'?)",
    ]);
  });
});

describe("mistakes in connections", () => {
  const led = '{ "id": "led", "type": "wokwi-led" }';
  test.each([
    ['[ "led:A" ]', 'this one is left out (write ["part:pin", "part:pin", "green", []])'],
    ['{ "from": "led:A" }', 'this one is left out (write ["part:pin", "part:pin", "green", []])'],
    [
      '[ "led:A", "led", "", [] ]',
      "'led' is no end of a wire; it is left out (write part and pin, for example 'led1:A')",
    ],
    ['[ "led:A", 5, "", [] ]', "this is no end of a wire; it is left out (write part and pin, for example 'led1:A')"],
  ])("%s is left out", (wire, message) => {
    const text = diagram([led], ['[ "led:A", "led:C" ]', wire]);
    expect(problems(text)).toEqual([expect.stringMatching(/^diagram\.json:5: warning: /)]);
    expect(problems(text)[0]).toContain(message);
    expect(readDiagram(text, "d").description.connections).toHaveLength(1);
  });

  test.each([
    ['[ "led:C", "led:C" ]', "led:C: a wire leads from 'led:C' to itself"],
    ['[ "led:C", "led:A" ]', "led:A and led:C are connected twice"],
    [
      '[ "led:A", "$serialMonitor:RX", "red", [ "sideways" ] ]',
      "a step of a wire's path is ignored (steps are h10, v-5.5 or *)",
    ],
    ['[ "led:A", "$serialMonitor:RX", 7 ]', "a wire's colour is not text and ignored"],
  ])("warning: %s", (wire, message) => {
    const found = problems(diagram([led], ['[ "led:A", "led:C" ]', wire]));
    expect(found).toEqual([`diagram.json:5: warning: ${message}`]);
  });

  test("a pin's name may hold dots, slashes and dollar signs, and ends are split at the first colon", () => {
    const { description } = readDiagram(diagram([led], ['[ "led:A", "tft:D/C:x" ]']), "d");
    expect(description.connections[0]?.to).toEqual({ part: "tft", pin: "D/C:x" });
  });
});

test("all mistakes of form and meaning are reported together, in order of lines", () => {
  const text = diagram(
    [
      '{ "id": "led", "type": "wokwi-led", "attrs": { "colour": "red" } }',
      '{ "id": "led", "type": "wokwi-text" }',
      '{ "type": "wokwi-led" }',
    ],
    ['[ "led:X", "pico:GP1" ]', '[ "led:A" ]'],
  );
  const { board } = readBoard(text, "diagram.json");
  expect(board).toBeUndefined();
  expect(all(text).map((line) => /:(\d+):/.exec(line)?.[1])).toEqual(["2", "3", "4", "6", "6", "7"]);
  expect(all(text).join("\n")).toMatch(/unknown attribute 'colour' is ignored \(did you mean 'color'\?\)/);
});

test("what no diagram has is refused before it is parsed", () => {
  for (const deep of ["[", '{"a":', '{"parts":[']) {
    expect(problems(deep.repeat(50_000))).toEqual([
      "diagram.json:1: more than 100 lists and objects inside each other",
    ]);
  }
  expect(problems(" ".repeat(2 ** 22 + 1))).toEqual(["diagram.json:1: longer than 4194304 characters"]);
  const quoted = diagram([
    `{ "id": "led", "type": "wokwi-led", "attrs": { "label": "${"[".repeat(500)}" } } // ${"[".repeat(500)}`,
  ]);
  expect(problems(quoted).join()).not.toContain("inside each other");
});
