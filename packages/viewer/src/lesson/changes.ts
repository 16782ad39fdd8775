import { applyEdit } from "tickless/lesson/edits";
import type { Edit, Lesson } from "tickless/lesson/lesson";
import { lineDiff, type DiffLine } from "./line-diff.js";

/*
 * The changes that a lesson proposes, against files that its reader may have edited as well. Those of later steps come on top of
 * earlier ones; whether one has been made is read from the files, so that it is known again after any way here.
 */

/** Texts by path. */
export type Texts = Readonly<Record<string, string>>;

/** One proposed change, and the step that it belongs to (from 0). */
export interface Change {
  readonly step: number;
  readonly edit: Edit;
}

/** "altered": made, and what it put there was edited since then. "apart": it does not fit any more. */
export type ChangeState = "made" | "altered" | "open" | "apart";

/** The changes of a lesson in order, such that each can be taken back. `original`: the lesson's own program. */
export function changesOf({ steps }: Lesson, original: Texts): readonly Change[] {
  let texts = original;
  return steps.flatMap(({ edit }, step) => {
    if (!edit) return [];
    const before = texts[edit.file];
    const after = before === undefined ? undefined : applyEdit(before, edit);
    if (before === undefined || after === undefined) return [{ step, edit }];
    texts = { ...texts, [edit.file]: after };
    return [{ step, edit: reversible(edit, before, after) }];
  });
}

/** With as many lines around it as it takes to find its place again. */
function reversible(edit: Edit, before: string, after: string): Edit {
  let start = before.indexOf(edit.find);
  const tail = before.length - start - edit.find.length;
  let end = before.length - tail;
  for (;;) {
    const wide = {
      ...edit,
      find: before.slice(start, end),
      replace: after.slice(start, after.length - (before.length - end)),
    };
    if (applyEdit(after, reverse(wide)) !== undefined || (start === 0 && end === before.length)) return wide;
    if (start > 0) start = start < 2 ? 0 : before.lastIndexOf("\n", start - 2) + 1;
    else end = before.indexOf("\n", end) + 1 || before.length;
  }
}

const reverse = ({ file, find, replace }: Edit): Edit => ({ file, find: replace, replace: find });

/** The texts after a change; undefined: it does not fit. */
function changed(texts: Texts, edit: Edit): Texts | undefined {
  const text = texts[edit.file];
  const after = text === undefined ? undefined : applyEdit(text, edit);
  return after === undefined ? undefined : { ...texts, [edit.file]: after };
}

/** The texts without a change that was made; undefined: it was not. */
function without(texts: Texts, edit: Edit): Texts | undefined {
  // What it leaves may be a part of what it takes away.
  if (edit.find.includes(edit.replace) && texts[edit.file]?.includes(edit.find)) return undefined;
  return changed(texts, reverse(edit));
}

/**
 * What has become of the changes. `before`: how many of them belong to steps before the one that is read; where a later change gives
 * back what an earlier one took, the same texts may be those after either, and the nearest to that is meant.
 */
export function statesOf(texts: Texts, changes: readonly Change[], before: number): readonly ChangeState[] {
  const count = madeCount(texts, changes, before);
  let now = texts;
  return changes.map(({ edit }, index): ChangeState => {
    if (index < count) return "made";
    const after = changed(now, edit);
    now = after ?? now;
    if (after) return "open";
    return isAltered(now[edit.file] ?? "", edit) ? "altered" : "apart";
  });
}

/**
 * The texts with the first `count` of the changes made and no other, and all else that was edited kept; undefined: that cannot be.
 * `before` as in `statesOf`.
 */
export function arranged(
  texts: Texts,
  changes: readonly Change[],
  count: number,
  before: number = 0,
): Texts | undefined {
  const made = madeCount(texts, changes, before);
  if (count < made) return taken(texts, changes.slice(count, made));
  const states = statesOf(texts, changes, before);
  if (states.slice(count).includes("altered")) return undefined;
  return changes.slice(0, count).reduce((now: Texts, { edit }, index) => {
    return states[index] === "open" ? (changed(now, edit) ?? now) : now;
  }, texts);
}

/** How many of the changes, from the first on, have been made: these can all be taken back, and the next one can be made. */
function madeCount(texts: Texts, changes: readonly Change[], before: number): number {
  const counts = Array.from({ length: changes.length + 1 }, (_, count) => count);
  const made = counts.filter((count) => taken(texts, changes.slice(0, count)));
  const fitting = made.filter((count) => {
    const next = changes[count];
    return !next || changed(texts, next.edit);
  });
  const far = (count: number): number => Math.abs(count - before - 0.25);
  return fitting.sort((a, b) => far(a) - far(b))[0] ?? made.at(-1) ?? 0;
}

/** Without these, from the last to the first; undefined: one of them has not been made. */
const taken = (texts: Texts, changes: readonly Change[]): Texts | undefined =>
  changes.reduceRight((now: Texts | undefined, { edit }) => now && without(now, edit), texts);

/** Most of what comes in is there, more than of what goes out: it was made, and edited since then. */
function isAltered(text: string, { find, replace }: Edit): boolean {
  const lines = new Set(trimmed(text));
  const there = (kind: DiffLine["kind"]): number => {
    const own = lineDiff(find, replace).filter((line) => line.kind === kind && line.text.trim() !== "");
    return own.length === 0 ? 0 : own.filter((line) => lines.has(line.text.trim())).length / own.length;
  };
  return there("in") >= 0.5 && there("in") > there("out");
}

const trimmed = (text: string): string[] => text.split("\n").map((line) => line.trim());
