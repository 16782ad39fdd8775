/**
 * Temperature, pressure and humidity sensor `board-bme280` (GY-BME280) on I2C or SPI.
 *
 * Pins: VCC (into a 3.3 V regulator), GND; SCL, SDA with pull-ups; CSB, pulled up: once it was low the bus is SPI until the next
 *   power-on or reset, mode 0 or 3; SDO: on I2C low is address 0x76 and high 0x77, on SPI it is MISO. On SPI SCL is SCK, SDA is MOSI.
 * Source: Bosch BME280 data sheet BST-BME280-DS002 rev 1.6: registers (table 18), trimming values and calculation (4.2.3, 8.1), modes (3.3),
 *   typical measurement time (9.1: 1 ms, 2 ms a sample, 0.5 ms each for pressure and humidity), standby (table 27), filter (3.4.4), start-up
 *   2 ms. Several bytes written are pairs of register and value, several bytes read come from one register after the other.
 *
 * Attributes: temperature, °C (24), pressure, Pa (101325), humidity, % (40): at first; i2cAddress: 0x76 (default) or 0x77, while nothing
 *   drives SDO.
 * Controls: `temperature` -40 to 85 °C, `pressure` 30000 to 110000 Pa, `humidity` 0 to 100 %. The raw values are those that the data
 *   sheet's calculation turns into them, as finely as the oversampling allows.
 * Outputs: `measuring` 1 during a measurement.
 * Faults: `early-read`: values were read during a measurement in forced mode, they are those before.
 * What `ctrl_hum` asks for holds from the next write to `ctrl_meas` on, as in the chip. Below 1.8 V it does not answer and forgets everything.
 *
 * Not modelled: noise, offset, drift and the seconds that humidity takes to follow; self-heating; 3-wire SPI; that trimming values cannot be
 * read while they are copied at start-up; the regulator's output.
 */
import { defineDevice, HIGH_Z, ms, pull, type DeviceContext } from "@tickless/sim-core";
import { numberAttribute } from "../attributes.js";
import { ADDRESS_ATTRIBUTES, addressAttribute, pullUp } from "../i2c-lines.js";
import { registerPointer, registerTarget, type RegisterPointer } from "../i2c-registers.js";
import { declareSupply } from "../power.js";
import { TRIM_REGISTERS } from "./compensation.js";
import {
  coefficientOf,
  dataBytes,
  measure,
  measurementTime,
  NOTHING,
  oversamplingOf,
  STANDBY,
  type Climate,
  type Raw,
} from "./measurement.js";
import { connectSpi, type SpiState } from "./spi.js";

const LEAST_VOLTS = 1.8;
const REGULATED_VOLTS = 3.3;
const PULL_OHMS = 10_000;
export const TEMPERATURE = { min: -40, max: 85, fallback: 24, unit: "°C" };
export const PRESSURE = { min: 30_000, max: 110_000, fallback: 101_325, unit: "Pa" };
export const HUMIDITY = { min: 0, max: 100, fallback: 40, unit: "%" };

const REGISTER = {
  id: 0xd0,
  reset: 0xe0,
  humidity: 0xf2,
  status: 0xf3,
  control: 0xf4,
  config: 0xf5,
  data: 0xf7,
} as const;
const CHIP_ID = 0x60;
const RESET_WORD = 0xb6;
const START_UP = ms(2);
const [SLEEP, NORMAL] = [0, 3];
const MODE = 3;

interface Bme280State {
  climate: Climate;
  powered: boolean;
  readonly pointer: RegisterPointer;
  readonly spi: SpiState;
  /** `ctrl_hum` as written and as it holds; `ctrl_meas`, `config`. */
  humidity: number;
  humidityHeld: number;
  control: number;
  config: number;
  measuring: boolean;
  /** A forced measurement was asked for during one. */
  again: boolean;
  raw: Raw;
  /** What the filter goes on from. */
  filter: Raw | undefined;
  /** The data registers as they were at the START of the transfer. */
  shadow: Uint8Array;
}

const AFTER_RESET = {
  ...{ humidity: 0, humidityHeld: 0, control: 0, config: 0, measuring: false, again: false },
  ...{ raw: NOTHING, filter: undefined, shadow: dataBytes(NOTHING) },
};

type Context = DeviceContext<Bme280State>;

interface Chip {
  readonly read: (register: number) => number;
  write(register: number, byte: number): void;
  /** At the beginning of a transfer that reads from this register on. */
  latch(register: number): void;
  powerChanged(on: boolean): void;
}

function connect(ctx: Context): void {
  const address = addressAttribute(ctx, [0x76, 0x77], 0x76, "a BME280 has 0x76 or 0x77");
  declareClimate(ctx);
  const chip = chipOf(ctx);
  const [scl, sda, csb, sdo] = [ctx.pin("SCL"), ctx.pin("SDA"), ctx.pin("CSB"), ctx.pin("SDO")];
  const supply = declareSupply(ctx, LEAST_VOLTS, () => {
    const volts = Math.min(REGULATED_VOLTS, supply.volts);
    const powered = volts > 0;
    if (powered !== ctx.state.powered) chip.powerChanged(powered);
    ctx.state.powered = powered;
    pullUp([scl, sda], volts);
    csb.set(powered ? pull(volts, PULL_OHMS) : HIGH_Z);
    sdo.set(powered ? pull(address === 0x77 ? volts : 0, PULL_OHMS) : HIGH_Z);
  });
  const answers = (candidate: number): boolean => {
    const { powered, spi } = ctx.state;
    return powered && !spi.chosen && candidate === 0x76 + sdo.read();
  };
  const target = registerTarget({
    pointer: () => ctx.state.pointer,
    answers,
    next: (register) => (register + 1) & 0xff,
    read: chip.read,
    write: (register, byte) => {
      chip.write(register, byte);
      ctx.state.pointer.pointing = true;
    },
    start: (read) => {
      if (read) chip.latch(ctx.state.pointer.register);
    },
  });
  ctx.i2cTarget(scl, sda, target);
  connectSpi(ctx, { sck: scl, mosi: sda, miso: sdo, csb }, chip);
}

