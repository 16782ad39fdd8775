/** Bit of each dot of a braille cell (2 wide, 4 high), by row and column (Unicode 2800-28FF). */
const DOTS = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
];

/** A picture as braille characters, 2 × 4 pixels to a cell. `pixels` row by row from the top left, 0 is dark. */
export function braille(pixels: ArrayLike<number>, width: number, height: number): string[] {
  const lines: string[] = [];
  for (let top = 0; top < height; top += 4) {
    let line = "";
    for (let left = 0; left < width; left += 2) {
      let dots = 0;
      DOTS.forEach((row, y) =>
        row.forEach((dot, x) => {
          if (left + x < width && pixels[(top + y) * width + left + x]) dots |= dot;
        }),
      );
      line += String.fromCharCode(0x2800 + dots);
    }
    lines.push(line);
  }
  return lines;
}

/** Lines in a frame of box-drawing characters; all lines are of the same length. */
export function framed(lines: readonly string[]): string[] {
  const edge = "─".repeat(lines[0]?.length ?? 0);
  return [`┌${edge}┐`, ...lines.map((line) => `│${line}│`), `└${edge}┘`];
}
