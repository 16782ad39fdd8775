import { formatTime, type Board, type BoardPart, type Cursor, type Trace } from "@tickless/sim-core";
import { braille, framed } from "./braille.js";
import { displayAt, displaysOf, type Picture } from "./display.js";
import { light } from "./light.js";
import { colorsAt, segmentsAt } from "./lit.js";

export interface ShowOptions {
  /** Use the terminal's colours. */
  readonly color: boolean;
  readonly title: string;
}

/** Dots from one character of a display to the next. */
const CELL = { x: 6, y: 9 };

/** Outputs that are a brightness, and the colour of the light unless the part has another. */
const LIGHTS = [
  ["brightness", "red"],
  ["led", "green"],
] as const;

/** What can be seen of a board at one moment, as text: lights, displays and controls. Read from the recording alone. */
export function show(board: Board, trace: Trace, time: number, options: ShowOptions): string {
  const cursor = trace.at(time);
  const rows: string[][] = [];
  const pictures: string[] = [];
  const displays = displaysOf(trace);
  for (const part of board.parts) {
    if (displays.includes(part.id)) {
      pictures.push(part.id, ...framed(picture(displayAt(trace, part.id, time))));
      continue;
    }
    const values = [
      ...lights(part, trace, cursor, options.color),
      ...lit(part, trace, time),
      ...numbers(part, trace, cursor),
    ];
    if (values.length > 0) rows.push([part.id, values.join("   ")]);
  }
  const width = Math.max(0, ...rows.map(([name]) => (name as string).length));
  const table = rows.map(([name, values]) => `${(name as string).padEnd(width)}  ${values}`);
  const lines = [`${options.title} at ${formatTime(time)}`, ...table, ...pictures].map((line) => `${line}\n`);
  return `\n${lines.join("")}\n`;
}

/** A display of characters as those, any other by its pixels. */
function picture({ pixels, width, height, text }: Picture): string[] {
  if (text === undefined) return braille(pixels, width, height);
  const lines = text.split("\n");
  const columns = Math.round((width + 1) / CELL.x);
  return Array.from({ length: Math.round((height + 1) / CELL.y) }, (_, row) => (lines[row] ?? "").padEnd(columns));
}

/** The part's brightness; of a board, its built-in LED's. */
function lights(part: BoardPart, trace: Trace, cursor: Cursor, color: boolean): string[] {
  const name = part.description.attributes["color"];
  return LIGHTS.filter(([output]) => trace.get(`${part.id}.${output}`)).map(([output, fallback]) => {
    const brightness = cursor.number(`${part.id}.${output}`) ?? 0;
    return light(brightness, typeof name === "string" ? name : fallback, color);
  });
}

/** The text on seven segments; the colours of addressable LEDs, those alike side by side told once. */
function lit({ id }: BoardPart, trace: Trace, time: number): string[] {
  const text = segmentsAt(trace, id, time);
  const runs: { color: string; count: number }[] = [];
  for (const color of colorsAt(trace, id, time) ?? []) {
    const last = runs.at(-1);
    if (last?.color === color) last.count++;
    else runs.push({ color, count: 1 });
  }
  const colors = runs.map(({ color, count }) => (count === 1 ? color : `${count} × ${color}`));
  return [...(text === undefined ? [] : [JSON.stringify(text)]), ...(colors.length === 0 ? [] : [colors.join(" ")])];
}

/** Controls and then other outputs of a part, by name. A board's own (its chip's temperature) are left out. */
function numbers(part: BoardPart, trace: Trace, cursor: Cursor): string[] {
  if (part.definition.mcu) return [];
  const prefix = `${part.id}.`;
  const tracks = trace.tracks.filter(({ name }) => name.startsWith(prefix));
  return ["control", "output"].flatMap((wanted) =>
    tracks.flatMap(({ name, kind }) => {
      const short = name.slice(prefix.length);
      if (kind !== wanted || LIGHTS.some(([output]) => output === short)) return [];
      const value = cursor.number(name);
      return value === undefined ? [] : [`${short} ${Number(value.toFixed(3))}`];
    }),
  );
}
