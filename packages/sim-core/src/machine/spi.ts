import { spiMode, type SpiTransfer } from "../bus/spi.js";
import { strong } from "../net.js";
import type { Timer } from "../device.js";
import type { Nanos } from "../time.js";
import type { TrackWriter } from "../trace/index.js";
import { EBUSY, EINVAL, ENOMEM } from "./errno.js";
import { PIN_IN, PIN_OUT, type Gpio } from "./gpio.js";
import type { McuContext } from "./mcu-context.js";
import type { McuSpec } from "./mcu-spec.js";

/*
 * SPI: the chip's controllers (RP2040 datasheet 4.4, an ARM PL022) and MicroPython's SoftSPI (drivers/bus/softspi.c) over GPIO,
 * as buses with a handle each. Tracks: `<mcu>.spi0`, `<mcu>.spi1` (those of the ESP32 are 1 and 2), `<mcu>.softspi0` …
 *
 * A transfer takes its bits' time and is handed to the parts on SCK when it has ended. Where nobody drives MISO the bus reads
 * what is on the wire: its level, or with MISO wired to MOSI what it sends.
 *
 * Not modelled: target mode, the PL022's pause between words in mode 0 and 2, DMA (a transfer keeps the program waiting
 * however it is made), LSB first.
 */

/** For a pin of a hardware bus: none. */
export const SPI_NO_PIN = -2;
/** The net of no pin; that of a pin without a wire is -1. */
const NO_NET = -2;
const SOFT_BUSES = 4;
/** CPU clocks around each bit of SoftSPI; an estimate (three pin accesses, two delay loops). */
const SOFT_BIT_CLOCKS = 60;

export interface SpiPins {
  readonly sck: number;
  readonly mosi: number;
  readonly miso: number;
}

export interface SpiConfig extends SpiPins {
  readonly baud: number;
  readonly polarity: 0 | 1;
  readonly phase: 0 | 1;
  readonly bits: number;
}

interface BusState extends SpiConfig {
  /** What is being sent, and since when. */
  sending: { readonly start: Nanos; readonly data: Uint8Array } | null;
  /** The words of the last transfer. */
  received: Uint8Array | null;
}

export interface SpiState {
  buses: BusState[];
}

export class SpiUnit {
  private readonly timers: Timer[];
  private readonly tracks: TrackWriter[];

  constructor(
    private readonly ctx: McuContext<SpiState>,
    private readonly gpio: Gpio,
    private readonly clocks: { readonly cpu: () => number; readonly peripheral: () => number },
  ) {
    const hardware = ctx.spec.spi.defaults.length;
    this.timers = ctx.state.buses.map((_, bus) => ctx.timer(() => this.end(bus)));
    this.tracks = ctx.state.buses.map((_, bus) =>
      ctx.output(bus < hardware ? `spi${bus + (ctx.spec.spi.first ?? 0)}` : `softspi${bus - hardware}`, "spi"),
    );
  }

  static initialState(spec: McuSpec): SpiState {
    const fresh = { baud: 0, polarity: 0, phase: 0, bits: 8, sending: null, received: null } as const;
    const hardware = spec.spi.defaults.map((pins): BusState => ({ ...pins, ...fresh }));
    const soft = Array.from({ length: SOFT_BUSES }, (): BusState => ({ sck: -1, mosi: -1, miso: -1, ...fresh }));
    return { buses: [...hardware, ...soft] };
  }

  /**
   * Returns the bus's handle; -1 bad id or format, -2 bad SCK, -3 bad MOSI, -4 bad MISO, -ENOMEM more SoftSPI buses than there
   * are places. Id -1 is SoftSPI, the same pins get the same handle. Pin -1 of a hardware bus: as it is; SPI_NO_PIN: it has none.
   */
  init(id: number, config: SpiConfig): number {
    if (!(config.baud >= 1) || config.bits < 4 || config.bits > 16) return -1;
    return id === -1 ? this.initSoft(config) : this.initHardware(id, config);
  }

  /** Pins and baud rate of a bus, or the board's defaults: 0 SCK, 1 MOSI, 2 MISO, 3 baud rate (0: never initialised). */
  info(id: number, which: number): number {
    const bus = this.ctx.state.buses[id];
    return bus ? ([bus.sck, bus.mosi, bus.miso, bus.baud][which] ?? -EINVAL) : -EINVAL;
  }

