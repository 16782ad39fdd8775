import { useEffect } from "preact/hooks";
import type { Session } from "../app/session.js";
import { IconButton } from "../timeline/icons.js";
import { rateText } from "../timeline/format.js";
import { ForkBar } from "./fork-bar.js";
import { progressOf, runState, stepFrame } from "./moves.js";
import { RunTo } from "./run-to.js";
import { Scrub } from "./scrub.js";
import { installShortcuts } from "./shortcuts.js";
import { Speed } from "./speed.js";
import { EndTime, TimeField } from "./time-field.js";
import "../timeline/controls.css";
import "./transport.css";

/** Moves through time: play, step, scrub, live. Brings the page's shortcuts with it. */
export function Transport({ session }: { readonly session: Session }) {
  useEffect(() => installShortcuts(session, document), [session]);
  return (
    <div class="tp" role="group" aria-label="Transport">
      <ForkBar session={session} />
      <div class="tp-row">
        <Buttons session={session} />
        <TimeField session={session} />
        <Scrub session={session} />
        <EndTime session={session} />
        <span class="tp-tail">
          <Speed session={session} />
          <RunTo session={session} />
          <State session={session} />
        </span>
      </div>
      <Progress session={session} />
    </div>
  );
}

function Buttons({ session }: { readonly session: Session }) {
  const { time, run } = session;
  const live = time.live.value;
  const moving = live || time.playing.value !== 0;
  const ended = run.status.value?.end !== undefined;
  const back = time.playing.value === -1;
  return (
    <span class="tp-buttons">
      <IconButton icon="start" label="To the start" keys="Home" onClick={() => session.seek(0)} />
      <IconButton icon="previous" label="Previous event" keys="←" onClick={() => void session.stepEvent(-1)} />
      <IconButton
        class="tp-frame"
        icon="frameBack"
        label="One frame back"
        keys=","
        onClick={() => stepFrame(session, -1)}
      />
      <IconButton
        icon={back ? "pause" : "playBack"}
        label={back ? "Pause" : "Play backwards"}
        keys={back ? "Space" : "R"}
        onClick={() => (back ? session.pause() : session.play(-1))}
      />
      <IconButton
        class="tp-play"
        icon={moving && !back ? "pause" : "play"}
        label={moving && !back ? "Pause" : "Play"}
        keys="Space"
        onClick={() => (back ? session.play(1) : session.toggle())}
      />
      <IconButton
        class="tp-frame"
        icon="frameNext"
        label="One frame on"
        keys="."
        onClick={() => stepFrame(session, 1)}
      />
      <IconButton icon="next" label="Next event" keys="→" onClick={() => void session.stepEvent(1)} />
      <IconButton icon="end" label="To the end" keys="End" onClick={() => session.seek(run.reach.peek())} />
      <button
        type="button"
        class="tl-button tp-live"
        aria-pressed={live}
        disabled={ended && !live}
        title={ended ? "The run has ended" : "Live: the cursor stays at the end, and the simulation goes on (L)"}
        onClick={() => (live ? session.pause() : session.goLive())}
      >
        <span class="tp-dot" aria-hidden="true">
          ●
        </span>
        Live
      </button>
    </span>
  );
}

function State({ session }: { readonly session: Session }) {
  const { run } = session;
  const status = run.status.value;
  const failure = run.failure.value;
  if (failure) {
    return (
      <span class="tp-state tp-bad" role="alert">
        <span title={failure.message}>⚠ The {failure.worker} has stopped</span>
        <button type="button" class="tl-link" onClick={() => void session.restart()}>
          Restart
        </button>
      </span>
    );
  }
  const { tone, text, title } = runState(status, run.starting.value);
  const rate = tone === "running" && status && status.rate > 0 ? rateText(status.rate) : "";
  return (
    <span class={`tp-state tp-${tone}`} title={title}>
      <span role="status">{tone === "bad" ? `⚠ ${text}` : text}</span>
      {tone === "bad" && <span class="tp-reason">{title}</span>}
      <span class="tp-rate" title="Virtual seconds per second">
        {rate}
      </span>
    </span>
  );
}

/** A run in the background comes nearer to its end. */
function Progress({ session }: { readonly session: Session }) {
  const { run, time } = session;
  const share = progressOf(run.status.value, run.starting.value, time.live.value);
  if (share === undefined) return <div class="tp-progress" />;
  return (
    <div
      class={`tp-progress tp-under-way${share === 0 ? " tp-unknown" : ""}`}
      role="progressbar"
      aria-label="The run is simulated"
      aria-valuemin={0}
      aria-valuemax={100}
      {...(share > 0 ? { "aria-valuenow": Math.round(share * 100) } : {})}
    >
      <div style={{ transform: `scaleX(${share === 0 ? 1 : share})` }} />
    </div>
  );
}
