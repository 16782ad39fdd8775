import { describe, expect, it } from "vitest";
import type { StoreMessage } from "../protocol/store.js";
import { TraceStore } from "./trace-store.js";

const begin = (run: number, ghost: boolean): StoreMessage => {
  return { kind: "begin", run, ghost, tracks: [{ name: "pico.GP1", kind: "digital" }] };
};
const level = (run: number, time: number, value: number): StoreMessage => {
  const rows = { base: time, rows: 1, offsets: Uint32Array.of(0), sequences: Float64Array.of(time) };
  const chunks = [{ ...rows, columns: [Uint8Array.of(value)] }];
  return { kind: "delta", run, delta: { end: time + 10, tracks: [{ name: "pico.GP1", kind: "digital", chunks }] } };
};
const lanes = [{ id: "pico.GP1", kind: "pin", tracks: ["pico.GP1"] }] as const;
const shown = (store: TraceStore, layer: "current" | "ghost") => {
  const [pin] = store.columns({ start: 0, end: 10, width: 1, lanes, layer }).lanes;
  return pin?.kind === "pin" ? [...pin.levels] : [];
};

describe("the trace store", () => {
  it("keeps the run before as the ghost when it is asked to", () => {
    const store = new TraceStore();
    store.receive(begin(1, false));
    store.receive(level(1, 0, 0));
    store.receive(begin(2, true));
    expect(store.receive(level(2, 0, 1))).toBe(true);
    expect([shown(store, "current"), shown(store, "ghost")]).toEqual([[2], [1]]);
    store.receive(begin(3, false));
    expect([shown(store, "current"), shown(store, "ghost")]).toEqual([[0], [0]]);
  });

  it("ignores rows of a run that is over", () => {
    const store = new TraceStore();
    store.receive(begin(1, false));
    store.receive(begin(2, true));
    expect(store.receive(level(1, 0, 1))).toBe(false);
    expect(store.info()).toEqual({ run: 2, tracks: [{ name: "pico.GP1", kind: "digital" }], end: 0, rows: 0 });
  });

  it("tells how far the recording reaches", () => {
    const store = new TraceStore();
    store.receive(begin(1, false));
    store.receive(level(1, 50, 1));
    expect(store.info()).toMatchObject({ run: 1, end: 60, rows: 1 });
  });
});
