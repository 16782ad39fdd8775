import { POINTER_HELP, SHORTCUTS } from "../transport/shortcuts.js";
import { keyPieces } from "./help-keys.js";
import { Dialog } from "./page-dialog.js";

/** Keys (alternatives by " / ", pressed together by "+"), and what they do. */
type Row = readonly [keys: string, text: string];

const EDITOR: readonly Row[] = [
  ["Ctrl+F", "search in the file"],
  ["Ctrl+Z / Ctrl+Shift+Z", "undo, redo"],
  ["Ctrl+Space", "complete"],
  ["Esc, Tab", "leave the editor"],
];
const PAGE: readonly Row[] = [
  ["?", "this help"],
  ["Esc", "close a dialog or a menu"],
  ["← / → / ↑ / ↓", "on a divider: resize; double click: as at first"],
];

const ofGroup = (group: string): readonly Row[] =>
  SHORTCUTS.filter((shortcut) => shortcut.group === group).map(({ keys, text }) => [keys, text]);

export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Help" wide onClose={onClose}>
      <p class="help-intro">
        The board is simulated to the nanosecond, and everything is recorded. Drag along the timeline to see any moment;
        press a button while it runs live, or look back and press it there. Edit the program, and the whole run is done
        again, with the one before it faint underneath.
      </p>
      <div class="help-groups">
        <div>
          <Group title="Time" rows={ofGroup("Time")} />
          <Group title="Editor" rows={EDITOR} />
          <Group title="Page" rows={PAGE} />
        </div>
        <div>
          <Group title="Timeline" rows={ofGroup("Timeline")} />
          <Group title="With the pointer" rows={POINTER_HELP} />
        </div>
      </div>
    </Dialog>
  );
}

function Group({ title, rows }: { readonly title: string; readonly rows: readonly Row[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {rows.map(([keys, text]) => (
          <div key={keys} class="help-row">
            <dt>
              <Keys text={keys} />
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Each key as one; words stay words. */
function Keys({ text }: { readonly text: string }) {
  return (
    <>
      {keyPieces(text).map((piece, index) =>
        piece.key ? <kbd key={index}>{piece.text}</kbd> : <span key={index}>{piece.text}</span>,
      )}
    </>
  );
}
