import { compareWith } from "./compare-open.js";
import { fileStem } from "./export-plan.js";
import { exportZip } from "./export-files.js";
import { FilmDialog } from "./export-film-dialog.js";
import { GalleryDialog } from "./gallery-dialog.js";
import { HelpDialog } from "./help-dialog.js";
import { projectOfProgram } from "./import-files.js";
import { openRecorded, putIntoProject } from "./import-open.js";
import { Dialog } from "./page-dialog.js";
import { messageOf, type DialogModel, type PageModel } from "./page-model.js";
import { openProject } from "./page-open.js";
import { ShareDialog } from "./share-dialog.js";

/** The dialog that is open, if any. */
export function Dialogs({ page }: { readonly page: PageModel }) {
  const dialog = page.dialog.value;
  switch (dialog?.kind) {
    case undefined:
      return null;
    case "gallery":
      return <GalleryDialog page={page} />;
    case "help":
      return <HelpDialog onClose={() => (page.dialog.value = undefined)} />;
    case "share":
      return <ShareDialog page={page} />;
    case "film":
      return <FilmDialog page={page} />;
    case "replace":
      return <ReplaceDialog page={page} dialog={dialog} />;
    case "program":
      return <ProgramDialog page={page} dialog={dialog} />;
    case "recording":
      return <RecordingDialog page={page} dialog={dialog} />;
  }
}

type Of<Kind extends DialogModel["kind"]> = {
  readonly page: PageModel;
  readonly dialog: Extract<DialogModel, { kind: Kind }>;
};

/** Edits would be lost. */
function ReplaceDialog({ page, dialog }: Of<"replace">) {
  const { name } = page.session.project.project.value;
  const close = (): void => void (page.dialog.value = undefined);
  return (
    <Dialog title="Your edits are not saved" onClose={close}>
      <p>
        Opening <strong>{dialog.name}</strong> replaces <strong>{name}</strong>, which you have edited.
      </p>
      <footer class="dialog-foot">
        <button type="button" class="button" onClick={() => exportZip(page)}>
          Save as {fileStem(name)}.zip
        </button>
        <span class="spacer" />
        <button type="button" class="button" autofocus onClick={close}>
          Cancel
        </button>
        <button type="button" class="button primary" onClick={dialog.go}>
          Replace
        </button>
      </footer>
    </Dialog>
  );
}

/** A single program was dropped. */
function ProgramDialog({ page, dialog }: Of<"program">) {
  const { file, text } = dialog;
  const { name, files } = page.session.project.project.value;
  const close = (): void => void (page.dialog.value = undefined);
  const put = (): void => {
    close();
    putIntoProject(page, file, text);
  };
  const open = (): void => {
    close();
    openProject(page, projectOfProgram(file, text));
  };
  return (
    <Dialog title={`Open ${file}`} onClose={close}>
      <p>
        It can {files[file] === undefined ? "join" : "replace the file of that name in"} <strong>{name}</strong>, or be
        a project of its own on a bare Raspberry Pi Pico.
      </p>
      <footer class="dialog-foot">
        <button type="button" class="button" onClick={close}>
          Cancel
        </button>
        <span class="spacer" />
        <button type="button" class="button" onClick={put}>
          {files[file] === undefined ? "Add" : "Replace"} {file}
        </button>
        <button type="button" class="button primary" autofocus onClick={open}>
          New project
        </button>
      </footer>
    </Dialog>
  );
}

/** A recording was dropped while something is open. */
function RecordingDialog({ page, dialog }: Of<"recording">) {
  const { file, recorded } = dialog;
  const { name } = page.session.project.project.value;
  const close = (): void => void (page.dialog.value = undefined);
  const open = (): void => {
    close();
    openRecorded(page, recorded);
  };
  const compare = (): void => {
    close();
    compareWith(page, recorded).catch((error: unknown) => {
      page.notice.value = { kind: "error", text: messageOf(error) };
    });
  };
  return (
    <Dialog title={`Open ${file}`} onClose={close}>
      <p>
        A run of <strong>{recorded.project.name}</strong> with seed {recorded.options.seed}. It can be opened in the
        place of <strong>{name}</strong>, or lie under it, to see where the two differ.
      </p>
      <footer class="dialog-foot">
        <button type="button" class="button" onClick={close}>
          Cancel
        </button>
        <span class="spacer" />
        <button type="button" class="button" onClick={compare}>
          Compare
        </button>
        <button type="button" class="button primary" autofocus onClick={open}>
          Open
        </button>
      </footer>
    </Dialog>
  );
}
