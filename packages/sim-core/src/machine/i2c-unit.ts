import {
  I2cController,
  type I2cControllerState,
  type I2cLines,
  type I2cOperation,
  type I2cPace,
} from "../bus/i2c-controller.js";
import { i2cTiming } from "../bus/i2c.js";
import { LEVEL_Z } from "../net.js";
import { NEVER, us, type Nanos } from "../time.js";
import { EINVAL, EIO, ENODEV, ENOMEM, EOPNOTSUPP, ETIMEDOUT } from "./errno.js";
import { PIN_OPEN_DRAIN, PULL_UP, type Gpio } from "./gpio.js";
import type { McuContext } from "./mcu-context.js";
import type { McuSpec } from "./mcu-spec.js";

/*
 * I2C: the chip's controllers (RP2040 datasheet 4.3, a DW_apb_i2c) and MicroPython's SoftI2C (extmod/machine_i2c.c) over
 * GPIO, as buses with a handle each. Tracks: `<mcu>.i2c0`, `<mcu>.i2c1`, `<mcu>.softi2c0` …
 *
 * As on the rp2 port: a hardware bus takes the pins with their pull-ups, its frequency is what the SDK's divider makes of it
 * (400 kHz reads back as 399361), its timeout spans the whole transfer, a missing device is EIO, and a write of no bytes is
 * done in software (ENODEV; scan uses it). SoftI2C leaves the pulls alone, so that without pull-ups it times out, and its
 * half bit is a whole number of µs plus the time of the code around it.
 *
 * As on the esp32 port: any pins, whatever is not acknowledged is ENODEV, a lost bus is ETIMEDOUT, and the timeout is for a
 * stretched clock alone.
 *
 * Not modelled: the few extra clocks that the hardware adds to a bit, SoftI2C's STOP when it is created, two
 * SoftI2C objects of different frequency on the same pins (the last one counts).
 */

const SOFT_BUSES = 4;
/** Its timeout is that of a stretched clock, and counts 20 bits of the peripherals' clock. */
const ESP32_LONGEST_STRETCH = Math.floor(0xf_ffff * 12.5);
/** CPU clocks around each half bit of SoftI2C; an estimate (pin access, delay loop's rounding). */
const SOFT_HALF_BIT_CLOCKS = 40;

interface BusState {
  scl: number;
  sda: number;
  /** 0: never initialised. */
  hz: number;
  timeoutUs: number;
  /** A stuck bus is reported once, until a transfer passes. */
  reported: boolean;
  controller: I2cControllerState;
}

export interface I2cState {
  buses: BusState[];
}

export class I2cUnit {
  private readonly controllers: I2cController[];

  constructor(
    private readonly ctx: McuContext<I2cState>,
    private readonly gpio: Gpio,
    private readonly clockHz: () => number,
  ) {
    this.controllers = ctx.state.buses.map((_, bus) => this.controllerOf(bus));
  }

  static initialState(spec: McuSpec): I2cState {
    const fresh = { hz: 0, timeoutUs: 0, reported: false };
    const hardware = spec.i2c.defaults.map(({ scl, sda }): BusState => {
      return { scl, sda, ...fresh, controller: I2cController.initialState() };
    });
    const soft = Array.from({ length: SOFT_BUSES }, (): BusState => {
      return { scl: -1, sda: -1, ...fresh, controller: I2cController.initialState() };
    });
    return { buses: [...hardware, ...soft] };
  }

  /**
   * Returns the bus's handle; -1 bad id, -2 bad SCL, -3 bad SDA, -ENOMEM more SoftI2C buses than there are places. Id -1 is
   * SoftI2C, the same pins get the same handle. Pin -1: as it is.
   */
  init(id: number, scl: number, sda: number, hz: number, timeoutUs: number): number {
    if (!(hz >= 1)) return -1;
    return id === -1 ? this.initSoft(scl, sda, hz, timeoutUs) : this.initHardware(id, scl, sda, hz, timeoutUs);
  }

  /** Pins and frequency of a bus, or the board's defaults: 0 SCL, 1 SDA, 2 frequency. */
  info(id: number, which: number): number {
    const bus = this.ctx.state.buses[id];
    if (!bus) return -EINVAL;
    const hz = bus.hz || (this.ctx.spec.i2c.defaults[id]?.hz ?? 0);
    return [bus.scl, bus.sda, hz][which] ?? -EINVAL;
  }

  /** These start an operation and return 0 or -errno; ask `result` until it is there. */
  beginWrite(bus: number, address: number, data: Uint8Array, stop: boolean): number {
    const write = new Uint8Array(1 + data.length);
    write[0] = (address << 1) & 0xfe;
    write.set(data, 1);
    const inSoftware = data.length === 0 && this.ctx.spec.port === "rp2";
    return this.begin(bus, { start: true, write, read: 0, stop }, inSoftware);
  }

