import { batch } from "@preact/signals";
import type { ProjectFiles } from "../protocol/project.js";
import { isGuided } from "../lesson/files.js";
import { findEdits } from "./edits-keep.js";
import { prepared, startGuide, stopGuide } from "./page-lesson.js";
import { messageOf, type OpenOptions, type PageModel } from "./page-model.js";
import { writeAddress } from "./url.js";

/** Opens a project; asks first when that would throw edits away that cannot be kept. */
export function openProject(page: PageModel, project: ProjectFiles, options: OpenOptions = {}, example?: string): void {
  const go = (): void => {
    batch(() => {
      page.dialog.value = undefined;
      page.notice.value = options.notice ? { kind: "info", text: options.notice } : undefined;
      page.example.value = example;
    });
    void openNow(page, project, options);
    // The address names what is open, so that it can be loaded again.
    const query = writeAddress({ example, theme: page.address.theme });
    history.replaceState(null, "", `${location.pathname}${query}`);
  };
  page.saveEdits.peek()();
  if (page.edited.value && !page.editsSafe.value) page.dialog.value = { kind: "replace", name: project.name, go };
  else go();
}

/** Opens without a question. A failure is told. */
export async function openNow(page: PageModel, project: ProjectFiles, options: OpenOptions): Promise<void> {
  const { session, notice } = page;
  const { seed, inputs, at, step, from = page.example.peek() === undefined ? "folder" : "example" } = options;
  const kept = findEdits(page, project, from);
  if (kept.notice) notice.value = kept.notice;
  // What embeds a lesson shows it live, unless it is about one of its steps.
  const guided = isGuided(kept.project) && !(session.look.embed && step === undefined);
  const moment = at ?? (guided ? 0 : undefined);
  const given = {
    ...(seed === undefined ? {} : { seed }),
    ...(inputs ? { inputs } : {}),
    ...(moment === undefined ? {} : { at: moment }),
  };
  try {
    stopGuide(session);
    const edited = guided && session.look.embed ? await prepared(kept.project, step ?? 0) : kept.project;
    const opened = session.open(project, { ...given, edited });
    const guide = guided ? startGuide(page, step ?? 0) : undefined;
    await opened;
    await (await guide)?.show({ cursor: at === undefined, eased: false });
  } catch (error) {
    notice.value = { kind: "error", text: `The project could not be opened: ${messageOf(error)}` };
  }
}
