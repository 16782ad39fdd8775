import { UART_NOISE } from "../bus/uart-noise.js";
import type { UartParity } from "../bus/uart.js";
import { strong } from "../net.js";
import type { Nanos } from "../time.js";
import { EINVAL } from "./errno.js";
import type { Gpio } from "./gpio.js";
import type { McuContext } from "./mcu-context.js";
import type { McuSpec } from "./mcu-spec.js";
import { LineReceiver } from "./uart-line.js";
import { UartPort, type UartPortState } from "./uart-port.js";

/*
 * UARTs: RP2040 datasheet 4.2 (ARM PL011), with the buffers that MicroPython's rp2 port puts around them (ports/rp2/
 * machine_uart.c). Tracks: `<mcu>.uart0.tx`, `<mcu>.uart0.rx`, … with a row for each frame, at its start.
 *
 * As on the chip: the divider has 16 bits and 6 of fraction, so that 115200 baud at 125 MHz are bits of 8680 ns; both FIFOs
 * hold 32 bytes; the receiver interrupts at 4 bytes (24 with a trigger for pauses) or after 32 bit times without one; the
 * sender when the FIFO has fallen to 4, which is also what TXIDLE means. Bytes with a wrong parity or stop bit are read like
 * others. A byte is there when its last stop bit has ended.
 *
 * Not modelled: flow control (CTS, RTS), DMA, IrDA, the time that the driver's interrupts take and their being held up by
 * disabled interrupts, the FIFO place that a break takes, standing still in sleep. Also see bus/uart.ts.
 */

const DEFAULT_BAUD = 115_200;
const DEFAULT_BUFFER = 256;

export interface UartConfig {
  readonly baud: number;
  readonly bits: number;
  readonly parity: UartParity;
  readonly stop: number;
  /** GPIOs; -1: as it was, at first the board's. */
  readonly tx: number;
  readonly rx: number;
  /** Bit 0: TX, bit 1: RX rests low. */
  readonly invert: number;
  readonly txBuffer: number;
  readonly rxBuffer: number;
  /** The buffers are new, and empty. */
  readonly fresh: boolean;
}

export const UART_DEFAULTS: UartConfig = {
  baud: DEFAULT_BAUD,
  bits: 8,
  parity: "none",
  stop: 1,
  tx: -1,
  rx: -1,
  invert: 0,
  txBuffer: DEFAULT_BUFFER,
  rxBuffer: DEFAULT_BUFFER,
  fresh: true,
};

interface PortState extends UartPortState {
  hard: boolean;
}

export interface UartState {
  ports: PortState[];
  activity: number;
}

export class UartUnit {
  private readonly ports: UartPort[];

  /** `clockHz`: the peripheral clock. */
  constructor(
    private readonly ctx: McuContext<UartState>,
    private readonly gpio: Gpio,
    private readonly clockHz: () => number,
  ) {
    this.ports = ctx.state.ports.map((_, id) => this.portOf(id));
    gpio.edgeListeners.push((number, level) => {
      ctx.state.ports.forEach(({ rx }, id) => {
        if (rx === number && gpio.functionOf(rx) === "uart") this.ports[id]?.edge(level);
      });
    });
    for (const { gpio: number, pin, uart } of ctx.spec.gpios) {
      // The RP2040's pins belong to one UART and role; the ESP32 routes any pin.
      if (!this.routes && uart?.role !== "RX") continue;
      ctx.uartReceiver(ctx.pin(pin), {
        receive: (frame) => {
          ctx.state.ports.forEach(({ rx }, id) => {
            if (rx === number && (this.routes || id === uart?.uart)) this.ports[id]?.receive(frame);
          });
        },
      });
    }
  }

  static initialState(spec: McuSpec): UartState {
    return { ports: spec.uart.defaults.map((pins) => portState(pins)), activity: 0 };
  }

  /** Something may come, or go, without anybody doing anything more. */
  get armed(): boolean {
    return this.ctx.state.ports.some((port, id) => {
      return port.on && (port.trigger !== 0 || port.breaking || !(this.ports[id] as UartPort).sentAll);
    });
  }

