/**
 * Membrane keypad `wokwi-membrane-keypad`: 4 rows of 4 or 3 keys, a bare matrix.
 *
 * Pins: R1 to R4 rows from the top; C1 to C4 (C1 to C3) columns from the left. A key joins its row and its column, both ways:
 *   there are no diodes, so that three keys at the corners of a rectangle look like four (ghosting).
 * Source: Parallax 4x4 membrane keypad 27899 data sheet (bounce at most 5 ms; contact some ten to some hundred ohm); bounce:
 *   see bounce.ts.
 *
 * Attributes: columns "4" (default) or "3"; keys, the labels row by row; bounce, bounceProfile and its own figures as for
 *   buttons (contact.ts).
 * Controls: one for each key by its label, `key-1`, `key-A`, `key-*`. Outputs: `contact-1`, …: 1 closed.
 * What can break: see contact-faults.ts.
 *
 * Not modelled: resistance that falls with the force of the finger; resistance of the ribbon's traces.
 */
import { defineDevice, type DeviceContext } from "@tickless/sim-core";
import { choiceAttribute } from "./attributes.js";
import { BOUNCE_ATTRIBUTES, contactState, declareContact, readBounce, type ContactState } from "./contact.js";
import { declareFaultsOfContacts, faultyContact } from "./contact-faults.js";
import { keysOf, readLabels } from "./keypad-keys.js";

/** Ohms of a pressed key: carbon on silver. */
export const KEY_OHMS = 100;

interface KeypadState {
  /** In the order of the keys. */
  readonly contacts: readonly ContactState[];
}

function connect(ctx: DeviceContext<KeypadState>): void {
  choiceAttribute(ctx, "columns", ["4", "3"], "4");
  const { keys: labels } = ctx.attributes;
  if (labels !== undefined && labels !== "" && !readLabels(ctx.attributes)) {
    ctx.warn("'keys' is no list of labels, and ignored", 'write for example ["1", "2", "3", "A", …], row by row');
  }
  const profile = readBounce(ctx);
  const keys = keysOf(ctx.attributes);
  const stateOf = (index: number) => (): ContactState => ctx.state.contacts[index] as ContactState;
  const contacts = keys.map(({ control, row, column }, index) => {
    const link = ctx.link(`R${row + 1}`, `C${column + 1}`);
    const output = ctx.output(control.replace("key-", "contact-"), "output");
    output.write(0);
    return faultyContact(stateOf(index), (closed) => {
      link.set(closed ? KEY_OHMS : Infinity);
      output.write(closed);
    });
  });
  const settle = declareFaultsOfContacts(ctx, contacts, "that of the key of this number, row by row");
  keys.forEach(({ control }, index) => {
    const contact = declareContact(ctx, profile, stateOf(index), settle[index] as () => void);
    ctx.control(control, { min: 0, max: 1, initial: 0, kind: "momentary" }, (value) => {
      contact.move(value >= 0.5 ? 1 : 0);
    });
  });
}

export const membraneKeypad = defineDevice<KeypadState>({
  type: "wokwi-membrane-keypad",
  pins: ["R1", "R2", "R3", "R4", "C1", "C2", "C3", "C4"],
  attributes: ["columns", "keys", ...BOUNCE_ATTRIBUTES],
  createState: (attributes) => ({ contacts: keysOf(attributes).map(() => contactState()) }),
  connect,
});
