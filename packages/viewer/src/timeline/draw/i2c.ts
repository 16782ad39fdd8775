import type { I2cColumns, I2cTransfer } from "../../protocol/store.js";
import { columnPx, type ColumnMap } from "../column-map.js";
import { hexAddress, hexByte } from "../format.js";
import { drawDensity } from "./density.js";
import type { Box, Pen } from "./pen.js";

/** Transfers as boxes: the address with R or W, then the bytes, each with its acknowledgement. */
export function drawI2c(pen: Pen, box: Box, i2c: I2cColumns, map: ColumnMap): void {
  if (i2c.transfers) {
    drawTransfers(pen, box, i2c.transfers);
    return;
  }
  drawDensity(pen, box, map, pen.theme.bus, (column) => i2c.busy[column] as number);
  pen.fill(pen.theme.fault);
  for (let column = map.from; column < map.to; column++) {
    if (i2c.failed[column]) pen.rect(columnPx(map, column), box.y, columnPx(map, column) + pen.size(2), box.height);
  }
}

interface Shown {
  readonly transfer: I2cTransfer;
  readonly x0: number;
  readonly x1: number;
  readonly color: string;
}

/** One colour after the other: first all areas, then all outlines, then what is written in them. */
function drawTransfers(pen: Pen, box: Box, transfers: readonly I2cTransfer[]): void {
  const { theme } = pen;
  const all = transfers.flatMap((transfer): Shown[] => {
    const x0 = pen.px(transfer.start);
    const x1 = Math.max(x0 + 1, pen.px(Math.min(transfer.end, pen.end)));
    return x1 < 0 || x0 > pen.width
      ? []
      : [{ transfer, x0, x1, color: transfer.status === 0 ? theme.bus : theme.fault }];
  });
  const line = pen.size(1);
  for (const color of [theme.bus, theme.fault]) {
    const own = all.filter((shown) => shown.color === color);
    const boxes = own.filter(({ x0, x1 }) => x1 - x0 >= pen.size(6));
    pen.fill(color, 0.2);
    for (const { x0, x1 } of boxes) pen.rect(x0, box.y, x1, box.height);
    pen.fill(color);
    for (const { x0, x1 } of own) if (x1 - x0 < pen.size(6)) pen.rect(x0, box.y, x1, box.height);
    for (const { x0, x1 } of boxes) {
      pen.rect(x0, box.y, x1, line);
      pen.rect(x0, box.y + box.height - line, x1, line);
      pen.rect(x0, box.y, x0 + line, box.height);
      pen.rect(x1 - line, box.y, x1, box.height);
    }
  }
  pen.font(10.5, true);
  for (const shown of all) if (shown.x1 - shown.x0 >= pen.size(14)) drawBytes(pen, box, shown);
}

/** On the wire all bytes are equally long, the address among them: nine bits each. */
function drawBytes(pen: Pen, box: Box, { transfer, x0, x1, color }: Shown): void {
  const { address, read, status, acknowledged, data, length } = transfer;
  const head = `${hexAddress(address)} ${read ? "R" : "W"}`;
  const each = (x1 - x0) / (length + 1);
  const gap = pen.size(4);
  if (each < pen.measure("00") + gap || (status !== 1 && each < pen.measure(head) * 0.5)) {
    drawSummary(pen, box, transfer, head, Math.max(0, x0) + gap, Math.min(pen.width, x1) - gap);
    return;
  }
  const from = Math.max(0, Math.floor(-x0 / each));
  const to = Math.min(length, Math.ceil((pen.width - x0) / each));
  for (let index = from; index <= to; index++) {
    const left = Math.round(x0 + index * each);
    const right = Math.round(x0 + (index + 1) * each);
    const acked = index === 0 ? status !== 1 : index <= acknowledged || (read && index === length);
    drawByte(pen, box, left, right, index === 0 ? head : hexByte(data[index - 1] ?? 0), index > data.length);
    drawAcknowledge(pen, box, right, acked, color, read && index === length);
  }
}

/** As much as there is room for: all bytes or their number, some bytes, or the address alone. */
function drawSummary(pen: Pen, box: Box, transfer: I2cTransfer, head: string, left: number, right: number): void {
  const { address, status, data, length } = transfer;
  const bytes = [...data].map(hexByte).join(" ");
  const end = status === 0 ? "" : " NACK";
  const all = status === 1 ? [`${head} NACK`] : [`${head}  ${bytes}${length > data.length ? " …" : ""}${end}`];
  const counts = status === 1 ? [] : [`${head}  ${length} bytes${end}`, `${head} ${length} B${end}`];
  const room = right - left;
  const fits = (text: string): boolean => pen.measure(text) <= room;
  pen.fill(pen.theme.text);
  const text = [...(length > data.length ? counts : [...all, ...counts]), head, hexByte(address)].find(fits);
  if (text !== undefined) pen.text(text, left, box, room);
}

function drawByte(pen: Pen, box: Box, left: number, right: number, text: string, unknown: boolean): void {
  const room = right - left - pen.size(4);
  const shown = unknown ? "…" : pen.measure(text) <= room ? text : text.replace(/^0x/, "");
  const x = left + (right - left - Math.min(room, pen.measure(shown))) / 2;
  pen.fill(pen.theme.text);
  pen.text(shown, Math.round(x), box, room);
}

/** A short stroke under the end of a byte: acknowledged; a full one with a cross: not. */
function drawAcknowledge(pen: Pen, box: Box, x: number, acked: boolean, color: string, last: boolean): void {
  const line = pen.size(1);
  if (acked || last) {
    pen.fill(color, 0.9);
    const height = Math.round(box.height * 0.28);
    pen.rect(x - line, box.y + box.height - height, x, height);
    return;
  }
  const { ctx, theme } = pen;
  pen.fill(theme.fault);
  pen.rect(x - pen.size(2), box.y, x, box.height);
  ctx.strokeStyle = theme.fault;
  ctx.lineWidth = pen.size(1.5);
  const size = pen.size(3);
  const y = box.y + size + pen.size(2);
  ctx.beginPath();
  ctx.moveTo(x - 3 * size, y - size);
  ctx.lineTo(x - size, y + size);
  ctx.moveTo(x - size, y - size);
  ctx.lineTo(x - 3 * size, y + size);
  ctx.stroke();
}
