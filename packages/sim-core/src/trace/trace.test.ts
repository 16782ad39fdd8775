import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Recorder, Track } from "./index.js";

/** A recorder whose clock the test sets. */
function recorder() {
  const clock = { now: 0 };
  return { clock, recorder: new Recorder(() => clock.now) };
}

describe("a track", () => {
  it("answers what was in force at any time", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1e10), { minLength: 1, maxLength: 300 }), fc.nat(1e10), (gaps, at) => {
        const times = [...gaps].sort((a, b) => a - b);
        const track = new Track("x", "analog");
        times.forEach((time, row) => track.append(time, row, [row]));
        const expected = times.filter((time) => time <= at).length - 1;
        expect(track.rowAt(at)).toBe(expected);
        if (expected >= 0) expect(track.value(expected)).toBe(expected);
      }),
    );
  });

  it("is exact over chunk borders: many rows, and gaps longer than 2^32 ns", () => {
    const track = new Track("x", "digital");
    for (let row = 0; row < 150_000; row++) track.append(row * 3, row, [row & 1]);
    track.append(3e13, 150_000, [1]);
    expect(track.rows).toBe(150_001);
    expect(track.chunks.length).toBe(4);
    expect(track.time(149_999)).toBe(449_997);
    expect(track.time(150_000)).toBe(3e13);
    expect(track.rowAt(2e13)).toBe(149_999);
  });

  it("forgets from any row on", () => {
    const track = new Track("x", "fault");
    for (let row = 0; row < 70_000; row++) track.append(row, row, ["k", String(row)]);
    track.truncate(65_536);
    expect(track.rows).toBe(65_536);
    track.truncate(10);
    expect(track.rows).toBe(10);
    track.append(99, 10, ["k", "new"]);
    expect(track.value(10, 1)).toBe("new");
    track.truncate(0);
    expect(track.rowAt(1e9)).toBe(-1);
  });
});

describe("a cursor", () => {
  it("reads rows, framebuffers and text as they were", () => {
    const { clock, recorder: rec } = recorder();
    const pixels = rec.track("oled.gddram", "pixels");
    const serial = rec.track("pico.serial", "text");
    pixels.write(0, Uint8Array.of(1, 2, 3));
    serial.write(new TextEncoder().encode("caf\u00e9").subarray(0, 4));
    clock.now = 10;
    pixels.write(1, Uint8Array.of(9));
    serial.write(new TextEncoder().encode("caf\u00e9!").subarray(4));
    expect([...rec.trace.at(9).pixels("oled.gddram", 4)]).toEqual([1, 2, 3, 0]);
    expect([...rec.trace.at(10).pixels("oled.gddram", 4)]).toEqual([1, 9, 3, 0]);
    expect(rec.trace.at(10).text("pico.serial")).toBe("caf\u00e9!");
    expect(rec.trace.at(10).row("oled.gddram")).toEqual({ offset: 1, data: Uint8Array.of(9) });
    expect(rec.trace.at(10).number("nothing")).toBeUndefined();
  });
});

describe("a fingerprint", () => {
  const record = (names: readonly string[], rows: readonly (readonly [string, number, number])[]): string => {
    const { clock, recorder: rec } = recorder();
    const tracks = new Map(names.map((name) => [name, rec.track(name, "digital")]));
    for (const [name, time, value] of rows) {
      clock.now = time;
      tracks.get(name)!.write(value);
    }
    return rec.trace.fingerprint();
  };

  it("does not depend on the order in which tracks were declared", () => {
    const rows = [["a", 1, 1] as const, ["b", 2, 0] as const];
    expect(record(["a", "b"], rows)).toBe(record(["b", "a"], rows));
  });

  it("differs when any time, value, name or row differs", () => {
    const base = record(["a", "b"], [["a", 1, 1]]);
    expect(record(["a", "b"], [["a", 2, 1]])).not.toBe(base);
    expect(record(["a", "b"], [["a", 1, 0]])).not.toBe(base);
    expect(record(["a", "b"], [["b", 1, 1]])).not.toBe(base);
    expect(record(["a", "b"], [])).not.toBe(base);
  });

  it("does not tell tracks that stayed empty", () => {
    expect(record(["a", "b"], [["a", 1, 1]])).toBe(record(["a"], [["a", 1, 1]]));
  });

  it("is the same after going back to a mark and recording the same again", () => {
    const { clock, recorder: rec } = recorder();
    const track = rec.track("a", "text");
    track.write(Uint8Array.of(1));
    const mark = rec.mark();
    const goOn = (): string => {
      clock.now = 5;
      track.write(Uint8Array.of(2));
      return rec.trace.fingerprint();
    };
    const straight = goOn();
    rec.rewind(mark);
    expect(rec.trace.fingerprint()).not.toBe(straight);
    expect(goOn()).toBe(straight);
  });
});
