import type { ScenarioCommand } from "@tickless/sim-core";
import * as v from "valibot";
import type { YamlFile, YamlPath } from "./yaml-file.js";

/* How the arguments of a scenario's commands are read. */

/** Turns a command's argument into a step; reports what is wrong with it and returns undefined then. */
export type Reader = (yaml: YamlFile, argument: unknown, path: YamlPath) => ScenarioCommand | undefined;

/** A value by itself. */
export function scalar<T>(
  yaml: YamlFile,
  schema: v.GenericSchema<unknown, T>,
  argument: unknown,
  path: YamlPath,
): T | undefined {
  const result = v.safeParse(schema, argument);
  if (result.success) return result.output;
  return void yaml.report(path, result.issues[0].message);
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Older and shorter names for keys: `part` for `part-id`, and those given for `name`. */
export function rename(yaml: YamlFile, argument: unknown, path: YamlPath, names: readonly string[]): unknown {
  if (!isRecord(argument)) return argument;
  const renamed: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(argument)) {
    const modern = key === "part" ? "part-id" : names.includes(key) ? "name" : key;
    if (modern in renamed) yaml.report([...path, key], `'${key}' and '${modern}' are the same, give one of them`);
    renamed[modern] = value;
  }
  return renamed;
}
