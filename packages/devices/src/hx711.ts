/**
 * Load cell with amplifier `wokwi-hx711`: a 24-bit converter that is read by its own clock pulses.
 *
 * Pins: VCC, GND; DT, data: low when a value is ready; SCK, clock. Each rising edge of SCK shifts a bit out, highest first; a
 *   25th, 26th or 27th pulse ends the reading and chooses the next channel and gain: A 128, B 32, A 64.
 * Source: Avia HX711 data sheet (10 values a second with RATE low; settling 400 ms, four values, after power-up and after a
 *   change of channel; SCK high for more than 60 µs: power down, and a reset when it falls; 2.6 to 5.5 V).
 *   Counts as on Wokwi's part: 420 a kilogram at gain 128.
 *
 * Attributes: type 50kg (default), 5kg or gauge; weight, kg at first (default 0).
 * Controls: `load`, kg, 0 to what the cell takes (50, 5; gauge 50), from scenarios as far as it counts (19972). Outputs: `value`, the last conversion.
 * Faults: `too-many-pulses`, more than 27 in one reading; `power-down`, SCK stayed high for 60 µs while a value was read.
 *   Without supply DT lets go.
 *
 * Not modelled: channel B (nothing is wired to it: 0), noise, offset and drift, the time of 0.1 µs from SCK to DT.
 */
import { defineDevice, ms, us, type Attributes, type DeviceContext, type Nanos } from "@tickless/sim-core";
import { choiceAttribute, numberAttribute, textAttribute } from "./attributes.js";
import { declareSupply, driveOutput } from "./power.js";

export const PERIOD: Nanos = ms(100);
export const SETTLING: Nanos = ms(400);
export const POWER_DOWN: Nanos = us(60);
const COUNTS_PER_KG = 420;
const BITS = 24;
const HIGHEST = 2 ** (BITS - 1) - 1;
const LEAST_VOLTS = 2.6;
/** Share of the counts at gain 128 that each number of pulses asks for. */
const GAINS: Readonly<Record<number, number>> = { 25: 1, 26: 0, 27: 0.5 };
const MOST_PULSES = 27;

interface CellState {
  load: number;
  fed: boolean;
  /** Converting, or switched off by SCK. */
  on: boolean;
  /** The value that is shifted out, and whether it has not been read yet. */
  value: number;
  ready: boolean;
  /** Rising edges of SCK in this reading. */
  pulses: number;
  gain: number;
  dt: 0 | 1;
}

/** Kilograms that the cell takes. */
export const capacityOf = (attributes: Attributes): number => (textAttribute(attributes, "type") === "5kg" ? 5 : 50);

function connect(ctx: DeviceContext<CellState>): void {
  choiceAttribute(ctx, "type", ["50kg", "5kg", "gauge"], "50kg");
  const max = capacityOf(ctx.attributes);
  const initial = numberAttribute(ctx, "weight", { fallback: 0, min: 0, max });
  const [data, clock] = [ctx.pin("DT"), ctx.pin("SCK")];
  const output = ctx.output("value", "output");
  const show = (level: 0 | 1): void => {
    ctx.state.dt = level;
    driveOutput(data, level === 1, supply);
  };
  const convert = ctx.timer(() => {
    // What is being read stays as it is.
    if (isBeingRead(ctx.state)) return convert.start(PERIOD);
    const settled = weigh(ctx.state);
    convert.start(settled ? PERIOD : SETTLING);
    if (!settled) return;
    output.write(ctx.state.value);
    show(0);
  });
  const reset = (on: boolean): void => {
    Object.assign(ctx.state, { on, ready: false, pulses: 0, gain: 1 });
    show(1);
    if (on) convert.start(SETTLING);
    else convert.stop();
  };
  const powerDown = ctx.timer(() => {
    if (isBeingRead(ctx.state)) {
      ctx.fault(
        "power-down",
        "SCK stayed high for 60 µs in the middle of a reading: the HX711 has switched itself off",
      );
    }
    reset(false);
  });
  const supply = declareSupply(ctx, LEAST_VOLTS, () => {
    const fed = supply.volts > 0;
    if (fed === ctx.state.fed) return show(ctx.state.dt);
    ctx.state.fed = fed;
    powerDown.stop();
    reset(fed);
  });
  ctx.watchLevel(clock, () => {
    if (supply.volts === 0) return;
    if (!clock.read()) {
      powerDown.stop();
      if (!ctx.state.on) reset(true);
      // A 28th pulse that is long is none: it switches off.
      else if (ctx.state.pulses === MOST_PULSES + 1) {
        ctx.fault("too-many-pulses", "more than 27 pulses of SCK in one reading");
      }
      return;
    }
    if (!ctx.state.on || powerDown.pending) return;
    powerDown.start(POWER_DOWN);
    const { state } = ctx;
    if (!state.ready) return;
    state.pulses++;
    show(state.pulses > BITS ? 1 : (((state.value >> (BITS - state.pulses)) & 1) as 0 | 1));
  });
  ctx.state.load = initial;
  // As Wokwi's part does, it goes on counting beyond what the cell stands.
  const limit = Math.floor(HIGHEST / COUNTS_PER_KG);
  ctx.control("load", { min: 0, max, limit, initial, unit: "kg" }, (value) => {
    ctx.state.load = value;
  });
}

const isBeingRead = ({ pulses }: CellState): boolean => pulses > 0 && pulses <= BITS;

/** Makes the next value ready; false: the last reading chose another gain, which has to settle first. */
function weigh(state: CellState): boolean {
  const gain = GAINS[Math.min(state.pulses, MOST_PULSES)] ?? state.gain;
  const settled = gain === state.gain;
  Object.assign(state, { pulses: 0, gain, ready: settled });
  if (settled) state.value = Math.min(HIGHEST, Math.round(state.load * COUNTS_PER_KG * gain));
  return settled;
}

export const hx711 = defineDevice<CellState>({
  type: "wokwi-hx711",
  pins: ["VCC", "DT", "SCK", "GND"],
  roles: { SCK: "input", DT: "output" },
  attributes: ["type", "weight"],
  createState: () => ({ load: 0, fed: false, on: false, value: 0, ready: false, pulses: 0, gain: 1, dt: 1 }),
  connect,
});
