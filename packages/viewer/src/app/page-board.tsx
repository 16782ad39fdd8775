import { useSignal, useSignalEffect } from "@preact/signals";
import { Icon } from "./page-icons.js";
import { Lazy } from "./page-lazy.js";
import type { PageModel } from "./page-model.js";

/** After so long, a start is said to take long, and there is something to do about it. */
const SLOW_MS = 8_000;

/** The board, and what there is to say about it when it cannot be shown. */
export function BoardZone({ page }: { readonly page: PageModel }) {
  const { session, modules } = page;
  const { board, failure } = session.run;
  return (
    <div key="board" id="board" class="zone-board">
      {board.value ? (
        <Lazy load={modules.board} props={{ session }} name="The board">
          <BoardSkeleton />
        </Lazy>
      ) : (
        !failure.value && <NoBoard page={page} />
      )}
      {board.value && !failure.value && <StaleHint page={page} />}
      <Starting page={page} />
      {failure.value && <Failure page={page} />}
    </div>
  );
}

const errorsOf = ({ session }: PageModel) =>
  session.project.problems.value.filter(({ severity }) => severity === "error");

/** Nothing has run yet: it starts, or it cannot. */
function NoBoard({ page }: { readonly page: PageModel }) {
  const [first, ...more] = errorsOf(page);
  if (!first) return <BoardSkeleton />;
  return (
    <div class="empty">
      <Icon name="error" size={28} />
      <p class="empty-title">This project cannot run yet</p>
      <p>
        {first.file ? `${first.file}${first.line ? `:${first.line}` : ""}: ` : ""}
        {first.message}
      </p>
      {first.hint && <p class="quiet">{first.hint}</p>}
      <button type="button" class="button" onClick={() => (page.session.look.tab.value = "problems")}>
        {more.length === 0 ? "Show the problem" : `Show all ${more.length + 1} problems`}
      </button>
    </div>
  );
}

/** The last attempt failed, and what is seen is the run before it. */
function StaleHint({ page }: { readonly page: PageModel }) {
  const errors = errorsOf(page);
  if (errors.length === 0) return null;
  return (
    <button type="button" class="stale-hint" onClick={() => (page.session.look.tab.value = "problems")}>
      <Icon name="error" />
      <span>{errors.length === 1 ? "A problem" : `${errors.length} problems`}: this is the last run that worked</span>
    </button>
  );
}

/** A bar while a start is under way; a way out when it takes too long. */
function Starting({ page }: { readonly page: PageModel }) {
  const { session } = page;
  const slow = useSignal(false);
  useSignalEffect(() => {
    slow.value = false;
    if (!session.run.starting.value) return;
    const timer = setTimeout(() => (slow.value = true), SLOW_MS);
    return () => clearTimeout(timer);
  });
  if (!session.run.starting.value || session.run.failure.value) return null;
  return (
    <>
      <div class="starting-bar" role="progressbar" aria-label="The simulation is starting" />
      {slow.value && (
        <div class="banner" role="alert">
          <span>Starting takes longer than it should.</span>
          <button type="button" class="button" onClick={() => void session.restart()}>
            Start again
          </button>
        </div>
      )}
    </>
  );
}

function Failure({ page }: { readonly page: PageModel }) {
  const { session } = page;
  const busy = useSignal(false);
  const failure = session.run.failure.value;
  const restart = (): void => {
    busy.value = true;
    void session.restart().finally(() => (busy.value = false));
  };
  return (
    <div class="failure" role="alert">
      <div class="failure-box">
        <Icon name="exception" size={28} />
        <p class="empty-title">
          {failure?.worker === "store" ? "The recording" : "The simulation"} has stopped working
        </p>
        <p class="failure-message">{failure?.message}</p>
        <p class="quiet">Your project and its inputs are still here. Starting again runs them from the beginning.</p>
        <button type="button" class="button primary" disabled={busy.value} onClick={restart}>
          <Icon name="restart" />
          {busy.value ? "Starting…" : "Restart"}
        </button>
      </div>
    </div>
  );
}

/** Where a board will be. */
export function BoardSkeleton() {
  return (
    <div class="board-skeleton" role="status" aria-label="The board is loading">
      <div class="skeleton skeleton-board" />
      <div class="skeleton skeleton-part" />
      <div class="skeleton skeleton-part" />
    </div>
  );
}
