import { formatTime, ms, UsageError, type Nanos } from "@tickless/sim-core";
import { shown, withinOf } from "../arguments.js";
import type { Bench } from "../bench.js";
import type { Probe } from "../probe.js";
import { verdict, type Verdict } from "./verdict.js";

/** Moments of a recording: edges, lines, rows, transactions, or plain times in ns. */
export type Moments = readonly (Nanos | { readonly time: Nanos; readonly track?: unknown })[];

/**
 * Every cause is followed by an effect `within` so many ns, an effect at the same instant included. A cause whose time is not
 * over yet is left out. Throws UsageError when there is no cause: it would say nothing.
 */
export function toRespond(
  bench: Bench,
  causes: Moments,
  effects: Moments,
  options: { readonly within: Nanos },
): Verdict {
  const within = withinOf(options);
  for (const moments of [causes, effects]) checkMoments(moments);
  if (causes.length === 0) throw new UsageError("there is no cause, so that nothing is said about effects");
  const times = effects.map(timeOf).sort((a, b) => a - b);
  const due = causes.map(timeOf).sort((a, b) => a - b);
  const answers = due.map((cause) => times.find((time) => time >= cause));
  const missed = due.findIndex((cause, i) => (answers[i] ?? Infinity) > cause + within && cause + within < bench.now);
  const cause = due[Math.max(0, missed)] ?? 0;
  const answer = missed < 0 ? answers[0] : answers[missed];
  const late = answer === undefined ? "no effect" : `its effect after ${formatTime(answer - cause)}`;
  return verdict({
    pass: missed < 0,
    view: bench,
    subject: `an effect within ${formatTime(within)}`,
    expected: `to follow every cause`,
    found: missed < 0 ? "each has one" : `cause ${missed + 1} of ${due.length} had ${late}`,
    at: cause,
    probes: probesOf(bench, [...causes, ...effects]),
    around: Math.max(2 * within, ms(1)),
  });
}

function checkMoments(moments: Moments): void {
  if (Array.isArray(moments)) return;
  throw new UsageError(
    `toRespond: ${shown(moments)} is no list of moments: give edges, probe.edges(), or lines, serial.matching("…")`,
  );
}

const timeOf = (moment: Moments[number]): Nanos => (typeof moment === "number" ? moment : moment.time);

/** The tracks that the moments are edges of. */
function probesOf(bench: Bench, moments: Moments): Probe[] {
  const names = moments.map((moment) => (typeof moment === "number" ? undefined : moment.track));
  return [...new Set(names)].flatMap((name) => (typeof name === "string" ? [bench.track(name)] : []));
}
