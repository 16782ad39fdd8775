/**
 * What can break about a contact: `stuck-open` and `stuck-closed`, whatever is done to it (with both it is open), and `flaky`,
 * the share of the time in which the closed contact is open, 5 µs to 5 ms at a time. The mechanics go on to move and to bounce
 * underneath.
 */
import type { DeviceContext } from "@tickless/sim-core";
import type { ContactState } from "./contact.js";
import { declareIntermittent } from "./intermittent.js";

type Context = Pick<DeviceContext<unknown>, "timer" | "faultControl">;

/**
 * Declares the faults of the contact whose memory `state` finds. Returns what takes the place of its `apply`:
 * that one is called only when the contact closes or opens, faults considered.
 */
export function declareContactFaults(
  ctx: Context,
  state: () => ContactState,
  apply: (closed: 0 | 1) => void,
): () => void {
  const initial = state().closed;
  const settle = (): void => {
    flaky.update();
    const mechanical = shut.value >= 0.5 ? 1 : flaky.lifted ? 0 : state().closed;
    const closed = open.value >= 0.5 ? 0 : mechanical;
    // Whether what was applied last is another one than at first.
    const differs = closed === initial ? 0 : 1;
    if (differs === shut.memory) return;
    shut.memory = differs;
    apply(closed);
  };
  const open = ctx.faultControl("stuck-open", { description: "The contact stays open." }, settle);
  const shut = ctx.faultControl("stuck-closed", { description: "The contact stays closed." }, settle);
  const flaky = declareIntermittent(
    ctx,
    "flaky",
    "The closed contact opens at random for 5 µs to 5 ms: the share of the time in which it is open.",
    () => state().closed === 1,
    settle,
  );
  return settle;
}
