import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectAfter } from "tickless/lesson/edits";
import { readLesson, type Lesson } from "tickless/lesson/lesson";
import { figuresIn, type Figures } from "tickless/lesson/figures";
import { DEFAULT_DURATION } from "tickless/settings";
import { projectOf, simulate, type Bench, type SimulateOptions } from "tickless/testing";

/** A lesson's project on the bench, before and after the edits that it proposes. */
export class Rig {
  readonly project;

  constructor(
    readonly folder: string,
    readonly lesson: Lesson,
  ) {
    this.project = projectOf(folder);
  }

  /** At time 0, with all edits up to this step, counted from 1; 0: as it is on the disk. */
  simulate(step = 0, options: SimulateOptions = {}): Bench {
    return simulate(projectAfter(this.project, this.lesson, step - 1), { ...this.scenario, ...options });
  }

  /** The same, run as the viewer runs it: with its scenario, to its end. */
  run(step = 0, options: SimulateOptions = {}): Bench {
    return this.simulate(step, options).runTo(this.project.settings.duration ?? DEFAULT_DURATION);
  }

  /** A file of the lesson's folder, as text. */
  text(file: string): string {
    return readFileSync(join(this.folder, file), "utf8");
  }

  private get scenario(): SimulateOptions {
    const { scenario } = this.project.settings;
    return scenario === undefined ? {} : { scenario };
  }
}

/** What `figures.ts` beside a lesson exports: its numbers as texts, by name. */
export type FiguresOf = (rig: Rig) => Figures;

const ROOT = join(import.meta.dirname, "..");

/** Names of the lessons' folders, in order. */
export const LESSONS = readdirSync(ROOT)
  .filter((name) => existsSync(join(ROOT, name, "lesson.md")))
  .sort();

export const folderOf = (name: string): string => join(ROOT, name);

export const textOf = (name: string): string => readFileSync(join(folderOf(name), "lesson.md"), "utf8");

/** The program that a lesson's passages and edits are about. */
export const mainOf = (name: string): string =>
  existsSync(join(folderOf(name), "firmware.ts")) ? "firmware.ts" : "main.py";

/** A lesson whose figures are still to be found. */
export function draftOf(name: string): Lesson {
  const text = textOf(name);
  return readLesson(text, Object.fromEntries([...figuresIn(text)].map((figure) => [figure, "0s"])), mainOf(name));
}
