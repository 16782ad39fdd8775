import type { LaneColumns } from "../protocol/store.js";
import { columnPx, type ColumnMap } from "./column-map.js";

/*
 * Where the run before went another way: only there its ghost is drawn, so that an edit's effect is what one sees.
 */

/** Spans of pixels in which two answers for one lane differ; such that lie close together are joined. */
export function differences(a: LaneColumns, b: LaneColumns, map: ColumnMap, join = 6): (readonly [number, number])[] {
  const differs = comparison(a, b);
  const spans: [number, number][] = [];
  for (let column = map.from; column < map.to; column++) {
    if (!differs(column)) continue;
    const x0 = columnPx(map, column) - 1;
    const x1 = columnPx(map, column + 1) + 1;
    const last = spans.at(-1);
    if (last && x0 - last[1] <= join) last[1] = x1;
    else spans.push([x0, x1]);
  }
  return spans;
}

type Numbers = ArrayLike<number> | undefined;

function comparison(a: LaneColumns, b: LaneColumns): (column: number) => boolean {
  if (a.kind === "pin" && b.kind === "pin") {
    return either(
      [a.levels, b.levels],
      [a.duty?.min, b.duty?.min],
      [a.duty?.max, b.duty?.max],
      [a.volts?.max, b.volts?.max],
    );
  }
  if (a.kind === "curve" && b.kind === "curve") return either([a.min, b.min], [a.max, b.max]);
  if (a.kind === "i2c" && b.kind === "i2c") return either([a.busy, b.busy], [a.failed, b.failed]);
  if (a.kind === "frames" && b.kind === "frames") {
    const others = new Map(b.wires.map((wire) => [wire.name, wire]));
    return either(
      ...a.wires.flatMap(({ name, busy, failed }) => {
        const other = others.get(name);
        return [
          [busy, other?.busy],
          [failed, other?.failed],
        ] as const;
      }),
    );
  }
  if (a.kind === "events" && b.kind === "events") return either([a.counts, b.counts]);
  if (a.kind === "tasks" && b.kind === "tasks") {
    const others = new Map(b.tasks.map((task) => [task.name, task]));
    return either(...a.tasks.map(({ name, running }) => [running, others.get(name)?.running] as const));
  }
  return () => false;
}

/** True where one of the pairs has two different numbers. NaN equals NaN; a missing array is all NaN. */
function either(...pairs: readonly (readonly [Numbers, Numbers])[]): (column: number) => boolean {
  return (column) => pairs.some(([a, b]) => !same(a?.[column] ?? NaN, b?.[column] ?? NaN));
}

const same = (a: number, b: number): boolean => a === b || Math.abs(a - b) < 1e-6 || (a !== a && b !== b);