  beginRead(bus: number, address: number, length: number, stop: boolean): number {
    // The chip cannot read no bytes: the SDK returns without touching the bus.
    if (length === 0 && this.isHardware(bus))
      return this.begin(bus, { start: false, write: new Uint8Array(), read: 0, stop: false });
    return this.begin(bus, { start: true, write: Uint8Array.of(((address << 1) & 0xfe) | 1), read: length, stop });
  }

  /** The primitive operations; SoftI2C only. */
  beginStart(bus: number): number {
    return this.beginRaw(bus, { start: true });
  }

  beginStop(bus: number): number {
    return this.beginRaw(bus, { stop: true });
  }

  beginRawWrite(bus: number, data: Uint8Array): number {
    return this.beginRaw(bus, { write: data.slice() });
  }

  /** Whether the last byte is acknowledged makes no difference to a target at this level. */
  beginRawRead(bus: number, length: number): number {
    return this.beginRaw(bus, { read: length });
  }

  /** Undefined while an operation runs; then the number of data bytes acknowledged by targets, or -errno. */
  result(bus: number): number | undefined {
    return this.controllers[bus] ? this.controllers[bus].result : -EINVAL;
  }

  /** The bytes of the last read. */
  received(bus: number): readonly number[] {
    return this.ctx.state.buses[bus]?.controller.received ?? [];
  }

  reset(): void {
    for (const controller of this.controllers) controller.abort();
    this.ctx.state = I2cUnit.initialState(this.ctx.spec);
  }

  /** MicroPython's soft reset leaves the hardware as it is; SoftI2C objects are gone. */
  softReset(): void {
    for (const controller of this.controllers) controller.abort();
    this.ctx.state.buses.forEach((bus, index) => {
      if (!this.isHardware(index)) Object.assign(bus, { scl: -1, sda: -1, hz: 0 });
    });
  }

  private initHardware(id: number, scl: number, sda: number, hz: number, timeoutUs: number): number {
    const bus = this.ctx.state.buses[id];
    if (!bus || !this.isHardware(id)) return -1;
    if (scl >= 0 && !this.fits(id, scl, "SCL")) return -2;
    if (sda >= 0 && !this.fits(id, sda, "SDA")) return -3;
    (this.controllers[id] as I2cController).abort();
    Object.assign(bus, { hz: this.madeHz(hz), timeoutUs, reported: false });
    if (scl >= 0) bus.scl = scl;
    if (sda >= 0) bus.sda = sda;
    for (const gpio of [bus.scl, bus.sda]) {
      this.gpio.acquire(gpio, "i2c");
      this.gpio.setPull(gpio, PULL_UP);
    }
    return id;
  }

  private initSoft(scl: number, sda: number, hz: number, timeoutUs: number): number {
    if (!this.gpio.has(scl)) return -2;
    if (!this.gpio.has(sda)) return -3;
    const { buses } = this.ctx.state;
    const first = this.ctx.spec.i2c.defaults.length;
    const same = buses.findIndex((bus, id) => id >= first && bus.scl === scl && bus.sda === sda);
    const id = same >= 0 ? same : buses.findIndex((bus, index) => index >= first && bus.hz === 0);
    if (id < 0) return -ENOMEM;
    (this.controllers[id] as I2cController).abort();
    Object.assign(buses[id] as BusState, { scl, sda, hz, timeoutUs, reported: false });
    for (const gpio of [scl, sda]) this.gpio.configure(gpio, PIN_OPEN_DRAIN, -1, 1);
    return id;
  }

  /** The RP2040's pins belong to one controller and role; the ESP32 routes any pin. */
  private fits(id: number, gpio: number, role: "SCL" | "SDA"): boolean {
    if (this.ctx.spec.port === "esp32") return this.gpio.has(gpio);
    const i2c = this.ctx.spec.gpios.find((other) => other.gpio === gpio)?.i2c;
    return i2c?.bus === id && i2c.role === role;
  }

  private isHardware(bus: number): boolean {
    return bus < this.ctx.spec.i2c.defaults.length;
  }

  /** What the SDK's integer divider makes of a frequency. */
  private madeHz(hz: number): number {
    if (this.ctx.spec.port !== "rp2") return hz;
    const period = Math.max(1, Math.floor((this.clockHz() + Math.floor(hz / 2)) / hz));
    return Math.floor(this.clockHz() / period);
  }

  private begin(
    bus: number,
    what: Pick<I2cOperation, "start" | "write" | "read" | "stop">,
    inSoftware = false,
  ): number {
    const state = this.ctx.state.buses[bus];
    if (!state || state.hz === 0) return -EINVAL;
    const hardware = this.isHardware(bus) && !inSoftware;
    const esp32 = this.ctx.spec.port === "esp32";
    const patience = hardware && esp32 ? Math.min(us(state.timeoutUs), ESP32_LONGEST_STRETCH) : us(state.timeoutUs);
    return (this.controllers[bus] as I2cController).begin({
      ...what,
      noDevice: hardware && !esp32 ? -EIO : -ENODEV,
      noData: hardware && esp32 ? -ENODEV : 0,
      busLost: esp32 ? -ETIMEDOUT : -EIO,
      stopOnNack: hardware,
      pace: this.paceOf(hardware ? hardwarePace(state.hz) : this.softPace(state.hz, this.isHardware(bus) ? 1 : 0)),
      patience: this.length(patience),
      deadline: hardware && !esp32 ? this.ctx.clock.after(this.ctx.now, patience) : NEVER,
      arbitrates: hardware,
    });
  }

