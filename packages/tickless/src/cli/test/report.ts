import { formatTime } from "@tickless/sim-core";
import type { CaseResult, FileResult, Status, TestJob } from "./job.js";
import { failed, tallyOf, type Finished } from "./tally.js";

/** Colours of a terminal, or none. */
export type Paint = (code: 31 | 32 | 33 | 2, text: string) => string;

export const paintFor =
  (color: boolean): Paint =>
  (code, text) =>
    color ? `\x1b[${code}m${text}\x1b[${code === 2 ? 22 : 39}m` : text;

const MARKS: Readonly<Record<Status, readonly [mark: string, color: 31 | 32 | 33]>> = {
  passed: ["✓", 32],
  failed: ["✗", 31],
  error: ["✗", 31],
  skipped: ["-", 33],
};

/** A file's result: one line, and one for each of its tests when there are several or some went wrong. */
export function fileReport({ shown }: TestJob, result: FileResult, paint: Paint): string {
  const { cases, runs, mistakes } = result;
  const bad = failed(result);
  const [mark, color] = MARKS[bad ? "failed" : "passed"];
  const virtual = runs.reduce((sum, run) => sum + run.virtualNs, 0);
  const count = cases.length === 1 ? (cases[0] as CaseResult).name : `${cases.length} tests`;
  const lines = [`${paint(color, mark)} ${shown}  ${count}  ${paint(2, `(${formatTime(virtual)})`)}`];
  if (mistakes.length > 0) lines[0] = `${paint(color, mark)} ${shown}`;
  const listed = cases.length > 1 ? cases.filter(({ status }) => status !== "passed") : [];
  for (const { name, status, message } of listed) {
    const why = status === "skipped" && message !== "" ? ` (${message})` : "";
    lines.push(`    ${paint(MARKS[status][1], MARKS[status][0])} ${name}${why}`);
  }
  return lines.map((line) => `${line}\n`).join("");
}

/** What went wrong, test by test. `commands`: how to open their recordings. */
export function failuresReport(
  finished: readonly Finished[],
  commands: ReadonlyMap<CaseResult, string>,
  paint: Paint,
): string {
  const blocks = finished.flatMap(({ job, result }) => {
    const bad = result?.cases.filter(({ status }) => status === "failed" || status === "error") ?? [];
    const mistakes = result && result.mistakes.length > 0 ? [mistakesBlock(job, result, paint)] : [];
    return [...mistakes, ...bad.map((one) => caseBlock(job, one, commands.get(one), paint))];
  });
  return blocks.map((block) => `\n${block}\n`).join("");
}

const mistakesBlock = ({ shown }: TestJob, { mistakes }: FileResult, paint: Paint): string =>
  [paint(31, `MISTAKE  ${shown}`), ...mistakes.map((line) => `  ${line}`)].join("\n");

function caseBlock(job: TestJob, one: CaseResult, command: string | undefined, paint: Paint): string {
  const { name, status, message, details } = one;
  const lines = [paint(31, `${status === "failed" ? "FAILED" : "ERROR"}  ${job.shown} > ${name}`)];
  lines.push(...indented(placed(job, one)));
  // A traceback ends with what the message says.
  const more = details.endsWith(message) ? details.slice(0, -message.length).trimEnd() : details;
  if (more !== "") lines.push(...indented(more));
  if (command !== undefined) lines.push("", `  ${command}`);
  return lines.join("\n");
}

/** The message, with the place that it belongs to. */
function placed({ shown }: TestJob, { message, line }: CaseResult): string {
  const place = line === undefined ? "" : `${shown}:${line}: `;
  return message.startsWith(place) ? message : place + message;
}

const indented = (text: string): string[] => text.split("\n").map((line) => (line === "" ? "" : `  ${line}`));

/** The last lines: how many of what, and how long it took. */
export function summaryReport(finished: readonly Finished[], wallMs: number, paint: Paint): string {
  const { tests, files, virtualNs } = tallyOf(finished);
  const all = Object.values(tests).reduce((sum, count) => sum + count, 0);
  const parts = (counts: readonly [number, string, 31 | 32 | 33][]): string =>
    counts
      .filter(([count]) => count > 0)
      .map(([count, word, color]) => paint(color, `${count} ${word}`))
      .join(", ") || "none";
  const fileCounts = parts([
    [files.failed, "failed", 31],
    [files.passed, "passed", 32],
    [files.notRun, "not run", 33],
  ]);
  const testCounts = parts([
    [tests.failed, "failed", 31],
    [tests.error, tests.error === 1 ? "error" : "errors", 31],
    [tests.passed, "passed", 32],
    [tests.skipped, "skipped", 33],
  ]);
  const times = `${formatTime(virtualNs)} of virtual time in ${formatTime(Math.round(wallMs * 1e6))}`;
  return `\nfiles  ${fileCounts} (${finished.length})\ntests  ${testCounts} (${all})\ntime   ${times}\n`;
}
