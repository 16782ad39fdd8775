import { applyEdit } from "tickless/lesson/edits";
import { Icon } from "../app/page-icons.js";
import { showPlace } from "../panels/places.js";
import type { PageModel } from "../app/page-model.js";
import type { Session } from "../app/session.js";
import { arranged } from "./changes.js";
import { Pieces, useHighlighted } from "./code.js";
import type { Guide } from "./guide.js";
import { takeBack } from "./own-program.js";
import "./step-change.css";
import { lineDiff, type DiffLine } from "./line-diff.js";

interface Props {
  readonly page: PageModel;
  readonly guide: Guide;
}

/** The change that a step proposes: what goes out, what comes in, and the button that makes it. */
export function StepChange({ page, guide }: Props) {
  const { session } = page;
  const { own } = guide.standing();
  const change = own === undefined ? undefined : guide.changes.value[own];
  if (own === undefined || !change) return null;
  const { file } = change.edit;
  const state = guide.states.value[own];
  const made = state === "made" || state === "altered";
  const act = (): void => {
    if (guide.busy.peek()) return;
    if (made) takeBack(page, guide, own);
    else void guide.make(own);
  };
  return (
    <section class="change" aria-label={`Change of ${file}`}>
      <header class="change-head">
        <button type="button" class="link place" onClick={() => showPlace(session, file)}>
          {file}
        </button>
        {made && (
          <span class="change-made">
            <Icon name="ok" size={14} /> {state === "made" ? "made" : "made, then edited"}
          </span>
        )}
        <span class="spacer" />
        {state !== "apart" && (
          <button
            type="button"
            class={made ? "button" : "button primary"}
            aria-disabled={guide.busy.value}
            onClick={act}
          >
            {made ? "Take it back" : "Make this change"}
          </button>
        )}
      </header>
      <Diff lines={diffOf(session, guide, own)} language={file.slice(file.lastIndexOf(".") + 1)} />
      <p class="change-status" role="status">
        {statusOf(session, guide, made)}
      </p>
    </section>
  );
}

function statusOf({ run }: Session, guide: Guide, made: boolean): string {
  if (guide.busy.value) return "Running it again …";
  return made && run.ghost.value ? "The run before is grey in the timeline." : "";
}

/** In the lesson's own program, whatever has become of that here. */
function diffOf({ project }: Session, guide: Guide, own: number): readonly DiffLine[] {
  const changes = guide.changes.value;
  const change = changes[own];
  if (!change) return [];
  const { file, find, replace } = change.edit;
  const before = arranged(project.original.value.files, changes, own)?.[file];
  const after = before === undefined ? undefined : applyEdit(before, change.edit);
  return before === undefined || after === undefined ? lineDiff(find, replace) : lineDiff(before, after);
}

const SIGNS = { out: "−", in: "+", same: " " } as const;
const WORDS = { out: "out: ", in: "in: ", same: "" } as const;

function Diff({ lines, language }: { readonly lines: readonly DiffLine[]; readonly language: string }) {
  const text = (other: DiffLine["kind"]) => lines.filter(({ kind }) => kind !== other).map((line) => line.text);
  // As programs, so that a line is coloured as what it is there.
  const before = [...useHighlighted(text("in").join("\n"), language)];
  const after = [...useHighlighted(text("out").join("\n"), language)];
  return (
    <div class="diff" tabIndex={0} role="group" aria-label="Lines out and in">
      {lines.map(({ kind }, index) => {
        const old = kind === "in" ? undefined : before.shift();
        const pieces = (kind === "out" ? old : after.shift()) ?? [];
        return (
          <div key={index} class={`diff-line ${kind}`}>
            <span class="diff-sign" aria-hidden="true">
              {SIGNS[kind]}
            </span>
            {WORDS[kind] && <span class="hidden">{WORDS[kind]}</span>}
            <code>
              <Pieces pieces={pieces} />
              {"\n"}
            </code>
          </div>
        );
      })}
    </div>
  );
}
