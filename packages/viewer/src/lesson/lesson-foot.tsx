import { useRef } from "preact/hooks";
import { Icon } from "../app/page-icons.js";
import type { Guide } from "./guide.js";

/** Back and on, and where one is. */
export function LessonFoot({ guide, compact }: { readonly guide: Guide; readonly compact: boolean }) {
  const number = guide.number.value;
  const atEnd = number >= guide.count;
  const turn = (direction: 1 | -1) => () => guide.turnTo(direction);
  return (
    <nav class="lesson-foot" aria-label="Steps of the lesson">
      <Progress guide={guide} />
      <button
        type="button"
        class="button step-back"
        aria-disabled={number === 0}
        aria-label="Back"
        aria-keyshortcuts="<"
        title={number === 0 ? "This is the beginning" : "The step before (<)"}
        onClick={turn(-1)}
      >
        <Icon name="back" />
        {!compact && "Back"}
      </button>
      <StepList guide={guide} />
      {compact && (
        <button
          type="button"
          class="icon-button lesson-fold"
          aria-expanded={!guide.folded.value}
          aria-label="Text of the step"
          title={guide.folded.value ? "Unfold the text" : "Fold the text away"}
          onClick={() => (guide.folded.value = !guide.folded.value)}
        >
          <Icon name="chevron" />
        </button>
      )}
      <button
        type="button"
        class={atEnd ? "button step-on" : "button primary step-on"}
        aria-disabled={atEnd}
        aria-label={number === 0 ? "Begin" : "Next"}
        aria-keyshortcuts=">"
        title={atEnd ? "This is the last step" : "The next step (>)"}
        onClick={turn(1)}
      >
        {!compact && (number === 0 ? "Begin" : "Next")}
        <Icon name="on" />
      </button>
    </nav>
  );
}

/** One piece for each step; what it tells is written beside it, too. */
function Progress({ guide }: { readonly guide: Guide }) {
  return (
    <div class="lesson-progress" aria-hidden="true">
      {guide.lesson.value?.steps.map((_, index) => (
        <span key={index} class={index < guide.number.value ? "done" : ""} />
      ))}
    </div>
  );
}

/** Above its button or under it, wherever there is more room. */
function place(button: HTMLElement | null, list: HTMLElement | null): void {
  if (!button || !list) return;
  const { top, bottom, left } = button.getBoundingClientRect();
  const above = top > window.innerHeight / 2;
  list.style.left = `${Math.max(8, Math.min(left - 40, window.innerWidth - 428))}px`;
  list.style.top = above ? "auto" : `${bottom + 4}px`;
  list.style.bottom = above ? `${window.innerHeight - top + 4}px` : "auto";
}

/** "3 of 7", and all of them to choose from. */
function StepList({ guide }: { readonly guide: Guide }) {
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const number = guide.number.value;
  const titles = ["Introduction", ...(guide.lesson.value?.steps.map(({ title }) => title) ?? [])];
  const choose = (index: number): void => {
    panel.current?.hidePopover();
    button.current?.focus();
    void guide.enter(index);
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        class="button step-number"
        popovertarget="lesson-steps"
        title="All steps"
        onClick={() => place(button.current, panel.current)}
      >
        <span class="number">{number === 0 ? "Introduction" : `${number} of ${guide.count}`}</span>
        <Icon name="chevron" size={12} />
      </button>
      <div ref={panel} id="lesson-steps" class="menu step-list" popover="auto">
        <ol>
          {titles.map((title, index) => (
            <li key={index}>
              <button type="button" aria-current={index === number ? "step" : undefined} onClick={() => choose(index)}>
                <span class="number">{index === 0 ? "" : index}</span>
                {title}
              </button>
            </li>
          ))}
        </ol>
      </div>
    </>
  );
}
