import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ms, s, type Nanos } from "../../time.js";
import { Recorder } from "../recorder.js";
import { toWav } from "./wav.js";

type Change = readonly [time: Nanos, level: 0 | 1 | 2 | 3 | readonly [period: number, high: number]];

function wav(changes: readonly Change[], end: Nanos, rate = 44_100) {
  let now = 0;
  const recorder = new Recorder(() => now);
  const level = recorder.track("pico.GP15", "digital");
  const pwm = recorder.track("pico.GP15.pwm", "pwm");
  for (const [time, value] of changes) {
    now = time;
    if (typeof value !== "number") pwm.write(value[0], value[1], time);
    level.write(typeof value === "number" ? value : 4);
  }
  const pieces = [...toWav(recorder.trace, "pico.GP15", { end, rate })];
  const bytes = new Uint8Array(Buffer.concat(pieces));
  return { pieces, bytes, samples: new Int16Array(bytes.buffer, 44) };
}

const hann = Float64Array.from({ length: 1 << 16 }, (_, n) => Math.cos((2 * Math.PI * n) / (1 << 16)));

/** How strong a frequency is in some samples: amplitude of its sine (Goertzel's algorithm, with a Hann window). */
function strength(samples: Int16Array, hertz: number, rate = 44_100): number {
  const turn = 2 * Math.cos((2 * Math.PI * hertz) / rate);
  let [one, two] = [0, 0];
  samples.forEach((sample, n) => {
    const next = sample * (0.5 - 0.5 * hann[((n * hann.length) / samples.length) | 0]!) + turn * one - two;
    two = one;
    one = next;
  });
  return (4 * Math.sqrt(one * one + two * two - turn * one * two)) / samples.length;
}

const tone = (hertz: number, duty = 0.5): readonly [number, number] => [1e9 / hertz, (duty * 1e9) / hertz];

describe("a wire as sound", () => {
  it("has the header of 16-bit PCM with one channel, and as many samples as the run is long", () => {
    const { bytes } = wav([[0, 0]], s(2), 8000);
    const view = new DataView(bytes.buffer);
    const text = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
    expect([text(0), text(8), text(12), text(36)]).toEqual(["RIFF", "WAVE", "fmt ", "data"]);
    expect(bytes.length).toBe(44 + 2 * 16_000);
    expect(view.getUint32(4, true)).toBe(bytes.length - 8);
    expect(view.getUint32(40, true)).toBe(32_000);
    const format = [16, 20, 22, 32, 34].map((at) => view.getUint16(at, true));
    expect(format).toEqual([16, 1, 1, 2, 16]);
    expect([24, 28].map((at) => view.getUint32(at, true))).toEqual([8000, 16_000]);
  });

  it("of a pulse train of 440 Hz is strongest at 440 Hz, with odd harmonics at their strengths and no others", () => {
    const { samples } = wav([[0, tone(440)]], s(2));
    const settled = samples.subarray(44_100);
    const all = Array.from({ length: 1000 }, (_, i) => 20 + 20 * i);
    const strengths = all.map((hertz) => strength(settled.subarray(0, 8820), hertz));
    expect(all[strengths.indexOf(Math.max(...strengths))]).toBe(440);
    const first = strength(settled, 440);
    // A square wave of height 1: 2 / π.
    expect(first / 26_000).toBeCloseTo(2 / Math.PI, 2);
    expect(strength(settled, 3 * 440) / first).toBeCloseTo(1 / 3, 2);
    expect(strength(settled, 11 * 440) / first).toBeCloseTo(1 / 11, 2);
    expect(strength(settled, 2 * 440) / first).toBeLessThan(0.001);
    // The 51st harmonic, 22,440 Hz, would come back as 21,660 Hz; the 101st, 44,440 Hz, as 340 Hz.
    expect(strength(settled, 340) / first).toBeLessThan(0.0005);
  });

  it("of what is too high to be heard is silent, and changes of its duty are not", () => {
    const carrier = wav([[0, tone(1e6)]], s(1));
    expect(Math.max(...carrier.samples.subarray(22_050).map(Math.abs))).toBeLessThan(30);
    const duties = Array.from({ length: 1000 }, (_, n): Change => {
      return [n * ms(1), tone(1e6, n % 2 ? 0.75 : 0.25)];
    });
    const { samples } = wav(duties, s(1));
    expect(strength(samples.subarray(4410), 500) / 26_000).toBeCloseTo(1 / Math.PI, 2);
  });

  it("of edges by hand is that of the same edges as a pulse train", () => {
    const edges = Array.from({ length: 2000 }, (_, n): Change => [n * 500_000, n % 2 ? 0 : 1]);
    const [written, train] = [wav(edges, s(1)).samples, wav([[0, tone(1000)]], s(1)).samples];
    const worst = Math.max(...written.map((sample, n) => Math.abs(sample - train[n]!)));
    expect(worst).toBeLessThanOrEqual(1);
  });

  it("has no direct current, clips nothing, and keeps the level of a wire that floats", () => {
    const change = fc.tuple(fc.integer({ min: 1, max: ms(20) }), fc.constantFrom(0, 1, 2, 3));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 50 }), (list) => {
        let now = 0;
        const changes = list.map(([gap, level]): Change => [(now += gap), level]);
        const { samples } = wav([[0, 0], ...changes], now + s(1), 8000);
        expect(samples[0]).toBe(0);
        expect(Math.abs(samples.at(-1)!)).toBeLessThanOrEqual(1);
        expect(Math.max(...samples.map(Math.abs))).toBeLessThan(32_000);
        let last = 0;
        const kept = changes.map(([time, level]): Change => [
          time,
          (last = level === 1 || level === 0 ? level : last) as 0 | 1,
        ]);
        expect(wav([[0, 0], ...kept], now + s(1), 8000).samples).toEqual(samples);
      }),
      { numRuns: 30 },
    );
  });

  it("comes in pieces, the same each time", () => {
    const { pieces, bytes } = wav([[ms(3), tone(440)]], s(2));
    expect(pieces.length).toBeGreaterThan(2);
    expect(bytes).toEqual(wav([[ms(3), tone(440)]], s(2)).bytes);
  });

  it("is refused when it would be too long for the format", () => {
    expect(() => wav([[0, 0]], s(100_000))).toThrow("at most 4 GiB: take a lower rate");
  });
});
