import { firmwareFor } from "../cli/firmware.js";
import type { Project } from "../project.js";
import type { FirmwareFactory } from "../runner/firmware.js";

const factories = new Map<string, FirmwareFactory>();

/** What runs the project's program. The engine is compiled once, for all simulations of a process. */
export function engineFor(project: Project): FirmwareFactory {
  const language = project.main.endsWith(".ts") ? "ts" : "py";
  let factory = factories.get(language);
  if (!factory) factories.set(language, (factory = firmwareFor(project)));
  return factory;
}
