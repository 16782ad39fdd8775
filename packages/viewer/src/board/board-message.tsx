import type { ReadonlySignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { Session } from "../app/session.js";

interface Props {
  readonly session: Session;
  /** The live layer cannot be drawn. */
  readonly lost: ReadonlySignal<boolean>;
  readonly redraw: () => void;
}

/** What is shown instead of a board, or over it, when there is none or it cannot be drawn whole. */
export function BoardMessage({ session, lost, redraw }: Props) {
  const board = session.run.board.value;
  if (board && lost.value) {
    return (
      <div class="board-note" role="alert">
        <p>The lights, displays and levels cannot be drawn: the browser took the graphics away.</p>
        <button type="button" onClick={redraw}>
          Draw again
        </button>
      </div>
    );
  }
  if (board)
    return board.parts.length > 0 ? null : <Empty title="The diagram has no parts">Add some to diagram.json.</Empty>;
  const failure = session.run.failure.value;
  if (failure) {
    return (
      <Empty
        title={`The ${failure.worker} stopped`}
        role="alert"
        action={
          <button type="button" onClick={() => void session.restart()}>
            Start again
          </button>
        }
      >
        {failure.message}
      </Empty>
    );
  }
  if (session.run.starting.value) return <Starting />;
  const mistakes = session.project.problems.value.filter(({ severity }) => severity === "error");
  if (mistakes.length > 0) {
    const others = mistakes.length - 1;
    return (
      <Empty title="The board cannot be built" role="alert">
        {mistakes[0]?.message}
        {others > 0 && ` (and ${others} more)`}
      </Empty>
    );
  }
  return <Empty title="No board">Open an example, or drop a project folder or a diagram.json here.</Empty>;
}

interface EmptyProps {
  readonly title: string;
  readonly role?: "alert";
  readonly action?: ComponentChildren;
  readonly children?: ComponentChildren;
}

function Empty({ title, role, action, children }: EmptyProps) {
  return (
    <div class="board-empty" role={role}>
      <Chip />
      <h2>{title}</h2>
      <p>{children}</p>
      {action}
    </div>
  );
}

function Starting() {
  return (
    <div class="board-empty starting" role="status">
      <Chip />
      <h2>Starting…</h2>
    </div>
  );
}

/** A board in outline. */
function Chip() {
  return (
    <svg viewBox="0 0 64 96" aria-hidden="true">
      <rect x="14" y="8" width="36" height="80" rx="4" />
      <rect x="24" y="3" width="16" height="11" rx="1.5" />
      <rect x="24" y="42" width="16" height="16" rx="1.5" />
      <path d="M14 20h-5M14 32h-5M14 44h-5M14 56h-5M14 68h-5M14 80h-5M50 20h5M50 32h5M50 44h5M50 56h5M50 68h5M50 80h5" />
    </svg>
  );
}
