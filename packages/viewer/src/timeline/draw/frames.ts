import type { Frame, FrameColumns, FrameWire } from "../../protocol/store.js";
import { columnPx, type ColumnMap } from "../column-map.js";
import type { Row } from "../layout.js";
import { drawDensity } from "./density.js";
import type { Box, Pen } from "./pen.js";
import { lineBox } from "./tasks.js";

/** One line for each wire: its bytes as boxes, red and with a sign where the receiver would complain. */
export function drawFrames(pen: Pen, row: Row, { wires }: FrameColumns, map: ColumnMap): void {
  wires.forEach((wire) => {
    const index = row.lines.findIndex(({ name }) => name === wire.name);
    if (index >= 0) drawWire(pen, lineBox(pen, row, index), wire, map);
  });
}

function drawWire(pen: Pen, box: Box, { name, busy, failed, frames }: FrameWire, map: ColumnMap): void {
  const { theme } = pen;
  // What goes out has one colour, what comes in another, as serial text has.
  const color = name === "TX" || name === "MOSI" ? theme.serial : theme.control;
  if (frames) return drawBoxes(pen, box, frames, color);
  drawDensity(pen, box, map, color, (column) => busy[column] as number);
  pen.fill(theme.fault);
  for (let column = map.from; column < map.to; column++) {
    if (failed[column]) pen.rect(columnPx(map, column), box.y, columnPx(map, column) + pen.size(2), box.height);
  }
}

function drawBoxes(pen: Pen, box: Box, frames: readonly Frame[], color: string): void {
  const { theme } = pen;
  const all = frames.flatMap(({ start, end, texts, fault }) => {
    const x0 = pen.px(start);
    const x1 = Math.max(x0 + pen.size(1), pen.px(Math.min(end, pen.end)));
    return x1 < 0 || x0 > pen.width ? [] : [{ x0, x1, texts, fault, color: fault ? theme.fault : color }];
  });
  const line = pen.size(1);
  for (const own of [color, theme.fault]) {
    const boxes = all.filter((each) => each.color === own);
    pen.fill(own, 0.22);
    for (const { x0, x1 } of boxes) pen.rect(x0, box.y, x1, box.height);
    pen.fill(own);
    for (const { x0, x1 } of boxes) {
      pen.rect(x0, box.y, x0 + line, box.height);
      pen.rect(x1 - line, box.y, x1, box.height);
      pen.rect(x0, box.y, x1, line);
      pen.rect(x0, box.y + box.height - line, x1, line);
    }
  }
  pen.font(10.5, true);
  pen.fill(theme.text);
  for (const { x0, x1, texts, fault } of all) {
    const left = Math.max(0, x0) + pen.size(3);
    const room = Math.min(pen.width, x1) - left - pen.size(2);
    const text = textsOf(texts, fault).find((each) => pen.measure(each) <= room);
    if (text !== undefined) pen.text(text, Math.round(left + (room - pen.measure(text)) / 2), box, room);
  }
}

/** From the longest to the shortest; what is wrong is said as long as there is room for it. */
const textsOf = (texts: readonly string[], fault: string): readonly string[] =>
  fault === "" ? texts : [`${texts[0] ?? ""} ${fault}`, ...texts.map((text) => `!${text}`), "!"];
