import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";
import type { TaskMcu } from "@tickless/sim-core";
import * as asyncio from "@tickless/sim-core/firmware/asyncio/index";
import { runPython, type Outcome } from "../support/board.js";
import type { Log } from "../support/pair.js";
import { runTypeScript } from "../support/typescript.js";
import type { Description } from "./description.js";
import { emit } from "./emit.js";
import { PYTHON, TYPESCRIPT } from "./languages.js";
import { tasks } from "./tasks.js";

const TASKS_PY = readFileSync(new URL("tasks.py", import.meta.url), "utf8");

type Program = () => asyncio.Coroutine<void>;

/** The description as a Python program, run on real MicroPython. */
export function inPython(description: Description): Outcome {
  const { main, ...more } = pythonSources(description);
  return runPython(main, more);
}

/** The texts of that program's files. */
export const pythonSources = (description: Description): { readonly main: string; readonly "tasks.py": string } => ({
  main: `from tasks import *\n\n${emit(description, PYTHON)}\nrun(program())\n`,
  "tasks.py": TASKS_PY,
});

/** The description as a TypeScript program. */
export const inTypeScript = (description: Description): Outcome => runTypeScript(typescriptMain(description));

export function typescriptMain(description: Description): Parameters<typeof runTypeScript>[0] {
  const text = emit(description, TYPESCRIPT);
  return (log: Log, mcu: TaskMcu, loop: asyncio.Loop) => {
    const names = { ...asyncio, ...tasks(log, mcu, loop) };
    const make = runInThisContext(`(({ ${Object.keys(names).join(", ")} }) => {\n${text}\nreturn program;\n})`) as (
      all: typeof names,
    ) => Program;
    return make(names)();
  };
}
