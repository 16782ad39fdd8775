import { FIGURES, isOfFigures, LESSON } from "tickless/lesson/files";
import type { ProjectFiles } from "../protocol/project.js";

type Texts = Pick<ProjectFiles, "files">;

/** Whether a project has a guided text. */
export const isGuided = ({ files }: Texts): boolean => files[LESSON] !== undefined;

/** Paths of a project that are there to be read: not what the figures of its text come from. */
export const shownPaths = (project: Texts, paths: readonly string[]): readonly string[] =>
  isGuided(project) ? paths.filter((path) => !isOfFigures(path)) : paths;

/** The text and its figures; they change together with the lesson, and with nothing else. */
export const sourceOf = ({ files }: Texts) => ({ text: files[LESSON], figures: files[FIGURES] });
