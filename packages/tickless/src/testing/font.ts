import { s } from "@tickless/sim-core";
import { readProject } from "../project.js";
import { ProjectRun } from "../runner/run.js";
import { engineFor } from "./engine.js";

/** Draws every printable ASCII character, and prints the bytes of its eight columns, lowest bit at the top. */
const PROGRAM = `
import framebuf
cell = bytearray(8)
canvas = framebuf.FrameBuffer(cell, 8, 8, framebuf.MONO_VLSB)
for code in range(32, 127):
    canvas.fill(0)
    canvas.text(chr(code), 0, 0)
    print("".join("%02x" % column for column in cell))
`;

let font: ReadonlyMap<string, string> | undefined;

/** The characters of MicroPython's framebuf by their pixels (16 hex digits: eight columns), as MicroPython itself draws them. */
export function framebufFont(): ReadonlyMap<string, string> {
  font ??= new Map(drawn().map((columns, index) => [columns, String.fromCharCode(32 + index)]));
  return font;
}

function drawn(): string[] {
  const files = new Map([["/main.py", new TextEncoder().encode(PROGRAM)]]);
  const project = readProject({ name: "font", files, main: "/main.py" });
  const run = new ProjectRun(project, { firmware: engineFor(project), clock: () => 0, cpuTime: false });
  run.sim.runUntil(s(1));
  return run.sim.trace.at(run.sim.now).text("pico.serial").trim().split(/\s+/);
}
