import { useComputed } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { Lane, LaneColumns } from "../protocol/store.js";
import { placeAt, REST, type Row } from "./layout.js";
import { taskColor } from "./palette.js";
import { useUi, type TimelineUi } from "./ui.js";
import { laneValue, readingOf, taskText, type LaneValue } from "./values.js";
import { placeLane, selectLane, showLane } from "./view-actions.js";
import { trainAt, trainsOf } from "./waveform.js";

/** Names of the lanes, what is connected there, and what they are at the cursor. */
export function Labels() {
  const ui = useUi();
  const { session, model } = ui;
  const list = useRef<HTMLDivElement>(null);
  const { rows, height } = ui.rows.value;
  const selected = model.selected.value?.id;
  const focusable = rows.some(({ lane }) => lane.id === selected) ? selected : rows[0]?.lane.id;
  return (
    <div
      class={rows.some(({ lane }) => lane.stands) ? "tl-labels tl-some-stand" : "tl-labels"}
      role="listbox"
      aria-label="Lanes"
      aria-orientation="vertical"
      ref={list}
      style={{ height: `${height}px` }}
      onKeyDown={(event) => labelKeys(ui, event, list.current)}
    >
      {rows.map((row) => (
        <Label key={row.lane.id} row={row} selected={row.lane.id === selected} focusable={row.lane.id === focusable} />
      ))}
      {rows.length === 0 && session.run.lanes.value.length > 0 && (
        <div class="tl-empty-labels" role="presentation">
          No lane is shown
        </div>
      )}
    </div>
  );
}

/** Up and Down go from lane to lane, with Alt they move the lane; Delete hides it. */
function labelKeys(ui: TimelineUi, event: KeyboardEvent, list: HTMLElement | null): void {
  const { rows } = ui.rows.peek();
  const id = (event.target as HTMLElement).dataset["lane"];
  const index = rows.findIndex(({ lane }) => lane.id === id);
  if (id === undefined || index < 0) return;
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  const to = event.key === "Home" ? 0 : event.key === "End" ? rows.length - 1 : index + step;
  const focus = (place: number): void => {
    const next = ui.rows.peek().rows[Math.min(rows.length - 1, Math.max(0, place))]?.lane.id;
    if (next === undefined) return;
    selectLane(ui.session, next);
    requestAnimationFrame(() => list?.querySelector<HTMLElement>(`[data-lane="${CSS.escape(next)}"]`)?.focus());
  };
  if (event.altKey && step !== 0) {
    placeLane(ui.session, id, index + step);
    focus(ui.rows.peek().rows.findIndex(({ lane }) => lane.id === id));
  } else if (to !== index) focus(to);
  else if (event.key === "Delete" || event.key === "Backspace") {
    showLane(ui.session, id, false);
    focus(index);
  } else if (event.key === "Enter" || event.key === " ") selectLane(ui.session, id);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

interface LabelProps {
  readonly row: Row;
  readonly selected: boolean;
  readonly focusable: boolean;
}

function Label({ row, selected, focusable }: LabelProps) {
  const ui = useUi();
  const { lane, y, height } = row;
  const from = useRef<number | undefined>(undefined);
  const lit = ui.lit.value.has(lane.id);
  const dragged = ui.dragged.value?.id === lane.id;
  const shows = useComputed(() => contentOf(ui.model.current.value?.lanes.get(lane.id))).value;
  return (
    <div
      class={`tl-label tl-kind-${lane.kind}${shows}${lit ? " tl-lit" : ""}${lane.stands ? " tl-stands" : ""}${row.lines.length === 0 ? " tl-no-lines" : ""}${dragged ? " tl-dragged" : ""}`}
      role="option"
      data-lane={lane.id}
      aria-selected={selected}
      aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Delete"
      tabIndex={focusable ? 0 : -1}
      title={lane.detail ? `${lane.id}: ${lane.detail}` : lane.id}
      style={{ transform: `translateY(${y}px)`, height: `${height}px` }}
      onPointerEnter={() => (ui.session.look.hoveredNet.value = lane.net)}
      onPointerLeave={() => (ui.session.look.hoveredNet.value = undefined)}
      {...dragHandlers(ui, lane, from)}
    >
      <div class="tl-label-head">
        <span class="tl-label-name">{lane.label}</span>
        <Value lane={lane} />
      </div>
      <Detail lane={lane} />
      {row.lines.length > 0 && <Lines row={row} />}
    </div>
  );
}

/** What is connected; of two runs over each other, that only one has the lane. */
function Detail({ lane: { detail, only } }: { readonly lane: Lane }) {
  if (only) return <div class="tl-label-detail tl-label-only">only in run {only}</div>;
  return detail === "" ? null : <div class="tl-label-detail">{detail}</div>;
}

/** A pin has the colour of what is seen there: pulses, volts, or levels. */
function contentOf(columns: LaneColumns | undefined): string {
  if (columns?.kind !== "pin") return "";
  return columns.volts ? " tl-shows-analog" : columns.duty ? " tl-shows-pwm" : "";
}

/** A press selects, a drag up or down moves the lane. */
function dragHandlers(ui: TimelineUi, lane: Lane, from: { current: number | undefined }) {
  const end = (event: PointerEvent): void => {
    const { dragged } = ui;
    if (from.current !== undefined && dragged.peek()?.id === lane.id)
      placeLane(ui.session, lane.id, dragged.peek()?.place ?? 0);
    else if (from.current !== undefined && event.type === "pointerup") selectLane(ui.session, lane.id);
    from.current = undefined;
    dragged.value = undefined;
  };
  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return;
      from.current = event.clientY;
      if (event.pointerType !== "touch") (event.currentTarget as Element).setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent) => {
      if (from.current === undefined || event.pointerType === "touch") return;
      if (Math.abs(event.clientY - from.current) < 5 && !ui.dragged.peek()) return;
      const list = (event.currentTarget as Element).parentElement as Element;
      const y = event.clientY - list.getBoundingClientRect().top;
      ui.dragged.value = { id: lane.id, place: placeAt(ui.rows.peek().rows, y) };
    },
    onPointerUp: end,
    onPointerCancel: () => {
      from.current = undefined;
      ui.dragged.value = undefined;
    },
  };
}

