import type { Nanos } from "@tickless/sim-core";
import { parseDuration } from "@tickless/sim-core/duration";
import type { Span } from "./session.js";
import { isThemeChoice, type ThemeChoice } from "./theme.js";

/*
 * What the page's address says:
 *
 *   ?example=04-fade-and-scroll   an example, by its name or the beginning of it
 *   ?project=./project.json       a project served beside the page, as JSON
 *   ?recording=./a.tickless       a recording on this site: its project, run again to its end
 *   ?compare=./b.tickless         another recording on this site, under what is opened
 *   ?t=1.25s                      opens at this time, after running the whole length
 *   ?view=1s-1.5s                 what the timeline shows
 *   ?step=2                       the step of a lesson
 *   ?seed=7  ?theme=light  ?embed
 *   #share=…                      a whole project, see share.ts
 */

export interface PageAddress {
  readonly example: string | undefined;
  readonly project: string | undefined;
  readonly recording: string | undefined;
  /** A recording to compare with. */
  readonly compare: string | undefined;
  readonly at: Nanos | undefined;
  readonly view: Span | undefined;
  /** Of a lesson, from 1; 0: its introduction. */
  readonly step: number | undefined;
  readonly seed: number | undefined;
  readonly theme: ThemeChoice | undefined;
  readonly embed: boolean;
  /** The packed project behind "#share=". */
  readonly share: string | undefined;
  /** What could not be understood and is ignored, one sentence each. */
  readonly problems: readonly string[];
}

const MAX_SEED = 2 ** 32 - 1;

/** Reads the address. `search` and `hash` are as in `location`, with their "?" and "#". Never throws. */
export function readAddress(search: string, hash: string): PageAddress {
  const parameters = new URLSearchParams(search);
  const problems: string[] = [];
  const read = <T>(name: string, parse: (text: string) => T | undefined, expected: string): T | undefined => {
    const text = parameters.get(name);
    if (text === null || text === "") return undefined;
    const value = parse(text);
    if (value === undefined) problems.push(`The address says ${name}=${text}, which is not ${expected}.`);
    return value;
  };
  return {
    example: parameters.get("example") || undefined,
    project: parameters.get("project") || undefined,
    recording: parameters.get("recording") || undefined,
    compare: parameters.get("compare") || undefined,
    at: read("t", parseTime, "a time such as 1.25s"),
    view: read("view", parseSpan, "a span such as 1s-1.5s"),
    step: read("step", parseStep, "the number of a step"),
    seed: read("seed", parseSeed, "a whole number"),
    theme: read("theme", (text) => (isThemeChoice(text) ? text : undefined), "dark, light or system"),
    embed: parameters.has("embed") && !["0", "false"].includes(parameters.get("embed") ?? ""),
    share: /^#share=(.*)$/s.exec(hash)?.[1],
    problems,
  };
}

/** ns of "1.25s"; undefined when it is no time. */
export function parseTime(text: string): Nanos | undefined {
  try {
    return parseDuration(text);
  } catch {
    return undefined;
  }
}

export function parseSpan(text: string): Span | undefined {
  const [first = "", second = "", ...more] = text.split("-");
  const start = parseTime(first);
  const end = parseTime(second);
  if (more.length > 0 || start === undefined || end === undefined || end <= start) return undefined;
  return { start, end };
}

const parseStep = (text: string): number | undefined => (/^\d{1,3}$/.test(text) ? Number(text) : undefined);

/** A seed is a whole number of at most 32 bits. */
export function parseSeed(text: string): number | undefined {
  if (!/^\d{1,10}$/.test(text.trim())) return undefined;
  const seed = Number(text);
  return seed <= MAX_SEED ? seed : undefined;
}

/** The span from and to whole nanoseconds, from 0 on: a view may lie between them, and before the beginning. */
export function wholeSpan({ start, end }: Span): Span {
  const first = Math.max(0, Math.round(start));
  return { start: first, end: Math.max(first + 1, Math.round(end)) };
}

/** Exact: "1250us". What `readAddress` reads again as the same time. */
export function timeParameter(time: Nanos): string {
  const units = [
    [1e9, "s"],
    [1e6, "ms"],
    [1e3, "us"],
  ] as const;
  const unit = units.find(([size]) => time !== 0 && time % size === 0);
  return unit ? `${time / unit[0]}${unit[1]}` : `${time}ns`;
}

export interface AddressParts {
  readonly example?: string | undefined;
  readonly at?: Nanos | undefined;
  readonly view?: Span | undefined;
  readonly step?: number | undefined;
  readonly seed?: number | undefined;
  readonly embed?: boolean | undefined;
  readonly theme?: ThemeChoice | undefined;
}

/** The query for these, with its "?"; "" when there is nothing to say. */
export function writeAddress({ example, at, view, step, seed, embed, theme }: AddressParts): string {
  const parts: string[] = [];
  if (example !== undefined) parts.push(`example=${encodeURIComponent(example).replaceAll("%2F", "/")}`);
  if (at !== undefined) parts.push(`t=${timeParameter(Math.round(at))}`);
  if (view) {
    const { start, end } = wholeSpan(view);
    parts.push(`view=${timeParameter(start)}-${timeParameter(end)}`);
  }
  if (step !== undefined) parts.push(`step=${step}`);
  if (seed !== undefined) parts.push(`seed=${seed}`);
  if (theme !== undefined) parts.push(`theme=${theme}`);
  if (embed) parts.push("embed");
  return parts.length > 0 ? `?${parts.join("&")}` : "";
}

/** The query of a page at another step: the moment that it named is that step's own now. */
export function atStep(search: string, step: number): string {
  const others = search
    .replace(/^\?/, "")
    .split("&")
    .filter((part) => part !== "" && !/^(step|t|view)(=|$)/.test(part));
  const parts = step > 0 ? [...others, `step=${step}`] : others;
  return parts.length > 0 ? `?${parts.join("&")}` : "";
}

/** The same page with its editor: for the way out of an embedded one. */
export function withoutEmbed(href: string): string {
  const url = new URL(href);
  url.searchParams.delete("embed");
  return url.href;
}
