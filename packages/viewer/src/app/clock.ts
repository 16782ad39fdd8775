/** The page's time: what moves by itself moves by this. In a test, something that stands for it. */
export interface PageClock {
  /** ms from any origin. */
  now(): number;
  /** Calls before the next frame is drawn; returns what prevents it. */
  frame(action: () => void): () => void;
  /** Calls after so many ms; returns what prevents it. */
  after(action: () => void, ms: number): () => void;
}

export const pageClock: PageClock = {
  now: () => performance.now(),
  frame: (action) => {
    const request = requestAnimationFrame(action);
    return () => cancelAnimationFrame(request);
  },
  after: (action, ms) => {
    const timer = setTimeout(action, ms);
    return () => clearTimeout(timer);
  },
};

/** Calls once, when it has not been asked to for `ms`. */
export function debounced(clock: PageClock, action: () => void, ms: number): { call(): void; cancel(): void } {
  let cancel = (): void => undefined;
  return {
    call: () => {
      cancel();
      cancel = clock.after(action, ms);
    },
    cancel: () => cancel(),
  };
}
