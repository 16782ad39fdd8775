/**
 * Slide switch `wokwi-slide-switch`: one pole, two throws (SPDT), break before make.
 *
 * Pins: 2 the common one; 1 joined to it while the handle is at the left, 3 while it is at the right.
 * Source: C&K OS102011MA1QN1 data sheet (non-shorting contacts, at most 20 milliohm when new); bounce: see bounce.ts. A hand
 *   moves the handle's 2 mm in some milliseconds; for 2 ms of it no contact is made.
 *
 * Attributes: value "" or "0" left, "1" right, where the handle is at first; bounce, bounceProfile and its own figures as for
 *   buttons (contact.ts). With bounce "0" it changes over in an instant, without a gap.
 * Controls: `position` 0 left, 1 right. Outputs: `contact` 1 or 3, the pin that 2 is joined to; 0 between them.
 * What can break: see contact-faults.ts.
 *
 * Not modelled: a handle that is left between its ends; wear.
 */
import { defineDevice, ms, type Attributes, type DeviceContext, type Nanos } from "@tickless/sim-core";
import { choiceAttribute, textAttribute } from "./attributes.js";
import {
  BOUNCE_ATTRIBUTES,
  CLOSED_OHMS,
  contactState,
  declareContact,
  readBounce,
  type ContactState,
} from "./contact.js";
import { declareFaultsOfContacts, faultyContact } from "./contact-faults.js";

/** Between the last of one contact and the first of the other. */
export const TRAVEL: Nanos = ms(2);

interface SwitchState {
  position: 0 | 1;
  readonly left: ContactState;
  readonly right: ContactState;
}

const positionOf = (attributes: Attributes): 0 | 1 => (textAttribute(attributes, "value") === "1" ? 1 : 0);

function connect(ctx: DeviceContext<SwitchState>): void {
  choiceAttribute(ctx, "value", ["", "0", "1"], "");
  const profile = readBounce(ctx);
  const isIdeal = profile.press.max === 0 && profile.release.max === 0;
  const links = { left: ctx.link("1", "2"), right: ctx.link("3", "2") };
  const output = ctx.output("contact", "output");
  const joined = (): number => (links.left.ohms < Infinity ? 1 : links.right.ohms < Infinity ? 3 : 0);
  const side = (name: "left" | "right") =>
    faultyContact(
      () => ctx.state[name],
      (closed) => {
        links[name].set(closed ? CLOSED_OHMS : Infinity);
        output.write(joined());
      },
    );
  const sides = [side("left"), side("right")];
  const settle = declareFaultsOfContacts(ctx, sides, "1 that of pin 1, 2 that of pin 3") as [() => void, () => void];
  const contacts = [
    declareContact(ctx, profile, () => ctx.state.left, settle[0]),
    declareContact(ctx, profile, () => ctx.state.right, settle[1]),
  ] as const;
  const arrive = ctx.timer(() => contacts[ctx.state.position].move(1));
  const initial = ctx.state.position;
  links[initial ? "right" : "left"].set(CLOSED_OHMS);
  output.write(joined());
  ctx.control("position", { min: 0, max: 1, initial, kind: "switch" }, (value) => {
    const position = value >= 0.5 ? 1 : 0;
    if (position === ctx.state.position) return;
    ctx.state.position = position;
    const parting = contacts[position ? 0 : 1].move(0);
    if (isIdeal) contacts[position].move(1);
    else arrive.start(parting + TRAVEL);
  });
}

export const slideSwitch = defineDevice<SwitchState>({
  type: "wokwi-slide-switch",
  pins: ["1", "2", "3"],
  attributes: ["value", ...BOUNCE_ATTRIBUTES],
  createState: (attributes) => {
    const position = positionOf(attributes);
    return { position, left: contactState(position ? 0 : 1), right: contactState(position) };
  },
  connect,
});
