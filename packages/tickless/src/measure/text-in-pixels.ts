/*
 * Finds text in a picture: characters of 8 × 8 pixels, wherever they stand. A character counts when its whole cell is exactly as
 * drawn; what is cut off at an edge or drawn over is not recognised. A run of characters needs a letter or a digit, because a
 * ruled line looks just like underscores.
 */

const CELL = 8;

interface Run {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  /** Pixels that it explains. */
  readonly lit: number;
}

/** The text, line by line from the top; `others`: pictures of the same size in which there may be more of it. `font` gives characters by their columns: 16 hex digits, lowest bits at the top. */
export function textInPixels(
  pixels: Uint8Array,
  width: number,
  height: number,
  font: ReadonlyMap<string, string>,
  others: readonly Uint8Array[] = [],
): string {
  const found: Run[] = [];
  for (const layer of [pixels, ...others]) {
    for (let y = 0; y + CELL <= height; y++) found.push(...runsAt(columnsAt(layer, width, y), y, font));
  }
  found.sort((a, b) => b.lit - a.lit || a.y - b.y || a.x - b.x);
  const kept: Run[] = [];
  for (const run of found) if (!kept.some((other) => overlap(run, other))) kept.push(run);
  const rows = [...new Set(kept.map(({ y }) => y))].sort((a, b) => a - b);
  return rows.map((row) => lineOf(kept.filter(({ y }) => y === row))).join("\n");
}

const lineOf = (runs: readonly Run[]): string =>
  runs
    .toSorted((a, b) => a.x - b.x)
    .map(({ text }) => text)
    .join(" ");

/** The columns of the band of eight rows from `y` on. */
function columnsAt(pixels: Uint8Array, width: number, y: number): Uint8Array {
  const columns = new Uint8Array(width);
  for (let row = 0; row < CELL; row++) {
    for (let x = 0; x < width; x++) if (pixels[(y + row) * width + x]) columns[x] = (columns[x] as number) | (1 << row);
  }
  return columns;
}

function runsAt(columns: Uint8Array, y: number, font: ReadonlyMap<string, string>): Run[] {
  const runs: Run[] = [];
  for (let phase = 0; phase < CELL; phase++) {
    let text = "";
    let start = phase;
    for (let x = phase; x <= columns.length; x += CELL) {
      const character = x + CELL <= columns.length ? font.get(hex(columns.subarray(x, x + CELL))) : undefined;
      if (character !== undefined) text += character;
      else {
        runs.push(...runOf(text, start, y, columns));
        text = "";
        start = x + CELL;
      }
    }
    runs.push(...runOf(text, start, y, columns));
  }
  return runs;
}

function runOf(text: string, start: number, y: number, columns: Uint8Array): Run[] {
  const trimmed = text.trim();
  if (!/[A-Za-z0-9]/.test(trimmed)) return [];
  const x = start + CELL * (text.length - text.trimStart().length);
  let lit = 0;
  for (const column of columns.subarray(x, x + CELL * trimmed.length)) lit += ones(column);
  return [{ x, y, text: trimmed, lit }];
}

const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

const ones = (byte: number): number => [...byte.toString(2)].filter((bit) => bit === "1").length;

const overlap = (a: Run, b: Run): boolean =>
  Math.abs(a.y - b.y) < CELL && a.x < b.x + CELL * b.text.length && b.x < a.x + CELL * a.text.length;
