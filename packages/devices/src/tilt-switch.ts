/**
 * Tilt switch module `wokwi-tilt-switch` (KY-020): a ball that closes a contact while the module stands upright.
 *
 * Pins: VCC, GND; OUT: 10 kilohm to VCC, and to GND while the contact is closed: low upright, high tilted.
 * Source: SW-520D data sheet (opens from about 45°; contact at most 10 ohm; the ball makes it bounce for some milliseconds).
 *
 * Attributes: bounce, bounceProfile and its own figures as for buttons (contact.ts).
 * Controls: `tilted` 0 upright, 1 tilted. Outputs: `contact` 1 closed. Without supply only the pull is missing.
 *
 * Not modelled: the angle itself, contacts made by shaking.
 */
import { defineDevice, type DeviceContext } from "@tickless/sim-core";
import { declareContactFaults } from "./contact-faults.js";
import { BOUNCE_ATTRIBUTES, contactState, declareContact, readBounce, type ContactState } from "./contact.js";

const PULL_OHMS = 10_000;
const CONTACT_OHMS = 10;

interface TiltState {
  readonly contact: ContactState;
}

function connect(ctx: DeviceContext<TiltState>): void {
  ctx.link("OUT", "VCC").set(PULL_OHMS);
  const link = ctx.link("OUT", "GND");
  const output = ctx.output("contact", "output");
  const apply = (closed: 0 | 1): void => {
    link.set(closed ? CONTACT_OHMS : Infinity);
    output.write(closed);
  };
  const state = (): ContactState => ctx.state.contact;
  const contact = declareContact(ctx, readBounce(ctx), state, declareContactFaults(ctx, state, apply));
  apply(1);
  ctx.control("tilted", { min: 0, max: 1, initial: 0, kind: "switch" }, (value) => {
    contact.move(value >= 0.5 ? 0 : 1);
  });
}

export const tiltSwitch = defineDevice<TiltState>({
  type: "wokwi-tilt-switch",
  pins: ["GND", "VCC", "OUT"],
  pullUps: ["OUT"],
  attributes: [...BOUNCE_ATTRIBUTES],
  createState: () => ({ contact: contactState(1) }),
  connect,
});
