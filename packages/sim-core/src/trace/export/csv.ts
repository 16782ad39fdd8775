import { Utf8 } from "../cursor.js";
import type { Nanos } from "../../time.js";
import type { Track, Value } from "../track.js";

/*
 * A track as comma-separated values (RFC 4180, with "\n" at line ends): a line of names, then a line for each row. Times are
 * exact, in ns and in s. Serial text is text; other bytes are in hex.
 */

/** The file, in pieces of some kilobytes. */
export function* toCsv(track: Track): Iterable<string> {
  const { columnNames, kind } = track;
  const utf8 = new Utf8();
  const cell = (value: Value): string => {
    if (typeof value === "number") return String(value);
    if (typeof value === "string") return quoted(value);
    return kind === "text" ? quoted(utf8.push(value)) : hex(value);
  };
  yield `time_ns,time_s,${columnNames.join(",")}\n`;
  let lines = "";
  for (let row = 0; row < track.rows; row++) {
    const time = track.time(row);
    const cells = columnNames.map((_, column) => cell(track.value(row, column)));
    lines += `${time},${seconds(time)},${cells.join(",")}\n`;
    if (lines.length < 1 << 16) continue;
    yield lines;
    lines = "";
  }
  yield lines;
}

const seconds = (time: Nanos): string => `${Math.floor(time / 1e9)}.${String(time % 1e9).padStart(9, "0")}`;

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
