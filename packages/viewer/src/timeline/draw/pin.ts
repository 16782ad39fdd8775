import {
  LEVEL_FLOATING,
  LEVEL_HIGH,
  LEVEL_LOW,
  LEVEL_PULSES,
  LEVEL_UNKNOWN,
  type PinColumns,
} from "../../protocol/store.js";
import { percentText, frequencyText } from "../format.js";
import type { ColumnMap } from "../column-map.js";
import {
  columnRuns,
  drawsPulses,
  edgeRuns,
  gapsBetween,
  pulseRuns,
  trainsOf,
  type LevelRun,
  type Train,
} from "../waveform.js";
import { curvePixels, drawCurve, eachRun } from "./curve.js";
import { drawHatch } from "./hatch.js";
import type { Box, Pen } from "./pen.js";

/** Strength of the area under a high level. */
const HIGH_FILL = 0.2;
const BAND_FILL = 0.1;

/** Levels, pulse trains and volts of a pin. */
export function drawPin(pen: Pen, box: Box, pin: PinColumns, map: ColumnMap, start: number, columnsEnd: number): void {
  const end = Math.min(pen.end, columnsEnd);
  // Edges closer than pixels are as well drawn from the columns, which are fewer.
  const exact = pin.edges && (map.step > 2 || pin.edges.times.length <= pin.levels.length / 2);
  const runs = exact ? edgeRuns(pin, start, end, pen.px) : columnRuns(pin.levels, map);
  // An analog input has no level that means anything: it is between the two, or only gets its first.
  const between = runs.some(({ levels }) => levels & LEVEL_UNKNOWN);
  const analog = pin.volts && (between || (pin.edges && pin.edges.times.length <= 1));
  if (!analog) drawLevels(pen, box, runs, pen.theme.digital);
  const banded = runs.filter(({ levels }) => levels & LEVEL_PULSES);
  if (banded.length > 0) drawPulses(pen, box, banded, pin, map, end);
  if (pin.volts) drawVolts(pen, box, pin.volts, map);
}

/** Runs with exactly one level as a clean waveform, mixtures as a filled block. */
function drawLevels(pen: Pen, box: Box, runs: readonly LevelRun[], color: string): void {
  const line = pen.size(1.5);
  const bottom = box.y + box.height - line;
  const both = LEVEL_LOW | LEVEL_HIGH;
  pen.fill(color, HIGH_FILL);
  for (const { x0, x1, levels } of runs) if (levels === LEVEL_HIGH) pen.rect(x0, box.y, x1, box.height);
  pen.fill(color, 0.6);
  eachJoined(runs, both, 1, (x0, x1) => pen.rect(x0, box.y, x1, box.height));
  pen.fill(color);
  eachJoined(runs, LEVEL_HIGH, line, (x0, x1) => pen.rect(x0, box.y, x1, line));
  eachJoined(runs, LEVEL_LOW, line, (x0, x1) => pen.rect(x0, bottom, x1, line));
  for (let i = 1; i < runs.length; i++) {
    const last = runs[i - 1] as LevelRun;
    const { x0, levels } = runs[i] as LevelRun;
    if (last.x1 >= x0 - 1 && jumps(last.levels, levels)) pen.rect(x0, box.y, x0 + line, box.height);
  }
  const odd = runs.filter(({ levels }) => levels & (LEVEL_UNKNOWN | LEVEL_FLOATING));
  if (odd.length > 0) drawOdd(pen, box, odd);
}

/** Neighbouring runs that have all of these levels, as one; at least `least` wide. */
function eachJoined(
  runs: readonly LevelRun[],
  bits: number,
  least: number,
  draw: (x0: number, x1: number) => void,
): void {
  let from = NaN;
  let to = NaN;
  for (const { x0, x1, levels } of runs) {
    if ((levels & bits) !== bits) continue;
    if (x0 <= to) to = Math.max(to, x1, x0 + least);
    else {
      if (!Number.isNaN(from)) draw(from, to);
      from = x0;
      to = Math.max(x1, x0 + least);
    }
  }
  if (!Number.isNaN(from)) draw(from, to);
}

/** Whether an upright line belongs between two levels. */
const jumps = (a: number, b: number): boolean => {
  const plain = LEVEL_LOW | LEVEL_HIGH;
  return (a | b) <= plain && ((a | b) & plain) === plain && a !== b;
};