  /** Starts a transfer and returns 0 or -errno; ask `result` until it is there. */
  begin(bus: number, data: Uint8Array): number {
    const state = this.ctx.state.buses[bus];
    if (!state || state.baud === 0) return -EINVAL;
    if (state.sending) return -EBUSY;
    state.sending = { start: this.ctx.now, data: data.slice() };
    state.received = null;
    const own = data.length * state.bits * this.bitOf(bus, state);
    (this.timers[bus] as Timer).start(Math.round(this.ctx.clock.length(own)));
    return 0;
  }

  /** Undefined while a transfer runs; then 0, or -errno. */
  result(bus: number): number | undefined {
    const state = this.ctx.state.buses[bus];
    if (!state) return -EINVAL;
    return state.sending ? undefined : 0;
  }

  /** The words of the last transfer. */
  received(bus: number): Uint8Array {
    return this.ctx.state.buses[bus]?.received ?? new Uint8Array();
  }

  reset(): void {
    for (const timer of this.timers) timer.stop();
    this.ctx.state = SpiUnit.initialState(this.ctx.spec);
  }

  /** MicroPython's soft reset leaves the hardware as it is; SoftSPI objects are gone. */
  softReset(): void {
    for (const timer of this.timers) timer.stop();
    this.ctx.state.buses.forEach((bus, index) => {
      bus.sending = null;
      if (!this.isHardware(index)) Object.assign(bus, { sck: -1, mosi: -1, miso: -1, baud: 0 });
    });
  }

  private initHardware(id: number, { baud, polarity, phase, bits, ...pins }: SpiConfig): number {
    const bus = this.ctx.state.buses[id];
    if (!bus || !this.isHardware(id)) return -1;
    const roles = [
      ["sck", "SCK"],
      ["mosi", "MOSI"],
      ["miso", "MISO"],
    ] as const;
    for (const [index, [name, role]] of roles.entries()) {
      if (pins[name] >= 0 && !this.fits(id, pins[name], role)) return -2 - index;
    }
    const given = Object.fromEntries(
      Object.entries(pins).flatMap(([name, gpio]) => (gpio === -1 ? [] : [[name, gpio === SPI_NO_PIN ? -1 : gpio]])),
    );
    Object.assign(bus, given, { baud: this.madeBaud(baud), polarity, phase, bits });
    for (const gpio of [bus.sck, bus.mosi]) this.gpio.acquire(gpio, "spi", true);
    this.gpio.acquire(bus.miso, "spi");
    this.gpio.drive(bus.sck, "spi", this.level(polarity));
    this.gpio.drive(bus.mosi, "spi", this.level(0));
    return id;
  }

  private initSoft(config: SpiConfig): number {
    const { sck, mosi, miso, polarity } = config;
    for (const [index, gpio] of [sck, mosi, miso].entries()) if (!this.gpio.has(gpio)) return -2 - index;
    const { buses } = this.ctx.state;
    const first = this.ctx.spec.spi.defaults.length;
    const same = buses.findIndex((bus, id) => id >= first && bus.sck === sck && bus.mosi === mosi && bus.miso === miso);
    const id = same >= 0 ? same : buses.findIndex((bus, index) => index >= first && bus.baud === 0);
    if (id < 0) return -ENOMEM;
    Object.assign(buses[id] as BusState, config);
    this.gpio.configure(sck, PIN_OUT, -1, polarity);
    this.gpio.configure(mosi, PIN_OUT, -1, -1);
    this.gpio.configure(miso, PIN_IN, -1, -1);
    return id;
  }

  private level(value: 0 | 1) {
    const { supplyVolts, outputOhms } = this.ctx.spec;
    return strong(value ? supplyVolts : 0, outputOhms);
  }

  /** The RP2040's pins belong to one controller and role; the ESP32 routes any pin. */
  private fits(id: number, gpio: number, role: "SCK" | "MOSI" | "MISO"): boolean {
    if (this.ctx.spec.port === "esp32") return this.gpio.has(gpio);
    const spi = this.ctx.spec.gpios.find((other) => other.gpio === gpio)?.spi;
    return spi?.bus === id && spi.role === role;
  }

  private isHardware(bus: number): boolean {
    return bus < this.ctx.spec.spi.defaults.length;
  }

  /**
   * What the divider makes of a baud rate: the clock by an even number from 2 to 254, by 1 to 256 (RP2040 datasheet 4.4.3),
   * looked for as the SDK does: the fastest that is not above it, but below clock / 1024 up to twice as much.
   */
  private madeBaud(baud: number): number {
    const clock = this.clocks.peripheral();
    if (this.ctx.spec.port !== "rp2") return fineBaud(baud, clock);
    let prescale = 2;
    while (prescale < 254 && clock >= (prescale + 2) * 256 * baud) prescale += 2;
    let divider = 256;
    while (divider > 1 && Math.floor(clock / (prescale * (divider - 1))) <= baud) divider--;
    return Math.floor(clock / (prescale * divider));
  }