  private beginRaw(bus: number, what: Partial<Pick<I2cOperation, "start" | "write" | "read" | "stop">>): number {
    const state = this.ctx.state.buses[bus];
    if (!state || state.hz === 0) return -EINVAL;
    if (this.isHardware(bus)) return -EOPNOTSUPP;
    const nothing = { start: false, write: new Uint8Array(), read: 0, stop: false };
    const common = {
      noDevice: 0,
      noData: 0,
      busLost: -EIO,
      stopOnNack: false,
      patience: this.length(us(state.timeoutUs)),
      deadline: NEVER,
      arbitrates: false,
    };
    return (this.controllers[bus] as I2cController).begin({
      ...nothing,
      ...what,
      ...common,
      pace: this.paceOf(this.softPace(state.hz, 0)),
    });
  }

  /** By the board's clock, in whole ns of virtual time. */
  private length(ns: Nanos): Nanos {
    return Math.round(this.ctx.clock.length(ns));
  }

  private paceOf({ byte, start, restart, stop }: I2cPace): I2cPace {
    const length = (ns: Nanos): Nanos => this.length(ns);
    return { byte: length(byte), start: length(start), restart: length(restart), stop: length(stop) };
  }

  /** Delays counted in MicroPython's bit-banging code: 20 half bits a byte, 3 a START, 4 a STOP. */
  private softPace(hz: number, extraUs: number): I2cPace {
    const halfUs = Math.max(1, Math.floor(500_000 / hz) + extraUs);
    const half = us(halfUs) + (SOFT_HALF_BIT_CLOCKS * 1e9) / this.clockHz();
    return {
      byte: Math.round(20 * half),
      start: Math.round(3 * half),
      restart: Math.round(3 * half),
      stop: Math.round(4 * half),
    };
  }

  private controllerOf(bus: number): I2cController {
    const { ctx } = this;
    const hardware = ctx.spec.i2c.defaults.length;
    const state = (): BusState => ctx.state.buses[bus] as BusState;
    const track = ctx.output(bus < hardware ? `i2c${bus}` : `softi2c${bus - hardware}`, "i2c");
    return new I2cController({
      get now() {
        return ctx.now;
      },
      get state() {
        return state().controller;
      },
      track,
      timer: (handler) => ctx.timer(handler),
      lines: () => this.linesOf(state(), bus < hardware),
      targets: ({ scl, sda }) => ctx.i2cTargets(scl, sda),
      done: () => this.done(state()),
      stuck: (lines, stretched) => this.reportStuck(state(), lines, stretched),
      lost: (byte) => {
        const message = `SDA stays low while ${byte.toString(2).padStart(8, "0")} is sent: something holds it down`;
        ctx.fault("i2c-lost", message);
      },
      overdue: ({ write, read }) => {
        const bytes = write.length + read;
        const message = `a transfer of ${bytes} bytes takes longer than the bus's timeout of ${state().timeoutUs} µs`;
        ctx.fault("i2c-timeout", message);
      },
    });
  }

  private linesOf(bus: BusState, hardware: boolean): I2cLines | undefined {
    if (bus.scl < 0 || bus.sda < 0) return undefined;
    if (hardware && [bus.scl, bus.sda].some((gpio) => this.gpio.functionOf(gpio) !== "i2c")) return undefined;
    return { scl: this.gpio.pin(bus.scl), sda: this.gpio.pin(bus.sda) };
  }

  private done(bus: BusState): void {
    if (bus.controller.result !== -ETIMEDOUT) bus.reported = false;
    this.ctx.attention();
  }

  private reportStuck(bus: BusState, lines: I2cLines | undefined, stretched: boolean): void {
    if (bus.reported) return;
    bus.reported = true;
    if (!lines) return this.ctx.fault("i2c-stuck", "the I2C pins were given to something else");
    if (stretched) {
      return this.ctx.fault("i2c-stuck", `SCL is held for longer than the bus's timeout of ${bus.timeoutUs} µs`);
    }
    const low = ([name, pin]: [string, I2cLines["scl"]]): string[] => {
      if (pin.level === 1) return [];
      return [`${name} (${pin.name}) ${pin.level === LEVEL_Z ? "floats" : "is not high"}`];
    };
    const where = (
      [
        ["SCL", lines.scl],
        ["SDA", lines.sda],
      ] as [string, I2cLines["scl"]][]
    )
      .flatMap(low)
      .join(", ");
    this.ctx.fault("i2c-stuck", `${where || "the bus was busy"}: no pull-up, or something holds it down`);
  }
}

function hardwarePace(hz: number): I2cPace {
  const { bit, ...conditions } = i2cTiming(hz);
  return { byte: 9 * bit, ...conditions };
}
