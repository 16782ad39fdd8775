import { formatTime, type Nanos } from "@tickless/sim-core";
import { durationOf, numberOf } from "../arguments.js";
import type { Edge, Probe } from "../probe.js";
import { rangeOf, rangeText, type Range } from "../view.js";
import { counted, verdict, type Verdict } from "./verdict.js";

export interface EdgesOptions extends Range {
  /** Only these; default both. */
  readonly kind?: Edge["kind"];
  /** How far an edge may be from its time, ns; default 0. */
  readonly tolerance?: Nanos;
}

/** So many edges in the range, or edges at these times and no others. */
export function toHaveEdges(probe: Probe, expected: number | readonly Nanos[], options: EdgesOptions = {}): Verdict {
  const { kind, tolerance = 0 } = options;
  if (Array.isArray(expected)) for (const time of expected as readonly Nanos[]) durationOf(time, "toHaveEdges");
  else numberOf(expected as number, "toHaveEdges", [0, Infinity]);
  durationOf(tolerance, "tolerance");
  const { view } = probe;
  const range = rangeOf(view, options);
  const edges = probe.edges({ ...range, kind });
  const common = { view, subject: probe.name, probes: [probe] };
  const noun = kind === undefined ? "edge" : `${kind} edge`;
  if (typeof expected === "number") {
    // The first that is too many, or the end, by which more should have come.
    const at = edges[expected]?.time ?? range.to;
    const found = `it has ${counted(edges.length, noun)}${edges.length > 0 ? `: ${timesText(edges)}` : ""}`;
    const claim = `to have ${counted(expected, noun)} ${rangeText(range)}`;
    return verdict({ ...common, pass: edges.length === expected, expected: claim, found, at });
  }
  const wrong = firstWrong(edges, expected, tolerance);
  const found = wrong < 0 ? "it has" : differenceText(edges[wrong], expected[wrong], noun, wrong);
  const at = Math.min(edges[wrong]?.time ?? Infinity, expected[wrong] ?? Infinity, range.to);
  const claim = `to have ${noun}s at ${expected.map(formatTime).join(", ") || "no time"} ${rangeText(range)}`;
  return verdict({ ...common, pass: wrong < 0, expected: claim, found, at });
}

function firstWrong(edges: readonly Edge[], expected: readonly Nanos[], tolerance: Nanos): number {
  for (let i = 0; i < Math.max(edges.length, expected.length); i++) {
    if (!(Math.abs((edges[i]?.time ?? Infinity) - (expected[i] ?? -Infinity)) <= tolerance)) return i;
  }
  return -1;
}

function differenceText(edge: Edge | undefined, expected: Nanos | undefined, noun: string, index: number): string {
  if (!edge) return `${noun} ${index + 1} is missing`;
  const is = `${noun} ${index + 1} is at ${formatTime(edge.time)}`;
  return expected === undefined ? `${is}, one too many` : `${is}, not at ${formatTime(expected)}`;
}

const MOST = 8;

const timesText = (edges: readonly Edge[]): string =>
  edges
    .slice(0, MOST)
    .map(({ time }) => formatTime(time))
    .join(", ") + (edges.length > MOST ? ", …" : "");
