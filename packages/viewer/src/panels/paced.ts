/**
 * Asks the latest question, one at a time, and begins no sooner than `pace` ms after it began the one before. What fails
 * leaves the last answer as it is: the page tells of a dead worker elsewhere.
 */
export function paced<Q, A>(
  ask: (question: Q) => Promise<A>,
  tell: (answer: A) => void,
  pace: number,
  later: (run: () => void, ms: number) => void = setTimeout,
): (question: Q) => void {
  let waiting: { readonly question: Q } | undefined;
  let busy = false;
  const next = (): void => {
    const now = waiting;
    if (!now || busy) return;
    waiting = undefined;
    busy = true;
    const pause = new Promise<void>((resolve) => later(resolve, pace));
    const answered = ask(now.question).then(tell, () => undefined);
    // A question that is never answered must not silence the ones after it.
    const patience = new Promise<void>((resolve) => later(resolve, PATIENCE * pace));
    void Promise.all([pause, Promise.race([answered, patience])]).then(() => {
      busy = false;
      next();
    });
  };
  return (question) => {
    waiting = { question };
    next();
  };
}

const PATIENCE = 20;
