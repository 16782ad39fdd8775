import { effect, useSignal } from "@preact/signals";
import type { Nanos } from "@tickless/sim-core";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Session } from "../app/session.js";
import type { TimelineEvent } from "../protocol/store.js";
import { currentRow, keyOf } from "./event-rows.js";
import { exactTime, shortTime } from "./format.js";
import { latest } from "./latest.js";
import { timelineOf } from "./model.js";
import "./controls.css";
import "./table.css";

/** Rows before the cursor, and as many behind it. */
const AROUND = 40;

/** What happens around the cursor as a table: the timeline for keyboards and screen readers. Enter goes to a row's moment. */
export function EventTable({ session }: { readonly session: Session }) {
  const model = timelineOf(session);
  const events = useSignal<readonly TimelineEvent[] | undefined>(undefined);
  const body = useRef<HTMLTableSectionElement>(null);
  const active = useSignal(0);
  useEffect(() => askAround(session, (found) => (events.value = found)), []);
  const rows = events.value ?? [];
  const cursor = session.time.cursor.value;
  const here = currentRow(rows, cursor);
  useLayoutEffect(() => {
    active.value = Math.max(0, here);
    const row = body.current?.rows[here];
    const inside = body.current?.contains(document.activeElement) ?? false;
    if (inside) row?.focus();
    row?.scrollIntoView({ block: inside ? "nearest" : "center" });
  }, [events.value, here]);
  const move = (index: number): void => {
    active.value = Math.min(rows.length - 1, Math.max(0, index));
    body.current?.rows[active.value]?.focus();
  };
  const keys = (event: KeyboardEvent): void => {
    const index = active.value;
    const to = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      Home: 0,
      End: rows.length - 1,
      PageDown: index + 10,
      PageUp: index - 10,
    }[event.key];
    const row = rows[index];
    if (to !== undefined) move(to);
    else if ((event.key === "Enter" || event.key === " ") && row) session.seek(row.time);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const kinds = new Map(session.run.tracks.value.map(({ name, kind }) => [name, kind]));
  return (
    <div class="tl-table-scroll">
      <table class="tl-table" role="grid" aria-label="Events around the cursor" onKeyDown={keys}>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Since</th>
            <th scope="col">Where</th>
            <th scope="col">What</th>
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((event, index) => (
            <EventRow
              key={keyOf(rows, index)}
              event={event}
              kind={kinds.get(event.track) ?? ""}
              since={index > 0 ? event.time - (rows[index - 1] as TimelineEvent).time : undefined}
              current={index === here}
              past={event.time <= cursor}
              focusable={index === active.value}
              onSeek={() => session.seek(event.time)}
              onFocus={() => (active.value = index)}
            />
          ))}
        </tbody>
      </table>
      {events.value?.length === 0 && <p class="tl-none">Nothing happens on the lanes shown.</p>}
      {model.lanes.value.length === 0 && <p class="tl-none">No lane is shown.</p>}
    </div>
  );
}

interface EventRowProps {
  readonly event: TimelineEvent;
  readonly kind: string;
  readonly since: Nanos | undefined;
  readonly current: boolean;
  readonly past: boolean;
  readonly focusable: boolean;
  readonly onSeek: () => void;
  readonly onFocus: () => void;
}

function EventRow({ event, kind, since, current, past, focusable, onSeek, onFocus }: EventRowProps) {
  const bad = event.kind === "fault" || event.kind === "exception";
  return (
    <tr
      class={`${past ? "tl-past" : "tl-future"}${bad ? " tl-bad" : ""}`}
      tabIndex={focusable ? 0 : -1}
      onClick={onSeek}
      onFocus={onFocus}
      {...(current ? { "aria-current": "time" as const } : {})}
    >
      <td>{exactTime(event.time)}</td>
      <td>{since === undefined ? "" : `+${shortTime(since)}`}</td>
      <td>
        <span class={`tl-swatch tl-track-${kind}`} />
        {event.track}
      </td>
      <td>{bad ? `⚠ ${event.text}` : event.text}</td>
    </tr>
  );
}

/** Asks again when the cursor, the lanes or the recording have changed. */
function askAround(session: Session, tell: (events: readonly TimelineEvent[]) => void): () => void {
  const model = timelineOf(session);
  const ask = latest(
    ({ time, tracks }: { time: Nanos; tracks: readonly string[] }) => session.store.around(time, AROUND, tracks),
    tell,
  );
  return effect(() => {
    void session.run.version.value;
    const tracks = [...new Set(model.lanes.value.flatMap((lane) => lane.tracks))];
    if (tracks.length > 0) ask({ time: session.time.cursor.value, tracks });
    else tell([]);
  });
}
