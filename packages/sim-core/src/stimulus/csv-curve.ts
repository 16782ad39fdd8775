import type { Problem } from "../errors.js";
import { s, type Nanos } from "../time.js";

/** A table of times and values, as a file has it. */
export interface CsvCurve {
  /** ns, increasing. */
  readonly times: readonly Nanos[];
  readonly values: readonly number[];
  /** Line of each row in the file, from 1. */
  readonly lines: readonly number[];
}

/** 104 days: what a run can take. */
const MOST_SECONDS = Number.MAX_SAFE_INTEGER / 1e9;

/**
 * Reads a table: the first column is the time in seconds, `column` (a name of the header, or a number from 1; default the second)
 * the value. Columns are parted by commas, semicolons or tabs; a header, empty lines and lines with "#" may be there.
 */
export function readCsvCurve(bytes: Uint8Array, file: string, column?: string | number): CsvCurve | Problem {
  const text = decodeUtf8(bytes);
  if (text === undefined) return { severity: "error", file, line: 1, message: "this is not text in UTF-8" };
  const rows = text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n|\r/)
    .map((content, index) => ({ line: index + 1, cells: cellsOf(content) }))
    .filter(({ cells }) => cells.length > 0);
  const header = rows[0] && rows[0].cells.every((cell) => Number.isNaN(numberOf(cell))) ? rows[0].cells : undefined;
  const index = columnIndex(column, header);
  if (index === undefined) {
    const hint = header ? `it has ${header.slice(1).join(", ")}` : "the file has no header: give its number";
    return { severity: "error", file, line: rows[0]?.line ?? 1, message: `there is no column '${column ?? ""}'`, hint };
  }
  const curve = { times: [] as Nanos[], values: [] as number[], lines: [] as number[] };
  for (const { line, cells } of header ? rows.slice(1) : rows) {
    const [seconds, value] = [numberOf(cells[0]), numberOf(cells[index])];
    const problem = wrongRow(seconds, value, curve.times.at(-1));
    if (problem !== undefined) return { severity: "error", file, line, message: problem };
    curve.times.push(s(seconds));
    curve.values.push(value);
    curve.lines.push(line);
  }
  if (curve.times.length > 0) return curve;
  const hint = "write lines such as 0.5,21.7: seconds and the value";
  return { severity: "error", file, line: 1, message: "there are no rows in it", hint };
}

function wrongRow(seconds: number, value: number, before: Nanos | undefined): string | undefined {
  if (Number.isNaN(seconds) || Number.isNaN(value)) return "expected a time in seconds and a value, both numbers";
  if (seconds < 0 || seconds > MOST_SECONDS) return `the time is ${seconds} s; it must be from 0 to 104 days`;
  if (before !== undefined && s(seconds) <= before) return "the time is not later than that of the row before";
  return undefined;
}

function cellsOf(line: string): string[] {
  const content = line.trim();
  if (content === "" || content.startsWith("#")) return [];
  return content.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
}

/** NaN: it is no number. */
function numberOf(cell: string | undefined): number {
  const value = cell === undefined || cell === "" ? NaN : Number(cell);
  return Number.isFinite(value) ? value : NaN;
}

function columnIndex(column: string | number | undefined, header: readonly string[] | undefined): number | undefined {
  if (column === undefined) return 1;
  if (typeof column === "number") return column - 1;
  const index = header?.indexOf(column) ?? -1;
  return index < 0 ? undefined : index;
}

/** Undefined: it is no UTF-8. There is no TextDecoder here: it belongs to hosts. */
function decodeUtf8(bytes: Uint8Array): string | undefined {
  let escaped = "";
  for (const byte of bytes) {
    const plain = byte < 0x80 && byte !== 0x25;
    escaped += plain ? String.fromCharCode(byte) : `%${byte.toString(16).padStart(2, "0")}`;
  }
  try {
    return decodeURIComponent(escaped);
  } catch {
    return undefined;
  }
}
