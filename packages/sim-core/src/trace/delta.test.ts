import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { appendDelta, buffersOf, Recorder, Trace, TraceTap, Track, type TraceDelta } from "./index.js";

const KINDS = { level: "digital", log: "text", faults: "fault", ram: "pixels" } as const;

/** As another worker gets it: the buffers are moved, not copied. */
const send = (delta: TraceDelta): TraceDelta => structuredClone(delta, { transfer: buffersOf(delta) });

describe("what is taken from a recording bit by bit", () => {
  it("is the recording, wherever it is cut", () => {
    const step = fc.record({ gap: fc.nat(5_000_000_000), kind: fc.nat(3), value: fc.nat(255), take: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        let now = 0;
        const recorder = new Recorder(() => now);
        const writers = Object.entries(KINDS).map(([name, kind]) => recorder.track(name, kind));
        const copy = new Trace();
        for (const [name, kind] of Object.entries(KINDS)) copy.add(new Track(name, kind));
        const tap = new TraceTap(recorder.trace);
        const bytes = (value: number): Uint8Array => new Uint8Array(value % 5).fill(value);
        for (const { gap, kind, value, take } of steps) {
          now += gap;
          if (kind === 0) writers[0]?.write(value & 1);
          if (kind === 1) writers[1]?.write(bytes(value));
          if (kind === 2) writers[2]?.write("kind", String(value));
          if (kind === 3) writers[3]?.write(value, bytes(value));
          if (take) appendDelta(copy, send(tap.take(now)));
        }
        appendDelta(copy, send(tap.take(now)));
        expect(copy.fingerprint()).toBe(recorder.trace.fingerprint());
        expect(tap.take(now).tracks).toEqual([]);
      }),
    );
  });

  it("takes nothing from the recording itself", () => {
    const recorder = new Recorder(() => 0);
    recorder.track("log", "text").write(Uint8Array.of(1, 2));
    const before = recorder.trace.fingerprint();
    send(new TraceTap(recorder.trace).take(0));
    expect(recorder.trace.fingerprint()).toBe(before);
  });
});
