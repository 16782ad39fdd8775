import type { Nanos, Trace } from "@tickless/sim-core";

/** A fault of the modelled world: something a part or a program did that hardware would not take well. */
export interface Fault {
  readonly timeNs: Nanos;
  readonly part: string;
  readonly kind: string;
  readonly message: string;
}

/** All faults of a recording, in the order in which they happened. */
export function faultsOf(trace: Trace): Fault[] {
  const rows: (Fault & { readonly sequence: number })[] = [];
  for (const track of trace.tracks) {
    if (track.kind !== "fault") continue;
    const part = track.name.slice(0, track.name.lastIndexOf("."));
    for (let row = 0; row < track.rows; row++) {
      const [kind, message] = [track.value(row, 0) as string, track.value(row, 1) as string];
      rows.push({ timeNs: track.time(row), part, kind, message, sequence: track.sequence(row) });
    }
  }
  rows.sort((a, b) => a.timeNs - b.timeNs || a.sequence - b.sequence);
  return rows.map(({ sequence: _, ...fault }) => fault);
}
