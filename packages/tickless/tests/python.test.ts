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
 * Every program here, run as main.py, prints exactly what the .exp file beside it says. The Pico is bare, but for wires that the
 * program's first line may ask for: `# wires: GP0 GP1, GP4 GP5`.
 */
const folder = fileURLToPath(new URL("../../micropython/tests/python/", import.meta.url));
const programs = readdirSync(folder).filter((name) => name.endsWith(".py"));
const firmware = micropython(loadRuntime());

/** A diagram with the wires that the program asks for, if it does. */
function diagramOf(program: string) {
  const wires = /^# wires: (.*)/.exec(program)?.[1]?.split(", ");
  if (!wires) return {};
  const connections = wires.map((wire) => [...wire.split(" ").map((pin) => `pico:${pin}`), "green", []]);
  const parts = [{ id: "pico", type: "board-pi-pico", left: 0, top: 0, attrs: {} }];
  return { diagram: { file: "diagram.json", text: JSON.stringify({ version: 1, parts, connections }) } };
}

describe("MicroPython on a bare Pico", () => {
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
