/**
 * Analog thermometer `board-lm35` in a TO-92 case: 10 mV for each °C.
 *
 * Pins: VCC, GND; OUT.
 * Source: TI LM35 data sheet SNIS159H: 10 mV/°C, basic circuit from 2 to 150 °C, supply 4 to 30 V, output impedance 0.1 ohm; it sources current
 *   and hardly sinks any, so that without a negative supply OUT does not go below some 20 mV; it needs about 1.5 V more than it puts out.
 *
 * Attributes: temperature at first, °C (default 24).
 * Controls: `temperature` -55 to 150 °C. Outputs: none but the wire's voltage.
 * Faults: `low-supply`: fed with less than 4 V; it works as far as the voltage goes, from 2.7 V on. Below that OUT lets go.
 *
 * Not modelled: accuracy of 0.5 °C, the minute that it takes to follow in still air, warmth of its own, that a long cable makes it oscillate.
 */
import { analog, defineDevice, HIGH_Z, type DeviceContext } from "@tickless/sim-core";
import { numberAttribute } from "../attributes.js";
import { tell, type Excursions } from "../excursions.js";
import { declareSupply } from "../power.js";

export const LM35_CELSIUS = { min: -55, max: 150, fallback: 24 };
const VOLTS_PER_DEGREE = 0.01;
const LEAST_OUT = 0.02;
const HEADROOM = 1.5;
const LEAST_VOLTS = 2.7;
const RATED_VOLTS = 4;
const OUTPUT_OHMS = 0.1;

interface Lm35State {
  temperature: number;
  told: Excursions;
}

function connect(ctx: DeviceContext<Lm35State>): void {
  const initial = numberAttribute(ctx, "temperature", LM35_CELSIUS);
  const out = ctx.pin("OUT");
  const drive = (): void => {
    const { volts } = supply;
    const low = volts > 0 && volts < RATED_VOLTS;
    tell(ctx, "low-supply", low, `${volts.toFixed(1)} V at VCC: an LM35 needs 4 V at least`);
    const wanted = Math.max(LEAST_OUT, ctx.state.temperature * VOLTS_PER_DEGREE);
    out.set(volts === 0 ? HIGH_Z : analog(Math.min(wanted, volts - HEADROOM), OUTPUT_OHMS));
  };
  const supply = declareSupply(ctx, LEAST_VOLTS, drive);
  ctx.state.temperature = initial;
  const { min, max } = LM35_CELSIUS;
  ctx.control("temperature", { min, max, initial, unit: "°C" }, (celsius) => {
    ctx.state.temperature = celsius;
    drive();
  });
}

export const lm35 = defineDevice<Lm35State>({
  type: "board-lm35",
  pins: ["GND", "OUT", "VCC"],
  roles: { OUT: "analog" },
  attributes: ["temperature"],
  createState: () => ({ temperature: LM35_CELSIUS.fallback, told: [] }),
  connect,
});
