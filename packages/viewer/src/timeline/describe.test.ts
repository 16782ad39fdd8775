import { describe as group, expect, it } from "vitest";
import type { Lane, LaneColumns, PinColumns } from "../protocol/store.js";
import { describe } from "./describe.js";

const lane = (kind: Lane["kind"], id = "x"): Lane => ({
  id,
  kind,
  label: id,
  detail: "",
  part: "",
  net: undefined,
  tracks: [id],
  shown: true,
});
const plan = { start: 0, end: 1000, width: 100 };

function at(time: number, columns: LaneColumns, kind: Lane["kind"] = "pin", line?: { key: number; name: string }) {
  const own = lane(kind, kind === "output" ? "led1.brightness" : "x");
  const answer = { plan, key: "", lanes: new Map([[own.id, columns]]) };
  return describe({ lane: own, line, time, reach: 8, end: 900 }, answer).map((text) => text.replaceAll("\u202f", "_"));
}

const pin: PinColumns = {
  kind: "pin",
  levels: new Uint8Array(100).fill(1),
  edges: { times: Float64Array.of(200, 450), levels: Uint8Array.of(1, 0), before: 0 },
  duty: undefined,
  trains: undefined,
  volts: undefined,
};

group("what the pointer is at", () => {
  it("is a level, how long, since and until when", () => {
    expect(at(300, pin)).toEqual(["high for 250 ns", "since 200 ns", "until 450 ns"]);
    expect(at(100, pin)).toEqual(["low", "until 200 ns"]);
    expect(at(500, pin)).toEqual(["low", "since 450 ns"]);
  });

  it("is nothing beyond the recording's ends", () => {
    expect(at(-1, pin)).toEqual([]);
    expect(at(901, pin)).toEqual([]);
  });

  it("is a mixture of levels when there are too many edges", () => {
    expect(at(300, { ...pin, levels: new Uint8Array(100).fill(3), edges: undefined })).toEqual([
      "low and high: many edges",
    ]);
  });

  it("is a pulse train with its duty and frequency", () => {
    const pulses: PinColumns = {
      ...pin,
      levels: new Uint8Array(100).fill(16),
      edges: { times: new Float64Array(), levels: new Uint8Array(), before: 4 },
      duty: { min: new Float32Array(100).fill(0.25), max: new Float32Array(100).fill(0.5) },
      trains: Float64Array.of(0, 100, 25),
    };
    expect(at(300, pulses)).toEqual(["PWM 25.0 % · 10.000 MHz", "high 25 ns of 100 ns"]);
    expect(at(300, { ...pulses, trains: undefined })).toEqual(["PWM 25.0 % to 50.0 %"]);
  });

  it("is a value, or a range of values", () => {
    const min = new Float32Array(100).fill(0.1);
    const max = new Float32Array(100).fill(0.1);
    max[40] = 0.3;
    const curve: LaneColumns = { kind: "curve", min, max, range: [0, 1] };
    expect(at(395, curve, "output")).toEqual(["10.0 %"]);
    expect(at(405, curve, "output")).toEqual(["10.0 % to 30.0 %"]);
  });

  it("is a transfer with all its bytes", () => {
    const transfer = {
      start: 300,
      end: 400,
      address: 0x3c,
      read: false,
      status: 2,
      acknowledged: 1,
      data: Uint8Array.of(0, 0xae),
      length: 2,
    };
    const i2c: LaneColumns = {
      kind: "i2c",
      busy: new Float32Array(100),
      failed: new Uint8Array(100),
      transfers: [transfer],
    };
    expect(at(295, i2c, "i2c")).toEqual([
      "write to 0x3c, 2 bytes",
      "00 ae",
      "NACK: a byte was refused",
      "300 ns, took 100 ns",
    ]);
    expect(at(600, i2c, "i2c")).toEqual(["idle"]);
  });

  it("is what a task does", () => {
    const spans = [
      { start: 100, end: 130, state: 1, on: "" },
      { start: 130, end: 600, state: 2, on: "sleep" },
    ];
    const tasks: LaneColumns = {
      kind: "tasks",
      tasks: [{ id: 1, name: "blink", running: new Float32Array(100), state: new Uint8Array(100), spans }],
    };
    const line = { key: 1, name: "blink" };
    expect(at(110, tasks, "tasks", line)).toEqual(["blink runs", "for 30 ns", "since 100 ns"]);
    expect(at(300, tasks, "tasks", line)).toEqual(["blink waits: sleep", "for 470 ns", "since 130 ns"]);
    expect(at(300, tasks, "tasks")).toEqual([]);
  });

  it("is the event nearby", () => {
    const events = [{ time: 500, track: "x", kind: "fault", text: "contention" }];
    const faults: LaneColumns = { kind: "events", counts: new Uint32Array(100), events };
    expect(at(505, faults, "faults")).toEqual(["contention", "at 500 ns"]);
    expect(at(520, faults, "faults")).toEqual([]);
  });
});
