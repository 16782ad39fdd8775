/**
 * What can break about contacts: `stuck-open` and `stuck-closed`, whatever is done to one (with both it is open), and `flaky`, the share
 * of the time in which a closed contact is open, 5 µs to 5 ms at a time. The mechanics go on to move and to bounce underneath.
 * Of several contacts one at a time is stuck, and the value says which, from 1; all of them are flaky, each by itself.
 */
import type { DeviceContext, FaultControl, FaultSpec } from "@tickless/sim-core";
import type { ContactState } from "./contact.js";
import { declareIntermittent } from "./intermittent.js";

type Context = Pick<DeviceContext<unknown>, "timer" | "faultControl">;

/** A contact as its faults see it. */
export interface FaultyContact {
  /** Where the mechanics have it. */
  closed(): 0 | 1;
  /** Closes or opens it, faults considered; called only when that changes. */
  apply(closed: 0 | 1): void;
}

/** What a contact does of which `state` finds the memory. */
export const faultyContact = (state: () => ContactState, apply: (closed: 0 | 1) => void): FaultyContact => ({
  closed: () => state().closed,
  apply,
});

/**
 * Declares the faults of a part's only contact. Returns what takes the place of its `apply`: that one is called only when the contact
 * closes or opens, faults considered.
 */
export function declareContactFaults(
  ctx: Context,
  state: () => ContactState,
  apply: (closed: 0 | 1) => void,
): () => void {
  const stays = (where: string): FaultSpec => ({ description: `The contact stays ${where}.` });
  const words = "The closed contact opens at random for 5 µs to 5 ms: the share of the time in which it is open.";
  const [settle] = declare(ctx, [faultyContact(state, apply)], stays, words, ({ value }) => value >= 0.5);
  return settle as () => void;
}

/**
 * The same for several contacts; `which` tells what the numbers mean: "1 CLK, 2 DT". Returns for each what takes the place of its
 * `apply`. `typical`: the number of the one that breaks usually.
 */
export function declareFaultsOfContacts(
  ctx: Context,
  contacts: readonly FaultyContact[],
  which: string,
  typical = 1,
): readonly (() => void)[] {
  const stays = (where: string): FaultSpec => ({
    ...{ min: 0, max: contacts.length, step: 1, typical },
    description: `A contact stays ${where}: ${which}.`,
  });
  const words = "Each closed contact opens at random for 5 µs to 5 ms: the share of the time in which it is open.";
  return declare(ctx, contacts, stays, words, ({ value }, index) => Math.round(value) === index + 1);
}

function declare(
  ctx: Context,
  contacts: readonly FaultyContact[],
  stays: (where: string) => FaultSpec,
  words: string,
  holds: (fault: FaultControl, index: number) => boolean,
): readonly (() => void)[] {
  const initial = contacts.map((contact) => contact.closed());
  const settle = (index: number): void => {
    flaky.update(index);
    const contact = contacts[index] as FaultyContact;
    const mechanical = holds(shut, index) ? 1 : flaky.lifted(index) ? 0 : contact.closed();
    const closed = holds(open, index) ? 0 : mechanical;
    // Whether what was applied last is another one than at first.
    const differs = closed === initial[index] ? 0 : 1;
    if (differs === ((shut.memory >> index) & 1)) return;
    shut.memory ^= 1 << index;
    contact.apply(closed);
  };
  const settleAll = (): void => contacts.forEach((_, index) => settle(index));
  const open = ctx.faultControl("stuck-open", stays("open"), settleAll);
  const shut = ctx.faultControl("stuck-closed", stays("closed"), settleAll);
  const touching = contacts.map((contact) => () => contact.closed() === 1);
  const flaky = declareIntermittent(ctx, "flaky", words, touching, settle);
  return contacts.map((_, index) => () => settle(index));
}
