import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { Session } from "../app/session.js";
import { exactTime, parseMoment, runningTime } from "../timeline/format.js";

/** The moment shown; a moment can be typed. */
export function TimeField({ session }: { readonly session: Session }) {
  const draft = useSignal<string | undefined>(undefined);
  const field = useRef<HTMLInputElement>(null);
  const { time, run } = session;
  const moment = draft.value === undefined ? 0 : parseMoment(draft.value, time.cursor.value, run.reach.value);
  const moves = time.live.value || time.playing.value !== 0;
  const leave = (): void => {
    draft.value = undefined;
  };
  const keys = (event: KeyboardEvent): void => {
    if (event.key === "Escape") {
      leave();
      field.current?.blur();
    } else if (event.key === "Enter" && moment !== undefined && draft.value !== undefined) {
      session.seek(moment);
      draft.value = undefined;
      requestAnimationFrame(() => field.current?.select());
    }
  };
  return (
    <input
      class="tp-time"
      ref={field}
      type="text"
      inputMode="text"
      spellcheck={false}
      autocomplete="off"
      aria-label="Time of the cursor"
      title="Type a time to go there: 1.25s, 340 ms, +5ms, end"
      aria-invalid={moment === undefined}
      value={draft.value ?? (moves ? runningTime : exactTime)(time.cursor.value)}
      onFocus={(event) => event.currentTarget.select()}
      onInput={(event) => (draft.value = event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={keys}
    />
  );
}

/** How far the recording reaches. */
export function EndTime({ session }: { readonly session: Session }) {
  return (
    <span class="tp-end" title="The recording ends here">
      <span aria-hidden="true">/ </span>
      {session.time.live.value ? runningTime(session.run.reach.value) : exactTime(coarse(session.run.reach.value))}
    </span>
  );
}

/** A growing end in digits that can be read. */
const coarse = (end: number): number => (end >= 1e9 ? Math.floor(end / 1e6) * 1e6 : Math.floor(end / 1e3) * 1e3);
