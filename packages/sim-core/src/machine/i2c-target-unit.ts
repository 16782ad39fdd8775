import type { I2cTarget } from "../bus/i2c.js";
import { EINVAL } from "./errno.js";
import { PULL_UP, type Gpio } from "./gpio.js";
import type { McuContext } from "./mcu-context.js";
import type { McuSpec } from "./mcu-spec.js";

/*
 * The RP2040's I2C blocks as targets (datasheet 4.3.10.1) under MicroPython's `machine.I2CTarget` (1.26: extmod/machine_i2c_target.c
 * and the rp2 port's part of it): memory that the controller reads and writes, or a handler for each byte.
 *
 * The FIFOs hold 16 bytes. The target holds SCL while a byte is asked for that nobody has written, and while its receive FIFO is
 * full; the controller looks again after each byte time. As on the chip a write begins for the program with its first byte, or
 * with the STOP when there is none; what is asked for when the last byte has gone is asked for once too often, and a STOP waits
 * until the received bytes are taken.
 *
 * Not modelled: 10-bit addresses (never matched), general calls, that a controller on the same block switches the target off,
 * that soft handlers find the flags of the latest event.
 */

/** Events, by `I2CTarget`'s bits. */
export const I2C_MATCH_READ = 1;
export const I2C_MATCH_WRITE = 2;
export const I2C_READ_REQUEST = 4;
export const I2C_WRITE_REQUEST = 8;
export const I2C_END_READ = 16;
export const I2C_END_WRITE = 32;

const FIFO = 16;

type DataPhase = "idle" | "match-read" | "match-write" | "select" | "reading" | "writing";

export interface I2cTargetPortState {
  on: boolean;
  address: number;
  scl: number;
  sda: number;
  trigger: number;
  hard: boolean;
  /** What the block is doing. */
  phase: "idle" | "reading" | "writing";
  /** A STOP that waits for `rx` to be taken. */
  stopPending: boolean;
  /** The controller has refused more bytes. */
  last: boolean;
  rx: number[];
  tx: number[];
  /** No further write request until bytes are taken. */
  rxMasked: boolean;
  data: DataPhase;
  /** Where the program's memory lies, and how many bytes of an address come first. Length 0: there is none. */
  memory: { at: number; length: number; addressBytes: number };
  /** Address bytes still to come, the position, and the position that was last selected. */
  addressLeft: number;
  position: number;
  selected: number;
}

export interface I2cTargetState {
  ports: I2cTargetPortState[];
}

/** The program's memory: as many bytes at an address. */
export type ProgramMemory = (at: number, length: number) => Uint8Array;

export class I2cTargetUnit {
  /** Set by whoever runs the program. */
  memory: ProgramMemory = (_, length) => new Uint8Array(length);

  constructor(
    private readonly ctx: McuContext<I2cTargetState>,
    private readonly gpio: Gpio,
  ) {
    ctx.state.ports.forEach((_, id) => {
      const lines = () => ({ scl: gpio.pin(this.port(id).scl), sda: gpio.pin(this.port(id).sda) });
      ctx.ownI2cTarget(lines, this.target(id));
    });
  }

  static initialState(spec: McuSpec): I2cTargetState {
    const ports = spec.port === "rp2" ? spec.i2c.defaults : [];
    return { ports: ports.map(({ scl, sda }) => ({ ...portOff(), scl, sda })) };
  }

  /** Whether a controller may still wake the program's handlers. */
  get armed(): boolean {
    return this.ctx.state.ports.some(({ on }) => on);
  }

  /** Pin -1: as it is. Returns 0, -1 no such block, -2 bad SCL, -3 bad SDA. */
  init(id: number, scl: number, sda: number, address: number): number {
    const port = this.ctx.state.ports[id];
    if (!port) return -1;
    if (scl >= 0 && !this.fits(id, scl, "SCL")) return -2;
    if (sda >= 0 && !this.fits(id, sda, "SDA")) return -3;
    const pins = { scl: scl >= 0 ? scl : port.scl, sda: sda >= 0 ? sda : port.sda };
    Object.assign(port, portOff(), pins, { on: true, address });
    for (const gpio of [port.scl, port.sda]) {
      this.gpio.acquire(gpio, "i2c");
      this.gpio.setPull(gpio, PULL_UP);
    }
    return 0;
  }

  /** The bytes that a controller reads and writes, after `addressBytes` bytes of address, 0 to 4. */
  useMemory(id: number, at: number, length: number, addressBytes: number): void {
    const port = this.ctx.state.ports[id];
    if (port) port.memory = { at, length, addressBytes };
  }

  /** Pins of a block: 0 SCL, 1 SDA; 2 its address; 3 the position in its memory that was last selected. */
  info(id: number, which: number): number {
    const port = this.ctx.state.ports[id];
    return port ? ([port.scl, port.sda, port.address, port.selected][which] ?? -EINVAL) : -EINVAL;
  }

  setInterrupt(id: number, trigger: number, hard: boolean): void {
    const port = this.ctx.state.ports[id];
    if (port) Object.assign(port, { trigger, hard });
  }

  /** Takes up to so many of the bytes that were received. */
  take(id: number, count: number): number[] {
    const port = this.ctx.state.ports[id];
    if (!port) return [];
    const taken = port.rx.splice(0, count);
    port.rxMasked = false;
    this.received(id);
    return taken;
  }

  /** Puts bytes where the controller gets them from; returns how many there was room for. */
  give(id: number, bytes: Uint8Array): number {
    const port = this.ctx.state.ports[id];
    if (!port?.on) return 0;
    const taken = bytes.slice(0, FIFO - port.tx.length);
    port.tx.push(...taken);
    return taken.length;
  }

