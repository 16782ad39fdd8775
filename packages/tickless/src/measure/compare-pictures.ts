/** A picture as text, cut into its lines; blank lines around it and white space around the lines do not count. */
export const pictureLines = (picture: string): string[] =>
  picture
    .replace(/^\s*\n|\s+$/g, "")
    .split("\n")
    .map((line) => line.trim());

export interface PictureDifference {
  readonly pixels: number;
  /** The lines that differ, one above the other: "+" is lit and should not be, "-" should be lit. */
  readonly lines: readonly string[];
}

/**
 * Where pictures of the same size differ, given by their lines of "#" (lit) and "." (dark). Undefined: nowhere. "size": the
 * expected one is not of this size, or has other characters.
 */
export function comparePictures(
  actual: readonly string[],
  expected: readonly string[],
): PictureDifference | "size" | undefined {
  const width = actual[0]?.length ?? 0;
  const fits = expected.length === actual.length && expected.every((line) => line.length === width);
  if (!fits || expected.some((line) => /[^.#]/.test(line))) return "size";
  const rows = actual.flatMap((line, y) => (line === expected[y] ? [] : [y]));
  if (rows.length === 0) return undefined;
  let pixels = 0;
  const lines = rows.map((y) => {
    const line = [...(actual[y] as string)].map((one, x) => {
      if (one === expected[y]?.[x]) return one;
      pixels++;
      return one === "#" ? "+" : "-";
    });
    return `  ${String(y).padStart(2)} ${line.join("")}`;
  });
  return { pixels, lines: ["  (+ is lit and should not be, - should be lit)", ...lines] };
}
