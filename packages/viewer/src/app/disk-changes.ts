import type { FolderFiles } from "tickless/project-files";
import { sameFile } from "../protocol/project.js";

type Files = FolderFiles;

/** What to do here about changes on a disk. */
export interface DiskChanges {
  /** Contents to take over, by path. */
  readonly taken: Files;
  readonly removed: readonly string[];
  /** Changed here as well, otherwise: what was edited here stays. */
  readonly kept: readonly string[];
}

/** `before` and `after`: on the disk. `here`: on the page. */
export function diskChanges(before: Files, after: Files, here: Files): DiskChanges {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = paths.filter((path) => !sameFile(before[path], after[path]) && !sameFile(after[path], here[path]));
  const own = (path: string): boolean => !sameFile(here[path], before[path]);
  const followed = changed.filter((path) => !own(path));
  return {
    taken: Object.fromEntries(
      followed.flatMap((path) => (path in after ? [[path, after[path] as Files[string]]] : [])),
    ),
    removed: followed.filter((path) => !(path in after)),
    kept: changed.filter(own),
  };
}