  deinit(id: number): void {
    const port = this.ctx.state.ports[id];
    if (!port?.on) return;
    Object.assign(port, { ...portOff(), scl: port.scl, sda: port.sda });
    for (const gpio of [port.scl, port.sda]) this.gpio.configure(gpio, 0, -1, -1);
  }

  reset(): void {
    this.ctx.state = I2cTargetUnit.initialState(this.ctx.spec);
  }

  softReset(): void {
    this.ctx.state.ports.forEach((_, id) => this.deinit(id));
  }

  private port(id: number): I2cTargetPortState {
    return this.ctx.state.ports[id] as I2cTargetPortState;
  }

  private fits(id: number, gpio: number, role: "SCL" | "SDA"): boolean {
    const i2c = this.ctx.spec.gpios.find((other) => other.gpio === gpio)?.i2c;
    return i2c?.bus === id && i2c.role === role;
  }

  /** What a controller on the wires finds. */
  private target(id: number): I2cTarget {
    return {
      matches: (address) => this.hears(id) && this.port(id).address === address,
      start: (read) => {
        if (!read) return;
        const port = this.port(id);
        Object.assign(port, { tx: [], last: false });
        this.requestByte(id);
      },
      write: (byte) => {
        this.port(id).rx.push(byte);
        this.received(id);
        return true;
      },
      read: (last) => {
        const port = this.port(id);
        const byte = port.tx.shift() ?? 0xff;
        port.last = last;
        if (last || port.tx.length === 0) this.requestByte(id);
        return byte;
      },
      holds: () => {
        const { on, phase, last, tx, rx } = this.port(id);
        return on && ((phase === "reading" && !last && tx.length === 0) || rx.length >= FIFO);
      },
      stop: () => this.stopped(id),
    };
  }

  private hears(id: number): boolean {
    const { on, scl, sda } = this.port(id);
    return on && [scl, sda].every((gpio) => this.gpio.functionOf(gpio) === "i2c");
  }

  private stopped(id: number): void {
    const port = this.port(id);
    if (!port.on) return;
    if (port.phase === "idle") this.matched(id, false);
    port.stopPending = true;
    this.received(id);
  }

  /** Bytes may have arrived or been taken, or the transfer be over. */
  private received(id: number): void {
    const port = this.port(id);
    while (port.on && port.rx.length > 0 && !port.rxMasked) {
      port.rxMasked = true;
      if (port.phase !== "writing") this.matched(id, false);
      port.phase = "writing";
      this.requestTaking(id);
    }
    if (!port.stopPending || port.rx.length > 0) return;
    port.stopPending = false;
    port.phase = "idle";
    this.ended(id);
  }

  private matched(id: number, read: boolean): void {
    this.ended(id);
    this.event(id, read ? I2C_MATCH_READ : I2C_MATCH_WRITE);
    this.port(id).data = read ? "match-read" : "match-write";
  }

  private ended(id: number): void {
    const port = this.port(id);
    const { data } = port;
    port.data = "idle";
    if (data === "reading") this.event(id, I2C_END_READ);
    else if (data === "match-write" || data === "writing") this.event(id, I2C_END_WRITE);
  }

  /** The controller reads, and there is nothing for it: from memory, from the handler, or zeros. */
  private requestByte(id: number): void {
    const port = this.port(id);
    if (port.phase !== "reading") this.matched(id, true);
    port.phase = "reading";
    const handled = this.event(id, I2C_READ_REQUEST);
    port.data = "reading";
    const { at, length } = port.memory;
    if (length > 0) this.give(id, this.memory(at + this.step(port), 1));
    else if (!handled) this.give(id, Uint8Array.of(0));
  }

  /** Bytes have arrived: into memory, to the handler, or to nobody. */
  private requestTaking(id: number): void {
    const port = this.port(id);
    const handled = this.event(id, I2C_WRITE_REQUEST);
    if (port.memory.length === 0) {
      port.data = "writing";
      if (handled) return;
      port.rx.shift();
    } else {
      for (const byte of port.rx.splice(0)) this.store(port, byte);
    }
    port.rxMasked = false;
  }

  private store(port: I2cTargetPortState, byte: number): void {
    const { at, length, addressBytes } = port.memory;
    if (port.data === "match-write") Object.assign(port, { data: "select", position: 0, addressLeft: addressBytes });
    if (port.data === "select" && port.addressLeft > 0) {
      port.position = (port.position * 256 + byte) % 2 ** 32;
      if (--port.addressLeft === 0) port.selected = port.position %= length;
      return;
    }
    port.data = "writing";
    this.memory(at + this.step(port), 1)[0] = byte;
  }

  /** The position, which goes on to the next, and from the last to the first. */
  private step(port: I2cTargetPortState): number {
    const { position, memory } = port;
    port.position = position + 1 >= memory.length ? 0 : position + 1;
    return position;
  }

  /** Whether there is a handler for it. */
  private event(id: number, flag: number): boolean {
    const { trigger, hard } = this.port(id);
    if ((trigger & flag) === 0) return false;
    this.ctx.interrupts.raise({ kind: 4, id, arg: flag, hard });
    return true;
  }
}

function portOff(): Omit<I2cTargetPortState, "scl" | "sda"> {
  const registers = { on: false, address: 0, trigger: 0, hard: false, phase: "idle" as const, data: "idle" as const };
  const buffers = { stopPending: false, last: false, rx: [], tx: [], rxMasked: false };
  return {
    ...registers,
    ...buffers,
    memory: { at: 0, length: 0, addressBytes: 0 },
    addressLeft: 0,
    position: 0,
    selected: 0,
  };
}
