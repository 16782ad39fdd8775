import { describe, expect, it } from "vitest";
import type { Nanos } from "../../time.js";
import { Recorder } from "../recorder.js";
import type { TrackKind, Value } from "../track.js";
import { toPerfetto } from "./perfetto.js";

type Row = readonly [time: Nanos, ...values: Value[]];

function exported(tracks: readonly (readonly [name: string, kind: TrackKind, ...rows: Row[]])[], end = 10_000) {
  let now = 0;
  const recorder = new Recorder(() => now);
  for (const [name, kind, ...rows] of tracks) {
    const writer = recorder.track(name, kind);
    for (const [time, ...values] of rows) {
      now = time;
      writer.write(...values);
    }
  }
  const text = [...toPerfetto(recorder.trace, { end, about: { seed: 7 } })].join("");
  return JSON.parse(text) as { otherData: unknown; traceEvents: Record<string, unknown>[] };
}

/** Without what only names processes and threads. */
const events = (file: ReturnType<typeof exported>) => file.traceEvents.filter(({ ph }) => ph !== "M");

describe("trace events", () => {
  it("have a thread for each task: runs are slices, waits are asynchronous", () => {
    const file = exported([
      [
        "pico.tasks",
        "task",
        [0, 1, 3, "main"],
        [0, 1, 1, ""],
        [1500, 1, 2, "sleep"],
        [1500, 2, 3, "blink"],
        [4000, 1, 1, ""],
        [5000, 1, 0, ""],
      ],
    ]);
    expect(file.otherData).toEqual({ program: "Tickless", seed: 7 });
    expect(file.traceEvents.filter(({ name }) => name === "thread_name").map(({ args }) => args)).toEqual([
      { name: "main" },
      { name: "blink" },
    ]);
    expect(events(file)).toEqual([
      { name: "main", ph: "X", ts: 0, dur: 1.5, pid: 1, tid: 1 },
      { name: "await sleep", cat: "await", id: "1", pid: 1, tid: 1, ph: "b", ts: 1.5 },
      { name: "await sleep", cat: "await", id: "1", pid: 1, tid: 1, ph: "e", ts: 4 },
      { name: "main", ph: "X", ts: 4, dur: 1, pid: 1, tid: 1 },
    ]);
  });

  it("end with the recording what goes on then", () => {
    const file = exported([
      ["pico.tasks", "task", [0, 1, 3, "main"], [2000, 1, 2, "event"]],
      ["pico.interrupts", "interrupt", [0, "timer 1", 1], [1000, "pin 14", 1], [2000, "pin 14", 0]],
    ]);
    expect(events(file)).toMatchObject([
      { name: "pin 14", ph: "X", ts: 1, dur: 1 },
      { name: "timer 1", ph: "X", ts: 0, dur: 10 },
      { name: "await event", ph: "b", ts: 2 },
      { name: "await event", ph: "e", ts: 10 },
    ]);
  });

  it("show transfers and frames with their bytes, texts and faults as instants, levels and numbers as counters", () => {
    const file = exported([
      ["btn1.pressed", "control", [3000, 1]],
      ["pico.faults", "fault", [4000, "firmware", "too late"]],
      ["pico.i2c0", "i2c", [1000, 2500, 0x3c, 0, 2, 1, Uint8Array.of(0, 0xaf)]],
      ["pico.serial", "text", [5000, new TextEncoder().encode("hi\n")]],
      ["pico.spi0", "spi", [5500, 800, 8, 0, Uint8Array.of(0x9f), Uint8Array.of(0xef)]],
      ["pico.spi1", "spi", [5500, 800, 8, 3, Uint8Array.of(1, 2), new Uint8Array()]],
      ["pico.uart0.tx", "uart", [6000, 86_800, 0x41, 0, 8, 0, 1, 0], [93_000, 113_000, 0, 4, 8, 0, 1, 0]],
    ]);
    const bytes = { status: "data not acknowledged", acknowledged: 1, bytes: "00 af" };
    expect(events(file)).toMatchObject([
      { name: "pressed", ph: "C", ts: 3, args: { value: 1 } },
      { name: "too late", ph: "i", ts: 4 },
      { name: "write 0x3c", ph: "X", ts: 1, dur: 2.5, args: bytes },
      { name: "hi\n", ph: "i", ts: 5 },
      { name: "0x9f", ph: "X", ts: 5.5, dur: 0.8, args: { mode: 0, sent: "9f", received: "ef" } },
      { name: "2 bytes", ph: "X", ts: 5.5, dur: 0.8, args: { mode: 3, sent: "01 02" } },
      { name: "0x41", ph: "X", ts: 6, dur: 86.8, args: { status: "ok" } },
      { name: "break", ph: "X", ts: 93, dur: 113, args: { status: "break" } },
    ]);
    expect(file.traceEvents.filter(({ name }) => name === "process_name").map(({ pid, args }) => [pid, args])).toEqual([
      [1, { name: "btn1" }],
      [2, { name: "pico" }],
    ]);
  });

  it("give a wire's level as 0 and 1, a pulse train's as its duty, and what floats as it was", () => {
    const file = exported([
      ["pico.GP1", "digital", [0, 3], [1000, 1], [2000, 2], [3000, 4], [5000, 0]],
      ["pico.GP1.pwm", "pwm", [0, 0, 0, 0], [3000, 1000, 250, 3000], [4000, 1000, 500, 4000]],
    ]);
    const values = events(file).map(({ ts, ph, args }) => [ph, ts, (args as { value: number }).value]);
    expect(values).toEqual([0, 1, 3, 4, 5].map((ts, index) => ["C", ts, [0, 1, 0.25, 0.5, 0][index]]));
  });

  it("come in pieces, so that the longest run is no longer than a file may be", () => {
    let now = 0;
    const recorder = new Recorder(() => now);
    const [level, tasks] = [recorder.track("pico.GP1", "digital"), recorder.track("pico.tasks", "task")];
    tasks.write(1, 3, "main");
    for (; now < 50_000; now++) {
      level.write(now & 1);
      tasks.write(1, 1 + (now & 1), "event");
    }
    const pieces = [...toPerfetto(recorder.trace, { end: now })];
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(100_000);
    const { traceEvents } = JSON.parse(pieces.join("")) as { traceEvents: { ph: string }[] };
    const count = (wanted: string): number => traceEvents.filter(({ ph }) => ph === wanted).length;
    expect(["C", "X", "b", "e"].map(count)).toEqual([50_000, 25_000, 25_000, 25_000]);
  });
});
