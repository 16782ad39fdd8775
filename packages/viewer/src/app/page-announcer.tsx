import { useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { formatTime } from "@tickless/sim-core/time";
import { useEffect, useRef } from "preact/hooks";
import { problemsOf } from "./problems.js";
import type { Session } from "./session.js";

/** Between two things that are said aloud. */
const PAUSE_MS = 700;

/** Tells those who do not see the page what has changed: politely, and not too often. */
export function Announcer({ session }: { readonly session: Session }) {
  const said = useSignal("");
  const say = useThrottled((text) => (said.value = text));
  const end = useComputed(() => session.run.status.value?.end?.message);
  useSignalEffect(() => {
    if (end.value !== undefined) say("end", `The run has ended: ${end.value}`);
  });
  const failure = useComputed(() => session.run.status.value?.scenarioFailure?.message);
  useSignalEffect(() => {
    if (failure.value !== undefined) say("scenario", `The scenario has failed: ${failure.value}`);
  });
  useSignalEffect(() => {
    const count = problemsOf(session).length;
    if (count > 0) say("problems", `${count} ${count === 1 ? "problem" : "problems"} in the project`);
  });
  useSignalEffect(() => {
    const { live, playing, cursor } = session.time;
    const time = cursor.value;
    if (!live.value && playing.value === 0) say("time", formatTime(time));
  });
  return (
    <div class="hidden" role="status" aria-live="polite">
      {said}
    </div>
  );
}

/** Says what came within the pause: of each topic the latest. */
function useThrottled(say: (text: string) => void): (topic: string, text: string) => void {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const waiting = useRef(new Map<string, string>());
  useEffect(() => () => clearTimeout(timer.current), []);
  return (topic, text) => {
    waiting.current.set(topic, text);
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      say([...waiting.current.values()].join(". "));
      waiting.current.clear();
    }, PAUSE_MS);
  };
}
