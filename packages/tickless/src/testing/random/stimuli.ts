import * as fc from "fast-check";
import { ms, UsageError, type Nanos } from "@tickless/sim-core";
import type { Input, InputNow } from "../../runner/model.js";

/** From the one to the other, both included, ns. */
export type Span = readonly [shortest: Nanos, longest: Nanos];

/** How often something is done to a part, and how much time lies between. */
export interface Rhythm {
  /** How many times; default 0 to 5. */
  readonly count?: readonly [fewest: number, most: number];
  /** Time before each, since the end of the one before, ns; default 1 to 500 ms. */
  readonly gap?: Span;
}

/** Something done to a part or to the serial console, `time` ns after the stimulus's start. */
export type Stimulus = (part: string) => fc.Arbitrary<readonly Input[]>;

const COUNT = [0, 5] as const;
const GAP: Span = [ms(1), ms(500)];

/** Presses of a button, held for `hold` ns each; default 1 to 200 ms. They shrink to fewer, shorter, earlier ones. */
export function presses({
  hold = [ms(1), ms(200)],
  control = "pressed",
  ...rhythm
}: Rhythm & { readonly hold?: Span; readonly control?: string } = {}): Stimulus {
  return (part) =>
    repeated(rhythm, nanos("hold", hold), (time, held) => [
      [time, { kind: "control", part, control, value: 1 }],
      [time + held, { kind: "control", part, control, value: 0 }],
    ]);
}

/** Positions that a knob is turned to, one after the other; default from 0 to 1. */
export function turns({
  range: [min, max] = [0, 1],
  control = "position",
  ...rhythm
}: Rhythm & { readonly range?: readonly [min: number, max: number]; readonly control?: string } = {}): Stimulus {
  const position = fc.integer({ min: 0, max: 1000 }).map((step) => min + ((max - min) * step) / 1000);
  return (part) => repeated(rhythm, position, (time, value) => [[time, { kind: "control", part, control, value }]]);
}

/** Texts typed into the serial console, one after the other: any of `texts`, or what an arbitrary of strings gives. */
export function typing({
  texts,
  ...rhythm
}: Rhythm & { readonly texts: readonly string[] | fc.Arbitrary<string> }): Stimulus {
  const text = Array.isArray(texts) ? fc.constantFrom(...(texts as string[])) : (texts as fc.Arbitrary<string>);
  return () => repeated(rhythm, text, (time, typed) => [[time, { kind: "serial", text: typed }]]);
}

/** Bytes typed into the serial console: `length` of them in each piece, default 1 to 16, out of 0x20 to 0x7e and line ends. */
export function bytesTyped({
  length: [minLength, maxLength] = [1, 16],
  ...rhythm
}: Rhythm & { readonly length?: readonly [fewest: number, most: number] } = {}): Stimulus {
  const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(0x20 + index));
  // Those in front are what they shrink to.
  const unit = fc.constantFrom("a", "\n", "\r", ...printable);
  return typing({ ...rhythm, texts: fc.string({ unit, minLength, maxLength }) });
}

/** A sensor's value over time: points, and what is between them. */
export interface CurveOptions {
  /** "temperature". */
  readonly control: string;
  /** Between which values. */
  readonly range: readonly [min: number, max: number];
  /** How many points; default 2 to 6. */
  readonly points?: readonly [fewest: number, most: number];
  /** Time from one point to the next, ns; default 1 to 500 ms. */
  readonly gap?: Span;
  /** "linear" (default): straight lines from point to point, a step each `every` ns, default 10 ms. "steps": the value jumps. */
  readonly interpolate?: "linear" | "steps";
  readonly every?: Nanos;
}

