/**
 * Addressable LEDs with WS2812B: `wokwi-neopixel` (one), `wokwi-led-strip`, `wokwi-led-ring`, `wokwi-led-matrix` and
 * `wokwi-neopixel-matrix`.
 *
 * Pins: DIN; DOUT, to the next one's DIN; VDD and VSS (VCC and GND at rings and the NeoPixel matrix; twice at strips).
 * Source: Worldsemi WS2812B data sheet: a 0 is 0.4 µs high and 0.85 µs low, a 1 is 0.8 and 0.45 µs, each ±150 ns; 24 bits a pixel,
 *   green, red, blue, highest bit first; each chip keeps the first 24 bits and repeats the rest at DOUT; shown when the line has
 *   been low for 50 µs. Times of 400 kHz are understood as by the WS2811 in its slow mode.
 *
 * Attributes
 *   pixels        strip 8, ring 16; at most 4096
 *   rows, cols    matrix, 8 each
 *   layout (matrixLayout)          which way a matrix is wired: "" all rows left to right, or "serpentine" every other row backwards
 *   brightness (matrixBrightness)  how bright the viewer draws a matrix, 1
 *   pixelShape, pixelSize, background, pixelSpacing, rowSpacing, colSpacing, blurLight, animation  for the user interface
 * Outputs: `pixels`, red, green and blue of each pixel (0 to 255), in the order of the chain; written when it is shown and has
 *   changed. Dark at first.
 * Faults: `timing`, pulses out of tolerance: each counts as the nearer of 0 and 1. `no-power`: data came, but no supply.
 * Works from 3 V (the data sheet says 3.5 V, boards feed them 3.3 V). Without supply they are dark and pass nothing on; switched
 * on again they are dark until they have got new data.
 *
 * Not modelled: chips with white (SK6812 RGBW); newer chips that take 280 µs to show; levels and current of the supply; 300 ns
 * of delay from chip to chip; the 2 kHz by which they dim; data lines with other than their supply's levels; bit-banging DIN by
 * single pin writes (no program in Python is fast enough).
 */
import {
  defineDevice,
  type Bitstream,
  type BitstreamReceiver,
  type DeviceContext,
  type DeviceDefinition,
  type Nanos,
} from "@tickless/sim-core";
import { choiceAttribute, numberAttribute } from "../attributes.js";
import { tell, type Excursions } from "../excursions.js";
import { declareSupply } from "../power.js";
import { LAYOUTS } from "./matrix.js";
import { BYTES_PER_PIXEL, FAST, readTiming, RESET, understoodBytes, type Reading } from "./protocol.js";

const LEAST_VOLTS = 3;
export const MOST_PIXELS = 4096;

interface NeoPixelState {
  /** What the chips have got since the line was last low for long: as sent, green first. */
  got: Uint8Array;
  count: number;
  /** What they show, red first. */
  shown: Uint8Array;
  /** When the last burst ended; -1: there was none since they were switched on. */
  ended: Nanos;
  /** A burst is under way. */
  receiving: boolean;
  powered: boolean;
  told: Excursions;
}

interface Kind {
  readonly power?: readonly [plus: string, minus: string];
  count(ctx: DeviceContext<NeoPixelState>): number;
}

class Chain implements BitstreamReceiver {
  private readonly bytes: number;
  private readonly output;
  private readonly latch;
  private readonly supply;
  private readonly dout;
  private timing: { readonly of: string; readonly reading: Reading } | undefined;

  constructor(
    private readonly ctx: DeviceContext<NeoPixelState>,
    kind: Kind,
  ) {
    this.bytes = kind.count(ctx) * BYTES_PER_PIXEL;
    ctx.state.got = new Uint8Array(this.bytes);
    ctx.state.shown = new Uint8Array(this.bytes);
    this.output = ctx.output("pixels", "pixels");
    this.output.write(0, ctx.state.shown.slice());
    this.latch = ctx.timer(() => this.show(ctx.state.got, ctx.state.count));
    this.dout = ctx.pin("DOUT");
    this.supply = declareSupply(ctx, LEAST_VOLTS, () => this.supplyChanged(), kind.power ?? ["VDD", "VSS"]);
    ctx.bitstreamReceiver(ctx.pin("DIN"), this);
  }

  begin(): void {
    const { state } = this.ctx;
    if (state.receiving) return;
    state.receiving = true;
    if (!this.isPowered()) return;
    // Its first edge ends the time that the line has been low.
    if (this.latch.pending) this.latch.stop();
    for (const next of this.next()) next.begin?.();
  }

  receive(burst: Bitstream): void {
    const { state } = this.ctx;
    // Nothing is left of a burst that has gone round in a circle.
    if (!state.receiving && burst.data.length === 0) return;
    state.receiving = false;
    if (!this.isPowered()) return;
    const reading = this.readingOf(burst);
    const continues = state.ended >= 0 && burst.start - state.ended < RESET;
    state.ended = this.ctx.now;
    if (!continues) state.count = 0;
    this.latch.start(RESET);
    const data = reading.lost ? burst.data.subarray(0, 0) : understoodBytes(burst, reading);
    const own = Math.min(data.length, this.bytes - state.count);
    state.got.set(data.subarray(0, own), state.count);
    state.count += own;
    this.pass(burst, data.subarray(own));
  }

