import { useMemo, useState } from "preact/hooks";
import { guideOf } from "../lesson/guide-of.js";
import { Dialog } from "./page-dialog.js";
import type { PageModel } from "./page-model.js";
import { packShare, type ShareResult } from "./share.js";
import { writeAddress } from "./url.js";

/** Makes a link. An example as it is has a short one; anything else is in its link as a whole. */
export function ShareDialog({ page }: { readonly page: PageModel }) {
  const [moment, setMoment] = useState(true);
  const [embed, setEmbed] = useState(false);
  const [copied, setCopied] = useState("");
  const link = useMemo(() => makeLink(page, moment, embed), [page, moment, embed]);
  const copy = async (text: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied("Copied.");
    } catch {
      setCopied("Copying is not permitted here: mark the text and copy it by hand.");
    }
  };
  return (
    <Dialog title="Share" onClose={() => (page.dialog.value = undefined)}>
      <p>
        {page.example.value !== undefined && !page.edited.value
          ? "The link opens this example."
          : "The whole project is in the link itself; it is stored nowhere else."}{" "}
        Whoever opens it gets the same run, to the nanosecond.
      </p>
      <Check
        label="With the moment and the part of the timeline that are shown"
        checked={moment}
        onChange={setMoment}
      />
      <Check label="To be embedded: board and timeline without the editor" checked={embed} onChange={setEmbed} />
      {link.ok ? (
        <LinkField link={link.value} copied={copied} onCopy={(text) => void copy(text)} />
      ) : (
        <p role="alert" class="message error">
          {link.message}
        </p>
      )}
    </Dialog>
  );
}

function LinkField({ link, copied, onCopy }: { link: string; copied: string; onCopy: (text: string) => void }) {
  return (
    <>
      <div class="share-link">
        <input
          class="field"
          readOnly
          aria-label="Link"
          value={link}
          onFocus={(event) => event.currentTarget.select()}
        />
        <button type="button" class="button primary" autofocus onClick={() => onCopy(link)}>
          Copy
        </button>
      </div>
      <p class="quiet" role="status">
        {copied || `${link.length.toLocaleString("en")} characters`}
      </p>
    </>
  );
}

interface CheckProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function Check({ label, checked, onChange }: CheckProps) {
  return (
    <label class="check">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>{label}</span>
    </label>
  );
}

function makeLink({ session, example, edited }: PageModel, moment: boolean, embed: boolean): ShareResult<string> {
  const { project, seed, inputs } = session.project;
  const at = moment && !session.time.live.value ? session.time.cursor.value : undefined;
  const view = moment ? session.time.view.value : undefined;
  const step = guideOf(session).value?.number.value || undefined;
  const page = location.origin + location.pathname;
  if (example.value !== undefined && !edited.value && inputs.value.length === 0) {
    const query = writeAddress({ example: example.value, at, view, step, seed: seed.value, embed });
    return { ok: true, value: page + query };
  }
  const packed = packShare({ project: project.value, seed: seed.value, inputs: inputs.value, cursor: at, view });
  return packed.ok ? { ok: true, value: `${page}${writeAddress({ step, embed })}#share=${packed.value}` } : packed;
}
