import { ms } from "@tickless/sim-core";
import { describe, expect, it } from "vitest";
import { loadRuntime } from "../src/cli/runtime.js";
import { readProject } from "../src/project.js";
import { micropython } from "../src/runner/firmware.js";
import { runProject } from "../src/runner/run.js";

const python = micropython(loadRuntime());

/** [ms, bytes] of each row of the heap's track. */
function heapOf(main: string): [number, number][] {
  const files = new Map([["/main.py", new TextEncoder().encode(main)]]);
  const project = readProject({ name: "heap", files, main: "/main.py" });
  const { run } = runProject(project, { firmware: python, clock: () => 0, until: ms(500) });
  const track = run.sim.trace.get("pico.heap")!;
  return Array.from({ length: track.rows }, (_, row) => [track.time(row) / 1e6, track.value(row) as number]);
}

describe("the heap's track", () => {
  it("rises with what the program makes and falls when it is collected", () => {
    const rows = heapOf(`
import time, gc
kept = []
for i in range(10):
    kept.append(bytearray(1024))
    time.sleep_ms(20)
kept = None
gc.collect()
time.sleep_ms(20)
`);
    const used = rows.map(([, bytes]) => bytes);
    const most = Math.max(...used);
    expect(most).toBeGreaterThan(10 * 1024);
    expect(most).toBeLessThan(14 * 1024);
    expect(used.indexOf(most)).toBeGreaterThan(8);
    expect(used.at(-1)).toBeLessThan(most - 10 * 1024);
  });

  it("has a row every 20 ms at most", () => {
    const busy = heapOf("import time\nx = []\nwhile True:\n    x = [0] * 50\n    time.sleep_ms(1)\n").map(([at]) => at);
    expect(busy.length).toBeGreaterThan(15);
    for (let row = 1; row < busy.length; row++) expect(busy[row]! - busy[row - 1]!).toBeGreaterThanOrEqual(20);
  });
});
