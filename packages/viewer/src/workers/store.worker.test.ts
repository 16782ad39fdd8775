import { proxy, releaseProxy, wrap, type Remote } from "comlink";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { StoreApi, StoreInfo, StoreMessage } from "../protocol/store.js";

/** The worker's global scope is an end of this channel. */
const scope = new MessageChannel();
const sim = new MessageChannel();
let store: Remote<StoreApi>;

beforeAll(async () => {
  vi.stubGlobal("addEventListener", scope.port1.addEventListener.bind(scope.port1));
  vi.stubGlobal("postMessage", scope.port1.postMessage.bind(scope.port1));
  await import("./store.worker.js");
  scope.port1.start();
  store = wrap<StoreApi>(scope.port2);
});

afterAll(() => {
  store[releaseProxy]();
  for (const { port1, port2 } of [scope, sim]) [port1, port2].forEach((port) => port.close());
  vi.unstubAllGlobals();
});

const NAME = "pico.GP1";
const begin: StoreMessage = { kind: "begin", run: 1, tracks: [{ name: NAME, kind: "digital" }], ghost: false };
const edge = (time: number, level: number): StoreMessage => {
  const rows = { base: time, rows: 1, offsets: Uint32Array.of(0), sequences: Float64Array.of(time) };
  const chunks = [{ ...rows, columns: [Uint8Array.of(level)] }];
  return { kind: "delta", run: 1, delta: { end: time + 1, tracks: [{ name: NAME, kind: "digital", chunks }] } };
};

describe("the store's worker", () => {
  it("takes what the simulation sends, tells of it now and then, and answers", async () => {
    const told: StoreInfo[] = [];
    const { transfer } = await import("comlink");
    await store.connect(
      transfer(sim.port2, [sim.port2]),
      proxy((info: StoreInfo) => void told.push(info)),
    );
    sim.port1.postMessage(begin);
    for (let time = 0; time < 100; time++) sim.port1.postMessage(edge(time, time & 1));
    await vi.waitFor(() => expect(told.at(-1)).toMatchObject({ run: 1, rows: 100, end: 100 }));
    expect(told.length).toBeLessThan(20);

    const lanes = [{ id: NAME, kind: "pin", tracks: [NAME] }] as const;
    const columns = await store.columns({ start: 0, end: 100, width: 1, lanes, layer: "current" });
    expect(columns.lanes[0]).toMatchObject({ kind: "pin", levels: Uint8Array.of(3) });
    expect((await store.stateAt(50, 0)).values).toEqual(Float64Array.of(0));
    expect(await store.next(10, 1, lanes)).toBe(11);
    expect((await store.overview(4)).activity).toHaveLength(4);
    expect(await store.info()).toEqual(told.at(-1));
  });
});
