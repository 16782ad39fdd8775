import { batch } from "@preact/signals";
import type { Session } from "../app/session.js";

/** Opens a file in the editor, at a line (from 1). */
export function showPlace({ look }: Session, path: string, line?: number): void {
  batch(() => {
    look.file.value = line === undefined ? { path } : { path, line };
    look.tab.value = "code";
  });
}

/** Selects a part, and shows it among the parts. */
export function showPart({ look }: Session, part: string): void {
  batch(() => {
    look.selection.value = { kind: "part", part };
    look.tab.value = "parts";
  });
}
