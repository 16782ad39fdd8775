import { UsageError } from "../../errors.js";
import { cos, sin } from "../../exact-math.js";
import { highTimeBetween } from "../../pwm-signal.js";
import type { Nanos } from "../../time.js";
import type { Trace } from "../trace.js";
import { spansOf, type Span } from "./signals.js";

/*
 * A wire as sound: what a buzzer, or an earphone behind a capacitor, would make of its level. RIFF WAVE, PCM, one channel of 16
 * bits.
 *
 * The level is averaged exactly over intervals of a quarter of a sample, pulse trains too; a low-pass filter of half the sample rate
 * makes samples of four of them, so that the harmonics of a square wave above it do not come back as other tones; a high-pass
 * filter removes what does not move. The same recording gives the same bytes.
 */

export interface WavOptions {
  /** Nothing later is heard; the file is as long as this. */
  readonly end: Nanos;
  /** Samples a second. */
  readonly rate: number;
}

/** Intervals of a sample. */
const OVERSAMPLING = 4;
/** A step of the level from 0 to 1, in units of the 16 bits; leaves room for what filters overshoot by. */
const AMPLITUDE = 26_000;
/** Corner of the high-pass filter, rad/s: 10 Hz. */
const HIGH_PASS = 63;
const HEADER_BYTES = 44;
const PIECE_SAMPLES = 1 << 15;

/** The file, in pieces. `track`: name of a wire's. Throws UsageError when the recording is too long for one. */
export function* toWav(trace: Trace, track: string, { end, rate }: WavOptions): Iterable<Uint8Array> {
  const samples = Math.floor((end * rate) / 1e9);
  if (2 * samples + HEADER_BYTES > 2 ** 32) {
    throw new UsageError("the recording is too long for a WAV file, which has at most 4 GiB: take a lower rate");
  }
  yield header(samples, rate);
  const wire = trace.get(track);
  const pwm = trace.get(`${track}.pwm`);
  const level = new LevelIntegral(wire ? spansOf(wire, pwm, end) : []);
  const sound = filtered(level, { end, rate }, samples);
  for (let done = 0; done < samples; done += PIECE_SAMPLES) {
    const piece = new DataView(new ArrayBuffer(2 * Math.min(PIECE_SAMPLES, samples - done)));
    for (let at = 0; at < piece.byteLength; at += 2) piece.setInt16(at, sound.next().value ?? 0, true);
    yield new Uint8Array(piece.buffer);
  }
}

function header(samples: number, rate: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(HEADER_BYTES));
  const tag = (at: number, text: string): void => {
    for (let i = 0; i < text.length; i++) view.setUint8(at + i, text.charCodeAt(i));
  };
  const bytes = 2 * samples;
  tag(0, "RIFF");
  view.setUint32(4, HEADER_BYTES - 8 + bytes, true);
  tag(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true); // PCM
  view.setUint16(22, 1, true); // channels
  view.setUint32(24, rate, true);
  view.setUint32(28, 2 * rate, true);
  view.setUint16(32, 2, true); // bytes of a sample
  view.setUint16(34, 16, true);
  tag(36, "data");
  view.setUint32(40, bytes, true);
  return new Uint8Array(view.buffer);
}

/** How long a wire was high between two times, asked for from left to right. An undefined or floating wire keeps its level. */
class LevelIntegral {
  private readonly spans: Iterator<Span>;
  private span: Span | undefined;
  private kept: 0 | 1 = 0;

  constructor(spans: Iterable<Span>) {
    this.spans = spans[Symbol.iterator]();
    this.advance();
  }

  between(from: number, to: number): number {
    let high = 0;
    let at = from;
    while (at < to && this.span) {
      if (this.span.to <= at) this.advance();
      else if (this.span.from > at) at = Math.min(to, this.span.from);
      else {
        const until = Math.min(to, this.span.to);
        high += this.highIn(this.span, at, until);
        at = until;
      }
    }
    return high;
  }

  private highIn({ level, train }: Span, from: number, to: number): number {
    if (train) return highTimeBetween(train, from, to);
    if (level === "0" || level === "1") this.kept = level === "1" ? 1 : 0;
    return this.kept * (to - from);
  }

  private advance(): void {
    const next = this.spans.next();
    this.span = next.done ? undefined : next.value;
  }
}

/** Samples of 16 bits. */
function* filtered(level: LevelIntegral, { end, rate }: WavOptions, samples: number): Generator<number, undefined> {
  const interval = 1e9 / (rate * OVERSAMPLING);
  const taps = lowPass();
  const half = taps.length >> 1;
  // A ring of the last averages. Before time 0 the wire is as it is in the first interval, behind the end as in the last.
  const ring = new Float64Array(taps.length);
  let [read, at, average] = [0, 0, 0];
  const take = (): void => {
    const [from, to] = [read * interval, (read + 1) * interval];
    if (to <= end) average = level.between(from, to) / interval;
    if (read === 0) ring.fill(average);
    ring[at] = average;
    at = (at + 1) % ring.length;
    read++;
  };
  const keep = 1 - HIGH_PASS / rate;
  let before: number | undefined;
  let moving = 0;
  for (let sample = 0; sample < samples; sample++) {
    while (read <= sample * OVERSAMPLING + half) take();
    let low = 0;
    for (let tap = 0; tap < taps.length; tap++)
      low += (taps[tap] as number) * (ring[(at + tap) % ring.length] as number);
    moving = low - (before ?? low) + keep * moving;
    before = low;
    yield Math.max(-32_768, Math.min(32_767, Math.round(AMPLITUDE * moving)));
  }
}

/** Sidelobes of the impulse response at each side, in samples. */
const LOBES = 12;
/** Where the filter has half its gain, of the sample rate: below a half, for it takes some width to fall. */
const CORNER = 0.45;

/**
 * A sinc in a Blackman window. Coefficients are whole parts of 2^24, so that sines that differ in their last bit from one machine
 * to another do not change them.
 */
function lowPass(): readonly number[] {
  const half = LOBES * OVERSAMPLING;
  const raw = Array.from({ length: 2 * half + 1 }, (_, index) => {
    const x = (index - half) / OVERSAMPLING;
    const sinc = x === 0 ? 2 * CORNER : sin(2 * Math.PI * CORNER * x) / (Math.PI * x);
    const phase = (Math.PI * index) / half;
    return Math.round(sinc * (0.42 - 0.5 * cos(phase) + 0.08 * cos(2 * phase)) * 2 ** 24);
  });
  const sum = raw.reduce((total, coefficient) => total + coefficient, 0);
  return raw.map((coefficient) => coefficient / sum);
}
