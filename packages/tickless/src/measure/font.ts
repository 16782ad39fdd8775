import { s, Simulation } from "@tickless/sim-core";
import { boardOf, readProject } from "../project.js";
import type { FirmwareFactory } from "../runner/firmware.js";

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

export type Font = ReadonlyMap<string, string>;

const fonts = new WeakMap<FirmwareFactory, Font>();

/**
 * The characters of MicroPython's framebuf by their pixels (16 hex digits: eight columns), as MicroPython itself draws them.
 * `micropython` makes firmware that runs Python.
 */
export function framebufFont(micropython: FirmwareFactory): Font {
  let font = fonts.get(micropython);
  if (!font) {
    font = new Map(drawn(micropython).map((columns, index) => [columns, String.fromCharCode(32 + index)]));
    fonts.set(micropython, font);
  }
  return font;
}

function drawn(micropython: FirmwareFactory): string[] {
  const files = new Map([["/main.py", new TextEncoder().encode(PROGRAM)]]);
  const project = readProject({ name: "font", files, main: "/main.py" });
  const sim = new Simulation({ board: boardOf(project).board });
  sim.load(micropython({ files, main: project.main, seed: 1, cpuTime: false, heapBytes: undefined }));
  sim.runUntil(s(1));
  return sim.trace.at(sim.now).text("pico.serial").trim().split(/\s+/);
}
