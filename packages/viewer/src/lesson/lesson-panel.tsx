import { useSignal, useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import { Icon, IconButton } from "../app/page-icons.js";
import type { LessonPanelProps, PageModel } from "../app/page-model.js";
import { guideOf } from "./guide-of.js";
import type { Guide } from "./guide.js";
import { LessonFoot } from "./lesson-foot.js";
import { Markdown } from "./markdown.js";
import { NextLesson } from "./next-lesson.js";
import { StepChange } from "./step-change.js";
import { StepNotes } from "./step-notes.js";
import "./lesson.css";

/** A guided text beside what it is about, one step at a time. */
export function LessonPanel({ page, form, onMove }: LessonPanelProps) {
  const guide = guideOf(page.session).value;
  if (!guide) return <Skeleton />;
  if (!guide.lesson.value) return <Unreadable page={page} />;
  const folded = form === "strip" && guide.folded.value;
  return (
    <div class={`lesson lesson-${form}${folded ? " folded" : ""}`}>
      <Head guide={guide} form={form} onMove={onMove} />
      {!folded && <Text page={page} guide={guide} />}
      <LessonFoot guide={guide} compact={form === "strip"} />
      <Teller guide={guide} />
    </div>
  );
}

const Skeleton = () => (
  <div class="panel-skeleton" role="status" aria-label="The lesson is loading">
    <div class="skeleton" />
    <div class="skeleton" />
    <div class="skeleton" />
  </div>
);

function Unreadable({ page }: { readonly page: PageModel }) {
  const { project, look } = page.session;
  const [first] = project.mistakes.value;
  return (
    <div class="empty">
      <Icon name="error" size={28} />
      <p class="empty-title">This lesson cannot be read</p>
      {first && (
        <p>
          {first.file}
          {first.line === undefined ? "" : `:${first.line}`}: {first.message}
        </p>
      )}
      <button type="button" class="button" onClick={() => (look.tab.value = "problems")}>
        {project.mistakes.value.length === 1 ? "Show the problem" : "Show the problems"}
      </button>
    </div>
  );
}

interface HeadProps extends Omit<LessonPanelProps, "page"> {
  readonly guide: Guide;
}

function Head({ guide, form, onMove }: HeadProps) {
  const { title, minutes } = guide.lesson.value ?? {};
  if (form === "strip") return null;
  const move = form === "column" ? "Show the lesson among the panels" : "Show the lesson in a column of its own";
  return (
    <header class="lesson-head">
      <div class="lesson-title">
        <p class="lesson-kind">
          Lesson
          {minutes !== undefined && ` · ${minutes} ${minutes === 1 ? "minute" : "minutes"}`}
        </p>
        <h2>{title}</h2>
      </div>
      {onMove && <IconButton icon={form === "column" ? "lessonHide" : "lessonShow"} label={move} onClick={onMove} />}
    </header>
  );
}

/** Scrolled to its beginning whenever a step is entered. */
function Text({ page, guide }: { readonly page: PageModel; readonly guide: Guide }) {
  const scroller = useRef<HTMLDivElement>(null);
  useSignalEffect(() => {
    void guide.entered.value;
    scroller.current?.scrollTo(0, 0);
  });
  const { step, lesson } = guide;
  return (
    <div class="lesson-text" ref={scroller} tabIndex={0} role="region" aria-label="Text of the lesson">
      {step ? (
        <article>
          <h3>{step.title}</h3>
          <StepNotes page={page} guide={guide} />
          <Markdown text={step.text} level={4} />
          <StepChange page={page} guide={guide} />
          <p class="step-again">
            <button type="button" class="button" onClick={() => void guide.show()}>
              <Icon name="restart" />
              Show me again
            </button>
          </p>
          {guide.number.value === guide.count && <NextLesson page={page} />}
        </article>
      ) : (
        <article>
          <Markdown text={lesson.value?.introduction ?? ""} level={3} />
          <Contents guide={guide} />
        </article>
      )}
    </div>
  );
}

/** What comes, below the introduction. */
function Contents({ guide }: { readonly guide: Guide }) {
  return (
    <ol class="lesson-contents" aria-label="Steps">
      {guide.lesson.value?.steps.map(({ title }, index) => (
        <li key={index}>
          <button type="button" class="link" onClick={() => void guide.enter(index + 1)}>
            {title}
          </button>
        </li>
      ))}
    </ol>
  );
}

/** Says which step was entered to those who do not see it. */
function Teller({ guide }: { readonly guide: Guide }) {
  const said = useSignal("");
  const first = useRef(true);
  useSignalEffect(() => {
    void guide.entered.value;
    const number = guide.number.value;
    const text = number === 0 ? "Introduction" : `Step ${number} of ${guide.count}: ${guide.step?.title}`;
    if (first.current) first.current = false;
    else said.value = text;
  });
  return (
    <div class="hidden" role="status" aria-live="polite">
      {said}
    </div>
  );
}
