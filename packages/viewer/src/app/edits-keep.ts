import { effect } from "@preact/signals";
import type { ProjectFiles } from "../protocol/project.js";
import { editsOf, hashOf, readEdits, withEdits, writeEdits } from "./edits.js";
import type { EditsFrom, Notice, PageModel } from "./page-model.js";
import { forget, remember, remembered } from "./storage.js";

/*
 * What is edited on the page is kept in this browser, for each project by itself. Opened again, the project is as it was edited,
 * unless it is another one by now, or was sent as it is: then both are offered.
 */

/** After the last change, ms. */
const PAUSE_MS = 300;

const keyOf = (from: EditsFrom, name: string): string => `tickless.edits.${from}.${name}`;

/** What to open for a project, and what there is to say about it. */
export interface Kept {
  readonly project: ProjectFiles;
  readonly notice?: Notice;
}

/** Looks for edits of a project that is about to be opened. */
export function findEdits(page: PageModel, project: ProjectFiles, from: EditsFrom): Kept {
  const key = keyOf(from, project.name);
  // What is open now is kept before it goes.
  page.saveEdits.peek()();
  const edits = readEdits(remembered(key));
  page.editsKey.value = key;
  page.editsWaiting.value = false;
  if (!edits) return { project };
  const edited = withEdits(project, edits);
  const same = edits.hash === hashOf(project);
  if (same && from !== "recording" && from !== "share") {
    const text = `${project.name} as you edited it here, kept in this browser.`;
    return {
      project: edited,
      notice: { kind: "info", text, action: { label: "Discard changes", run: () => discard(page) } },
    };
  }
  page.editsWaiting.value = true;
  return { project, notice: offer(page, edited, same) };
}

/** Both can be had: what was opened, and what was made of it here earlier. */
function offer(page: PageModel, edited: ProjectFiles, same: boolean): Notice {
  const decide = (use: boolean): void => {
    page.editsWaiting.value = false;
    page.notice.value = undefined;
    if (use) page.session.setFiles(edited);
    else if (!page.edited.peek()) forget(page.editsKey.peek());
  };
  const text = same
    ? `You have edited ${edited.name} here before. This is how it came.`
    : `${edited.name} is not what it was when you edited it here. This is how it is now.`;
  return {
    kind: "info",
    text,
    action: { label: "Use my edits", run: () => decide(true) },
    other: { label: "Forget them", run: () => decide(false) },
  };
}

/** Back to how the project was opened; that can be taken back, too. */
export function discard(page: PageModel): void {
  const { session, notice } = page;
  const edited = session.project.project.peek();
  session.setFiles(session.project.original.peek());
  const undo = (): void => {
    notice.value = undefined;
    session.setFiles(edited);
  };
  notice.value = { kind: "info", text: "Your changes are discarded.", action: { label: "Undo", run: undo } };
}

/** Keeps what is edited from now on. */
export function keepEdits(page: PageModel): () => void {
  const { project, original } = page.session.project;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const save = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const key = page.editsKey.peek();
    // Until it is decided what becomes of earlier ones, they are not written over.
    if (key === "" || page.editsWaiting.peek()) return;
    const edits = editsOf(original.peek(), project.peek());
    if (edits) page.editsSafe.value = remember(key, writeEdits(edits));
    else forget(key);
  };
  const stop = effect(() => {
    void project.value;
    void original.value;
    void page.editsWaiting.value;
    page.editsSafe.value = false;
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE_MS);
  });
  page.saveEdits.value = save;
  window.addEventListener("pagehide", save);
  return () => {
    stop();
    save();
    window.removeEventListener("pagehide", save);
  };
}
