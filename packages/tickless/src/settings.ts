import { ProjectError, s, type Nanos } from "@tickless/sim-core";
import * as v from "valibot";
import { definedOnly } from "./defined-only.js";
import * as schemas from "./schemas.js";
import { YamlFile } from "./yaml-file.js";

/** How long a run is when nobody says. */
export const DEFAULT_DURATION: Nanos = s(10);

/** What a project's `tickless.yaml` says; the command line's options win over it. */
export interface Settings {
  /** Short name or type of the board of a project without a diagram. */
  readonly board?: string;
  /** Path of the program in the folder, when it is not called main.py or firmware.ts. */
  readonly main?: string;
  /** What runs on which board, by the boards' ids: a folder, which is that board's file system, or a program's path. */
  readonly programs?: Readonly<Record<string, string>>;
  /** Modules with parts of the project's own: paths in the folder, and packages. */
  readonly parts?: readonly string[];
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

const described = <Schema extends v.GenericSchema>(text: string, schema: Schema) => v.pipe(schema, v.description(text));

/** The keys of `tickless.yaml`, each with what it says, for docs/settings.md. */
export const SETTING_KEYS = {
  board: v.optional(described("The board of a project without a diagram, `pico` or `esp32`", schemas.text)),
  main: v.optional(
    described(
      "Path of the program, when it is not called `main.py` or `firmware.ts`",
      v.pipe(schemas.text, v.regex(/^[^\s"'#]+\.(py|ts)$/, "expected the path of a .py or .ts file")),
    ),
  ),
  programs: v.optional(
    described(
      "What runs on which board, by the boards' ids: a folder, which is that board's file system, or the path of a program",
      v.record(
        schemas.text,
        v.pipe(schemas.text, v.regex(/^[^\s"'#,{}]+$/, "expected the path of a folder or a program")),
      ),
    ),
  ),
  parts: v.optional(
    described(
      "Modules with parts of the project's own: paths in the folder, and packages",
      v.array(
        v.pipe(schemas.text, v.regex(/^[^\s"'#,{}]+$/, "expected the path of a .ts file or the name of a package")),
        "expected a list of paths and packages",
      ),
    ),
  ),
  seed: v.optional(
    described("Where everything random comes from: a whole number, 1 if there is none", schemas.whole(0)),
  ),
  duration: v.optional(
    described("When the run ends, in virtual time: `250ms`, `10s`, `2min`; `10s` if there is none", schemas.duration),
  ),
  scenario: v.optional(
    described(
      "File name of the scenario to be played, or `none`; else the folder's `*.scenario.yaml`, if it has exactly one",
      schemas.text,
    ),
  ),
  heap: v.optional(described("Size of the Python heap in bytes, 16384 to 8388608; else the board's", schemas.heap)),
  "cpu-time": v.optional(
    described(
      "Whether computing takes virtual time, `true` or `false`; `true` if there is none",
      v.boolean("expected true or false"),
    ),
  ),
};
const Schema = v.strictObject(SETTING_KEYS);

/** Reads `tickless.yaml`. Throws ProjectError with every mistake and its line. */
export function readSettings(text: string, file: string): Settings {
  const yaml = new YamlFile(file, text);
  if (!yaml.failed && yaml.value === null) return {};
  const found = yaml.failed ? undefined : yaml.check(Schema, yaml.value, []);
  if (!found) throw new ProjectError(yaml.problems);
  const { "cpu-time": cpuTime, ...others } = found;
  return definedOnly({ ...others, cpuTime });
}
