import {
  IRQ_FALLING,
  IRQ_HIGH_LEVEL,
  IRQ_LOW_LEVEL,
  IRQ_RISING,
  PIN_IN,
  PIN_OPEN_DRAIN,
  PIN_OUT,
  PULL_DOWN,
  PULL_UP,
} from "../../machine/gpio.js";
import type { Processor } from "../processor.js";

export type PinMode = "in" | "out" | "open-drain";
export type PinPull = "up" | "down" | "none";
export type Trigger = "falling" | "rising" | "both" | "low" | "high";

export interface PinOptions {
  readonly mode?: PinMode;
  readonly pull?: PinPull;
  readonly value?: 0 | 1 | boolean;
}

export interface PinIrqOptions {
  /** Default both edges. */
  readonly trigger?: Trigger;
  readonly hard?: boolean;
}

const MODES = { in: PIN_IN, out: PIN_OUT, "open-drain": PIN_OPEN_DRAIN };
const PULLS = { none: 0, up: PULL_UP, down: PULL_DOWN };
const TRIGGERS = {
  low: IRQ_LOW_LEVEL,
  high: IRQ_HIGH_LEVEL,
  falling: IRQ_FALLING,
  rising: IRQ_RISING,
  both: IRQ_FALLING | IRQ_RISING,
};

/** A GPIO, as `machine.Pin`. */
export class Pin {
  private handler: ((pin: Pin) => void) | undefined;
  private hard = false;

  constructor(
    private readonly cpu: Processor,
    readonly gpio: number,
  ) {}

  init({ mode, pull, value }: PinOptions): void {
    this.cpu.charge("pin_init");
    const level = value === undefined ? (mode === "open-drain" ? 1 : -1) : Number(value);
    const pulls = pull === undefined ? (mode === undefined ? -1 : 0) : PULLS[pull];
    this.cpu.mcu.gpio.configure(this.gpio, mode === undefined ? -1 : MODES[mode], pulls, level);
  }

  /** Reads the level, or sets the output. */
  value(): 0 | 1;
  value(level: 0 | 1 | boolean): void;
  value(level?: 0 | 1 | boolean): 0 | 1 | undefined {
    const { gpio } = this.cpu.mcu;
    this.cpu.charge(level === undefined ? "pin_get" : "pin_set");
    if (level === undefined) return gpio.read(this.gpio);
    gpio.write(this.gpio, level ? 1 : 0);
    return undefined;
  }

  on(): void {
    this.value(1);
  }

  off(): void {
    this.value(0);
  }

  toggle(): void {
    this.cpu.charge("pin_toggle");
    this.cpu.mcu.gpio.toggle(this.gpio);
  }

  /**
   * Calls `handler`, a plain function, at each trigger; undefined: no more. A hard one also runs while the processor is busy
   * with a transfer. A hard handler that throws is taken out.
   */
  irq(handler: ((pin: Pin) => void) | undefined, { trigger = "both", hard = false }: PinIrqOptions = {}): void {
    this.cpu.charge("pin_irq");
    this.handler = handler;
    this.hard = hard;
    this.cpu.mcu.gpio.setInterrupt(this.gpio, handler ? TRIGGERS[trigger] : 0, hard);
  }

  /** Calls the handler. */
  fire(): void {
    try {
      return this.handler?.(this);
    } catch (error) {
      if (this.hard) this.irq(undefined);
      throw error;
    }
  }
}
