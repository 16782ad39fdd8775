import { useSignal } from "@preact/signals";
import type { Session } from "../app/session.js";
import { parseMoment, shortTime } from "../timeline/format.js";
import { Icon } from "../timeline/icons.js";
import { Popover } from "../timeline/popover.js";
import { suggestions } from "./moves.js";

/** Simulates as fast as possible to a chosen time. */
export function RunTo({ session }: { readonly session: Session }) {
  if (session.run.status.value?.end) return null;
  return (
    <Popover label="Run to …" title="Simulate as fast as possible to a chosen time" button={<Icon name="runTo" />}>
      {(close) => <RunToForm session={session} close={close} />}
    </Popover>
  );
}

function RunToForm({ session, close }: { readonly session: Session; readonly close: () => void }) {
  const { end } = session.run;
  const text = useSignal("");
  const until = parseMoment(text.value, end.value, end.value);
  const possible = until !== undefined && until > end.value;
  const go = (time: number): void => {
    close();
    void session.runTo(time);
  };
  return (
    <form
      class="tp-run-to"
      onSubmit={(event) => {
        event.preventDefault();
        if (possible) go(until);
      }}
    >
      <label>
        Run as fast as possible to
        <input
          class="tl-input"
          type="text"
          placeholder="30 s, +500 ms"
          value={text.value}
          aria-invalid={text.value !== "" && !possible}
          onInput={(event) => (text.value = event.currentTarget.value)}
        />
      </label>
      <div class="tp-suggestions">
        {suggestions(end.value).map((time) => (
          <button key={time} type="button" class="tl-button tp-chip" onClick={() => go(time)}>
            {shortTime(time)}
          </button>
        ))}
      </div>
      <p class="tp-note" role="status">
        {text.value === "" || possible
          ? `Recorded so far: ${shortTime(end.value)}.`
          : until === undefined
            ? "That is no time. Write for example 30 s or 500 ms."
            : "That has been recorded already."}
      </p>
      <button type="submit" class="tp-accept" disabled={!possible}>
        Run
      </button>
    </form>
  );
}
