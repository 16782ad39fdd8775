/**
 * Rotary encoder module `wokwi-ky-040`: 20 detents a turn, a whole cycle of two contacts at each, and a push switch.
 *
 * Pins: CLK (contact A) and DT (contact B), to GND while closed, each pulled to VCC by 10 kilohm on the board; SW, to GND while
 *   pressed, without a pull of its own; VCC, GND. At rest both contacts are open. Clockwise CLK closes first, then DT, then CLK
 *   opens, then DT; counterclockwise the other way round: at each edge of one contact the other is at rest.
 * Source: Bourns PEC12R data sheet (contact bounce at most 5 ms at 15 rpm, sliding noise; quadrature in 90° steps); KY-040
 *   schematic (R1, R2 10 kilohm). The bounce at an edge is shorter than the shaft takes to the next one.
 *
 * Attributes: speed, detents a second at which a hand turns it (default 40: 2 turns a second; 1 to 1000); bounce "0": none, of
 *   all three contacts; bounceProfile and its own figures as for buttons (contact.ts): of the switch.
 * Controls: `position`, detents that it is turned by, reached at the speed above; `cw` and `ccw`, momentary: one detent more or
 *   less than that; `pressed`. Outputs: `shaft`, detents, in quarters as it turns; `contact` of the switch.
 * What can break: see contact-faults.ts.
 * Without supply the pulls are missing; the contacts work.
 *
 * Not modelled: a shaft that rests between detents; pulls that feed each other while VCC is open.
 */
import { defineDevice, HIGH_Z, ms, pull, s, type DeviceContext, type Nanos } from "@tickless/sim-core";
import { numberAttribute, textAttribute } from "./attributes.js";
import { DEFAULT_GAPS, type BounceProfile, type BounceSpec } from "./bounce.js";
import {
  BOUNCE_ATTRIBUTES,
  CLOSED_OHMS,
  contactState,
  declareContact,
  readBounce,
  type ContactState,
} from "./contact.js";
import { declareFaultsOfContacts, faultyContact } from "./contact-faults.js";
import { declareSupply } from "./power.js";

export const DETENTS = 20;
/** `position` takes 25 turns in either direction; `cw` and `ccw` go on for ever. */
const MOST = 500;
const PULL_OHMS = 10_000;
/** How much of the way to the next edge a contact may bounce. */
const BOUNCING_SHARE = 0.7;

interface EncoderState {
  /** In detents: what `position` asks for, and what `cw` and `ccw` have added to that. */
  position: number;
  added: number;
  /** In quarters of a detent: where it is. */
  quarter: number;
  readonly clk: ContactState;
  readonly dt: ContactState;
  readonly sw: ContactState;
}

/** Contacts closed in each quarter of a detent, clockwise. */
export const QUADRATURE: readonly { readonly clk: 0 | 1; readonly dt: 0 | 1 }[] = [
  { clk: 0, dt: 0 },
  { clk: 1, dt: 0 },
  { clk: 1, dt: 1 },
  { clk: 0, dt: 1 },
];

function connect(ctx: DeviceContext<EncoderState>): void {
  const speed = numberAttribute(ctx, "speed", { fallback: 40, min: 1, max: 1000 });
  const quarter = Math.round(s(1) / speed / 4);
  const silent = textAttribute(ctx.attributes, "bounce") === "0";
  const sliding = slidingBounce(silent ? 0 : quarter * BOUNCING_SHARE);
  const settle = contactsToGround(ctx);
  const contacts = {
    clk: declareContact(ctx, sliding, () => ctx.state.clk, settle.clk),
    dt: declareContact(ctx, sliding, () => ctx.state.dt, settle.dt),
  };
  const shaft = ctx.output("shaft", "output");
  shaft.write(0);
  const turn = ctx.timer(() => {
    const { state } = ctx;
    state.quarter += Math.sign(target() - state.quarter);
    const { clk, dt } = QUADRATURE[((state.quarter % 4) + 4) % 4] as (typeof QUADRATURE)[number];
    contacts.clk.move(clk);
    contacts.dt.move(dt);
    shaft.write(state.quarter / 4);
    goOn();
  });
  /** In quarters: where the hand wants it. */
  const target = (): number => 4 * (ctx.state.position + ctx.state.added);
  const goOn = (): void => {
    if (ctx.state.quarter !== target()) turn.start(quarter);
  };
  const begin = (): void => {
    if (!turn.pending) goOn();
  };
  ctx.control("position", { min: -MOST, max: MOST, initial: 0, unit: "detents" }, (value) => {
    ctx.state.position = Math.round(value);
    begin();
  });
  for (const [name, by] of [
    ["cw", 1],
    ["ccw", -1],
  ] as const) {
    ctx.control(name, { min: 0, max: 1, initial: 0, kind: "momentary" }, (value) => {
      if (value < 0.5) return;
      ctx.state.added += by;
      begin();
    });
  }
  const pressed = declareContact(ctx, readBounce(ctx), () => ctx.state.sw, settle.sw);
  ctx.control("pressed", { min: 0, max: 1, initial: 0, kind: "momentary" }, (value) => {
    pressed.move(value >= 0.5 ? 1 : 0);
  });
  connectPulls(ctx);
}

/** The bounce of a sliding contact: a few short breaks that last no longer than `longest`. */
function slidingBounce(longest: Nanos): BounceProfile {
  const max = Math.min(longest, ms(5));
  const median = Math.min(ms(0.5), max);
  const spec: BounceSpec = { median, max, sigma: 0.8, edges: max > 0 ? [1, 9] : [1, 1], gaps: DEFAULT_GAPS };
  return { press: spec, release: spec };
}

const CONTACTS = ["clk", "dt", "sw"] as const;
type ContactName = (typeof CONTACTS)[number];

/** The contacts from the pins to GND, and their faults. Returns what to call when the mechanics have closed or opened one. */
function contactsToGround(ctx: DeviceContext<EncoderState>): Readonly<Record<ContactName, () => void>> {
  const pressed = ctx.output("contact", "output");
  pressed.write(0);
  const contacts = CONTACTS.map((name) => {
    const link = ctx.link(name.toUpperCase(), "GND");
    return faultyContact(
      () => ctx.state[name],
      (closed) => {
        link.set(closed ? CLOSED_OHMS : Infinity);
        if (name === "sw") pressed.write(closed);
      },
    );
  });
  const settle = declareFaultsOfContacts(ctx, contacts, "1 CLK, 2 DT, 3 SW");
  const [clk, dt, sw] = settle as [() => void, () => void, () => void];
  return { clk, dt, sw };
}

function connectPulls(ctx: DeviceContext<EncoderState>): void {
  const pins = [ctx.pin("CLK"), ctx.pin("DT")];
  const supply = declareSupply(ctx, 1, () => {
    const { volts } = supply;
    for (const pin of pins) pin.set(volts === 0 ? HIGH_Z : pull(volts, PULL_OHMS));
  });
}

export const rotaryEncoder = defineDevice<EncoderState>({
  type: "wokwi-ky-040",
  pins: ["CLK", "DT", "SW", "VCC", "GND"],
  pullUps: ["CLK", "DT"],
  attributes: ["speed", ...BOUNCE_ATTRIBUTES],
  createState: () => ({
    position: 0,
    added: 0,
    quarter: 0,
    clk: contactState(),
    dt: contactState(),
    sw: contactState(),
  }),
  connect,
});
