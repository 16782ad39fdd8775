/** A mechanical contact that bounces: what buttons, switches, keys and encoders are made of. */
import { us, type DeviceContext, type Nanos } from "@tickless/sim-core";
import { choiceAttribute, numberAttribute, textAttribute } from "./attributes.js";
import { BOUNCE_PROFILES, bounceTrain, DEFAULT_GAPS, type BounceProfile, type BounceProfileName } from "./bounce.js";

/** Ohms of a closed metal contact. */
export const CLOSED_OHMS = 0.05;

/** The memory of a contact: plain data, part of its part's state. */
export interface ContactState {
  /** Where it will end: 1 closed, 0 open. */
  wanted: 0 | 1;
  closed: 0 | 1;
  /** The bounce under way: durations, and the index of the next. */
  train: readonly Nanos[];
  next: number;
}

export const contactState = (closed: 0 | 1 = 0): ContactState => ({ wanted: closed, closed, train: [], next: 0 });

export interface Contact {
  readonly bouncing: boolean;
  /** Makes or breaks it; returns for how long it bounces at most. On its way there already: it goes on. */
  move(closed: 0 | 1, profile?: BounceProfile): Nanos;
  /** Inverts it at once. */
  toggle(): void;
}

/** What a contact needs of its part's context. */
type ContactContext = Pick<DeviceContext<unknown>, "random" | "timer">;
/** What a reader of its attributes needs. */
type Problems = Pick<DeviceContext<unknown>, "attributes" | "problem" | "warn">;

/** Declares a contact: `state` finds its memory in the part's state, `apply` closes (1) or opens (0) the links. */
export function declareContact(
  ctx: ContactContext,
  profile: BounceProfile,
  state: () => ContactState,
  apply: (closed: 0 | 1) => void,
): Contact {
  const toggle = (): void => {
    const contact = state();
    contact.closed = contact.closed ? 0 : 1;
    apply(contact.closed);
  };
  const edge = ctx.timer(() => {
    toggle();
    state().next++;
    goOn();
  });
  const goOn = (): void => {
    const { train, next } = state();
    const duration = train[next];
    if (duration === undefined) edge.stop();
    else edge.start(duration);
  };
  return {
    get bouncing() {
      return edge.pending;
    },
    toggle,
    move(closed, { press, release } = profile) {
      const contact = state();
      if (contact.wanted === closed) return left(contact);
      contact.wanted = closed;
      contact.train = bounceTrain(ctx.random, closed ? press : release);
      contact.next = 0;
      // In mid-bounce the contact may be there already; the train ends where it is now in any case.
      if (contact.closed !== closed) toggle();
      goOn();
      return left(contact);
    },
  };
}

/** What is left of the bounce, the present stretch as a whole; 0 at rest. */
const left = ({ train, next }: ContactState): Nanos => train.slice(next).reduce((sum, duration) => sum + duration, 0);

const CUSTOM = ["bouncePressUs", "bounceReleaseUs", "bounceMaxUs", "bounceTransitions"];
const MAX_CUSTOM_US = 1_000_000;

/** The attributes that say how a contact bounces. */
export const BOUNCE_ATTRIBUTES: readonly string[] = ["bounce", "bounceProfile", ...CUSTOM];

/** The profile that the attributes ask for; mistakes in them are problems of the part. */
export function readBounce(ctx: Problems): BounceProfile {
  const names = [...(Object.keys(BOUNCE_PROFILES) as BounceProfileName[]), "custom" as const];
  const name = choiceAttribute(ctx, "bounceProfile", names, "wokwi");
  const profile = name === "custom" ? customProfile(ctx) : BOUNCE_PROFILES[name];
  if (name !== "custom") rejectCustom(ctx);
  return textAttribute(ctx.attributes, "bounce") === "0" ? BOUNCE_PROFILES.ideal : profile;
}

function rejectCustom(ctx: Problems): void {
  for (const name of CUSTOM) {
    if (textAttribute(ctx.attributes, name) !== "") {
      ctx.problem(`'${name}' has no meaning for this profile`, "add bounceProfile: custom");
    }
  }
}

function customProfile(ctx: Problems): BounceProfile {
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

function readTransitions(ctx: Problems): readonly [number, number] {
  const text = textAttribute(ctx.attributes, "bounceTransitions", "11-99");
  const match = /^(\d{1,4})(?:\s*-\s*(\d{1,4}))?$/.exec(text);
  const fewest = Number(match?.[1]);
  const most = Number(match?.[2] ?? match?.[1]);
  if (match && fewest >= 1 && fewest <= most && most <= 999) return [fewest, most];
  ctx.problem(`'bounceTransitions' is '${text}'`, "write one number or a range such as 10-100, at most 999");
  return [11, 99];
}
