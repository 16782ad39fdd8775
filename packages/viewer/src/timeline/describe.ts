import type { Nanos } from "@tickless/sim-core";
import {
  LEVEL_FLOATING,
  LEVEL_HIGH,
  LEVEL_LOW,
  LEVEL_PULSES,
  LEVEL_UNKNOWN,
  TASK_CREATED,
  TASK_RUNNING,
  type CurveColumns,
  type Frame,
  type I2cTransfer,
  type InterruptColumns,
  type Lane,
  type LaneColumns,
  type PinColumns,
  type TaskColumns,
} from "../protocol/store.js";
import type { LaneAnswer } from "./answer.js";
import { exactTime, frequencyText, hexAddress, hexByte, percentText, shortTime, voltsText } from "./format.js";
import type { SubLine } from "./layout.js";
import { laneValue } from "./values.js";
import { levelBefore, levelBit, trainAt, trainsOf } from "./waveform.js";

/** The place that a tooltip speaks of. */
export interface Place {
  readonly lane: Lane;
  readonly line: SubLine | undefined;
  readonly time: Nanos;
  /** How near something has to be to be meant, ns. */
  readonly reach: Nanos;
  /** Where the recording ends. */
  readonly end: Nanos;
}

/** What is at a place, for people: one text per line. Empty: nothing is known there. */
export function describe(place: Place, { plan, lanes }: LaneAnswer): readonly string[] {
  const columns = lanes.get(place.lane.id);
  const { time, end } = place;
  if (!columns || time < 0 || time > end) return [];
  const column = Math.floor(((time - plan.start) / (plan.end - plan.start)) * plan.width);
  if (column < 0 || column >= plan.width) return [];
  return describeColumns(place, columns, column, plan.start);
}

function describeColumns(place: Place, columns: LaneColumns, column: number, start: Nanos): readonly string[] {
  switch (columns.kind) {
    case "pin":
      return describePin(place, columns, column, start);
    case "curve":
      return describeCurve(place, columns, column);
    case "i2c": {
      const transfer = columns.transfers && nearest(columns.transfers, place);
      if (transfer) return describeTransfer(transfer);
      return columns.transfers ? ["idle"] : [`${percentText(columns.busy[column] as number)} busy`];
    }
    case "frames": {
      const wire = columns.wires.find(({ name }) => name === place.line?.name);
      const frame = wire?.frames && nearest(wire.frames, place);
      if (frame) return describeFrame(wire.name, frame);
      return wire ? [wire.frames ? "idle" : `${percentText(wire.busy[column] as number)} busy`] : [];
    }
    case "tasks": {
      const task = columns.tasks.find(({ id, name }) => id === place.line?.key && name === place.line.name);
      return task ? describeTask(task, place, column) : [];
    }
    case "interrupts":
      return describeInterrupts(columns, place, column);
    case "events": {
      if (!columns.events) {
        const count = columns.counts[column] as number;
        return count > 0
          ? [`${count} ${place.lane.kind === "serial" || place.lane.kind === "pixels" ? "bytes" : "events"} here`]
          : [];
      }
      const event = nearest(
        columns.events.map((each) => ({ ...each, start: each.time, end: each.time })),
        place,
      );
      return event ? [event.text.trimEnd() || "↵", `at ${exactTime(event.time)}`] : [];
    }
  }
}

function describePin(place: Place, pin: PinColumns, column: number, start: Nanos): readonly string[] {
  const lines: string[] = [];
  const { time, end } = place;
  const train = pin.trains && trainAt(trainsOf(pin, end), time);
  const level = pin.edges ? levelAt(pin, time) : undefined;
  const bits = level?.bit ?? pin.levels[column] ?? 0;
  if (train && bits & LEVEL_PULSES) {
    const { highNs, periodNs } = train.signal;
    lines.push(`PWM ${percentText(highNs / periodNs)} · ${frequencyText(1e9 / periodNs)}`);
    lines.push(`high ${shortTime(highNs)} of ${shortTime(periodNs)}`);
  } else if (bits & LEVEL_PULSES && pin.duty)
    lines.push(`PWM ${range(pin.duty.min, pin.duty.max, column, percentText)}`);
  else if (level) {
    const from = level.from === undefined ? start : level.from;
    const until = level.until ?? end;
    const whole = level.from !== undefined && level.until !== undefined;
    lines.push(levelText(bits) + (whole ? ` for ${exactTime(until - from)}` : ""));
    if (level.from !== undefined) lines.push(`since ${exactTime(level.from)}`);
    if (level.until !== undefined) lines.push(`until ${exactTime(level.until)}`);
  } else if (bits !== 0) lines.push(levelText(bits));
  if (pin.volts && !Number.isNaN(pin.volts.max[column])) {
    lines.push(range(pin.volts.min, pin.volts.max, column, voltsText));
  }
  return lines;
}

