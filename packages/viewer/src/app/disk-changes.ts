import type { ProjectFiles } from "../protocol/project.js";

type Files = ProjectFiles["files"];

/** What to do here about changes on a disk. */
export interface DiskChanges {
  /** Texts to take over, by path. */
  readonly taken: Files;
  readonly removed: readonly string[];
  /** Changed here as well, otherwise: what was edited here stays. */
  readonly kept: readonly string[];
}

/** `before` and `after`: on the disk. `here`: in the editor. */
export function diskChanges(before: Files, after: Files, here: Files): DiskChanges {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = paths.filter((path) => before[path] !== after[path] && after[path] !== here[path]);
  const own = (path: string): boolean => here[path] !== before[path];
  const followed = changed.filter((path) => !own(path));
  return {
    taken: Object.fromEntries(followed.flatMap((path) => (path in after ? [[path, after[path] as string]] : []))),
    removed: followed.filter((path) => !(path in after)),
    kept: changed.filter(own),
  };
}
