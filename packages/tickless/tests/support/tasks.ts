import { ms, TaskState, type Simulation } from "@tickless/sim-core";
import { loadRuntime } from "../../src/cli/runtime.js";
import { readProject, type Project } from "../../src/project.js";
import { micropython, type FirmwareFactory } from "../../src/runner/firmware.js";
import { ProjectRun } from "../../src/runner/run.js";

export const firmware = micropython(loadRuntime());

/** A project of one program, with asyncio's names at hand. */
export const projectOf = (program: string): Project => {
  const text = `import asyncio\nfrom asyncio import *\n${program}`;
  return readProject({ name: "tasks", files: new Map([["/main.py", Buffer.from(text)]]), main: "/main.py" });
};

/** A program on a bare Pico; computing takes no time unless asked for. */
export function start(program: string, cpuTime = false, factory: FirmwareFactory = firmware): ProjectRun {
  return new ProjectRun(projectOf(program), { firmware: factory, clock: () => 0, until: ms(1000), cpuTime });
}

/** The track of tasks, a line for each row: time in ms, number, what became of it. */
export function rows(sim: Simulation): string[] {
  const track = sim.trace.get("pico.tasks")!;
  return Array.from({ length: track.rows }, (_, row) => {
    const [task, state, on] = [0, 1, 2].map((column) => track.value(row, column));
    return [track.time(row) / ms(1), `t${task as number}`, TaskState[state as TaskState].toLowerCase(), on]
      .join(" ")
      .trim();
  });
}
