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
 *
 * Not modelled: the force and travel of the key; contact resistance that changes with wear; interference as a voltage (a
 * glitch inverts the contact instead).
 */
import { defineDevice, us, type DeviceContext, type Nanos } from "@tickless/sim-core";
import { choiceAttribute, numberAttribute, textAttribute } from "./attributes.js";
import { BOUNCE_PROFILES, bounceTrain, DEFAULT_GAPS, type BounceProfile, type BounceProfileName } from "./bounce.js";

/** Ohms of a closed contact. */
const CLOSED = 0.05;
/** Interference pulses, shortest and longest. */
const GLITCH_NS: readonly [Nanos, Nanos] = [us(0.1), us(10)];
const MAX_CUSTOM_US = 1_000_000;

interface ButtonState {
  pressed: 0 | 1;
  contact: 0 | 1;
  /** The bounce under way: durations, and the index of the next. */
  train: readonly Nanos[];
  next: number;
  /** Whether the contact is inverted by interference just now. */
  glitch: boolean;
}

type Context = DeviceContext<ButtonState>;

function connect(ctx: Context): void {
  const profile = readProfile(ctx);
  const glitchRate = numberAttribute(ctx, "glitchesPerSecond", { fallback: 0, min: 0, max: 100_000 });
  const link = ctx.link("1.l", "2.l");
  const contact = ctx.output("contact", "output");
  contact.write(0);

  const toggle = (): void => {
    ctx.state.contact = ctx.state.contact ? 0 : 1;
    link.set(ctx.state.contact ? CLOSED : Infinity);
    contact.write(ctx.state.contact);
  };
  const edge = ctx.timer(() => {
    toggle();
    ctx.state.next++;
    goOn();
  });
  const goOn = (): void => {
    const duration = ctx.state.train[ctx.state.next];
    if (duration === undefined) edge.stop();
    else edge.start(duration);
  };
  ctx.control("pressed", { min: 0, max: 1, initial: 0, kind: "momentary" }, (value) => {
    const pressed = value >= 0.5 ? 1 : 0;
    if (pressed === ctx.state.pressed) return;
    if (ctx.state.glitch) toggle();
    const train = bounceTrain(ctx.random, pressed ? profile.press : profile.release);
    ctx.state = { ...ctx.state, pressed, train, next: 0, glitch: false };
    // In mid-bounce the contact may be there already; the train ends where it is now in any case.
    if (ctx.state.contact !== pressed) toggle();
    goOn();
  });
  if (glitchRate > 0) disturb(ctx, glitchRate, toggle, () => edge.pending);
}

/** Interference: a Poisson process of short inversions while the contact rests. */
function disturb(ctx: Context, rate: number, toggle: () => void, bouncing: () => boolean): void {
  const pause = (): Nanos => Math.round(ctx.random.exponential(1e9 / rate));
  const timer = ctx.timer(() => {
    if (!ctx.state.glitch && bouncing()) return timer.start(pause());
    toggle();
    ctx.state.glitch = !ctx.state.glitch;
    timer.start(ctx.state.glitch ? Math.round(ctx.random.logUniform(...GLITCH_NS)) : pause());
  });
  timer.start(pause());
}

function readProfile(ctx: Context): BounceProfile {
  const names = [...(Object.keys(BOUNCE_PROFILES) as BounceProfileName[]), "custom" as const];
  const name = choiceAttribute(ctx, "bounceProfile", names, "wokwi");
  const profile = name === "custom" ? customProfile(ctx) : BOUNCE_PROFILES[name];
  if (name !== "custom") rejectCustom(ctx);
  return textAttribute(ctx.attributes, "bounce") === "0" ? BOUNCE_PROFILES.ideal : profile;
}

const CUSTOM = ["bouncePressUs", "bounceReleaseUs", "bounceMaxUs", "bounceTransitions"];

function rejectCustom(ctx: Context): void {
  for (const name of CUSTOM) {
    if (textAttribute(ctx.attributes, name) !== "") {
      ctx.problem(`'${name}' has no meaning for this profile`, "add bounceProfile: custom");
    }
  }
}

function customProfile(ctx: Context): BounceProfile {
  const microseconds = (name: string, fallback: number): Nanos =>
    us(numberAttribute(ctx, name, { fallback, min: 0, max: MAX_CUSTOM_US }));
  const press = microseconds("bouncePressUs", 1000);
  const release = microseconds("bounceReleaseUs", press / 1e3);
  const max = microseconds("bounceMaxUs", (2 * Math.max(press, release)) / 1e3);
  const edges = readTransitions(ctx);
  if (max < Math.max(press, release)) ctx.problem("'bounceMaxUs' is less than the median", "make it at least as long");
  const spec = (median: Nanos) => ({ median, max, sigma: 0.8, edges, gaps: DEFAULT_GAPS });
  return { press: spec(press), release: spec(release) };
}

function readTransitions(ctx: Context): readonly [number, number] {
  const text = textAttribute(ctx.attributes, "bounceTransitions", "11-99");
  const match = /^(\d{1,4})(?:\s*-\s*(\d{1,4}))?$/.exec(text);
  const fewest = Number(match?.[1]);
  const most = Number(match?.[2] ?? match?.[1]);
  if (match && fewest >= 1 && fewest <= most && most <= 999) return [fewest, most];
  ctx.problem(`'bounceTransitions' is '${text}'`, "write one number or a range such as 10-100, at most 999");
  return [11, 99];
}

export const button = defineDevice<ButtonState>({
  type: "wokwi-pushbutton",
  aliases: ["wokwi-pushbutton-6mm"],
  pins: ["1.l", "2.l", "1.r", "2.r"],
  joined: [
    ["1.l", "1.r"],
    ["2.l", "2.r"],
  ],
  attributes: ["color", "label", "key", "xray", "bounce", "bounceProfile", "glitchesPerSecond", ...CUSTOM],
  createState: () => ({ pressed: 0, contact: 0, train: [], next: 0, glitch: false }),
  connect,
});
