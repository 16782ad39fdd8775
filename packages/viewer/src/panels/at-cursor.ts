import { useSignal, useSignalEffect, type ReadonlySignal } from "@preact/signals";
import type { Nanos } from "@tickless/sim-core";
import { useEffect, useMemo } from "preact/hooks";
import type { Session } from "../app/session.js";
import { paced } from "./paced.js";

/** Between two questions, ms: numbers that change faster than this cannot be read. */
const PACE_MS = 100;

/**
 * The recording's answer for the moment shown; asked again when the moment or the recording changes. `key`: ask anew when
 * this changes. Undefined until the first answer.
 */
export function useAtCursor<A>(
  session: Session,
  key: string,
  ask: (time: Nanos) => Promise<A>,
  pace = PACE_MS,
): ReadonlySignal<A | undefined> {
  const answer = useSignal<A | undefined>(undefined);
  const asker = useMemo(() => {
    answer.value = undefined;
    return paced(ask, (latest) => (answer.value = latest), pace);
    // `ask` is made anew with each rendering; what it asks changes with `key` alone.
  }, [session, key]);
  useSignalEffect(() => {
    void session.run.version.value;
    asker(session.time.cursor.value);
  });
  return answer;
}

/** The recording's answer whenever it has changed, at most a few times a second. */
export function useOfRecording<A>(session: Session, ask: () => Promise<A>): ReadonlySignal<A | undefined> {
  const answer = useSignal<A | undefined>(undefined);
  const asker = useMemo(() => paced(ask, (latest) => (answer.value = latest), 500), [session]);
  useSignalEffect(() => {
    void session.run.version.value;
    asker(undefined);
  });
  return answer;
}

/** The same value, but changing no more often than numbers can be read. */
export function useSlow<T>(source: ReadonlySignal<T>): ReadonlySignal<T> {
  const copy = useSignal(source.peek());
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = source.subscribe(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        copy.value = source.peek();
      }, PACE_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [source, copy]);
  return copy;
}
