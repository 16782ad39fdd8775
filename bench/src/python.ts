import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadMicroPython } from "@micropython/micropython-webassembly-pyscript/micropython.mjs";
import { s } from "@tickless/sim-core";
import { micropython, readProject, readScenario, runProject, type FirmwareFactory, type Project } from "tickless";
import { loadProject } from "tickless/cli/load-project";
import { loadRuntime } from "tickless/cli/runtime";

const root = fileURLToPath(new URL("../../", import.meta.url));
export const firmware: FirmwareFactory = micropython(loadRuntime());

/** A program of `bench/programs`. */
export const program = (name: string): string => readFileSync(`${root}bench/programs/${name}.py`, "utf8");

/** Runs a program on a bare Pico, virtual time being no limit; it must end by itself. */
export function runOnPico(code: string): void {
  const files = new Map([["/main.py", new TextEncoder().encode(code)]]);
  const project = readProject({ name: "bench", files, main: "/main.py" });
  const { result } = runProject(project, { firmware, clock: () => 0, until: s(100_000), heapBytes: 1 << 20 });
  if (result.end !== "finished") throw new Error(`the program ended with ${result.end} ${result.exception ?? ""}`);
}

/** Runs an example with its scenario for `seconds` of virtual time. */
export function runExample(project: Project, seconds: number, options: { readonly record?: boolean } = {}): void {
  const file = project.scenarios[0];
  const { scenario } = file ? readScenario(file.text, file.file) : {};
  runProject(project, { firmware, clock: () => 0, until: s(seconds), ...(scenario ? { scenario } : {}), ...options });
}

/** A project in a folder of `bench/programs`. */
export const programFolder = (name: string): Project => loadProject(`bench/programs/${name}`, root);

export const example = (name: string): Project => loadProject(`examples/${name}`, root);

/** The stock package, as published. Its glue keeps tables on globalThis, so there is one at a time. */
export const stock = await loadMicroPython({
  stdout: () => undefined,
  stderr: () => undefined,
  heapsize: 1 << 20,
  pystack: 4096,
});

/**
 * Runs a coroutine on the stock package until it ends, with a virtual clock in place of the host's, so that it is measured by
 * what it computes and not by how long it sleeps.
 */
export function runOnStock(setUp: string, coroutine: string): void {
  const host = { now: Date.now, setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout };
  const due = new Map<number, { readonly time: number; readonly call: () => void }>();
  let now = host.now();
  let ids = 0;
  Date.now = () => now;
  globalThis.setTimeout = ((call: () => void, delay = 0) => {
    due.set(++ids, { time: now + delay, call });
    return ids;
  }) as never;
  globalThis.clearTimeout = ((id: number) => due.delete(id)) as never;
  try {
    stock.runPython(`${setUp}\nasyncio.create_task(${coroutine})`);
    while (due.size > 0) {
      const [id, next] = [...due].reduce((first, other) => (other[1].time < first[1].time ? other : first));
      due.delete(id);
      now = Math.max(now, next.time);
      next.call();
    }
  } finally {
    Date.now = host.now;
    globalThis.setTimeout = host.setTimeout;
    globalThis.clearTimeout = host.clearTimeout;
  }
}
