import type { Session } from "../app/session.js";
import { spokenTime } from "../timeline/format.js";
import { scrubKey } from "./moves.js";
import { keyOf } from "./shortcuts.js";

/** The one control of time: the whole recording as a slider. */
export function Scrub({ session }: { readonly session: Session }) {
  const { run, time } = session;
  const end = Math.max(1, run.reach.value);
  const share = Math.min(1, Math.max(0, time.cursor.value / end));
  const keys = (event: KeyboardEvent): void => {
    const action = scrubKey(keyOf(event));
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    action(session);
  };
  const seek = (event: PointerEvent): void => {
    const { left, width } = (event.currentTarget as Element).getBoundingClientRect();
    const at = Math.min(1, Math.max(0, (event.clientX - left) / Math.max(1, width)));
    session.seek(Math.round(at * run.reach.peek()));
  };
  return (
    <div
      class="tp-scrub"
      role="slider"
      tabIndex={0}
      aria-label="Time"
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={run.reach.value}
      aria-valuenow={time.cursor.value}
      aria-valuetext={spokenTime(time.cursor.value) + (time.live.value ? ", live" : "")}
      onKeyDown={keys}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        seek(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) seek(event);
      }}
    >
      <div class="tp-track">
        <div class="tp-filled" style={{ transform: `scaleX(${share})` }} />
      </div>
      <div class="tp-thumb" style={{ left: `${share * 100}%` }} />
    </div>
  );
}
