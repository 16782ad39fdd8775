import { effect, untracked, useSignalEffect } from "@preact/signals";
import { useEffect, useId, useMemo, useRef } from "preact/hooks";
import type { Session } from "../app/session.js";
import { Axis } from "./axis.js";
import { EventTable } from "./event-table.js";
import { Labels } from "./labels.js";
import { Lanes } from "./lanes.js";
import { Minimap } from "./minimap.js";
import { timelineOf } from "./model.js";
import { Readout } from "./readout.js";
import { Toolbar } from "./toolbar.js";
import { createUi, readColors, UiProvider, useUi, type TimelineUi } from "./ui.js";
import { keepInSight } from "./view-actions.js";
import "./controls.css";
import "./timeline.css";
import "./head.css";
import "./narrow.css";

/** What happened on all tracks, and the part of it that is looked at. */
export function Timeline({ session }: { readonly session: Session }) {
  const model = timelineOf(session);
  const lanesId = useId();
  const ui = useMemo(() => createUi(session, model, lanesId), [session]);
  const root = useRef<HTMLElement>(null);
  useEffect(() => keepUp(ui, root.current as HTMLElement), [ui]);
  const table = model.tableOpen.value;
  return (
    <UiProvider value={ui}>
      <section class={`tl${ui.compact.value ? " tl-compact" : ""}`} aria-label="Timeline" ref={root}>
        <Toolbar />
        <div class={`tl-main${table ? " tl-with-table" : ""}`}>
          <Scroll />
          {table && (
            <aside class="tl-side" aria-label="Table of events">
              <EventTable session={session} />
            </aside>
          )}
        </div>
        <Readout />
      </section>
    </UiProvider>
  );
}

/** Axis above, labels left, lanes: the lanes scroll under the axis. */
function Scroll() {
  const ui = useUi();
  const { session } = ui;
  const scroller = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const measure = (): void => {
    const box = scroller.current;
    if (!box || !head.current) return;
    ui.scroll.value = { top: box.scrollTop, height: Math.max(1, box.clientHeight - head.current.offsetHeight) };
  };
  useEffect(() => {
    const observer = new ResizeObserver(measure);
    observer.observe(scroller.current as Element);
    measure();
    return () => observer.disconnect();
  }, []);
  useSignalEffect(() => {
    void session.look.stands.value;
    untracked(() => bringIntoSight(ui, scroller.current));
  });
  return (
    <div class="tl-scroll" ref={scroller} onScroll={measure}>
      <div class="tl-head" ref={head}>
        <div class="tl-corner">
          <CornerText />
        </div>
        <div class="tl-strip">
          <Minimap />
          <Axis />
        </div>
      </div>
      <div class="tl-body">
        <Labels />
        <Lanes />
      </div>
      <Empty />
    </div>
  );
}

/** Scrolls as little as it takes to see the lanes that a lesson is about. */
function bringIntoSight({ rows, scroll }: TimelineUi, box: HTMLElement | null): void {
  const standing = rows.peek().rows.filter(({ lane }) => lane.stands);
  const [first, last] = [standing[0], standing.at(-1)];
  if (!box || !first || !last) return;
  const { top, height } = scroll.peek();
  const end = last.y + last.height;
  const down = Math.min(first.y, end - height);
  if (end > top + height) box.scrollTop = down;
  else if (first.y < top) box.scrollTop = first.y;
}

function CornerText() {
  const { run, compare } = useUi().session;
  const under = compare.other.value ? `run ${compare.side.value === "A" ? "B" : "A"}` : "the run before";
  return compare.other.value || run.ghost.value ? <span class="tl-ghost-note">grey: {under}</span> : null;
}

/** Nothing to draw yet, or nothing wanted. */
function Empty() {
  const { session, model } = useUi();
  const { run } = session;
  if (run.failure.value)
    return (
      <p class="tl-empty">
        The {run.failure.value.worker} has stopped: {run.failure.value.message}
      </p>
    );
  if (model.lanes.value.length > 0) return null;
  if (run.lanes.value.length > 0) return <p class="tl-empty">All lanes are hidden. “Lanes” above shows them again.</p>;
  return <p class="tl-empty">{run.starting.value ? "Starting …" : "Nothing has been recorded yet."}</p>;
}

/** How often the minimap is made anew while the recording grows, ms. */
const OVERVIEW_MS = 250;

/** Everything that happens by itself: asking the store, following, colours. */
function keepUp(ui: TimelineUi, root: HTMLElement): () => void {
  const { session, model } = ui;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stops = [
    effect(() => model.refresh()),
    effect(() => {
      void session.run.version.value;
      if (model.lanes.value.some(({ kind }) => kind === "tasks")) model.askTasks(session.time.cursor.value);
    }),
    effect(() => {
      void session.time.cursor.value;
      void session.run.reach.value;
      untracked(() => keepInSight(session));
    }),
    effect(() => {
      if (session.time.live.value || session.time.playing.value !== 0) model.following.value = true;
    }),
    effect(() => {
      void session.look.theme.value;
      // The page sets the theme's attribute in answer to the same signal.
      requestAnimationFrame(() => readColors(ui, root));
    }),
    effect(() => {
      void session.run.version.value;
      const width = Math.round(model.width.value * Math.min(2, model.dpr.value));
      if (width < 1) return;
      timer ??= setTimeout(() => {
        timer = undefined;
        model.askOverview(width);
      }, OVERVIEW_MS);
    }),
  ];
  readColors(ui, root);
  return () => {
    stops.forEach((stop) => stop());
    clearTimeout(timer);
  };
}
