/**
 * Stepper driver module `wokwi-a4988`.
 *
 * Pins: STEP, DIR; ENABLE (low: on), SLEEP (low: asleep), RESET (low: home position, steps ignored); MS1 to MS3 microsteps; 1A, 1B,
 *   2A, 2B to the motor's coils; VMOT and GND.1 for the motor, VDD and GND.2 (GND) for the logic.
 * Source: Allegro A4988 data sheet. A rising STEP moves by 1, 1/2, 1/4, 1/8 or 1/16 of a step (MS1 to MS3: LLL, HLL, LHL, HHL, HHH); DIR
 *   high is one way, low the other. On the module ENABLE and MS1 to MS3 are pulled low, SLEEP high; RESET is not pulled at all
 *   and is usually tied to SLEEP. The home position is 45 degrees. Minimum pulse 1 µs.
 *
 * Outputs: `position`, sixteenths of a step since the last reset.
 * Faults, each once: `no-power`: STEP while VDD has less than 3 V or VMOT less than 4.5 V: the motor does not turn; `low-voltage`: it turns,
 *   but VMOT has less than the 8 V of the data sheet; `floating-input`: RESET is not connected. It counts as high then; a real one may
 *   reset at any time.
 * The coils' currents are given to the motor as voltages in proportion to VMOT.
 *
 * Not modelled: the current limit, decay modes, over-temperature, waking up within 1 ms, set-up times of 200 ns.
 */
import { cos, sin } from "@tickless/sim-core/exact-math";
import { analog, defineDevice, HIGH_Z, pull, type DeviceContext, type Pin } from "@tickless/sim-core";
import { voltsAcross } from "./supply-volts.js";

const LOGIC_VOLTS = 3;
const MOTOR_VOLTS = 4.5;
const RATED_VOLTS = 8;
const PULL_OHMS = 100_000;
const COIL_OHMS = 0.5;
/** Sixteenths of a full step: the electrical circle has 64, and home is an eighth of it. */
const SIXTEENTHS = 16;
const CIRCLE = 4 * SIXTEENTHS;
const HOME = CIRCLE / 8;

interface DriverState {
  position: number;
  readonly faults: Record<string, boolean>;
}

type Context = DeviceContext<DriverState>;

/** Sixteenths that a step moves by the microstep pins; combinations that the table does not have count as full steps. */
export function stepSize(ms1: number, ms2: number, ms3: number): number {
  const mode = ms1 | (ms2 << 1) | (ms3 << 2);
  return { 0: 16, 1: 8, 2: 4, 3: 2, 7: 1 }[mode] ?? SIXTEENTHS;
}

function connect(ctx: Context): void {
  for (const name of ["DIR", "GND"]) ctx.pin(name);
  const step = ctx.pin("STEP");
  const pulled = { ENABLE: 0, MS1: 0, MS2: 0, MS3: 0, SLEEP: 3.3 };
  for (const [name, volts] of Object.entries(pulled)) ctx.pin(name).set(pull(volts, PULL_OHMS));
  const track = ctx.output("position", "output");
  track.write(0);
  const coils = ["1A", "1B", "2A", "2B"].map((name) => ctx.pin(name));
  const drive = (): void => driveCoils(ctx, coils);
  const input = (name: string): 0 | 1 => ctx.pin(name).read();
  const isReset = (): boolean => ctx.pin("RESET").level === 0;
  ctx.watchLevel(ctx.pin("RESET"), () => {
    if (!isReset() || ctx.state.position === 0) return;
    track.write((ctx.state.position = 0));
    drive();
  });
  for (const name of ["ENABLE", "SLEEP"]) ctx.watchLevel(ctx.pin(name), drive);
  for (const name of ["VDD", "VMOT"]) ctx.watchState(ctx.pin(name), drive);
  ctx.watchLevel(step, () => {
    if (step.read() === 0 || isReset() || input("SLEEP") === 0 || !isReady(ctx)) return;
    const size = stepSize(input("MS1"), input("MS2"), input("MS3"));
    track.write((ctx.state.position += input("DIR") ? size : -size));
    drive();
  });
  ctx.timer(drive).start(0);
}

/** Currents of the two coils by the position: a cosine and a sine, as the table of the data sheet. */
function driveCoils(ctx: Context, coils: readonly Pin[]): void {
  const on = ctx.pin("ENABLE").read() === 0 && ctx.pin("SLEEP").read() === 1 && motorVolts(ctx) >= MOTOR_VOLTS;
  const phase = (2 * Math.PI * (ctx.state.position + HOME)) / CIRCLE;
  const shares = [cos(phase), sin(phase)].map((share) => Math.round(share * 1000) / 1000);
  coils.forEach((pin, index) => {
    const share = (shares[index >> 1] as number) * (index % 2 === 0 ? 1 : -1);
    pin.set(on ? analog(Math.max(0, share) * motorVolts(ctx), COIL_OHMS) : HIGH_Z);
  });
}

const motorVolts = (ctx: Context): number => voltsAcross(ctx.pin("VMOT"), ctx.pin("GND"));

/** Whether it is powered. Reports once what is wrong with its wiring. */
function isReady(ctx: Context): boolean {
  const { faults } = ctx.state;
  const once = (kind: string, wrong: boolean, message: string): boolean => {
    if (wrong && !faults[kind]) ctx.fault(kind, message);
    faults[kind] = wrong;
    return wrong;
  };
  once("floating-input", ctx.pin("RESET").level === 3, "RESET is not connected: tie it to SLEEP");
  once(
    "low-voltage",
    motorVolts(ctx) < RATED_VOLTS,
    `${motorVolts(ctx).toFixed(1)} V at VMOT, the driver is rated for 8 to 35 V`,
  );
  const unpowered = voltsAcross(ctx.pin("VDD"), ctx.pin("GND")) < LOGIC_VOLTS || motorVolts(ctx) < MOTOR_VOLTS;
  return !once(
    "no-power",
    unpowered,
    "there are steps, but no 3 V at VDD or no 4.5 V at VMOT: the motor does not turn",
  );
}

export const a4988 = defineDevice<DriverState>({
  type: "wokwi-a4988",
  pins: [
    ...["ENABLE", "MS1", "MS2", "MS3", "RESET", "SLEEP", "STEP", "DIR"],
    ...["GND", "GND.1", "GND.2", "VDD", "1B", "1A", "2A", "2B", "VMOT"],
  ],
  joined: [["GND", "GND.1", "GND.2"]],
  roles: {
    ...{ VDD: "power", VMOT: "power", GND: "ground", "GND.1": "ground", "GND.2": "ground" },
    ...{ STEP: "input", DIR: "input", ENABLE: "input", SLEEP: "input", RESET: "input" },
    ...{ MS1: "input", MS2: "input", MS3: "input" },
    ...{ "1A": "output", "1B": "output", "2A": "output", "2B": "output" },
  },
  pullUps: ["SLEEP"],
  pullDowns: ["ENABLE", "MS1", "MS2", "MS3"],
  attributes: [],
  createState: () => ({ position: 0, faults: {} }),
  connect,
});
