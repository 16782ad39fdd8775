import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { s } from "@tickless/sim-core";
import { loadRuntime } from "../src/cli/runtime.js";
import { readProject } from "../src/project.js";
import { micropython } from "../src/runner/firmware.js";
import { runProject } from "../src/runner/run.js";

/**
 * Every program here, run as main.py, prints exactly what the .exp file beside it says. It is a bare Pico, unless lines at
 * the program's top ask for another board or for wires: `# board: esp32`, `# wires: GP0 GP1, GP4 GP5`.
 */
const folder = fileURLToPath(new URL("../../micropython/tests/python/", import.meta.url));
const programs = readdirSync(folder).filter((name) => name.endsWith(".py"));
const firmware = micropython(loadRuntime());

const BOARDS: Readonly<Record<string, string>> = {
  pico: "board-pi-pico",
  "pico-w": "board-pi-pico-w",
  esp32: "board-esp32-devkit-c-v4",
};

/** A diagram of the board and the wires that the program asks for, if it does. */
function diagramOf(program: string) {
  const board = /^# board: (.*)/m.exec(program)?.[1] ?? "pico";
  const wires = /^# wires: (.*)/m.exec(program)?.[1]?.split(", ") ?? [];
  if (board === "pico" && wires.length === 0) return {};
  const connections = wires.map((wire) => [...wire.split(" ").map((pin) => `${board}:${pin}`), "green", []]);
  const parts = [{ id: board, type: BOARDS[board], left: 0, top: 0, attrs: {} }];
  return { diagram: { file: "diagram.json", text: JSON.stringify({ version: 1, parts, connections }) } };
}

describe("MicroPython on a bare board", () => {
  it("has programs to run", () => {
    expect(programs.length).toBeGreaterThan(0);
  });

  it.each(programs)("%s", (name) => {
    const expected = readFileSync(`${folder}${basename(name, ".py")}.exp`);
    const printed: Uint8Array[] = [];
    const program = new Uint8Array(readFileSync(`${folder}${name}`));
    const files = new Map([["/main.py", program]]);
    const { result } = runProject(
      readProject({ name, files, main: "/main.py", ...diagramOf(text(Buffer.from(program))) }),
      {
        firmware,
        clock: () => 0,
        until: s(600),
        onSerial: (bytes) => printed.push(bytes),
      },
    );
    expect(text(Buffer.concat(printed))).toBe(text(expected));
    expect(Buffer.concat(printed).equals(expected), "byte for byte").toBe(true);
    expect(["finished", "exception", "limit"]).toContain(result.end);
  });
});

const text = (bytes: Buffer): string => bytes.toString("utf8");
