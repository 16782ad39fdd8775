import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { PythonRuntime } from "../runner/firmware.js";

const require = createRequire(import.meta.url);

/** MicroPython as installed: compiles the engine and reads the Python library, which is mounted at /rom. */
export function loadRuntime(): PythonRuntime {
  const wasm = require.resolve("@tickless/micropython/engine.wasm");
  const library = join(dirname(wasm), "../python");
  const rom = new Map<string, Uint8Array>();
  const visit = (folder: string): void => {
    for (const entry of readdirSync(join(library, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) visit(path);
      else if (path.endsWith(".py")) rom.set(`/rom${path}`, new Uint8Array(readFileSync(join(library, path))));
    }
  };
  visit("");
  return { engine: new WebAssembly.Module(readFileSync(wasm)), rom };
}