  /** Length of a bit, ns. SoftSPI delays a whole number of µs for each half, one at least. */
  private bitOf(bus: number, { baud }: BusState): number {
    if (this.isHardware(bus)) return 1e9 / baud;
    return 2000 * Math.max(1, Math.ceil(500_000 / baud)) + (SOFT_BIT_CLOCKS * 1e9) / this.clocks.cpu();
  }

  private end(bus: number): void {
    const state = this.ctx.state.buses[bus] as BusState;
    const { sending, polarity, phase, bits } = state;
    if (!sending) return;
    state.sending = null;
    const bit = this.bitOf(bus, state);
    const transfer: SpiTransfer = { ...sending, bit, bits, polarity, phase };
    const answer = this.connected(bus, state) ? this.exchange(state, transfer) : undefined;
    state.received = answer ?? this.atRest(state, sending.data);
    const { start, data } = sending;
    const track = this.tracks[bus] as TrackWriter;
    track.writeAt(start, this.ctx.now - start, bits, spiMode(transfer), data, answer?.slice() ?? new Uint8Array());
    this.ctx.attention();
  }

  /**
   * Hands the transfer to the parts. One whose data input is at another's output gets what that one says: a chain. Returns what
   * the first of those that drive MISO says.
   */
  private exchange({ sck, mosi, miso }: BusState, transfer: SpiTransfer): Uint8Array | undefined {
    const net = (gpio: number): number => (gpio < 0 ? NO_NET : this.gpio.pin(gpio).net);
    const said = new Map<number | undefined, Uint8Array>();
    let waiting = this.ctx.spiTargets(this.gpio.pin(sck));
    while (waiting.length > 0) {
      const later = new Set(waiting.map(({ lines }) => lines.miso));
      const ready = waiting.filter(({ lines }) => {
        return lines.mosi === undefined || lines.mosi === net(mosi) || !later.has(lines.mosi);
      });
      // A ring has no first.
      const turn = ready.length > 0 ? ready : waiting;
      for (const { lines, target } of turn) {
        const heard = lines.mosi !== undefined && lines.mosi === net(mosi) ? transfer.data : said.get(lines.mosi);
        // A part whose data input is elsewhere sees what is there.
        const answer = target.transfer({ ...transfer, data: heard ?? new Uint8Array(transfer.data.length) });
        if (answer && lines.miso !== undefined && !said.has(lines.miso)) said.set(lines.miso, answer);
      }
      waiting = waiting.filter((target) => !turn.includes(target));
    }
    return said.get(net(miso));
  }

  /** What is read where nobody drives MISO. */
  private atRest({ mosi, miso, bits }: BusState, data: Uint8Array): Uint8Array {
    if (miso < 0) return new Uint8Array(data.length);
    const pin = this.gpio.pin(miso);
    if (mosi >= 0 && pin.net >= 0 && pin.net === this.gpio.pin(mosi).net) return data.slice();
    return new Uint8Array(data.length).fill(pin.read() ? (1 << Math.min(8, bits)) - 1 : 0);
  }

  /** Whether the pins still belong to the bus. */
  private connected(bus: number, { sck, mosi }: BusState): boolean {
    const func = this.isHardware(bus) ? "spi" : "sio";
    return [sck, mosi].every((gpio) => gpio < 0 || this.gpio.functionOf(gpio) === func) && sck >= 0;
  }
}

/**
 * What the ESP32 makes of a baud rate (technical reference manual, 7.5; ESP-IDF's driver): the clock itself above three quarters of
 * it, else by a pre-divider of 1 to 8192 and a counter of 2 to 64, whichever comes nearest.
 */
function fineBaud(baud: number, clock: number): number {
  if (baud > (clock / 4) * 3) return clock;
  let best = { baud: 0, error: Infinity };
  for (let count = 2; count <= 64; count++) {
    const before = Math.min(8192, Math.max(1, Math.floor((Math.floor(clock / count) + Math.floor(baud / 2)) / baud)));
    const made = Math.floor(clock / (before * count));
    const error = Math.abs(made - baud);
    if (error <= best.error) best = { baud: made, error };
  }
  return best.baud;
}
