import { formatTime } from "@tickless/sim-core";
import { numberOf } from "../arguments.js";
import type { Probe } from "../probe.js";
import { rangeOf, rangeText, type Range } from "../view.js";
import { verdict, type Verdict } from "./verdict.js";

export interface DutyOptions extends Range {
  /** How much it may differ, as a share of time; default 0.01. */
  readonly tolerance?: number;
}

export interface FrequencyOptions extends Range {
  /** How much it may differ, as a share of the frequency; default 0.01. */
  readonly tolerance?: number;
}

/** The share of the range in which the wire is high, 0 to 1. */
export function toHaveDuty(probe: Probe, duty: number, { tolerance = 0.01, ...options }: DutyOptions = {}): Verdict {
  numberOf(duty, "toHaveDuty", [0, 1]);
  numberOf(tolerance, "tolerance", [0, 1]);
  const range = rangeOf(probe.view, options);
  const measured = probe.duty(range);
  return verdict({
    pass: Math.abs(measured - duty) <= tolerance,
    view: probe.view,
    subject: probe.name,
    expected: `to be high for ${percent(duty)} ± ${percent(tolerance)} of the time ${rangeText(range)}`,
    found: `it was for ${percent(measured)}`,
    at: range.to,
    probes: [probe],
    around: range.to - range.from,
  });
}

/** Hz, between the first and the last rising edge in the range. */
export function toHaveFrequency(
  probe: Probe,
  hertz: number,
  { tolerance = 0.01, ...options }: FrequencyOptions = {},
): Verdict {
  numberOf(hertz, "toHaveFrequency", [0, Infinity]);
  numberOf(tolerance, "tolerance", [0, Infinity]);
  const range = rangeOf(probe.view, options);
  const measured = probe.frequency(range);
  const [first] = probe.edges({ ...range, kind: "rising" });
  return verdict({
    pass: Math.abs(measured - hertz) <= tolerance * hertz,
    view: probe.view,
    subject: probe.name,
    expected: `to have ${hertz} Hz ± ${percent(tolerance)} ${rangeText(range)}`,
    found:
      measured === 0
        ? "it has less than two rising edges"
        : `it has ${Number(measured.toPrecision(6))} Hz, a period of ${formatTime(Math.round(1e9 / measured))}`,
    at: first?.time ?? range.to,
    probes: [probe],
    around: measured === 0 ? range.to - range.from : Math.round(3e9 / measured),
  });
}

const percent = (share: number): string => `${Number((share * 100).toPrecision(4))} %`;
