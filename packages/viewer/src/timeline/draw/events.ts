import type { EventColumns, Lane, TimelineEvent } from "../../protocol/store.js";
import type { ColumnMap } from "../column-map.js";
import { serialBoxes } from "../serial-boxes.js";
import { drawDensity } from "./density.js";
import type { Box, Pen } from "./pen.js";

/** Things that happen at one time: serial text in boxes, faults and markers as pins, writes to a display as strokes. */
export function drawEvents(pen: Pen, box: Box, events: EventColumns, kind: Lane["kind"], map: ColumnMap): void {
  const color = colorOf(pen, kind);
  if (!events.events) {
    const full = kind === "serial" ? 32 : kind === "pixels" ? 1024 : 3;
    drawDensity(pen, box, map, color, (column) => (events.counts[column] as number) / full);
  } else if (kind === "serial") drawSerial(pen, box, events.events);
  else if (kind === "pixels") drawStrokes(pen, box, events.events, color);
  else for (const [index, event] of events.events.entries()) drawPinned(pen, box, event, events.events[index + 1]);
}

const colorOf = ({ theme }: Pen, kind: Lane["kind"]): string =>
  kind === "faults" ? theme.fault : kind === "serial" ? theme.serial : kind === "pixels" ? theme.bus : theme.text2;

/** Texts closer than this are one box, CSS px. */
const JOIN = 5;

function drawSerial(pen: Pen, box: Box, events: readonly TimelineEvent[]): void {
  const { theme } = pen;
  const pad = pen.size(5);
  pen.font(10.5, true);
  const pieces = serialBoxes(events, pen.scale * pen.size(JOIN));
  const boxes = pieces.flatMap(({ time, text, incoming }, index) => {
    const next = pieces[index + 1];
    const x0 = pen.px(time);
    const limit = Math.min(x0 + pen.size(320), next ? pen.px(next.time) - pen.size(2) : Infinity);
    const shown = incoming ? `→ ${text}` : text;
    const x1 = Math.max(x0 + pen.size(2), Math.min(limit, x0 + pen.measure(shown) + 2 * pad));
    return x1 < 0 || x0 > pen.width ? [] : [{ x0, x1, shown, color: incoming ? theme.control : theme.serial }];
  });
  for (const color of [theme.serial, theme.control]) {
    const own = boxes.filter((each) => each.color === color);
    pen.fill(color, 0.2);
    for (const { x0, x1 } of own) pen.rect(x0, box.y, x1, box.height);
    pen.fill(color);
    for (const { x0 } of own) pen.rect(x0, box.y, x0 + pen.size(2), box.height);
  }
  pen.fill(theme.text);
  for (const { x0, x1, shown } of boxes) {
    const room = x1 - x0 - pad - pen.size(1);
    if (room >= pen.size(12)) pen.text(shown, x0 + pad, box, room);
  }
}

function drawStrokes(pen: Pen, box: Box, events: readonly TimelineEvent[], color: string): void {
  pen.font(10);
  events.forEach(({ time, text }, index) => {
    const x = pen.px(time);
    const next = events[index + 1];
    pen.fill(color);
    pen.rect(x, box.y, x + pen.size(2), box.height);
    pen.fill(pen.theme.text2);
    const room = (next ? pen.px(next.time) : pen.width) - x - pen.size(10);
    if (room > pen.size(40)) pen.text(text, x + pen.size(6), box, Math.min(room, pen.size(160)));
  });
}

/** A line at its time, a sign and its text: a triangle for a fault, a cross for an exception, a diamond for a marker. */
function drawPinned(pen: Pen, box: Box, event: TimelineEvent, next: TimelineEvent | undefined): void {
  const { theme } = pen;
  const x = pen.px(event.time);
  if (x < -pen.size(300) || x > pen.width + pen.size(10)) return;
  const bad = event.kind === "fault" || event.kind === "exception";
  const color = bad ? theme.fault : theme.text2;
  const size = pen.size(11);
  pen.fill(color);
  pen.rect(x, box.y, x + pen.size(1.5), box.height);
  const left = x + pen.size(4);
  drawSign(pen, event.kind, left, Math.round(box.y + (box.height - size) / 2), size, color);
  const room = Math.min(
    pen.size(420),
    (next ? pen.px(next.time) : pen.width + pen.size(200)) - left - size - pen.size(8),
  );
  pen.font(10.5, false, 500);
  pen.fill(bad ? theme.fault : theme.text);
  if (room > pen.size(16)) pen.text(event.text, left + size + pen.size(4), box, room);
}

export function drawSign(pen: Pen, kind: string, x: number, y: number, size: number, color: string): void {
  const { ctx, theme } = pen;
  const middle = x + size / 2;
  pen.fill(color);
  ctx.beginPath();
  if (kind === "fault") {
    ctx.moveTo(middle, y);
    ctx.lineTo(x + size, y + size);
    ctx.lineTo(x, y + size);
  } else if (kind === "exception") {
    ctx.arc(middle, y + size / 2, size / 2, 0, 2 * Math.PI);
  } else {
    ctx.moveTo(middle, y);
    ctx.lineTo(x + size, y + size / 2);
    ctx.lineTo(middle, y + size);
    ctx.lineTo(x, y + size / 2);
  }
  ctx.fill();
  pen.fill(theme.surface);
  if (kind === "fault") {
    const width = Math.max(1, Math.round(size * 0.16));
    pen.rect(Math.round(middle - width / 2), y + size * 0.38, Math.round(middle - width / 2) + width, size * 0.3);
    pen.rect(Math.round(middle - width / 2), y + size * 0.78, Math.round(middle - width / 2) + width, size * 0.12);
  } else if (kind === "exception") {
    ctx.strokeStyle = theme.surface;
    ctx.lineWidth = Math.max(1, size * 0.16);
    const arm = size * 0.2;
    ctx.beginPath();
    ctx.moveTo(middle - arm, y + size / 2 - arm);
    ctx.lineTo(middle + arm, y + size / 2 + arm);
    ctx.moveTo(middle + arm, y + size / 2 - arm);
    ctx.lineTo(middle - arm, y + size / 2 + arm);
    ctx.stroke();
  }
}
