import { readRecorded, tellWhetherSame } from "./import-recording.js";
import { recordedFile } from "./export-files.js";
import { messageOf, type PageModel, type Recorded } from "./page-model.js";
import { openNow } from "./page-open.js";

/* Two runs over each other: how the second one comes to the page. */

/** Puts a recording under the run that is open. Rejects when it cannot be read. */
export async function compareWith(page: PageModel, recorded: Recorded): Promise<void> {
  const { project, options, file } = recorded;
  await page.session.compareWith({ project, seed: options.seed ?? 1, file });
}

/** The same for files that were chosen; what is wrong is told. */
export function compareWithFile(page: PageModel, file: File): Promise<void> {
  return orTell(page, async () => compareWith(page, await readRecorded(new Uint8Array(await file.arrayBuffer()))));
}

/** Keeps the run as it is now, to be compared with what becomes of it. */
export function keepRun(page: PageModel): Promise<void> {
  return orTell(page, async () => compareWith(page, await readRecorded(await recordedFile(page))));
}

/** Run B becomes the one that runs here, and what ran here the recording beside it. */
export function swapRuns(page: PageModel): Promise<void> {
  return orTell(page, async () => {
    const { session } = page;
    const other = session.compare.other.peek();
    if (!other) return;
    const at = session.time.cursor.peek();
    const view = session.time.view.peek();
    const [ours, theirs] = [await readRecorded(await recordedFile(page)), await readRecorded(other.file, at)];
    page.example.value = undefined;
    tellWhetherSame(page, theirs);
    await openNow(page, theirs.project, theirs.options);
    await compareWith(page, ours);
    session.show(view);
  });
}

async function orTell({ notice }: PageModel, action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    notice.value = { kind: "error", text: messageOf(error) };
  }
}
