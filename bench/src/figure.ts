/** One line of the report: what was measured, and what it should be. */
export interface Figure {
  readonly what: string;
  /** A ratio of two measurements of this run, or a number of `unit`. */
  readonly ratio: number;
  /** Undefined: for information. */
  readonly target?: number;
  /** The target is a ceiling. */
  readonly atMost?: boolean;
  /** " ms", " MB" …; default "×": a ratio. */
  readonly unit?: string;
}

export function report({ what, ratio, target, atMost, unit = "×" }: Figure): string {
  const digits = ratio < 10 ? 2 : 0;
  if (target === undefined) return `      ${ratio.toFixed(2).padStart(6)}${unit}  ${"".padEnd(14)}  ${what}`;
  const met = atMost ? ratio <= target : ratio >= target;
  const aim = `${atMost ? "at most" : "at least"} ${target}${unit}`;
  return `${met ? "ok  " : "MISS"}  ${ratio.toFixed(digits).padStart(6)}${unit}  ${aim.padEnd(14)}  ${what}`;
}
