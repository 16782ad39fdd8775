/** The least whole argument from `low` to `high` at which a growing function reaches `target`, or the one before if that is nearer. */
export function inverse(low: number, high: number, target: number, of: (argument: number) => number): number {
  let [from, to] = [low, high];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (of(middle) < target) from = middle + 1;
    else to = middle;
  }
  return from > low && target - of(from - 1) < of(from) - target ? from - 1 : from;
}
