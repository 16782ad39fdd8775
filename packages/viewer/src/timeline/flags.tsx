import type { Nanos } from "@tickless/sim-core";
import { useComputed, type Signal } from "@preact/signals";
import { firstDifference } from "../app/compare-text.js";
import type { Session } from "../app/session.js";
import { exactTime, runningTime, spokenTime } from "./format.js";
import { lengthOf, toPx, toTime } from "./scale.js";
import { snap, snapReach } from "./snap.js";
import { useUi, type TimelineUi } from "./ui.js";

/** Place of a time on the axis, and whether it is in sight. */
function usePlace(time: () => Nanos | undefined) {
  const { session, model } = useUi();
  return useComputed(() => {
    const at = time();
    if (at === undefined) return undefined;
    const width = model.width.value;
    const x = toPx(session.time.view.value, width, at);
    return { at, x, width, seen: x >= -1 && x <= width + 1 };
  });
}

/** The cursor's head: *now*. Out of sight, an arrow at the edge leads back to it. */
export function NowFlag() {
  const { session } = useUi();
  const place = usePlace(() => session.time.cursor.value).value;
  if (!place) return null;
  const { at, x, width, seen } = place;
  const moves = session.time.live.value || session.time.playing.value !== 0;
  if (!seen) {
    const right = x > width;
    const back = (): void => {
      const view = session.time.view.peek();
      const half = lengthOf(view) / 2;
      session.show({ start: at - half, end: at + half });
    };
    return (
      <button
        type="button"
        class={`tl-now-away ${right ? "tl-now-right" : "tl-now-left"}`}
        onClick={back}
        onPointerDown={(event) => event.stopPropagation()}
        aria-label={`${exactTime(at)}: show the cursor`}
      >
        {!right && <span aria-hidden="true">◂ </span>}
        {exactTime(at)}
        {right && <span aria-hidden="true"> ▸</span>}
      </button>
    );
  }
  const shift = x < 60 ? "0" : x > width - 60 ? "-100%" : "-50%";
  return (
    <div
      class="tl-now"
      style={{ transform: `translate(${Math.round(x)}px, 0) translate(${shift}, 0)` }}
      aria-hidden="true"
    >
      {moves ? runningTime(at) : exactTime(at)}
    </div>
  );
}

/** Where two runs over each other part; a press goes there. */
export function DifferenceFlag() {
  const { session } = useUi();
  const place = usePlace(() => partingOf(session)).value;
  if (!place?.seen) return null;
  const text = `The runs part at ${exactTime(place.at)}`;
  const shift = place.x < 10 ? "0" : place.x > place.width - 10 ? "-100%" : "-50%";
  return (
    <button
      type="button"
      class="tl-parting"
      aria-label={text}
      title={text}
      style={{ transform: `translate(${Math.round(place.x)}px, 0) translate(${shift}, 0)` }}
      onClick={() => session.seek(place.at)}
    >
      ≠
    </button>
  );
}

/** Where two runs part, if they do. */
export function partingOf({ compare }: Session): Nanos | undefined {
  const comparison = compare.comparison.value;
  return comparison && firstDifference(comparison)?.time;
}

/** A mark's head: a slider of its own, moved by dragging or the arrow keys, taken away with Delete. */
export function MarkFlag({ name, mark }: { readonly name: "A" | "B"; readonly mark: Signal<Nanos | undefined> }) {
  const ui = useUi();
  const { session } = ui;
  const place = usePlace(() => mark.value).value;
  if (!place?.seen) return null;
  const keys = (event: KeyboardEvent): void => moveByKey(ui, mark, event);
  return (
    <div
      class="tl-mark"
      role="slider"
      tabIndex={0}
      aria-label={`Mark ${name}`}
      aria-valuemin={0}
      aria-valuemax={session.run.reach.value}
      aria-valuenow={place.at}
      aria-valuetext={spokenTime(place.at)}
      title={`Mark ${name} at ${exactTime(place.at)}: drag it, or press Delete`}
      style={{ transform: `translate(${Math.round(place.x)}px, 0) translate(-50%, 0)` }}
      onKeyDown={keys}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) void drag(ui, mark, event);
      }}
    >
      {name}
    </div>
  );
}

/** Onto the selected lane's nearest edge, or the cursor, unless Alt says not to. */
async function drag(
  { session, model }: TimelineUi,
  mark: Signal<Nanos | undefined>,
  event: PointerEvent,
): Promise<void> {
  const view = session.time.view.peek();
  const width = model.width.peek();
  const left = (event.currentTarget as Element).parentElement?.getBoundingClientRect().left ?? 0;
  const time = Math.max(0, toTime(view, width, event.clientX - left));
  mark.value = Math.round(time);
  if (event.altKey) return;
  const lane = model.selected.peek();
  const reach = snapReach(view, width);
  const edge = lane && (await session.store.nearest(Math.round(time), Math.ceil(reach), lane).catch(() => undefined));
  if (mark.peek() === Math.round(time)) mark.value = snap(time, reach, [edge, session.time.cursor.peek()]);
}

function moveByKey({ session, model }: TimelineUi, mark: Signal<Nanos | undefined>, event: KeyboardEvent): void {
  const at = mark.peek();
  if (at === undefined) return;
  const pixel = Math.max(1, lengthOf(session.time.view.peek()) / Math.max(1, model.width.peek()));
  const step = Math.round(pixel * (event.shiftKey ? 20 : 1));
  const moved: Record<string, Nanos | undefined> = {
    ArrowLeft: at - step,
    ArrowDown: at - step,
    ArrowRight: at + step,
    ArrowUp: at + step,
    Home: 0,
    End: session.run.reach.peek(),
  };
  const next = moved[event.key];
  const away = event.key === "Delete" || event.key === "Backspace";
  if (next === undefined && !away) return;
  event.preventDefault();
  event.stopPropagation();
  mark.value = away ? undefined : Math.max(0, next as Nanos);
}
