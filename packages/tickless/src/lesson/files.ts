/* What of a folder belongs to a lesson. */

/** The guided text beside a project. */
export const LESSON = "lesson.md";
/** The figures that it tells, by their names. */
export const FIGURES = "figures.json";

/** Whether the file holds figures of a lesson, or finds them; a folder without a lesson may call its files like that. */
export const isOfFigures = (path: string): boolean => [FIGURES, "figures.ts", "sweep.ts", "sweep.json"].includes(path);
