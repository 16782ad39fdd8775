import { ProjectError, type Problem } from "@tickless/sim-core";
import type { Figures } from "tickless/lesson/figures";
import { FIGURES } from "tickless/lesson/files";
import { readLesson, type Lesson } from "tickless/lesson/lesson";
import type { ProjectFiles } from "../protocol/project.js";
import { arranged, changesOf } from "./changes.js";
import { sourceOf } from "./files.js";

/** A project's guided text, or what is wrong with it. */
export interface LessonRead {
  readonly lesson: Lesson | undefined;
  readonly problems: readonly Problem[];
}

/** Never throws. */
export function lessonOf(project: ProjectFiles): LessonRead {
  const { text, figures } = sourceOf(project);
  if (text === undefined) return { lesson: undefined, problems: [] };
  const read = figuresOf(figures);
  if (!read) {
    const message = 'expected an object of texts: { "name": "24 ms" }';
    return { lesson: undefined, problems: [{ severity: "error", file: FIGURES, line: 1, message }] };
  }
  try {
    return { lesson: readLesson(text, read, mainOf(project)), problems: [] };
  } catch (error) {
    if (error instanceof ProjectError) return { lesson: undefined, problems: error.problems };
    throw error;
  }
}

/** The project with the changes of all steps up to this one (from 1), as far as it has them. */
export function programAt(project: ProjectFiles, number: number): ProjectFiles {
  const { lesson } = lessonOf(project);
  const changes = lesson ? changesOf(lesson, project.files) : [];
  const count = changes.filter(({ step }) => step < number).length;
  return { ...project, files: arranged(project.files, changes, count) ?? project.files };
}

const mainOf = ({ files }: ProjectFiles): string => (files["firmware.ts"] === undefined ? "main.py" : "firmware.ts");

/** Undefined: they are none. */
function figuresOf(text = "{}"): Figures | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    return Object.values(value).every((figure) => typeof figure === "string") ? (value as Figures) : undefined;
  } catch {
    return undefined;
  }
}
