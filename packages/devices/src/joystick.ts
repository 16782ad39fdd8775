/**
 * Joystick module `wokwi-analog-joystick` (KY-023): two potentiometers that spring back to their middle, and a push switch.
 *
 * Pins: VCC, GND, the ends of both tracks; HORZ and VERT, their wipers; SEL, to GND while the stick is pressed, without a pull.
 * Source: ALPS RKJXV1224005 data sheet (two 10 kilohm linear tracks, switch at most 100 milliohm); directions as on Wokwi's
 *   part: HORZ is at VCC when the stick is at the left, VERT when it is up.
 *
 * Attributes: bounce, bounceProfile and its own figures as for buttons (contact.ts): of the switch.
 * Controls: `x` from -1 (right) to 1 (left), `y` from -1 (down) to 1 (up): the wiper's voltage is VCC (1 + x) / 2; `pressed`.
 * Outputs: `contact` of the switch.
 *
 * Not modelled: a middle that is a little off, dead ends of the tracks, the time that the stick takes to spring back.
 */
import { defineDevice, type DeviceContext } from "@tickless/sim-core";
import {
  BOUNCE_ATTRIBUTES,
  CLOSED_OHMS,
  contactState,
  declareContact,
  readBounce,
  type ContactState,
} from "./contact.js";
import { declareContactFaults } from "./contact-faults.js";
import { END_OHMS, TRACK_OHMS } from "./potentiometer.js";

interface JoystickState {
  readonly contact: ContactState;
}

function connect(ctx: DeviceContext<JoystickState>): void {
  for (const [name, pin] of [
    ["x", "HORZ"],
    ["y", "VERT"],
  ] as const) {
    const below = ctx.link(pin, "GND");
    const above = ctx.link(pin, "VCC");
    const move = (value: number): void => {
      below.set(Math.max(END_OHMS, ((1 + value) / 2) * TRACK_OHMS));
      above.set(Math.max(END_OHMS, ((1 - value) / 2) * TRACK_OHMS));
    };
    ctx.control(name, { min: -1, max: 1, initial: 0 }, move);
    move(0);
  }
  const link = ctx.link("SEL", "GND");
  const output = ctx.output("contact", "output");
  output.write(0);
  const state = (): ContactState => ctx.state.contact;
  const apply = declareContactFaults(ctx, state, (closed) => {
    link.set(closed ? CLOSED_OHMS : Infinity);
    output.write(closed);
  });
  const contact = declareContact(ctx, readBounce(ctx), state, apply);
  ctx.control("pressed", { min: 0, max: 1, initial: 0, kind: "momentary" }, (value) => {
    contact.move(value >= 0.5 ? 1 : 0);
  });
}

export const joystick = defineDevice<JoystickState>({
  type: "wokwi-analog-joystick",
  pins: ["VCC", "VERT", "HORZ", "SEL", "GND"],
  roles: { HORZ: "analog", VERT: "analog" },
  attributes: [...BOUNCE_ATTRIBUTES],
  createState: () => ({ contact: contactState() }),
  connect,
});
