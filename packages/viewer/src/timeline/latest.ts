/** A question that is asked again and again; only the answer to the latest one counts. */
export type Ask<Q> = (question: Q) => void;

/** After so long, an answer that never came is not waited for any more. */
const GIVE_UP_MS = 2000;

/**
 * Asks one question at a time. Of those that come while an answer is on the way, only the latest is asked next; an answer
 * is told even when a later question waits, because something a little old beats nothing. Failures leave what was there.
 */
export function latest<Q, A>(
  ask: (question: Q) => Promise<A>,
  tell: (answer: A, question: Q) => void,
  clock: () => number = () => performance.now(),
): Ask<Q> {
  let waiting: { readonly question: Q } | undefined;
  let asked = 0;
  let busySince: number | undefined;
  const next = (): void => {
    const now = waiting;
    if (!now) return;
    waiting = undefined;
    busySince = clock();
    const number = ++asked;
    const done = (): void => {
      if (number !== asked) return;
      busySince = undefined;
      next();
    };
    ask(now.question).then((answer) => {
      if (number === asked) tell(answer, now.question);
      done();
    }, done);
  };
  return (question) => {
    waiting = { question };
    if (busySince === undefined || clock() - busySince > GIVE_UP_MS) next();
  };
}
