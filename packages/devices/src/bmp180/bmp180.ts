/**
 * Pressure and temperature sensor `board-bmp180` (GY-68) on I2C, address 0x77.
 *
 * Pins: VCC (into a 3.3 V regulator), 3.3V (behind it: the chip may be fed here), GND, SCL, SDA with pull-ups.
 * Source: Bosch BMP180 data sheet rev 2.5: registers (table 4), conversion times (table 8, typical 3 ms; pressure 3, 5, 9 and 17 ms
 *   for oss 0 to 3; at most 4.5, 7.5, 13.5, 25.5 ms), calibration and calculation (figure 4, whose example is the calibration here).
 *
 * Attributes: temperature, °C (24), pressure, Pa (101325): at first.
 * Controls: `temperature` -40 to 85 °C, `pressure` 30000 to 110000 Pa. The raw values are those that the data sheet's calculation turns
 *   into them, to 0.1 °C and to what the resolution allows.
 * Outputs: `measuring` 1 during a conversion.
 * Faults: `early-read`: a value was read while it was being converted, it is the one before.
 * Below 1.8 V it does not answer and forgets everything.
 *
 * Not modelled: noise, offset and drift; self-heating; the regulator's output.
 */
import { defineDevice, ms, type DeviceContext, type Nanos } from "@tickless/sim-core";
import { numberAttribute } from "../attributes.js";
import { pullUp } from "../i2c-lines.js";
import { registerPointer, registerTarget, type RegisterPointer } from "../i2c-registers.js";
import { declareSupply } from "../power.js";
import { CALIBRATION_BYTES, rawPressure, rawTemperature } from "./compensation.js";

const ADDRESS = 0x77;
const LEAST_VOLTS = 1.8;
const REGULATED_VOLTS = 3.3;
export const TEMPERATURE = { min: -40, max: 85, fallback: 24 };
export const PRESSURE = { min: 30_000, max: 110_000, fallback: 101_325 };

const ID = 0xd0;
const CHIP_ID = 0x55;
const RESET = 0xe0;
const RESET_WORD = 0xb6;
const CONTROL = 0xf4;
const OUT = 0xf6;
const CALIBRATION = 0xaa;
/** Start of conversion: in the control register, 1 until it has ended. */
const CONVERTING = 0x20;
const MEASURE_TEMPERATURE = 0x2e;
const MEASURE_PRESSURE = 0x34;
const TEMPERATURE_TIME: Nanos = ms(3);
const PRESSURE_TIMES: readonly Nanos[] = [ms(3), ms(5), ms(9), ms(17)];

interface Bmp180State {
  readonly pointer: RegisterPointer;
  temperature: number;
  pressure: number;
  powered: boolean;
  control: number;
  /** MSB, LSB and XLSB. */
  out: number;
}

const AFTER_RESET = { control: 0, out: 0x800000 };

function connect(ctx: DeviceContext<Bmp180State>): void {
  const { state } = ctx;
  state.temperature = numberAttribute(ctx, "temperature", TEMPERATURE);
  state.pressure = numberAttribute(ctx, "pressure", PRESSURE);
  const [scl, sda] = [ctx.pin("SCL"), ctx.pin("SDA")];
  const measuring = ctx.output("measuring", "output");
  measuring.write(0);
  const conversion = ctx.timer(() => {
    ctx.state.out = convert(ctx.state);
    ctx.state.control &= ~CONVERTING;
    measuring.write(0);
  });
  const reset = (): void => {
    if (conversion.pending) measuring.write(0);
    conversion.stop();
    Object.assign(ctx.state, AFTER_RESET);
  };
  const supplyChanged = (): void => {
    const volts = Math.max(regulator.volts, direct.volts);
    if (volts > 0 !== ctx.state.powered) reset();
    ctx.state.powered = volts > 0;
    pullUp([scl, sda], Math.min(REGULATED_VOLTS, volts));
  };
  const regulator = declareSupply(ctx, LEAST_VOLTS, supplyChanged);
  const direct = declareSupply(ctx, LEAST_VOLTS, supplyChanged, ["3.3V", "GND"]);
  const target = registerTarget({
    pointer: () => ctx.state.pointer,
    answers: (address) => address === ADDRESS && ctx.state.powered,
    next: (register) => (register + 1) & 0xff,
    read: (register) => {
      if (register === OUT && conversion.pending) {
        ctx.fault("early-read", "a value was read while it was being converted: it is the one before");
      }
      return readRegister(ctx.state, register);
    },
    write: (register, byte) => {
      if (register === RESET && byte === RESET_WORD) return reset();
      if (register !== CONTROL) return;
      ctx.state.control = byte;
      if (!(byte & CONVERTING)) return;
      if (!conversion.pending) measuring.write(1);
      conversion.start(timeOf(byte));
    },
  });
  ctx.i2cTarget(scl, sda, target);
  const { min, max } = TEMPERATURE;
  ctx.control("temperature", { min, max, initial: state.temperature, unit: "°C" }, (value) => {
    ctx.state.temperature = value;
  });
  const range = { min: PRESSURE.min, max: PRESSURE.max };
  ctx.control("pressure", { ...range, initial: state.pressure, unit: "Pa" }, (value) => {
    ctx.state.pressure = value;
  });
}

const timeOf = (control: number): Nanos =>
  (control & 0x3f) === MEASURE_PRESSURE ? (PRESSURE_TIMES[control >> 6] as Nanos) : TEMPERATURE_TIME;

/** What the output registers hold after a conversion: 16 bits and, of a pressure, up to 3 more. */
function convert({ control, temperature, pressure, out }: Bmp180State): number {
  const ut = rawTemperature(temperature);
  if ((control & 0x3f) === MEASURE_TEMPERATURE) return ut << 8;
  if ((control & 0x3f) !== MEASURE_PRESSURE) return out;
  const oss = control >> 6;
  return rawPressure(pressure, ut, oss) << (8 - oss);
}

function readRegister({ control, out }: Bmp180State, register: number): number {
  if (register >= CALIBRATION && register < CALIBRATION + CALIBRATION_BYTES.length) {
    return CALIBRATION_BYTES[register - CALIBRATION] as number;
  }
  if (register >= OUT && register < OUT + 3) return out >> (8 * (OUT + 2 - register));
  return register === ID ? CHIP_ID : register === CONTROL ? control : 0;
}

export const bmp180 = defineDevice<Bmp180State>({
  type: "board-bmp180",
  pins: ["VCC", "3.3V", "GND", "SCL", "SDA"],
  pullUps: ["SCL", "SDA"],
  attributes: ["temperature", "pressure"],
  createState: () => ({
    ...{ pointer: registerPointer(), temperature: TEMPERATURE.fallback, pressure: PRESSURE.fallback },
    ...{ powered: false, ...AFTER_RESET },
  }),
  connect,
});