/** Curves of a sensor's value, from its first point on. They shrink to fewer points, and to flat lines at the range's lower end. */
export function curves({
  control,
  range: [min, max],
  points: [minLength, maxLength] = [2, 6],
  gap = GAP,
  interpolate = "linear",
  every = ms(10),
}: CurveOptions): Stimulus {
  const value = fc.integer({ min: 0, max: 1000 }).map((step) => min + ((max - min) * step) / 1000);
  const points = fc.array(fc.tuple(nanos("gap", gap), value), { minLength: Math.max(1, minLength), maxLength });
  return (part) =>
    points.map((list) => {
      const [[, first] = [0, min], ...rest] = list;
      const inputs: Input[] = [{ kind: "control", part, control, value: first, time: 0 }];
      let [start, from] = [0, first];
      for (const [length, to] of rest) {
        const steps = interpolate === "linear" && to !== from ? Math.max(1, Math.ceil(length / every)) : 1;
        for (let step = 1; step <= steps; step++) {
          const now = step === steps ? to : from + ((to - from) * step) / steps;
          if (to === from) continue;
          inputs.push({
            kind: "control",
            part,
            control,
            value: now,
            time: start + Math.round((length * step) / steps),
          });
        }
        [start, from] = [start + length, to];
      }
      return inputs;
    });
}

/** A fault that a part has now and then, and how long. */
export interface FaultsOptions extends Rhythm {
  /** "nack"; see docs/testing.md for the faults that there are. */
  readonly name: string;
  /** How strong it is; default 1. */
  readonly value?: number | fc.Arbitrary<number>;
  /** How long it lasts, ns; default 1 to 200 ms. */
  readonly hold?: Span;
}

/** Faults of a part that come and go. They shrink to fewer, shorter, earlier ones. */
export function faults({ name, value = 1, hold = [ms(1), ms(200)], ...rhythm }: FaultsOptions): Stimulus {
  const strength = typeof value === "number" ? fc.constant(value) : value;
  return (part) =>
    repeated(rhythm, fc.tuple(strength, nanos("hold", hold)), (time, [strong, held]) => [
      [time, { kind: "control", part, control: name, value: strong }],
      [time + held, { kind: "control", part, control: name, value: 0 }],
    ]);
}

/**
 * Inputs for a whole board, for `sim.play`: by part what is done to it (one thing or several), and under `serial` what is typed. All
 * go on at the same time, in order of time.
 */
export function stimuli(of: Readonly<Record<string, Stimulus | readonly Stimulus[]>>): fc.Arbitrary<readonly Input[]> {
  const parts = Object.entries(of).flatMap(([part, one]) => [one].flat().map((stimulus) => stimulus(part)));
  return fc.tuple(...parts).map((lists) => lists.flat().sort((a, b) => a.time - b.time));
}

type Timed = readonly [time: Nanos, input: InputNow];

/** `what` some times, one after the other. `act` says what it means at a time; the last of it is where the next gap begins. */
function repeated<T>(
  { count = COUNT, gap = GAP }: Rhythm,
  what: fc.Arbitrary<T>,
  act: (time: Nanos, what: T) => readonly Timed[],
): fc.Arbitrary<readonly Input[]> {
  const [minLength, maxLength] = ordered("count", count);
  return fc.array(fc.tuple(nanos("gap", gap), what), { minLength, maxLength }).map((list) => {
    const inputs: Input[] = [];
    for (const [pause, each] of list) {
      for (const [time, input] of act((inputs.at(-1)?.time ?? 0) + pause, each)) inputs.push({ ...input, time });
    }
    return inputs;
  });
}

/** Whole microseconds: they shrink faster than nanoseconds. */
function nanos(what: string, span: Span): fc.Arbitrary<Nanos> {
  const [min, max] = [Math.ceil(span[0] / 1000), Math.floor(span[1] / 1000)];
  ordered(what, span);
  if (min > max) throw new UsageError(`${what}: there is no whole microsecond from ${span[0]} ns to ${span[1]} ns`);
  return fc.integer({ min, max }).map((micros) => micros * 1000);
}

/** Both ends of a range. Throws UsageError when they are none, or the wrong way round. */
function ordered<R extends readonly [number, number]>(what: string, range: R): R {
  const [least, most] = Array.isArray(range) ? range : [NaN, NaN];
  if (least >= 0 && least <= most) return range;
  throw new UsageError(`${what}: write the least and the most, [1, 5]; not ${JSON.stringify(range)}`);
}
