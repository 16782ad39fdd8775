import engineUrl from "@tickless/micropython/engine.wasm?url";
import type { PythonRuntime } from "tickless/runner/firmware";

/** The Python side as text, by its path in this repository. */
const LIBRARY = import.meta.glob<string>("../../../micropython/python/**/*.py", {
  query: "?raw",
  import: "default",
  eager: true,
});
const FOLDER = "/micropython/python/";

let runtime: Promise<PythonRuntime> | undefined;

/** MicroPython in a browser: the engine is fetched and compiled once, when the first program needs it. */
export function loadPython(): Promise<PythonRuntime> {
  runtime ??= load().catch((error: unknown) => {
    // The next run may have better luck.
    runtime = undefined;
    throw error;
  });
  return runtime;
}

async function load(): Promise<PythonRuntime> {
  return { engine: await compile(engineUrl), rom: library() };
}

async function compile(url: string): Promise<WebAssembly.Module> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`MicroPython could not be loaded: ${url} ${response.status}`);
  const streamed = response.headers.get("content-type")?.startsWith("application/wasm");
  return streamed
    ? await WebAssembly.compileStreaming(response)
    : await WebAssembly.compile(await response.arrayBuffer());
}

/** In the order in which the command line has it: the order leaves marks in Python's memory. */
function library(): ReadonlyMap<string, Uint8Array> {
  const encoder = new TextEncoder();
  const files = Object.entries(LIBRARY).map(([path, text]) => {
    return [`/rom/${path.slice(path.indexOf(FOLDER) + FOLDER.length)}`, encoder.encode(text)] as const;
  });
  return new Map(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}
