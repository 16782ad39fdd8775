/** A number with what it counts or measures. */
const FIGURE =
  /(?<![\w.{-])\d+(?:[.,]\d+)?(?=\s?(?:ns|µs|us|ms|s|min|%|Hz|kHz|KiB|KB|bytes?|times|bytecodes|presses|seeds|runs)\b|\s?%)/g;

/**
 * Numbers in a lesson's prose that somebody has typed: a run should have told them. Those that stand in the project or in an
 * edit are given, not found: a period, a pin's number. Code is not prose.
 */
export function typedFigures(text: string, given: readonly string[]): string[] {
  const prose = text.replace(/^(`{3,}|~{3,}).*?^\1/gms, "").replace(/`[^`\n]*`/g, "");
  const known = new Set(
    given.flatMap((source) => [...source.matchAll(/\d+(?:\.\d+)?/g)].map(([number]) => Number(number))),
  );
  const found = [...prose.matchAll(FIGURE)].map(([number]) => number);
  return found.filter((number) => !known.has(Number(number.replace(",", ""))) && !known.has(Number(number) / 1000));
}
