import { fileURLToPath } from "node:url";
import type { TraceDelta } from "@tickless/sim-core";
import type { OutputChunk } from "rolldown";
import { build } from "vite";
import type { TraceStore } from "../../packages/viewer/src/store/trace-store.js";

/*
 * The viewer's trace store, built as the page's is (by Vite, into one module), and recordings for it.
 */

const entry = fileURLToPath(new URL("../../packages/viewer/src/store/trace-store.ts", import.meta.url));

export async function loadStore(): Promise<new () => TraceStore> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    resolve: { conditions: ["tickless-source", "module", "browser"] },
    build: { write: false, target: "es2023", minify: true, lib: { entry, formats: ["es"] } },
  });
  const [output] = [built].flat() as { output: OutputChunk[] }[];
  const code = Buffer.from(output!.output[0]!.code).toString("base64");
  const module = (await import(`data:text/javascript;base64,${code}`)) as { TraceStore: new () => TraceStore };
  return module.TraceStore;
}

const ROWS = 1 << 16;
/** ns between two edges, on average. */
const GAP = 100;

type TrackDelta = TraceDelta["tracks"][number];

/** A digital track that changes at irregular times, from row `from` on. */
function edges(name: string, from: number, rows: number): TrackDelta {
  const offsets = new Uint32Array(rows);
  const levels = new Uint8Array(rows);
  let noise = from + 1;
  for (let row = 0; row < rows; row++) {
    noise = (Math.imul(noise, 1664525) + 1013904223) >>> 0;
    offsets[row] = row * GAP + (noise % GAP);
    levels[row] = (from + row) & 1;
  }
  const sequences = Float64Array.from({ length: rows }, (_, row) => from + row);
  return { name, kind: "digital", chunks: [{ base: from * GAP, rows, offsets, sequences, columns: [levels] }] };
}

/** A recording of `count` edges on one pin, in pieces as they come while a simulation runs. */
export function* pinDeltas(count: number): Generator<TraceDelta> {
  for (let from = 0; from < count; from += ROWS) {
    const rows = Math.min(ROWS, count - from);
    yield { end: (from + rows) * GAP, tracks: [edges("pico.GP0", from, rows)] };
  }
}

export function storeOf(Store: new () => TraceStore, deltas: Iterable<TraceDelta>): TraceStore {
  const store = new Store();
  const tracks = [{ name: "pico.GP0", kind: "digital" }];
  store.receive({ kind: "begin", run: 1, tracks, ghost: false });
  for (const delta of deltas) store.receive({ kind: "delta", run: 1, delta });
  return store;
}

const WIDTH = 1920;
const LANES = [{ id: "pico.GP0", kind: "pin", tracks: ["pico.GP0"] }] as const;

/** Asks for the columns of spans that lie all over the recording; `part` of it is in view. */
export function askColumns(store: TraceStore, times: number, part: number): void {
  const { end } = store.info();
  const span = end * part;
  for (let time = 0; time < times; time++) {
    const start = ((end - span) * time) / times;
    store.columns({ start, end: start + span, width: WIDTH, lanes: LANES, layer: "current" });
  }
}

const PINS = 64;
const PIN_EDGES = 10_000;
const WRITES = 10_000;

/** A board of 64 pins that all change, with their (unused) PWM tracks, 16 LEDs, and a display that is written all the time. */
export function boardStore(Store: new () => TraceStore): TraceStore {
  const store = new Store();
  const pins = Array.from({ length: PINS }, (_, pin) => edges(`pico.GP${pin}`, 0, PIN_EDGES));
  const leds = Array.from({ length: 16 }, (_, led) => numbers(`led${led}.brightness`, "output", 2000));
  const trains = pins.map(({ name }): TrackDelta => {
    const columns = [0, 0, 0].map((value) => Float64Array.of(value));
    return { name: `${name}.pwm`, kind: "pwm", chunks: [{ ...times(1, 0), columns }] };
  });
  const tracks = [...pins, ...trains, ...leds, display()];
  store.receive({ kind: "begin", run: 1, tracks: tracks.map(({ name, kind }) => ({ name, kind })), ghost: false });
  store.receive({ kind: "delta", run: 1, delta: { end: PIN_EDGES * GAP, tracks } });
  return store;
}

/** States at times all over the recording, each with the means over a picture's exposure. */
export function askStates(store: TraceStore, times: number): void {
  const { end } = store.info();
  for (let time = 0; time < times; time++) store.stateAt((((time * 7919) % times) / times) * end, 16_000);
}

const times = (rows: number, step: number) => ({
  base: 0,
  rows,
  offsets: Uint32Array.from({ length: rows }, (_, row) => row * step),
  sequences: Float64Array.from({ length: rows }, (_, row) => row),
});

function numbers(name: string, kind: "output", rows: number): TrackDelta {
  const values = Float64Array.from({ length: rows }, (_, row) => (row % 100) / 100);
  return { name, kind, chunks: [{ ...times(rows, (PIN_EDGES * GAP) / rows), columns: [values] }] };
}

/** 1024 bytes of memory, written 128 bytes at a time. */
function display(): TrackDelta {
  const size = 128;
  const data = Uint8Array.from({ length: WRITES * size }, (_, at) => at * 31);
  const ends = Uint32Array.from({ length: WRITES }, (_, row) => (row + 1) * size);
  const offsets = Uint32Array.from({ length: WRITES }, (_, row) => (row % 8) * size);
  const columns = [offsets, { data, ends }];
  return { name: "oled1.gddram", kind: "pixels", chunks: [{ ...times(WRITES, (PIN_EDGES * GAP) / WRITES), columns }] };
}
