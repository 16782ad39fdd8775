import { pwmLevelAt } from "../pwm-signal.js";
import { EINVAL } from "./errno.js";
import { PIN_ANALOG, type Gpio } from "./gpio.js";
import type { McuContext } from "./mcu-context.js";
import type { McuSpec } from "./mcu-spec.js";

/*
 * ADC: RP2040 datasheet 4.9; temperature sensor 4.9.5 (0.706 V at 27 °C, -1.721 mV per degree).
 *
 * A conversion is taken at one moment: the firmware spends `conversionNs` (2 µs), then reads. The chip's sensor is a control
 * of the board, `temperature`.
 *
 * Not modelled: noise, the RP2040's INL/DNL spikes, input capacitance and impedance (a source of any resistance is read
 * exactly), free-running mode, FIFO and DMA, reference tolerance. The low phase of a pulse train counts as 0 V.
 */

export interface AdcState {
  celsius: number;
}

const ROOM_CELSIUS = 27;
/** The RP2040's channel 4 is its own temperature. */
const TEMPERATURE_CHANNEL = 4;

export class Adc {
  constructor(
    private readonly ctx: McuContext<AdcState>,
    private readonly gpio: Gpio,
  ) {
    if (!hasSensor(ctx.spec)) return;
    const range = { min: -40, max: 125, initial: ROOM_CELSIUS, unit: "°C" };
    ctx.control("temperature", range, (celsius) => (ctx.state.celsius = celsius));
  }

  static initialState(): AdcState {
    return { celsius: ROOM_CELSIUS };
  }

  /** Channel of a GPIO, or -1. */
  channelOf(gpio: number): number {
    return this.ctx.spec.gpios.find((other) => other.gpio === gpio)?.adc ?? -1;
  }

  /** Makes the channel's pin an analog input without pulls. Returns 0, or -EINVAL when there is no such channel. */
  init(channel: number): number {
    if (this.isSensor(channel)) return 0;
    const gpio = this.gpioOf(channel);
    return gpio === undefined ? -EINVAL : this.gpio.configure(gpio, PIN_ANALOG, 0, -1);
  }

  /** What a conversion just now gives, 0..65535, or -EINVAL. */
  readU16(channel: number): number {
    const volts = this.volts(channel);
    if (volts === undefined) return -EINVAL;
    const { bits, referenceVolts } = this.ctx.spec.adc;
    const full = 2 ** bits;
    const raw = Math.min(full - 1, Math.max(0, Math.floor((volts / referenceVolts) * full)));
    return (raw << (16 - bits)) | (raw >> (2 * bits - 16));
  }

  private volts(channel: number): number | undefined {
    if (this.isSensor(channel)) return 0.706 - (this.ctx.state.celsius - ROOM_CELSIUS) * 0.001721;
    const gpio = this.gpioOf(channel);
    if (gpio === undefined) return undefined;
    const pin = this.gpio.pin(gpio);
    const { pwm } = pin.state;
    if (pwm && pwmLevelAt(pwm, this.ctx.now) === 0) return 0;
    return pin.thevenin().volts;
  }

  private isSensor(channel: number): boolean {
    return channel === TEMPERATURE_CHANNEL && hasSensor(this.ctx.spec);
  }

  private gpioOf(channel: number): number | undefined {
    return this.ctx.spec.gpios.find((gpio) => gpio.adc === channel)?.gpio;
  }
}

const hasSensor = (spec: McuSpec): boolean => spec.port === "rp2";
