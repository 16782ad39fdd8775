/**
 * Bipolar stepper motor `wokwi-stepper-motor`: 200 full steps a turn, two coils.
 *
 * Pins: A-, A+, B+, B-.
 * Source: NEMA 17 motors such as 17HS4401 (1.8 degrees a full step, two coils of some ohm).
 *
 * Attributes: gearRatio ("1:1" default, "2:1", "64": turns of the motor for one of the shaft), arrow, display ("steps", "angle",
 *   "none"), size: for the user interface.
 * Outputs: `steps`, full steps since the start, a fraction with half steps and microsteps (positive: clockwise, A before B); `angle`, degrees
 *   of the shaft, not wrapped.
 * The field points where the coils' voltages say; the rotor goes to the nearest place that fits, 50 µs later. A field that turns by
 * half of its circle at once leaves it where it is. Without voltage it stays.
 *
 * Not modelled: the coils as a load for their wires, inductance and inertia (lost steps at high speed), torque, resonance.
 */
import { defineDevice, us, type DeviceContext, type Nanos, type Pin } from "@tickless/sim-core";
import { textAttribute } from "./attributes.js";

const STEPS_PER_TURN = 200;
/** Electrical positions are told apart to this part of a full step. */
const FINEST = 64;
const SETTLING: Nanos = us(50);
/** Coils with less voltage than this do not move anything. */
const LEAST_VOLTS = 0.1;

interface StepperState {
  steps: number;
}

/** Turns of the motor for one turn of the shaft: "2:1" is 2, "1:2" is 0.5, "64" is 64; undefined for anything else. */
export function parseGearRatio(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(?:\s*:\s*(\d+(?:\.\d+)?))?$/.exec(text);
  const ratio = Number(match?.[1]) / Number(match?.[2] ?? 1);
  return ratio > 0 && Number.isFinite(ratio) ? ratio : undefined;
}

/** Where the field points, in full steps within its circle of 4; undefined without a field. A whole number: on one coil only. */
export function fieldOf(a: number, b: number): number | undefined {
  if (Math.max(Math.abs(a), Math.abs(b)) < LEAST_VOLTS) return undefined;
  return Math.round((FINEST * 4 * Math.atan2(b, a)) / (2 * Math.PI)) / FINEST;
}

/** The nearest position to `steps` that fits a field. */
export function follow(steps: number, field: number): number {
  const turn = (((field - steps) % 4) + 4) % 4;
  if (turn === 2) return steps;
  return steps + (turn > 2 ? turn - 4 : turn);
}

const voltsOf = (pin: Pin): number => {
  const { volts, ohms } = pin.thevenin();
  return ohms === Infinity ? NaN : volts * (pin.state.pwm ? pin.state.pwm.highNs / pin.state.pwm.periodNs : 1);
};

/** Volts across a coil; none flows when an end is open. */
const across = (plus: Pin, minus: Pin): number => {
  const volts = voltsOf(plus) - voltsOf(minus);
  return Number.isNaN(volts) ? 0 : volts;
};

function connect(ctx: DeviceContext<StepperState>): void {
  const text = textAttribute(ctx.attributes, "gearRatio", "1:1");
  const ratio = parseGearRatio(text);
  if (ratio === undefined) ctx.warn(`'gearRatio' is '${text}', taken for 1:1`, "write for example 1:1, 2:1 or 64");
  const degrees = 360 / STEPS_PER_TURN / (ratio ?? 1);
  const pins = ["A+", "A-", "B+", "B-"].map((name) => ctx.pin(name)) as [Pin, Pin, Pin, Pin];
  const steps = ctx.output("steps", "output");
  const angle = ctx.output("angle", "output");
  steps.write(0);
  angle.write(0);
  const settle = ctx.timer(() => {
    const field = fieldOf(across(pins[0], pins[1]), across(pins[2], pins[3]));
    if (field === undefined) return;
    const now = follow(ctx.state.steps, field);
    if (now === ctx.state.steps) return;
    ctx.state.steps = now;
    steps.write(now);
    angle.write(now * degrees);
  });
  for (const pin of pins) {
    ctx.watchState(pin, () => {
      if (!settle.pending) settle.start(SETTLING);
    });
  }
}

export const stepperMotor = defineDevice<StepperState>({
  type: "wokwi-stepper-motor",
  pins: ["A-", "A+", "B+", "B-"],
  attributes: ["arrow", "display", "gearRatio", "size"],
  createState: () => ({ steps: 0 }),
  connect,
});