  /** Counts the hardware's interrupts: what a program that waits for streams is woken by. */
  get activity(): number {
    return this.ctx.state.activity;
  }

  /** Returns 0; -1 bad id, -2 bad TX, -3 bad RX. What was in the FIFOs, or on its way, is lost. */
  init(id: number, config: UartConfig): number {
    const state = this.ctx.state.ports[id];
    const port = this.ports[id];
    if (!state || !port || !(config.baud >= 1)) return -1;
    if (config.tx >= 0 && !this.fits(id, config.tx, "TX")) return -2;
    if (config.rx >= 0 && !this.fits(id, config.rx, "RX")) return -3;
    port.stop();
    const { baud, bits, parity, stop, invert, txBuffer, rxBuffer, fresh } = config;
    if (config.tx >= 0) state.tx = config.tx;
    if (config.rx >= 0) state.rx = config.rx;
    if (fresh || txBuffer !== state.txSize) state.txRing = [];
    if (fresh || rxBuffer !== state.rxSize) state.rxRing = [];
    const divider = this.routes ? fineDividerFor(baud, this.clockHz()) : dividerFor(baud, this.clockHz());
    const format = { bits, parity, stop };
    Object.assign(state, { on: true, baud, divider, format, invert, txSize: txBuffer, rxSize: rxBuffer });
    Object.assign(state, { listenFrom: this.ctx.now, reported: "" });
    this.gpio.acquire(state.tx, "uart", true);
    this.gpio.acquire(state.rx, "uart");
    this.gpio.tap(state.rx, true);
    this.drive(state, invert & 1 ? 0 : 1);
    return 0;
  }

  /** The baud rate that the divider makes. */
  baud(id: number): number {
    const port = this.port(id);
    return port ? Math.floor(1e9 / port.nominalBit) : 0;
  }

  /** GPIO of TX or RX; -EINVAL: no such UART. */
  pin(id: number, role: "TX" | "RX"): number {
    const state = this.ctx.state.ports[id];
    return state ? (role === "TX" ? state.tx : state.rx) : -EINVAL;
  }

  /** Puts what fits into the buffers; returns how many bytes, or -EINVAL while the UART is off. */
  write(id: number, bytes: ArrayLike<number>): number {
    return this.port(id)?.write(bytes) ?? -EINVAL;
  }

  /** Takes up to `count` bytes. */
  read(id: number, count: number): readonly number[] {
    return this.port(id)?.read(count) ?? [];
  }

  /** Bytes that could be read. */
  any(id: number): number {
    return this.port(id)?.any() ?? 0;
  }

  /** Whether a byte could be read; unlike `any` it leaves the FIFO alone. */
  readable(id: number): boolean {
    return this.port(id)?.readable ?? false;
  }

  /** Whether the buffer for sending has room. */
  room(id: number): boolean {
    return this.port(id)?.room ?? false;
  }

  /** Nothing is left to be sent. */
  sentAll(id: number): boolean {
    return this.port(id)?.sentAll ?? true;
  }

  /** Forgets what is in its buffers and FIFOs. */
  clear(id: number): void {
    const state = this.ctx.state.ports[id];
    this.ports[id]?.stop();
    if (state) Object.assign(state, { txRing: [], rxRing: [] });
  }

  /** Holds the line low for 13 bit times; returns when it will be over, or -EINVAL. */
  sendBreak(id: number): Nanos {
    return this.port(id)?.sendBreak() ?? -EINVAL;
  }

  /** Which of UART_TX_IDLE, UART_RX_IDLE and UART_BREAK_SEEN call a handler. */
  setInterrupt(id: number, trigger: number, hard: boolean): void {
    const state = this.ctx.state.ports[id];
    if (state) Object.assign(state, { trigger, hard });
  }

  /** Switches it off; the pins stay with it. What is left in the buffer for reading is lost. */
  deinit(id: number): void {
    const state = this.ctx.state.ports[id];
    if (!state) return;
    this.ports[id]?.stop();
    Object.assign(state, { on: false, txRing: [], rxRing: [], trigger: 0, hard: false });
  }

