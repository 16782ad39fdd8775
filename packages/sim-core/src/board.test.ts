import { describe, expect, it } from "vitest";
import { assembleBoard, type BoardDescription, type PartDescription } from "./board.js";
import type { DeviceDefinition, Registry } from "./device.js";
import { formatProblem } from "./errors.js";

const definitions: DeviceDefinition[] = [
  { type: "led", pins: ["A", "C"], attributes: ["color"] },
  { type: "button", pins: ["1.l", "1.r", "2.l"], joined: [["1.l", "1.r"]], attributes: [] },
  { type: "gnd", pins: ["GND"], supplies: { GND: 0 }, attributes: [] },
  { type: "vcc", pins: ["VCC"], supplies: { VCC: 5 }, attributes: [] },
];
const registry: Registry = {
  get: (type) => definitions.find((definition) => definition.type === type),
  types: definitions.map((definition) => definition.type),
};

const part = (id: string, type: string, attributes = {}, line = 1): PartDescription => ({ id, type, attributes, line });
const end = (text: string) => ({ part: text.split(":")[0]!, pin: text.split(":")[1]! });
const wire = (from: string, to: string, line = 9) => ({ from: end(from), to: end(to), line });
const assemble = (description: Partial<BoardDescription>) =>
  assembleBoard({ file: "diagram.json", parts: [], connections: [], ...description }, registry);

describe("a board's wires", () => {
  it("join everything that connections and parts join", () => {
    const { board } = assemble({
      parts: [part("b", "button"), part("l1", "led"), part("l2", "led")],
      connections: [wire("l1:A", "b:1.l"), wire("b:1.r", "l2:A")],
    });
    const net = (id: string, pin: string) => board?.parts.find((other) => other.id === id)?.nets.get(pin);
    expect(net("l1", "A")).toBe(net("l2", "A"));
    expect(net("l1", "C")).not.toBe(net("l2", "C"));
    expect(board?.netNames[net("l1", "A")!]).toBe("b:1.l b:1.r l1:A l2:A");
  });

  it("do not depend on the order of parts and connections", () => {
    const parts = [part("x", "led"), part("b", "button"), part("a", "led")];
    const connections = [wire("x:A", "b:1.l"), wire("a:A", "b:2.l"), wire("a:C", "x:C")];
    const straight = assemble({ parts, connections }).board;
    const reversed = assemble({ parts: parts.toReversed(), connections: connections.toReversed() }).board;
    expect(reversed).toEqual(straight);
  });
});

describe("a board's mistakes", () => {
  it("are all reported together, with line, part and a suggestion", () => {
    const { board, problems } = assemble({
      parts: [part("l", "ledd", {}, 3), part("l2", "led", { colour: "red" }, 4), part("l2", "led", {}, 5)],
      connections: [wire("l2:X", "l:A", 7), wire("l2:A", "nowhere:1", 8)],
    });
    expect(board).toBeUndefined();
    expect(problems.map(formatProblem)).toEqual([
      "diagram.json:3: l: unknown part type 'ledd' (did you mean 'led'?)",
      "diagram.json:4: warning: l2: unknown attribute 'colour' is ignored (did you mean 'color'?)",
      "diagram.json:5: l2: two parts have this id",
      "diagram.json:7: l2: a wire leads to pin 'X', which a led does not have (it has A, C)",
      "diagram.json:8: a wire leads to 'nowhere:1', but there is no part 'nowhere'",
    ]);
  });

  it("include supplies that are shorted; the wire has the least of their volts", () => {
    const { board, problems } = assemble({
      parts: [part("g", "gnd"), part("v", "vcc")],
      connections: [wire("g:GND", "v:VCC")],
    });
    expect(problems).toMatchObject([
      {
        severity: "warning",
        message: "short circuit: this pin supplies 5 V, but it is wired to 0 V",
        hint: "the wire is taken to have 0 V",
      },
    ]);
    expect([...(board?.supplies.values() ?? [])]).toEqual([0]);
  });

  it("do not include warnings and the virtual serial monitor", () => {
    const { board, problems } = assemble({
      parts: [part("l", "led", { "x-note": "free", size: 3 })],
      connections: [wire("l:A", "$serialMonitor:RX")],
    });
    expect(board?.parts.length).toBe(1);
    expect(problems.map((problem) => problem.severity)).toEqual(["warning"]);
  });
});
