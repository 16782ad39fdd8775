import { watch, type FSWatcher } from "node:fs";
import { join } from "node:path";
import { setInterval, setTimeout } from "node:timers";
import { visit } from "./folder.js";
import type { ProjectPlace } from "./view-project.js";

/** Editors write a file in several steps. */
const SETTLE_MS = 60;
const POLL_MS = 1000;
/** Systems grant only so many. */
const MAX_FOLDERS = 256;

/**
 * Calls `check` when something may have changed in the project, until the function that it returns is called. Each folder is
 * watched by itself; where the system cannot do that, `check` is called every second.
 */
export function watchProject(place: ProjectPlace, check: () => void): () => void {
  const watchers = new Map<string, FSWatcher>();
  let settling: NodeJS.Timeout | undefined;
  let polling: NodeJS.Timeout | undefined;

  const poll = (): void => void (polling ??= setInterval(check, POLL_MS));
  const changed = (): void => {
    clearTimeout(settling);
    settling = setTimeout(() => {
      watchFolders();
      check();
    }, SETTLE_MS);
  };
  const watchFolders = (): void => {
    try {
      const folders = foldersOf(place);
      for (const [folder, watcher] of watchers) {
        if (folders.has(folder)) continue;
        watcher.close();
        watchers.delete(folder);
      }
      for (const folder of folders) {
        if (watchers.has(folder)) continue;
        watchers.set(folder, watch(folder, changed).on("error", poll));
      }
    } catch {
      poll();
    }
  };

  watchFolders();
  return () => {
    clearTimeout(settling);
    clearInterval(polling);
    for (const watcher of watchers.values()) watcher.close();
  };
}

/** A single file's folder is watched too: editors replace files. */
function foldersOf({ folder, file }: ProjectPlace): Set<string> {
  const folders = new Set([folder]);
  if (file !== undefined) return folders;
  for (const entry of visit(folder)) if (entry.folder) folders.add(join(folder, entry.path));
  if (folders.size > MAX_FOLDERS) throw new Error("too many folders to watch");
  return folders;
}
