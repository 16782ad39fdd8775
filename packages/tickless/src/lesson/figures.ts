import { didYouMean, type Problem } from "@tickless/sim-core";

/*
 * The numbers of a lesson's text. None is typed: each is the result of a run, written to `figures.json` beside the lesson, where a
 * test finds it again by running it.
 */

/** Texts by name: "3", "24.3 ms". */
export type Figures = Readonly<Record<string, string>>;

const PLACE = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** The text with each `{{name}}` replaced; a name without a figure is a problem. */
export function fillFigures(text: string, figures: Figures, file: string, problems: Problem[]): string {
  return text.replace(PLACE, (whole, name: string, offset: number) => {
    const figure = Object.hasOwn(figures, name) ? figures[name] : undefined;
    if (figure !== undefined) return figure;
    const line = text.slice(0, offset).split("\n").length;
    const message = `there is no figure '${name}'`;
    problems.push({ severity: "error", file, line, message, ...didYouMean(name, Object.keys(figures)) });
    return whole;
  });
}

/** Names of the figures that a text uses. */
export const figuresIn = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(PLACE)].map(([, name]) => name as string));