/** X as a hatched band: two drive against each other. Z as a dashed line in the middle: nobody does. */
function drawOdd(pen: Pen, box: Box, runs: readonly LevelRun[]): void {
  const { ctx, theme } = pen;
  for (const { x0, x1, levels } of runs) {
    if (levels & LEVEL_UNKNOWN) {
      drawHatch(pen, x0, box.y, Math.max(x1, x0 + 1), box.height, theme.fault);
      pen.fill(theme.fault);
      pen.rect(x0, box.y, x1, pen.size(1));
      pen.rect(x0, box.y + box.height - pen.size(1), x1, pen.size(1));
    } else {
      pen.fill(theme.text3);
      ctx.strokeStyle = theme.text3;
      ctx.lineWidth = pen.size(1.25);
      ctx.setLineDash([pen.size(4), pen.size(3)]);
      ctx.beginPath();
      const y = Math.round(box.y + box.height / 2) + 0.5;
      ctx.moveTo(x0, y);
      ctx.lineTo(x1, y);
      ctx.stroke();
      ctx.setLineDash([]);
    }
  }
}

/** Pulse trains: the duty as a band, or, where they are wide enough, the pulses themselves. */
function drawPulses(
  pen: Pen,
  box: Box,
  banded: readonly LevelRun[],
  pin: PinColumns,
  map: ColumnMap,
  end: number,
): void {
  const trains = trainsOf(pin, end);
  const wide = trains.filter((train) => drawsPulses(train, pen.scale));
  const pulsed: LevelRun[] = [];
  for (const train of wide) {
    const from = Math.max(train.start, pen.view.start - train.signal.periodNs);
    pulsed.push(...pulseRuns(train, from, Math.min(train.end, pen.view.end + pen.scale), pen.px));
  }
  drawLevels(pen, box, pulsed, pen.theme.pwm);
  const pieces = wide.map(({ start, end }) => [pen.px(start), pen.px(end)] as const);
  for (const run of banded) {
    for (const [x0, x1] of gapsBetween(run.x0, run.x1, pieces)) drawBand(pen, box, { ...run, x0, x1 }, pin, map);
  }
  labelTrains(pen, box, trains, wide.length > 0);
}

function drawBand(pen: Pen, box: Box, { x0: left, x1: right }: LevelRun, pin: PinColumns, map: ColumnMap): void {
  const { duty } = pin;
  if (!duty) return;
  const line = pen.size(1.5);
  const part = { ...map, from: firstColumn(map, left), to: Math.min(map.to, firstColumn(map, right) + 1) };
  const { tops, bases } = curvePixels({ kind: "curve", ...duty, range: [0, 1] }, part, box, line);
  const runs: { x0: number; x1: number; top: number; base: number }[] = [];
  eachRun(tops, bases, part, (from, to, top, base) => {
    const x0 = Math.max(left, from);
    const x1 = Math.min(right, to);
    if (x1 > x0) runs.push({ x0, x1, top, base });
  });
  pen.fill(pen.theme.pwm, BAND_FILL);
  if (runs.length > 0) pen.rect(left, box.y, right, box.height);
  pen.fill(pen.theme.pwm, HIGH_FILL);
  for (const { x0, x1, top } of runs) pen.rect(x0, top, x1, box.y + box.height - top);
  pen.fill(pen.theme.pwm);
  for (const { x0, x1, top, base } of runs) pen.rect(x0, top, x1, base - top);
}

const firstColumn = (map: ColumnMap, x: number): number =>
  Math.min(map.to, Math.max(map.from, Math.floor((x - map.offset) / map.step)));

/** Duty (and frequency, with room) of trains that are long on the screen. */
function labelTrains(pen: Pen, box: Box, trains: readonly Train[], pulses: boolean): void {
  if (pulses) return;
  pen.font(10);
  pen.fill(pen.theme.text);
  const half = Math.round(box.height / 2);
  for (const { start, end, signal } of trains) {
    const x0 = Math.max(0, pen.px(start)) + pen.size(5);
    const room = Math.min(pen.width, pen.px(end)) - x0 - pen.size(4);
    if (room < pen.size(34)) continue;
    const share = signal.highNs / signal.periodNs;
    const duty = percentText(share);
    const long = `${duty} · ${frequencyText(1e9 / signal.periodNs)}`;
    // In the half in which the line is not.
    const place = { y: share < 0.5 ? box.y : box.y + half, height: half };
    pen.text(pen.measure(long) <= room ? long : duty, x0, place, room);
  }
}

/** 0 to 3.3 V; more when there is more. */
function drawVolts(pen: Pen, box: Box, volts: NonNullable<PinColumns["volts"]>, map: ColumnMap): void {
  let top = 3.3;
  for (let column = map.from; column < map.to; column++) top = Math.max(top, volts.max[column] || 0);
  drawCurve(pen, box, { kind: "curve", ...volts, range: [0, top] }, map, pen.theme.analog);
}