function declareClimate(ctx: Context): void {
  const names = { temperature: TEMPERATURE, pressure: PRESSURE, humidity: HUMIDITY };
  for (const [name, range] of Object.entries(names)) {
    const initial = numberAttribute(ctx, name, range);
    const set = (value: number): void => void (ctx.state.climate = { ...ctx.state.climate, [name]: value });
    set(initial);
    ctx.control(name, { min: range.min, max: range.max, initial, unit: range.unit }, set);
  }
}

function chipOf(ctx: Context): Chip {
  const output = ctx.output("measuring", "output");
  output.write(0);
  const startUp = ctx.timer(() => undefined);
  const begin = (): void => {
    const { control, humidityHeld } = ctx.state;
    ctx.state.measuring = true;
    output.write(1);
    phase.start(measurementTime(oversamplingOf(control, humidityHeld)));
  };
  const phase = ctx.timer(() => {
    if (!ctx.state.measuring) return begin();
    finish(ctx.state);
    output.write(0);
    const { control, again, config } = ctx.state;
    ctx.state.again = false;
    if ((control & MODE) === NORMAL) phase.start(STANDBY[config >> 5] as number);
    else if (again) begin();
    else ctx.state.control = control & ~MODE;
  });
  /** A mode that is asked for during a measurement begins behind it. */
  const changeMode = (mode: number): void => {
    ctx.state.again = ctx.state.measuring && mode !== SLEEP && mode !== NORMAL;
    if (ctx.state.measuring) return;
    phase.stop();
    if (mode !== SLEEP) begin();
  };
  const reset = (): void => {
    phase.stop();
    if (ctx.state.measuring) output.write(0);
    Object.assign(ctx.state, AFTER_RESET);
    Object.assign(ctx.state.spi, { chosen: false, expecting: true });
    startUp.start(START_UP);
  };
  return {
    powerChanged: reset,
    latch: (register) => {
      const { control, measuring, raw } = ctx.state;
      ctx.state.shadow = dataBytes(raw);
      if (register < REGISTER.data || !measuring || (control & MODE) === NORMAL) return;
      ctx.fault("early-read", "values were read during a measurement: they are those before");
    },
    write: (register, byte) => {
      if (register === REGISTER.reset && byte === RESET_WORD) return reset();
      if (register === REGISTER.humidity) ctx.state.humidity = byte & 7;
      if (register === REGISTER.config) Object.assign(ctx.state, { config: byte, filter: undefined });
      if (register !== REGISTER.control) return;
      Object.assign(ctx.state, { control: byte, humidityHeld: ctx.state.humidity });
      changeMode(byte & MODE);
    },
    read: (register) => readRegister(ctx.state, register, startUp.pending),
  };
}

function finish(state: Bme280State): void {
  const { climate, control, humidityHeld, config, filter } = state;
  const coefficient = coefficientOf(config);
  const raw = measure(climate, oversamplingOf(control, humidityHeld), coefficient, filter);
  Object.assign(state, { raw, filter: coefficient === 1 ? undefined : raw, measuring: false });
}

function readRegister(state: Bme280State, register: number, startingUp: boolean): number {
  if (register >= REGISTER.data) return state.shadow[register - REGISTER.data] ?? 0;
  if (register === REGISTER.id) return CHIP_ID;
  if (register === REGISTER.status) return (state.measuring ? 8 : 0) | (startingUp ? 1 : 0);
  if (register === REGISTER.humidity) return state.humidity;
  if (register === REGISTER.control) return state.control;
  if (register === REGISTER.config) return state.config;
  return TRIM_REGISTERS.get(register) ?? 0;
}

export const bme280 = defineDevice<Bme280State>({
  type: "board-bme280",
  aliases: ["wokwi-bme280"],
  pins: ["VCC", "GND", "SCL", "SDA", "CSB", "SDO"],
  pullUps: ["SCL", "SDA", "CSB"],
  pullDowns: ["SDO"],
  highVolts: { SCL: REGULATED_VOLTS, SDA: REGULATED_VOLTS, CSB: REGULATED_VOLTS },
  attributes: ["temperature", "pressure", "humidity", ...ADDRESS_ATTRIBUTES],
  createState: () => ({
    climate: { temperature: TEMPERATURE.fallback, pressure: PRESSURE.fallback, humidity: HUMIDITY.fallback },
    ...{
      powered: false,
      pointer: registerPointer(),
      spi: { chosen: false, expecting: true, reading: false, register: 0 },
    },
    ...AFTER_RESET,
  }),
  connect,
});
