import { Recorder, TRACK_KINDS, TraceTap, type Nanos } from "@tickless/sim-core";
import { describe, expect, it } from "vitest";
import type { FrameColumns } from "../protocol/store.js";
import { TraceStore } from "./trace-store.js";

/** One bit at 115200 baud, about, and a frame of ten, ns. */
const FRAME: Nanos = 86_800;
const TEXT = "Hello\r\nhello";
const AT = (index: number): Nanos => 1_000_000 + index * FRAME;

/** A board that has sent a text over its UART, of which one byte came back without a stop bit; and 0xbe 0xef over SPI. */
function store(): TraceStore {
  let now = 0;
  const recorder = new Recorder(() => now);
  const writers = new Map<string, ReturnType<Recorder["track"]>>();
  const write = (
    name: string,
    kind: "uart" | "spi",
    time: Nanos,
    values: Record<string, number | Uint8Array>,
  ): void => {
    const track = writers.get(name) ?? recorder.track(name, kind);
    writers.set(name, track);
    now = time + FRAME;
    track.writeAt(time, ...Object.keys(TRACK_KINDS[kind]).map((column) => values[column] ?? 0));
  };
  const bytes = [...new TextEncoder().encode(TEXT)];
  bytes.forEach((data, index) => write("pico.uart0.tx", "uart", AT(index), { durationNs: FRAME, data, status: 0 }));
  write("pico.uart0.rx", "uart", AT(40), { durationNs: FRAME, data: 0xff, status: 1 });
  const words = { mosi: Uint8Array.of(0xbe, 0xef), miso: new Uint8Array() };
  write("pico.spi0", "spi", AT(50), { durationNs: FRAME, bits: 8, ...words });
  const tracks = recorder.trace.tracks.map(({ name, kind }) => ({ name, kind }));
  const made = new TraceStore();
  made.receive({ kind: "begin", run: 1, tracks, ghost: false });
  made.receive({ kind: "delta", run: 1, delta: new TraceTap(recorder.trace).take(now + 1) });
  return made;
}

const uart = { id: "pico.uart0.tx", kind: "frames", tracks: ["pico.uart0.tx", "pico.uart0.rx"] } as const;
const spi = { id: "pico.spi0", kind: "frames", tracks: ["pico.spi0"] } as const;

function columns(
  start: Nanos,
  end: Nanos,
  width: number,
  lane: typeof uart | typeof spi = uart,
): FrameColumns["wires"] {
  const [answer] = store().columns({ start, end, width, lanes: [lane], layer: "current" }).lanes;
  return (answer as FrameColumns).wires;
}

describe("the wires of an UART", () => {
  it("have their bytes as hex and character, and when each was on the wire", () => {
    const [tx, rx] = columns(AT(0), AT(60), 200);
    expect([tx?.name, rx?.name]).toEqual(["TX", "RX"]);
    expect(tx?.frames?.map(({ texts }) => texts[0]).slice(0, 7)).toEqual([
      "48 H",
      "65 e",
      "6c l",
      "6c l",
      "6f o",
      "0d CR",
      "0a LF",
    ]);
    expect(tx?.frames?.[1]).toEqual({ start: AT(1), end: AT(2), texts: ["65 e", "e"], fault: "" });
    expect(rx?.frames).toEqual([{ start: AT(40), end: AT(41), texts: ["ff"], fault: "no stop bit" }]);
  });

  it("have how busy they are, and where something is wrong, when there are too many", () => {
    const [tx, rx] = columns(AT(0), AT(48), 4);
    expect(tx?.frames).toBeUndefined();
    expect([...tx!.busy].map((share) => Math.round(share * 100))).toEqual([100, 0, 0, 0]);
    expect([...rx!.failed]).toEqual([0, 0, 0, 1]);
  });

  it.each([
    ["hello", [0, 7]],
    ["6c 6c", [2, 9]],
    ["0x0d0a", [5]],
    ["o\r", [4]],
    ["olleh", []],
  ])("are searched for %j, as text or bytes, from where it begins", (text, places) => {
    const hits = store().search({ kind: "any", text }, 0, 1, 10);
    expect(hits.map(({ time }) => time)).toEqual(places.map(AT));
    const back = store().search({ kind: "any", text }, AT(60), -1, 10);
    expect(back.map(({ time }) => time)).toEqual(places.map(AT).reverse());
  });

  it("are searched with serial text, too, and read out in the table", () => {
    expect(store().search({ kind: "serial", text: "HELLO" }, AT(1), 1, 10)).toEqual([
      { time: AT(7), track: "pico.uart0.tx", kind: "uart", text: 'sends 0x68 "h"' },
    ]);
    const [wrong] = store().around(AT(40), 1, ["pico.uart0.rx"]);
    expect(wrong?.text).toBe("receives 0xff: no stop bit");
  });
});

describe("the wires of an SPI bus", () => {
  it("are those of one track", () => {
    const [mosi, miso] = columns(AT(49), AT(60), 200, spi);
    expect([mosi?.name, mosi?.frames?.[0]?.texts]).toEqual(["MOSI", ["be ef", "2 B"]]);
    expect([miso?.name, miso?.frames?.[0]?.texts]).toEqual(["MISO", ["not driven"]]);
    expect(store().search({ kind: "any", text: "ef" }, 0, 1, 5)).toMatchObject([{ text: "sends be ef" }]);
  });
});
