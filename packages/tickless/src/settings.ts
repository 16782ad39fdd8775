import { ProjectError, type Nanos } from "@tickless/sim-core";
import * as v from "valibot";
import * as schemas from "./schemas.js";
import { YamlFile } from "./yaml-file.js";

/** What a project's `tickless.yaml` says; the command line's options win over it. */
export interface Settings {
  /** Short name or type of the board of a project without a diagram. */
  readonly board?: string;
  readonly seed?: number;
  /** The run ends at this virtual time, in ns. */
  readonly duration?: Nanos;
  /** File name of the scenario to play, or "none". */
  readonly scenario?: string;
  /** Python heap, bytes. */
  readonly heap?: number;
  /** Whether computing takes virtual time. */
  readonly cpuTime?: boolean;
}

const Schema = v.strictObject({
  board: v.optional(schemas.text),
  seed: v.optional(schemas.whole(0)),
  duration: v.optional(schemas.duration),
  scenario: v.optional(schemas.text),
  heap: v.optional(schemas.whole(1)),
  "cpu-time": v.optional(v.boolean("expected true or false")),
});

/** Reads `tickless.yaml`. Throws ProjectError with every mistake and its line. */
export function readSettings(text: string, file: string): Settings {
  const yaml = new YamlFile(file, text);
  if (!yaml.failed && yaml.value === null) return {};
  const found = yaml.failed ? undefined : yaml.check(Schema, yaml.value, []);
  if (!found) throw new ProjectError(yaml.problems);
  const { "cpu-time": cpuTime, ...others } = found;
  return definedOnly({ ...others, cpuTime });
}

/** Without the members that are undefined. */
function definedOnly(settings: { [K in keyof Settings]: Settings[K] | undefined }): Settings {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}
