/**
 * DIP switch `wokwi-dip-switch-8`: eight switches in one package.
 *
 * Pins: 1a to 8a, 1b to 8b; switch n joins na and nb while it is on.
 * Source: CTS 206 data sheet (contact resistance at most 50 milliohm when new); bounce: see bounce.ts.
 *
 * Attributes: values "10100000", the switches at first from 1 to 8 (default: all off); bounce, bounceProfile and its own
 *   figures as for buttons (contact.ts).
 * Controls: `switch-1` to `switch-8`, 1 on. Outputs: `contact-1` to `contact-8`, 1 closed.
 * What can break: see contact-faults.ts.
 *
 * Not modelled: wear.
 */
import { defineDevice, type Attributes, type DeviceContext } from "@tickless/sim-core";
import { textAttribute } from "./attributes.js";
import {
  BOUNCE_ATTRIBUTES,
  CLOSED_OHMS,
  contactState,
  declareContact,
  readBounce,
  type ContactState,
} from "./contact.js";
import { declareFaultsOfContacts, faultyContact } from "./contact-faults.js";

export const SWITCHES: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8];

interface DipState {
  /** Of switch 1 to 8. */
  readonly contacts: readonly ContactState[];
}

/** Which switches are on at first; undefined: that cannot be read. */
export function readValues(attributes: Attributes): readonly (0 | 1)[] | undefined {
  const { values } = attributes;
  const text = Array.isArray(values) ? values.map((value) => (Number(value) ? "1" : "0")).join("") : undefined;
  const given = text ?? textAttribute(attributes, "values");
  if (!/^[01]{0,8}$/.test(given)) return undefined;
  return SWITCHES.map((number) => (given[number - 1] === "1" ? 1 : 0));
}

function connect(ctx: DeviceContext<DipState>): void {
  const values = readValues(ctx.attributes);
  if (!values)
    ctx.warn("'values' is no row of 0 and 1, and ignored", 'write up to eight of them, for example "10100000"');
  const profile = readBounce(ctx);
  const stateOf = (index: number) => (): ContactState => ctx.state.contacts[index] as ContactState;
  const contacts = SWITCHES.map((number, index) => {
    const link = ctx.link(`${number}a`, `${number}b`);
    const output = ctx.output(`contact-${number}`, "output");
    return faultyContact(stateOf(index), (closed) => {
      link.set(closed ? CLOSED_OHMS : Infinity);
      output.write(closed);
    });
  });
  const settle = declareFaultsOfContacts(ctx, contacts, "that of switch 1 to 8");
  SWITCHES.forEach((number, index) => {
    const contact = declareContact(ctx, profile, stateOf(index), settle[index] as () => void);
    const initial = values?.[index] ?? 0;
    contacts[index]?.apply(initial);
    ctx.control(`switch-${number}`, { min: 0, max: 1, initial, kind: "switch" }, (value) => {
      contact.move(value >= 0.5 ? 1 : 0);
    });
  });
}

export const dipSwitch = defineDevice<DipState>({
  type: "wokwi-dip-switch-8",
  pins: SWITCHES.flatMap((number) => [`${number}a`, `${number}b`]),
  attributes: ["values", ...BOUNCE_ATTRIBUTES],
  createState: (attributes) => ({
    contacts: SWITCHES.map((_, index) => contactState(readValues(attributes)?.[index])),
  }),
  connect,
});
