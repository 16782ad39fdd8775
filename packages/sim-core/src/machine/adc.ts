import { pwmLevelAt } from "../pwm-signal.js";
import { EINVAL } from "./errno.js";
import { PIN_ANALOG, type Gpio } from "./gpio.js";
import type { McuContext } from "./mcu-context.js";
import type { McuSpec } from "./mcu-spec.js";

/*
 * ADC: RP2040 datasheet 4.9; temperature sensor 4.9.5 (0.706 V at 27 °C, -1.721 mV per degree).
 *
 * The ESP32's (technical reference manual, 29.3) has two converters, channels 0 to 7 and, numbered from 8 here, 0 to 9. Each channel
 * has an attenuator and each converter 9 to 12 bits. Full scale is 1.1 V, 1.47 V, 2.2 V and 3.3 V: the last one is what programs
 * reckon with; a real one reaches its end at 3.1 to 3.3 V, on a bent line.
 *
 * A conversion is taken at one moment: the firmware spends `conversionNs` (2 µs), then reads. The chip's sensor is a control
 * of the board, `temperature`.
 *
 * Not modelled: noise, the RP2040's INL/DNL spikes, that the ESP32 reads 0 below 0.1 V and its bend above 2.5 V, its second
 * converter's being taken by WiFi, input capacitance and impedance (a source of any resistance is read
 * exactly), free-running mode, FIFO and DMA, reference tolerance. The low phase of a pulse train counts as 0 V.
 */

export interface AdcState {
  celsius: number;
  /** Attenuators of the ESP32's channels, 0 to 3; missing: never set. */
  attenuation: Record<number, number>;
  /** Resolution of its two converters. */
  bits: [number, number];
}

const ROOM_CELSIUS = 27;
/** A busy ESP32 is warm. */
const WARM_CELSIUS = 53;
/** Full scale at 0, 2.5, 6 and 11 dB, V. */
const RANGES = [1.1, 1.467, 2.195, 3.3];
const FIRST_OF_SECOND = 8;
/** The RP2040's channel 4 is its own temperature. */
const TEMPERATURE_CHANNEL = 4;

export class Adc {
  constructor(
    private readonly ctx: McuContext<AdcState>,
    private readonly gpio: Gpio,
  ) {
    const initial = Adc.initialState(ctx.spec).celsius;
    const range = { min: -40, max: 125, initial, unit: "°C" };
    ctx.control("temperature", range, (celsius) => (ctx.state.celsius = celsius));
  }

  static initialState(spec: McuSpec): AdcState {
    const { bits } = spec.adc;
    return { celsius: spec.port === "rp2" ? ROOM_CELSIUS : WARM_CELSIUS, attenuation: {}, bits: [bits, bits] };
  }

  /** The chip's own temperature, °C. */
  get celsius(): number {
    return this.ctx.state.celsius;
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
    const raw = this.readRaw(channel);
    const bits = this.bitsOf(channel);
    return raw < 0 ? raw : (raw << (16 - bits)) | (raw >> (2 * bits - 16));
  }

  /** The same as the converter gives it, in its own bits. */
  readRaw(channel: number): number {
    const volts = this.volts(channel);
    if (volts === undefined) return -EINVAL;
    const full = 2 ** this.bitsOf(channel);
    return Math.min(full - 1, Math.max(0, Math.floor((volts / this.range(channel)) * full)));
  }

  /** What an ESP32's driver makes of a conversion: whole mV. */
  readMillivolts(channel: number): number {
    const raw = this.readRaw(channel);
    return raw < 0 ? raw : Math.round((1000 * this.range(channel) * raw) / (2 ** this.bitsOf(channel) - 1));
  }

  /** Attenuator of an ESP32's channel: 0 to 3 for 0, 2.5, 6 and 11 dB; -1: none was set. */
  attenuation(channel: number): number {
    return this.ctx.state.attenuation[channel] ?? -1;
  }

  setAttenuation(channel: number, attenuation: number): number {
    if (RANGES[attenuation] === undefined) return -EINVAL;
    this.ctx.state.attenuation[channel] = attenuation;
    return 0;
  }

  /** Bits of the converter that has the channel. */
  bitsOf(channel: number): number {
    return this.ctx.state.bits[unitOf(channel)];
  }

  setBits(channel: number, bits: number): number {
    if (!(bits >= 9 && bits <= this.ctx.spec.adc.bits)) return -EINVAL;
    this.ctx.state.bits[unitOf(channel)] = bits;
    return 0;
  }

  /** Attenuators and resolution are forgotten; the temperature is not the chip's to forget. */
  reset(): void {
    this.ctx.state = { ...Adc.initialState(this.ctx.spec), celsius: this.ctx.state.celsius };
  }

  /** Full scale, V. */
  private range(channel: number): number {
    if (this.ctx.spec.port === "rp2") return this.ctx.spec.adc.referenceVolts;
    return RANGES[Math.max(0, this.attenuation(channel))] as number;
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

const unitOf = (channel: number): 0 | 1 => (channel < FIRST_OF_SECOND ? 0 : 1);

const hasSensor = (spec: McuSpec): boolean => spec.port === "rp2";
