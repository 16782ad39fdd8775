import { Script } from "node:vm";
import { eitherLanguage, micropython, type FirmwareFactory } from "../runner/firmware.js";
import { typescript } from "../runner/typescript.js";
import type { Evaluate } from "../typescript/link.js";
import { watchForEndless } from "./endless.js";
import { loadRuntime } from "./runtime.js";

/** Knows where a syntax error is. From here on the project's TypeScript may run. */
export const evaluate: Evaluate = (expression, url) => {
  watchForEndless();
  return new Script(expression, { filename: url }).runInThisContext();
};

let python: FirmwareFactory | undefined;

const ANY = eitherLanguage(
  () => (python ??= micropython(loadRuntime())),
  () => typescript(evaluate),
);

/** What runs a project's programs, whichever they are. The engine is compiled once, for all simulations of a process. */
export const firmwareFor = (_project?: unknown): FirmwareFactory => ANY;
