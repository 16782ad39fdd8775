import { batch } from "@preact/signals";
import { allFiles, type ProjectFiles } from "../protocol/project.js";
import { diskChanges } from "./disk-changes.js";
import type { PageModel } from "./page-model.js";

/** Where `tickless view` tells that the project has changed on the disk. */
const EVENTS = "./project-events";

/**
 * Takes over what changes in the folder that `tickless view` shows, as if it had been edited here; runs it again. `read` gets the
 * project as it is now.
 */
export function followDisk(page: PageModel, first: ProjectFiles, read: () => Promise<ProjectFiles | undefined>): void {
  let known = first;
  const { project, original } = page.session.project;
  const events = new EventSource(new URL(EVENTS, document.baseURI));
  events.onmessage = () => void follow();

  async function follow(): Promise<void> {
    const now = await read();
    // Another one was opened here meanwhile: that stays.
    if (!now || page.example.peek() !== undefined || original.peek().name !== known.name) return;
    const { taken, removed, kept } = diskChanges(allFiles(known), allFiles(now), allFiles(project.peek()));
    known = now;
    batch(() => {
      original.value = now;
      for (const [path, content] of Object.entries(taken)) page.session.putFile(path, content);
      for (const path of removed) page.session.removeFile(path);
      if (kept.length > 0) page.notice.value = conflict(page, now, kept);
    });
  }
}

function conflict({ session, notice }: PageModel, now: ProjectFiles, paths: readonly string[]) {
  const files = allFiles(now);
  const take = (): void => {
    notice.value = undefined;
    for (const path of paths) {
      const content = files[path];
      if (content === undefined) session.removeFile(path);
      else session.putFile(path, content);
    }
  };
  const text = `${paths.join(", ")}: changed on the disk, and here. What was edited here is still shown.`;
  return { kind: "info" as const, text, action: { label: "Take what is on the disk", run: take } };
}
