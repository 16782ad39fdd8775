/**
 * Pushbuttons `wokwi-pushbutton` (12 mm) and `wokwi-pushbutton-6mm`: a momentary contact that bounces.
 *
 * Pins: 1.l 1.r (one terminal), 2.l 2.r (the other); pressing joins 1 and 2.
 * Source: Omron B3F data sheet (contact resistance at most 100 milliohm, bounce at most 5 ms); bounce: see bounce.ts.
 *
 * Attributes
 *   bounce          "0": none. Anything else or nothing: as the profile says.
 *   bounceProfile   ideal, good-tact, wokwi (default: about 1 ms), average, worn, outlier, custom
 *   For custom:     bouncePressUs, bounceReleaseUs (medians), bounceMaxUs, bounceTransitions ("3-40" or "7")
 *   glitchesPerSecond  mean rate of single pulses of 0.1 to 10 µs while the contact rests (interference; default 0)
 *   color, label, key, xray  for the user interface
 * Controls: `pressed` 0 or 1. Outputs: `contact` 1 closed, 0 open.
 * What can break: see contact-faults.ts.
 *
 * Not modelled: the force and travel of the key; contact resistance that changes with wear; interference as a voltage (a
 * glitch inverts the contact instead).
 */
import { defineDevice, us, type DeviceContext, type Nanos } from "@tickless/sim-core";
import { numberAttribute } from "./attributes.js";
import {
  BOUNCE_ATTRIBUTES,
  CLOSED_OHMS,
  contactState,
  declareContact,
  readBounce,
  type Contact,
  type ContactState,
} from "./contact.js";
import { declareContactFaults } from "./contact-faults.js";

/** Interference pulses, shortest and longest. */
const GLITCH_NS: readonly [Nanos, Nanos] = [us(0.1), us(10)];

interface ButtonState {
  readonly contact: ContactState;
  /** Whether the contact is inverted by interference just now. */
  glitch: boolean;
}

type Context = DeviceContext<ButtonState>;

function connect(ctx: Context): void {
  const profile = readBounce(ctx);
  const glitchRate = numberAttribute(ctx, "glitchesPerSecond", { fallback: 0, min: 0, max: 100_000 });
  const link = ctx.link("1.l", "2.l");
  const output = ctx.output("contact", "output");
  output.write(0);
  const state = (): ContactState => ctx.state.contact;
  const apply = declareContactFaults(ctx, state, (closed) => {
    link.set(closed ? CLOSED_OHMS : Infinity);
    output.write(closed);
  });
  const contact = declareContact(ctx, profile, state, apply);
  ctx.control("pressed", { min: 0, max: 1, initial: 0, kind: "momentary" }, (value) => {
    const pressed = value >= 0.5 ? 1 : 0;
    if (pressed === ctx.state.contact.wanted) return;
    if (ctx.state.glitch) contact.toggle();
    ctx.state.glitch = false;
    contact.move(pressed);
  });
  if (glitchRate > 0) disturb(ctx, glitchRate, contact);
}

/** Interference: a Poisson process of short inversions while the contact rests. */
function disturb(ctx: Context, rate: number, contact: Contact): void {
  const pause = (): Nanos => Math.round(ctx.random.exponential(1e9 / rate));
  const timer = ctx.timer(() => {
    if (!ctx.state.glitch && contact.bouncing) return timer.start(pause());
    contact.toggle();
    ctx.state.glitch = !ctx.state.glitch;
    timer.start(ctx.state.glitch ? Math.round(ctx.random.logUniform(...GLITCH_NS)) : pause());
  });
  timer.start(pause());
}

export const button = defineDevice<ButtonState>({
  type: "wokwi-pushbutton",
  aliases: ["wokwi-pushbutton-6mm"],
  pins: ["1.l", "2.l", "1.r", "2.r"],
  joined: [
    ["1.l", "1.r"],
    ["2.l", "2.r"],
  ],
  attributes: ["color", "label", "key", "xray", "glitchesPerSecond", ...BOUNCE_ATTRIBUTES],
  createState: () => ({ contact: contactState(), glitch: false }),
  connect,
});