  private pass(burst: Bitstream, rest: Uint8Array): void {
    const next = this.next();
    if (next.length === 0) return;
    // The chips send with the data sheet's times, each bit as it comes.
    const { start } = burst;
    const before = burst.data.length === 0 ? 0 : 1 - rest.length / burst.data.length;
    const from = start + Math.round((this.ctx.now - start) * before);
    for (const receiver of next) receiver.receive({ start: from, timing: FAST, data: rest });
  }

  private next(): readonly BitstreamReceiver[] {
    return this.dout.net < 0 ? [] : this.ctx.bitstreamReceivers(this.dout);
  }

  private readingOf({ timing }: Bitstream): Reading {
    const of = timing.join();
    if (this.timing?.of !== of) this.timing = { of, reading: readTiming(timing) };
    const { reading } = this.timing;
    tell(this.ctx, "timing", reading.fault !== "", reading.fault);
    return reading;
  }

  private isPowered(): boolean {
    const { powered } = this.ctx.state;
    const message = "data came, but there is no supply of at least 3 V: the LEDs stay dark";
    tell(this.ctx, "no-power", !powered, message);
    return powered;
  }

  private supplyChanged(): void {
    const { state } = this.ctx;
    const powered = this.supply.volts > 0;
    if (powered === state.powered) return;
    Object.assign(state, { powered, count: 0, ended: -1 });
    this.latch.stop();
    if (!powered) {
      state.got.fill(0);
      this.show(state.got, this.bytes);
    }
  }

  /** Shows the first `count` bytes that have come, as red, green and blue; writes from the first pixel that has changed to the last. */
  private show(got: Uint8Array, count: number): void {
    const { shown } = this.ctx.state;
    let [first, end] = [-1, -1];
    // Of a pixel whose bits have not all come, nothing is shown.
    for (let at = 0; at + BYTES_PER_PIXEL <= count; at += BYTES_PER_PIXEL) {
      const [green, red, blue] = [got[at] as number, got[at + 1] as number, got[at + 2] as number];
      if (shown[at] === red && shown[at + 1] === green && shown[at + 2] === blue) continue;
      shown[at] = red;
      shown[at + 1] = green;
      shown[at + 2] = blue;
      if (first < 0) first = at;
      end = at + BYTES_PER_PIXEL;
    }
    if (first >= 0) this.output.write(first, shown.slice(first, end));
  }
}

const initialState = (): NeoPixelState => ({
  got: new Uint8Array(0),
  count: 0,
  shown: new Uint8Array(0),
  ended: -1,
  receiving: false,
  powered: false,
  told: [],
});

const whole = (ctx: DeviceContext<NeoPixelState>, name: string, fallback: number, max: number): number =>
  Math.round(numberAttribute(ctx, name, { fallback, min: 1, max }));

const pixels =
  (fallback: number): Kind["count"] =>
  (ctx) =>
    whole(ctx, "pixels", fallback, MOST_PIXELS);

function matrixCount(ctx: DeviceContext<NeoPixelState>): number {
  for (const name of LAYOUTS) choiceAttribute(ctx, name, ["", "serpentine"], "");
  return whole(ctx, "rows", 8, 64) * whole(ctx, "cols", 8, 64);
}

function define(
  type: string,
  pins: readonly string[],
  attributes: readonly string[],
  kind: Kind,
  joined: readonly (readonly string[])[] = [],
): DeviceDefinition {
  return defineDevice<NeoPixelState>({
    type,
    pins,
    joined,
    roles: { DIN: "input", DOUT: "output" },
    attributes,
    createState: initialState,
    connect: (ctx) => void new Chain(ctx, kind),
  });
}

const MATRIX = ["rows", "cols", "pixelShape", "pixelSize"];
const FED_AS_RING = ["VCC", "GND"] as const;

export const neoPixels: readonly DeviceDefinition[] = [
  define("wokwi-neopixel", ["VDD", "DOUT", "VSS", "DIN"], [], { count: () => 1 }),
  define(
    "wokwi-led-strip",
    ["VDD", "DIN", "VSS", "VDD.2", "DOUT", "VSS.2"],
    ["pixels", "pixelShape", "pixelSize"],
    { count: pixels(8) },
    [
      ["VDD", "VDD.2"],
      ["VSS", "VSS.2"],
    ],
  ),
  define("wokwi-led-ring", ["GND", "VCC", "DIN", "DOUT"], ["pixels", "background", "pixelSpacing", "animation"], {
    power: FED_AS_RING,
    count: pixels(16),
  }),
  define("wokwi-led-matrix", ["DIN", "VDD", "VSS", "DOUT"], [...MATRIX, "layout", "brightness"], {
    count: matrixCount,
  }),
  define(
    "wokwi-neopixel-matrix",
    ["GND", "VCC", "DIN", "DOUT"],
    [
      ...[...MATRIX, "matrixLayout", "matrixBrightness", "layout", "brightness"],
      ...["rowSpacing", "colSpacing", "rowspacing", "colspacing", "blurLight", "animation"],
    ],
    { power: FED_AS_RING, count: matrixCount },
  ),
];
