/** Faults that last: each is recorded when it begins, and again only after it has been over. */
import type { DeviceContext } from "@tickless/sim-core";

/** The kinds of fault that have begun and are not over; part of a part's state. */
export type Excursions = string[];

/** A fault of this kind is there (`wrong`) or is over. */
export function tell(
  ctx: Pick<DeviceContext<{ told: Excursions }>, "state" | "fault">,
  kind: string,
  wrong: boolean,
  message: string,
): void {
  const { state } = ctx;
  const known = state.told.includes(kind);
  if (wrong === known) return;
  state.told = wrong ? [...state.told, kind] : state.told.filter((other) => other !== kind);
  if (wrong) ctx.fault(kind, message);
}