const NAMES: readonly (readonly [number, string])[] = [
  [LEVEL_LOW, "low"],
  [LEVEL_HIGH, "high"],
  [LEVEL_UNKNOWN, "conflict (X)"],
  [LEVEL_FLOATING, "floating (Z)"],
  [LEVEL_PULSES, "pulses"],
];
const levelText = (bits: number): string => {
  const names = NAMES.filter(([bit]) => bits & bit).map(([, name]) => name);
  return names.length > 1 ? `${names.join(" and ")}: many edges` : (names[0] ?? "");
};

function levelAt(
  pin: PinColumns,
  time: Nanos,
): { readonly bit: number; readonly from: Nanos | undefined; readonly until: Nanos | undefined } {
  const { times, levels } = pin.edges ?? { times: new Float64Array(), levels: new Uint8Array() };
  let next = 0;
  while (next < times.length && (times[next] as number) <= time) next++;
  const bit = next === 0 ? levelBefore(pin) : levelBit(levels[next - 1] as number);
  return { bit, from: times[next - 1], until: times[next] };
}

/** "25.0 %", or "20.0 % to 30.0 %" where a column sees more than one value. */
function range(min: Float32Array, max: Float32Array, column: number, text: (value: number) => string): string {
  const low = text(min[column] as number);
  const high = text(max[column] as number);
  return low === high ? low : `${low} to ${high}`;
}

function describeCurve({ lane }: Place, curve: CurveColumns, column: number): readonly string[] {
  if (Number.isNaN(curve.min[column])) return [];
  // The columns are 32 bits wide; more digits than that are not true.
  const text = (value: number): string => laneValue(lane, () => Number(value.toPrecision(6))).text;
  return [range(curve.min, curve.max, column, text)];
}

function describeTransfer({ address, read, status, data, length, start, end }: I2cTransfer): readonly string[] {
  const shown = [...data].map(hexByte);
  const rows = Array.from({ length: Math.ceil(shown.length / 8) }, (_, row) =>
    shown.slice(row * 8, row * 8 + 8).join(" "),
  );
  const result =
    status === 0 ? "acknowledged" : status === 1 ? "NACK: nobody has this address" : "NACK: a byte was refused";
  return [
    `${read ? "read from" : "write to"} ${hexAddress(address)}, ${length} byte${length === 1 ? "" : "s"}`,
    ...rows,
    ...(length > shown.length ? [`… ${length - shown.length} more`] : []),
    result,
    `${exactTime(start)}, took ${shortTime(end - start)}`,
  ];
}

function describeFrame(wire: string, { texts, fault, start, end }: Frame): readonly string[] {
  return [
    `${wire} ${texts[0] ?? ""}`,
    ...(fault === "" ? [] : [`⚠ ${fault}`]),
    `${exactTime(start)}, took ${shortTime(end - start)}`,
  ];
}

function describeTask({ name, spans, state, running }: TaskColumns, place: Place, column: number): readonly string[] {
  if (!spans) {
    const now = state[column] as number;
    if (now === 255) return [];
    return [name, `runs ${percentText(running[column] as number)} of this pixel's time`];
  }
  const span =
    nearest(
      spans.filter((each) => each.state === TASK_RUNNING),
      { ...place, reach: place.reach / 4 },
    ) ?? spans.find(({ start, end }) => place.time >= start && place.time < end);
  if (!span || span.state === 0) return [name];
  const what =
    span.state === TASK_RUNNING
      ? "runs"
      : span.state === TASK_CREATED
        ? "ready"
        : `waits${span.on ? `: ${span.on}` : ""}`;
  return [`${name} ${what}`, `for ${shortTime(span.end - span.start)}`, `since ${exactTime(span.start)}`];
}

function describeInterrupts({ sources }: InterruptColumns, place: Place, column: number): readonly string[] {
  const own = sources.find(({ source }) => source === place.line?.name);
  if (!own) return [];
  if (!own.spans) return [`${own.source}: ${own.counts[column] as number} calls here`];
  const span = nearest(own.spans, place);
  return span
    ? [`${own.source} handler`, `for ${shortTime(span.end - span.start)}`, `at ${exactTime(span.start)}`]
    : [];
}

/** That in which the place is, or else the nearest within reach. */
function nearest<T extends { readonly start: Nanos; readonly end: Nanos }>(
  items: readonly T[],
  { time, reach }: Pick<Place, "time" | "reach">,
): T | undefined {
  let best: T | undefined;
  let distance = reach;
  for (const item of items) {
    const away = Math.max(0, item.start - time, time - item.end);
    if (away <= distance && !(best && away === distance)) {
      best = item;
      distance = away;
    }
  }
  return best;
}
