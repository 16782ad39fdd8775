import { countBelow, type Pages } from "./pages.js";
import type { Rows } from "./rows.js";
import type { View } from "./view.js";

/** Which rows a column sees: the one in force when it begins, and those within it. */
export interface Windows {
  /** Rows from `first[i]` to before `before[i + 1]`. */
  readonly first: Int32Array;
  /** How many rows are before each column's start, and before the end of the last column. */
  readonly before: Int32Array;
}

export function windowsOf(rows: Rows, view: View): Windows {
  const before = rows.beforeColumns(view);
  const first = new Int32Array(view.width);
  for (let column = 0; column < view.used; column++) {
    const next = before[column] as number;
    const begins = next < (before[column + 1] as number) && rows.time(next) === view.start + column * view.step;
    first[column] = begins ? next : Math.max(0, next - 1);
  }
  return { first, before };
}

/** The same for times in pages, which rise. */
export function windowsOfTimes(times: Pages, view: View): Windows {
  const before = new Int32Array(view.width + 1);
  const first = new Int32Array(view.width);
  for (let column = 0; column <= view.width; column++) {
    const from = column === 0 ? 0 : (before[column - 1] as number);
    before[column] = countBelow(times, view.start + column * view.step, from);
  }
  for (let column = 0; column < view.used; column++) {
    const next = before[column] as number;
    const begins = next < (before[column + 1] as number) && times.get(next) === view.start + column * view.step;
    first[column] = begins ? next : Math.max(0, next - 1);
  }
  return { first, before };
}
