import { importFiles, skippedMessage, toProject, type FoundFile, type Imported } from "./import-files.js";
import { isRecordingName, readRecorded, tellWhetherSame } from "./import-recording.js";
import { filesOfZip, MAX_ZIP } from "./import-zip.js";
import { messageOf, type PageModel, type Recorded } from "./page-model.js";
import { openProject } from "./page-open.js";

/* What becomes of files that were dropped or chosen. */

const toFound = (path: string, file: File): FoundFile => ({
  path,
  size: file.size,
  read: async () => new Uint8Array(await file.arrayBuffer()),
});

/** Files from a picker. A folder that was picked gives paths with it. */
export function openFileList(page: PageModel, files: readonly File[]): Promise<void> {
  return openFound(
    page,
    files.map((file) => toFound(file.webkitRelativePath || file.name, file)),
  );
}

/** What was dropped: files and folders. Must be called in the drop event itself: later, nothing is there any more. */
export function openDropped(page: PageModel, transfer: DataTransfer): Promise<void> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  return readEntries(entries).then(
    (found) => openFound(page, found),
    (error: unknown) => tell(page, `What was dropped could not be read: ${messageOf(error)}`),
  );
}

/** Files looked at in folders, more than any project has: somebody dropped the wrong folder. */
const MAX_SEEN = 5_000;
const MAX_DEPTH = 12;
const PASSED_OVER = /^(\.|node_modules$|__pycache__$)/;

async function readEntries(entries: readonly FileSystemEntry[]): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  const visit = async (entry: FileSystemEntry, depth: number): Promise<void> => {
    if (found.length >= MAX_SEEN) throw new Error(`there are more than ${MAX_SEEN} files; is it a project?`);
    const path = entry.fullPath.replace(/^\//, "");
    if (entry.isFile) {
      const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
      found.push(toFound(path, file));
    } else if (depth < MAX_DEPTH && !PASSED_OVER.test(entry.name)) {
      for (const child of await childrenOf(entry as FileSystemDirectoryEntry)) await visit(child, depth + 1);
    }
  };
  for (const entry of entries) await visit(entry, 0);
  return found;
}

/** A directory is read in portions, until an empty one comes. */
async function childrenOf(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return children;
    children.push(...some);
  }
}

/** Opens what was found: a zip, a recording, a single program or diagram, or a folder's files. */
export async function openFound(page: PageModel, found: readonly FoundFile[]): Promise<void> {
  const [first] = found;
  if (!first) return tell(page, "There was no file in it.");
  try {
    if (found.length > 1) return openImported(page, await importFiles(found), "dropped files");
    if (first.path.toLowerCase().endsWith(".zip")) return await openZip(page, first);
    if (isRecordingName(first.path)) return await openRecording(page, first);
    const imported = await importFiles(found);
    const [text, bytes] = [imported.files[first.path], imported.binary[first.path]];
    if (bytes) return putBinary(page, first.path.slice(first.path.lastIndexOf("/") + 1), bytes);
    if (text === undefined) return tell(page, skippedMessage(imported) || "A hidden file is no project.");
    openSingle(page, first.path, text);
  } catch (error) {
    tell(page, messageOf(error));
  }
}

async function openZip(page: PageModel, file: FoundFile): Promise<void> {
  if (file.size > MAX_ZIP) return tell(page, `The zip is larger than ${MAX_ZIP >> 20} MiB.`);
  openImported(
    page,
    await importFiles(filesOfZip((await file.read()) ?? new Uint8Array())),
    file.path.replace(/^.*\/|\.zip$/gi, ""),
  );
}

async function openRecording(page: PageModel, file: FoundFile): Promise<void> {
  const recorded = await readRecorded((await file.read()) ?? new Uint8Array());
  // Where nothing runs there is nothing to compare with.
  if (page.session.run.board.peek()) page.dialog.value = { kind: "recording", file: file.path, recorded };
  else openRecorded(page, recorded);
}

/** Opens a recording as its project, which is run again. */
export function openRecorded(page: PageModel, recorded: Recorded): void {
  tellWhetherSame(page, recorded);
  openProject(page, recorded.project, recorded.options);
}

function openImported(page: PageModel, files: Imported, name: string): void {
  const { project, imported } = toProject(files, name);
  const skipped = skippedMessage(imported);
  if (Object.keys(project.files).length === 0) return tell(page, `There is no text file in it. ${skipped}`.trim());
  openProject(page, project, { notice: skipped });
}

/** One file: a diagram belongs to what is open; a program may be a project of its own. */
function openSingle(page: PageModel, path: string, text: string): void {
  const file = path.slice(path.lastIndexOf("/") + 1);
  if (/\.(py|ts)$/.test(file)) page.dialog.value = { kind: "program", file, text };
  else putIntoProject(page, file, text);
}

/** Adds a file to the open project, or replaces the one of that name. */
export function putIntoProject({ session, notice }: PageModel, file: string, text: string): void {
  const exists = session.project.project.value.files[file] !== undefined;
  if (exists) session.edit(file, text);
  else session.addFile(file, text);
  session.look.file.value = { path: file };
  notice.value = { kind: "info", text: `${file} was ${exists ? "replaced" : "added"}.` };
}

/** The same for one that is no text. */
function putBinary({ session, notice }: PageModel, file: string, bytes: Uint8Array): void {
  session.putFile(file, bytes);
  session.look.file.value = { path: file };
  notice.value = { kind: "info", text: `${file} was added: ${bytes.length} bytes, on the board's file system.` };
}

function tell({ notice }: PageModel, text: string): void {
  notice.value = { kind: "error", text };
}
