import { Script } from "node:vm";
import type { Project } from "../project.js";
import { micropython, type FirmwareFactory } from "../runner/firmware.js";
import { typescript } from "../runner/typescript.js";
import type { Evaluate } from "../typescript/link.js";
import { loadRuntime } from "./runtime.js";

/** Knows where a syntax error is. */
const evaluate: Evaluate = (expression, url) => new Script(expression, { filename: url }).runInThisContext();

/** What runs the project's program. */
export function firmwareFor(project: Project): FirmwareFactory {
  return project.main.endsWith(".ts") ? typescript(evaluate) : micropython(loadRuntime());
}
