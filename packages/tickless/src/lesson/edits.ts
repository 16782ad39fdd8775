import type { Project } from "../project.js";
import type { Edit, Lesson, Passage } from "./lesson.js";

/** The text after an edit; undefined when what it replaces is not there exactly once. */
export function applyEdit(text: string, { find, replace }: Edit): string | undefined {
  const at = text.indexOf(find);
  if (at < 0 || text.includes(find, at + 1)) return undefined;
  return text.slice(0, at) + replace + text.slice(at + find.length);
}

/** Edits of the steps before and including this one (from 0; -1: none), in order. */
export const editsUpTo = ({ steps }: Lesson, step: number): readonly Edit[] =>
  steps.slice(0, step + 1).flatMap(({ edit }) => edit ?? []);

/** A project as it is when all edits up to a step have been made. Throws when one of them does not fit. */
export function projectAfter(project: Project, lesson: Lesson, step: number): Project {
  const files = new Map(project.files);
  let { diagram } = project;
  for (const edit of editsUpTo(lesson, step)) {
    const inDiagram = edit.file === diagram?.file.split("/").at(-1);
    const before = inDiagram ? diagram?.text : decode(files.get(`/${edit.file}`));
    const text = before === undefined ? undefined : applyEdit(before, edit);
    if (text === undefined) throw new Error(`${edit.file} does not have this exactly once: ${edit.find}`);
    if (inDiagram && diagram) diagram = { ...diagram, text };
    else files.set(`/${edit.file}`, new TextEncoder().encode(text));
  }
  return { ...project, files, diagram };
}

const decode = (bytes: Uint8Array | undefined): string | undefined => bytes && new TextDecoder().decode(bytes);

/** First and last line of a passage, from 1; undefined when it is not there. */
export function linesOf(
  text: string,
  { from, to }: Passage,
): { readonly first: number; readonly last: number } | undefined {
  const lines = text.split("\n");
  const first = lines.findIndex((line) => line.includes(from));
  if (first < 0) return undefined;
  const last = to === undefined ? first : lines.findIndex((line, index) => index >= first && line.includes(to));
  return last < 0 ? undefined : { first: first + 1, last: last + 1 };
}
