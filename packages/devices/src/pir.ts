/**
 * Motion sensor `wokwi-pir-motion-sensor` (HC-SR501): passive infrared.
 *
 * Pins: VCC, GND; OUT, high (3.3 V, or the supply if that is less) while motion counts as seen.
 * Source: HC-SR501 data sheet (output 3.3 V; hold time by potentiometer; blind time after it; jumper for single or repeated
 *   triggering, repeated as delivered). Times as on Wokwi's part: 5 s and 1.2 s.
 *
 * Attributes: delayTime, seconds that OUT stays high (default 5); inhibitTime, seconds after that without sight (1.2);
 *   retrigger "0" (or no): OUT falls delayTime after it rose; otherwise delayTime after the motion's end.
 * Controls: `motion` 1 while something moves. Outputs: `detected` 1 while OUT is high. Works from 3 V; below OUT lets go.
 *
 * Not modelled: the minute of warming up after power-on, range and angle, false alarms.
 */
import { defineDevice, s, type DeviceContext } from "@tickless/sim-core";
import { numberAttribute, textAttribute } from "./attributes.js";
import { declareSupply, driveOutput } from "./power.js";

const OUTPUT_VOLTS = 3.3;
const LEAST_VOLTS = 3;
const MOST_SECONDS = 3600;

interface PirState {
  motion: 0 | 1;
  phase: "watching" | "detected" | "blind";
}

function connect(ctx: DeviceContext<PirState>): void {
  const seconds = (name: string, fallback: number): number =>
    s(numberAttribute(ctx, name, { fallback, min: 0, max: MOST_SECONDS }));
  const delay = seconds("delayTime", 5);
  const inhibit = seconds("inhibitTime", 1.2);
  const repeated = !/^(0|no|false)$/i.test(textAttribute(ctx.attributes, "retrigger", "1"));
  const out = ctx.pin("OUT");
  const output = ctx.output("detected", "output");
  output.write(0);

  const enter = (phase: PirState["phase"]): void => {
    const before = ctx.state.phase;
    ctx.state.phase = phase;
    const high = phase === "detected";
    if (high !== (before === "detected")) output.write(high ? 1 : 0);
    driveOutput(out, high, supply, OUTPUT_VOLTS);
  };
  const look = (): void => {
    const { motion, phase } = ctx.state;
    if (supply.volts === 0) return;
    if (phase === "watching" && motion) {
      enter("detected");
      hold.start(delay);
    } else if (phase === "detected" && repeated) hold.start(delay);
  };
  const hold = ctx.timer(() => {
    if (repeated && ctx.state.motion) return hold.start(delay);
    enter("blind");
    blind.start(inhibit);
  });
  const blind = ctx.timer(() => {
    enter("watching");
    look();
  });
  const supply = declareSupply(ctx, LEAST_VOLTS, () => {
    if (supply.volts > 0) {
      enter(ctx.state.phase);
      return look();
    }
    hold.stop();
    blind.stop();
    enter("watching");
  });
  ctx.control("motion", { min: 0, max: 1, initial: 0, kind: "momentary" }, (value) => {
    const motion = value >= 0.5 ? 1 : 0;
    if (motion === ctx.state.motion) return;
    ctx.state.motion = motion;
    look();
  });
}

export const pir = defineDevice<PirState>({
  type: "wokwi-pir-motion-sensor",
  pins: ["VCC", "OUT", "GND"],
  roles: { OUT: "output" },
  highVolts: { OUT: 3.3 },
  attributes: ["delayTime", "inhibitTime", "retrigger"],
  createState: () => ({ motion: 0, phase: "watching" }),
  connect,
});
