import { ProjectError, type Nanos } from "@tickless/sim-core";
import * as v from "valibot";
import { definedOnly } from "./defined-only.js";
import * as schemas from "./schemas.js";
import { YamlFile } from "./yaml-file.js";

/** What a project's `tickless.yaml` says; the command line's options win over it. */
export interface Settings {
  /** Short name or type of the board of a project without a diagram. */
  readonly board?: string;
  /** Path of the program in the folder, when it is not called main.py or firmware.ts. */
  readonly main?: string;
  /** What runs on which board, by the boards' ids: a folder, which is that board's file system, or a program's path. */
  readonly programs?: Readonly<Record<string, string>>;
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
  main: v.optional(v.pipe(schemas.text, v.regex(/^[^\s"'#]+\.(py|ts)$/, "expected the path of a .py or .ts file"))),
  programs: v.optional(
    v.record(
      schemas.text,
      v.pipe(schemas.text, v.regex(/^[^\s"'#,{}]+$/, "expected the path of a folder or a program")),
    ),
  ),
  seed: v.optional(schemas.whole(0)),
  duration: v.optional(schemas.duration),
  scenario: v.optional(schemas.text),
  heap: v.optional(schemas.heap),
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
