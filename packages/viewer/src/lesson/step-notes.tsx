import type { ComponentChildren } from "preact";
import { Icon } from "../app/page-icons.js";
import type { PageModel } from "../app/page-model.js";
import type { Guide } from "./guide.js";
import { beginAnew, takeBack } from "./own-program.js";

/** What there is to say when the program is not the one that the step is about, and what to do about it. */
export function StepNotes({ page, guide }: { readonly page: PageModel; readonly guide: Guide }) {
  const { own, missing, ahead, apart } = guide.standing();
  if (apart.length > 0) return <Apart page={page} guide={guide} apart={apart} />;
  const last = missing.at(-1);
  if (last !== undefined) {
    return (
      <Note label={missing.length > 1 ? "Make them" : "Make it"} onClick={() => void guide.make(last)} guide={guide}>
        This step is about the program with the {changesNamed(guide, missing)}.
      </Note>
    );
  }
  const [first] = ahead;
  if (first !== undefined) {
    return (
      <Note label="Take it back" onClick={() => takeBack(page, guide, first)} guide={guide}>
        This step is about the program before the {changesNamed(guide, ahead)}.
      </Note>
    );
  }
  // The moment is one of the run with the step's change.
  if (!guide.absent.value || (own !== undefined && guide.states.value[own] !== "made")) return null;
  return <OwnProgram page={page} guide={guide} text="What this step is about does not happen in this run." />;
}

const changesNamed = (guide: Guide, numbers: readonly number[]): string => {
  const steps = numbers.map((number) => (guide.changes.value[number]?.step ?? 0) + 1);
  return steps.length === 1
    ? `change of step ${steps[0]}`
    : `changes of steps ${steps.slice(0, -1).join(", ")} and ${steps.at(-1)}`;
};

interface ApartProps {
  readonly page: PageModel;
  readonly guide: Guide;
  readonly apart: readonly number[];
}

function Apart({ page, guide, apart }: ApartProps) {
  const files = [...new Set(apart.map((number) => guide.changes.value[number]?.edit.file))].join(" and ");
  const fit = apart.length === 1 ? "does" : "do";
  return (
    <OwnProgram
      page={page}
      guide={guide}
      text={`The ${changesNamed(guide, apart)} ${fit} not fit ${files} as it is here.`}
    />
  );
}

function OwnProgram({ page, guide, text }: { readonly page: PageModel; readonly guide: Guide; readonly text: string }) {
  const own = guide.ownProgram();
  if (!own) return <Note guide={guide}>{text}</Note>;
  return (
    <Note
      guide={guide}
      label="Begin the step from the lesson’s own program"
      onClick={() => beginAnew(page, guide, own)}
    >
      {text}
    </Note>
  );
}

interface NoteProps {
  readonly guide: Guide;
  readonly children: ComponentChildren;
  readonly label?: string;
  readonly onClick?: () => void;
}

function Note({ guide, children, label, onClick }: NoteProps) {
  return (
    <div class="step-note" role="note">
      <Icon name="warning" />
      <p>{children}</p>
      {label && (
        <button
          type="button"
          class="button"
          aria-disabled={guide.busy.value}
          onClick={() => !guide.busy.peek() && onClick?.()}
        >
          {guide.busy.value ? "Running it again …" : label}
        </button>
      )}
    </div>
  );
}
