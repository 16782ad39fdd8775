import { ProjectError, type Nanos, type Problem } from "@tickless/sim-core";
import * as v from "valibot";
import { definedOnly } from "../defined-only.js";
import * as schemas from "../schemas.js";
import { YamlFile } from "../yaml-file.js";
import { LESSON } from "./files.js";
import { fillFigures, type Figures } from "./figures.js";
import { sectionsOf, type Section } from "./sections.js";

/*
 * A guided text beside a project: `lesson.md` in its folder, in Markdown. What stands before the first heading of the second level
 * is the introduction, each such heading begins a step. A code block named "step" says, in YAML, what the step shows; `{{name}}`
 * stands for a figure that a run has produced (see figures.ts).
 */

/** A moment of a run, by what happens then. The first of its kind is number 1. */
export type Moment =
  | { readonly kind: "time"; readonly time: Nanos }
  | {
      readonly kind: "edge";
      readonly edge: "rising" | "falling" | "change";
      /** A track: "pico.GP14", "btn1.pressed". */
      readonly of: string;
      readonly number: number;
      readonly after: Nanos;
    }
  | { readonly kind: "serial"; readonly text: string; readonly number: number };

/** A passage of a program: the lines from the first that has this text to the next that has the other. */
export interface Passage {
  readonly file: string;
  readonly from: string;
  readonly to?: string;
}

/** A change that the reader may make. `find` is in the file once. */
export interface Edit {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

export const TABS = ["lesson", "code", "parts", "tasks", "serial", "problems"] as const;

export interface Step {
  readonly title: string;
  /** Markdown, with its figures. */
  readonly text: string;
  /** Line of its heading in the file, from 1. */
  readonly line: number;
  /** Where the cursor goes. */
  readonly at?: Moment;
  /** What the timeline shows. */
  readonly view?: { readonly start: Nanos; readonly end: Nanos };
  /** Tracks, or parts and buses whose tracks are meant: they are shown, and stand out. */
  readonly show: readonly string[];
  readonly code?: Passage;
  /** A panel that is to be seen beside the text. */
  readonly tab?: (typeof TABS)[number];
  readonly edit?: Edit;
}

export interface Lesson {
  readonly title: string;
  /** How long it takes to read and try, in minutes. */
  readonly minutes?: number;
  /** Markdown, with its figures. */
  readonly introduction: string;
  readonly steps: readonly Step[];
}

const ordinal = v.optional(schemas.whole(1), 1);
const PASSAGE = v.strictObject({ file: v.optional(schemas.text), from: schemas.text, to: v.optional(schemas.text) });
const STEP = v.strictObject({
  at: v.optional(
    v.union(
      [
        schemas.duration,
        v.strictObject({
          edge: v.picklist(["rising", "falling", "change"]),
          of: schemas.text,
          number: ordinal,
          after: v.optional(schemas.duration),
        }),
        v.strictObject({ serial: schemas.text, number: ordinal }),
      ],
      'expected a time ("1.5s"), { edge: rising, falling or change, of: a track } or { serial: a text }',
    ),
  ),
  view: v.optional(v.pipe(schemas.text, v.regex(/^\S+\s*-\s*\S+$/, 'expected a span such as "1s-1.5s"'))),
  show: v.optional(v.array(schemas.text, "expected a list of tracks")),
  code: v.optional(PASSAGE),
  tab: v.optional(v.picklist(TABS, `expected one of ${TABS.join(", ")}`)),
  edit: v.optional(v.strictObject({ file: v.optional(schemas.text), find: schemas.text, replace: schemas.text })),
});
const HEAD = v.strictObject({ minutes: v.optional(schemas.whole(1)) });
type RawStep = v.InferOutput<typeof STEP>;

/**
 * Reads a lesson. `main`: the file that passages and edits are in unless they say otherwise. Throws ProjectError with every mistake
 * and its line.
 */
export function readLesson(text: string, figures: Figures, main = "main.py", file = LESSON): Lesson {
  const problems: Problem[] = [];
  const filled = fillFigures(text, figures, file, problems);
  const { head, title, introduction, sections } = sectionsOf(filled, file, problems);
  const read = <Entries extends v.ObjectEntries>(
    schema: v.StrictObjectSchema<Entries, undefined>,
    block: { readonly text: string; readonly line: number } | undefined,
  ): v.InferOutput<v.StrictObjectSchema<Entries, undefined>> | undefined => {
    if (!block || block.text.trim() === "") return undefined;
    // Empty lines before it, so that lines are the file's.
    const yaml = new YamlFile(file, "\n".repeat(block.line) + block.text);
    const value = yaml.failed ? undefined : yaml.check(schema, yaml.value, []);
    problems.push(...yaml.problems);
    return value;
  };
  const { minutes } = read(HEAD, head) ?? {};
  const steps = sections.map((section) => stepOf(section, read(STEP, section.block) ?? {}, main, file, problems));
  if (steps.length === 0 && problems.length === 0)
    problems.push({ severity: "error", file, line: 1, message: "there are no steps: a heading '## …' begins one" });
  if (problems.length > 0) throw new ProjectError(problems);
  return { title, introduction, steps, ...(minutes === undefined ? {} : { minutes }) };
}

function stepOf(section: Section, raw: RawStep, main: string, file: string, problems: Problem[]): Step {
  const { title, text, line } = section;
  const inMain = <T extends { file?: string | undefined }>(value: T | undefined) =>
    value && definedOnly({ ...value, file: value.file ?? main });
  const view = raw.view === undefined ? undefined : spanOf(raw.view);
  if (raw.view !== undefined && !view) {
    const message = `'view': '${raw.view}' is not a span such as 1s-1.5s`;
    problems.push({ severity: "error", file, line: section.block?.line ?? line, message });
  }
  const { at, show = [], tab } = raw;
  return definedOnly({
    title,
    text,
    line,
    at: at === undefined ? undefined : momentOf(at),
    view,
    show,
    code: inMain(raw.code),
    tab,
    edit: inMain(raw.edit),
  }) as Step;
}

function momentOf(at: NonNullable<RawStep["at"]>): Moment {
  if (typeof at === "number") return { kind: "time", time: at };
  if ("serial" in at) return { kind: "serial", text: at.serial, number: at.number };
  return { kind: "edge", edge: at.edge, of: at.of, number: at.number, after: at.after ?? 0 };
}

function spanOf(text: string): Step["view"] {
  const ends = text.split("-").map((end) => v.safeParse(schemas.duration, end.trim()));
  const [start, end] = ends.map(({ output }) => output as Nanos);
  const valid = ends.length === 2 && ends.every(({ success }) => success);
  return valid && start !== undefined && end !== undefined && end > start ? { start, end } : undefined;
}