/** The lane's value at the cursor; only its own text changes when time moves. */
function Value({ lane }: { readonly lane: Lane }) {
  const { session, model } = useUi();
  const reading = useComputed(() => readingOf(session.run.tracks.value));
  const value = useComputed((): LaneValue => {
    const state = session.time.state.value;
    if (!state) return { text: "", tone: "plain" };
    const read = reading.value(state);
    const pulses = lane.kind === "pin" && read(lane.id) === 4;
    return laneValue(lane, read, pulses ? hertzAt() : undefined);
  });
  /** Of the train at the cursor, if the view knows it. */
  const hertzAt = (): number | undefined => {
    const columns = model.current.value?.lanes.get(lane.id);
    const trains = columns?.kind === "pin" ? trainsOf(columns, Infinity) : [];
    const train = trainAt(trains, session.time.cursor.value);
    return train && 1e9 / train.signal.periodNs;
  };
  return <span class={`tl-value tl-${value.value.tone}`}>{value.value.text}</span>;
}

/** What comes in on a wire has another colour than what goes out. */
const lineColor = (kind: Lane["kind"], name: string): string =>
  kind !== "frames" ? "var(--interrupt)" : name === "RX" || name === "MISO" ? "var(--control)" : "var(--serial)";

/** Tasks by name with what they do, sources of interrupts, or wires. */
function Lines({ row }: { readonly row: Row }) {
  const { session, model } = useUi();
  const tasks =
    row.lane.kind === "tasks" ? model.tasks.value.filter(({ mcu }) => row.lane.part === mcu || mcu === "") : [];
  const theme = session.look.theme.value;
  return (
    <div class="tl-lines">
      {row.lines.map(({ key, name }) => {
        const state = row.lane.kind === "tasks" ? taskText(tasks.find((task) => task.id === key)) : undefined;
        const color = state ? taskColor(name, theme) : lineColor(row.lane.kind, name);
        const shown = row.lane.kind === "frames" ? `${row.lane.label} ${name}` : name;
        if (key === REST) {
          return (
            <div class="tl-line tl-rest" key="rest">
              {name}
            </div>
          );
        }
        return (
          <div class="tl-line" key={`${key} ${name}`}>
            <span class="tl-swatch" style={{ background: color }} />
            <span class="tl-line-name">{shown}</span>
            {state && <span class={`tl-value tl-${state.tone}`}>{state.text}</span>}
          </div>
        );
      })}
    </div>
  );
}