  /** MicroPython's soft reset switches them off as well. */
  softReset(): void {
    this.ctx.state.ports.forEach((_, id) => this.deinit(id));
  }

  reset(): void {
    for (const port of this.ports) port.stop();
    this.ctx.state = { ...UartUnit.initialState(this.ctx.spec), activity: this.ctx.state.activity };
  }

  /** Whether any pin can be any line of any UART. */
  private get routes(): boolean {
    return this.ctx.spec.port === "esp32";
  }

  /** One that is on. */
  private port(id: number): UartPort | undefined {
    return this.ctx.state.ports[id]?.on ? this.ports[id] : undefined;
  }

  private fits(id: number, gpio: number, role: "TX" | "RX"): boolean {
    if (this.routes) return this.gpio.has(gpio);
    const uart = this.ctx.spec.gpios.find((other) => other.gpio === gpio)?.uart;
    return uart?.uart === id && uart.role === role;
  }

  private drive({ tx }: UartPortState, level: 0 | 1): void {
    const { supplyVolts, outputOhms } = this.ctx.spec;
    this.gpio.drive(tx, "uart", strong(level ? supplyVolts : 0, outputOhms));
  }

  private portOf(id: number): UartPort {
    const { ctx, gpio } = this;
    const state = (): PortState => ctx.state.ports[id] as PortState;
    const clockHz = this.clockHz;
    const noise = ctx.faultControl(`uart${id}-noise`, UART_NOISE);
    const owned = (number: number) => (gpio.functionOf(number) === "uart" ? gpio.pin(number) : undefined);
    return new UartPort({
      get now() {
        return ctx.now;
      },
      get state() {
        return state();
      },
      get clockHz() {
        return clockHz();
      },
      clock: ctx.clock,
      noise,
      sent: ctx.output(`uart${id}.tx`, "uart"),
      received: ctx.output(`uart${id}.rx`, "uart"),
      timer: (handler) => ctx.timer(handler),
      txPin: () => owned(state().tx),
      rxPin: () => owned(state().rx),
      drive: (level) => this.drive(state(), level),
      bitsWanted: (pin) => ctx.bitsWanted(pin),
      deliver: (pin, frame) => {
        for (const receiver of ctx.uartReceivers(pin)) receiver.receive(frame);
      },
      interrupt: (flags) => this.interrupt(id, flags),
      attention: () => ctx.attention(),
      fault: (kind, message) => ctx.fault(kind, `UART ${id}: ${message}`),
    });
  }

  private interrupt(id: number, flags: number): void {
    const { trigger, hard } = this.ctx.state.ports[id] as PortState;
    this.ctx.state.activity++;
    if (flags & trigger) this.ctx.interrupts.raise({ kind: 3, id, arg: flags, hard });
    this.ctx.attention();
  }
}

function portState({ tx, rx }: { tx: number; rx: number }): PortState {
  return {
    ...{ on: false, tx, rx, baud: 0, divider: 64, format: { bits: 8, parity: "none", stop: 1 }, invert: 0 },
    ...{ txRing: [], txSize: DEFAULT_BUFFER, txFifo: [], rxRing: [], rxSize: DEFAULT_BUFFER, rxFifo: [] },
    ...{
      shifting: -1,
      shiftingFrom: 0,
      breaking: false,
      brokenFrom: -1,
      line: LineReceiver.initialState(),
      listenFrom: 0,
      reported: "",
    },
    ...{ trigger: 0, hard: false },
  };
}

/** What the SDK makes of a baud rate: clock / 16 / baud in 64ths, rounded, between 1 and 65535. */
function dividerFor(baud: number, clockHz: number): number {
  const rounded = Math.floor((Math.floor((8 * clockHz) / baud) + 1) / 2);
  return Math.min(Math.max(rounded, 64), 65_535 * 64);
}

/** The ESP32's (technical reference manual, 13.3.3): clock / baud in sixteenths, cut off; in 64ths of 16 clocks. */
const fineDividerFor = (baud: number, clockHz: number): number => Math.max(16, Math.floor((16 * clockHz) / baud)) / 4;
