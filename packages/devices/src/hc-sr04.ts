/**
 * Ultrasonic ranger `wokwi-hc-sr04`.
 *
 * Pins: VCC, GND; TRIG, a high pulse of at least 10 µs asks for a measurement; ECHO, high for as long as the sound is under way.
 * Source: HC-SR04 data sheet (Elecfreaks): trigger 10 µs; 8 cycles of 40 kHz; echo 58 µs a centimetre (148 µs an inch); range
 *   2 to 400 cm; at least 60 ms from one measurement to the next. ECHO falls after 38 ms when nothing comes back. It rises about
 *   450 µs after TRIG has fallen: 200 µs of burst, and the module's own controller (as measured on modules).
 *
 * Attributes: distance at first, cm (default 400).
 * Controls: `distance` 0 to 500 cm; nearer than 2 cm reads as 2 cm, farther than 400 cm as nothing.
 * Outputs: `measuring` 1 from the trigger to the end of the echo.
 * Faults: `short-trigger`, less than 10 µs: below 2 µs nothing happens, above it modules measure all the same; `trigger-while-busy`:
 *   it is not heard; `early-trigger`, less than 60 ms after the one before: it measures, and may hear the echo of that.
 * Works from 3 V (the data sheet says 5 V); ECHO is as high as the supply. Below that ECHO lets go.
 *
 * Not modelled: late echoes, noise, angle and kind of the target, the speed of sound in other than 19 °C warm air.
 */
import { defineDevice, formatTime, ms, us, type DeviceContext, type Nanos } from "@tickless/sim-core";
import { numberAttribute } from "./attributes.js";
import { declareSupply, driveOutput } from "./power.js";

export const DISTANCE = { min: 0, max: 500, fallback: 400 };
export const PER_CM: Nanos = us(58);
export const NO_TARGET: Nanos = ms(38);
/** From the trigger's end to the echo's beginning. */
export const REACTION: Nanos = us(450);
const TRIGGER: Nanos = us(10);
const SHORTEST_TRIGGER: Nanos = us(2);
const CYCLE: Nanos = ms(60);
const RANGE = { min: 2, max: 400 };
const LEAST_VOLTS = 3;

interface RangerState {
  distance: number;
  phase: "idle" | "burst" | "echo";
  /** When TRIG rose; -1: it is low. */
  rose: Nanos;
  /** When the last measurement began; -1: there was none. */
  begun: Nanos;
}

/** How long ECHO stays high for a target at this distance, cm. */
export const echoOf = (distance: number): Nanos =>
  distance > RANGE.max ? NO_TARGET : Math.round(Math.max(distance, RANGE.min) * PER_CM);

function connect(ctx: DeviceContext<RangerState>): void {
  const initial = numberAttribute(ctx, "distance", DISTANCE);
  const [trigger, echo] = [ctx.pin("TRIG"), ctx.pin("ECHO")];
  const measuring = ctx.output("measuring", "output");
  measuring.write(0);
  const enter = (phase: RangerState["phase"]): void => {
    const before = ctx.state.phase;
    ctx.state.phase = phase;
    if ((phase === "idle") !== (before === "idle")) measuring.write(phase === "idle" ? 0 : 1);
    driveOutput(echo, phase === "echo", supply);
  };
  const timer = ctx.timer(() => {
    if (ctx.state.phase === "echo") return enter("idle");
    enter("echo");
    timer.start(echoOf(ctx.state.distance));
  });
  const supply = declareSupply(ctx, LEAST_VOLTS, () => {
    if (supply.volts > 0) return driveOutput(echo, ctx.state.phase === "echo", supply);
    timer.stop();
    enter("idle");
  });
  ctx.watchLevel(trigger, () => {
    if (trigger.read()) {
      if (ctx.state.rose < 0) ctx.state.rose = ctx.now;
      return;
    }
    const { rose } = ctx.state;
    ctx.state.rose = -1;
    if (rose < 0 || supply.volts === 0 || !accepts(ctx, ctx.now - rose)) return;
    ctx.state.begun = ctx.now;
    enter("burst");
    timer.start(REACTION);
  });
  ctx.state.distance = initial;
  ctx.control("distance", { min: DISTANCE.min, max: DISTANCE.max, initial, unit: "cm" }, (value) => {
    ctx.state.distance = value;
  });
}

/** Whether a trigger pulse of this length starts a measurement; what is wrong with it is a fault. */
function accepts(ctx: DeviceContext<RangerState>, length: Nanos): boolean {
  const { phase, begun } = ctx.state;
  if (phase !== "idle") {
    ctx.fault("trigger-while-busy", "TRIG came while a measurement is under way: it is not heard");
    return false;
  }
  if (length < TRIGGER) {
    const effect = length < SHORTEST_TRIGGER ? ": it is not seen" : "";
    ctx.fault("short-trigger", `TRIG was high for ${formatTime(length)}, it has to be 10 µs${effect}`);
    if (length < SHORTEST_TRIGGER) return false;
  }
  if (begun >= 0 && ctx.now - begun < CYCLE) {
    const since = formatTime(ctx.now - begun);
    ctx.fault("early-trigger", `${since} after the measurement before, the data sheet asks for 60 ms`);
  }
  return true;
}

export const hcSr04 = defineDevice<RangerState>({
  type: "wokwi-hc-sr04",
  pins: ["VCC", "TRIG", "ECHO", "GND"],
  roles: { TRIG: "input", ECHO: "output" },
  attributes: ["distance"],
  createState: () => ({ distance: DISTANCE.fallback, phase: "idle", rose: -1, begun: -1 }),
  connect,
});
