import { tallyOf, type Finished } from "./tally.js";

/** The results for programs. Times are ns of virtual time, unless they are called wall time. */
export function testJson(finished: readonly Finished[], wallMs: number): string {
  const { tests, files, virtualNs } = tallyOf(finished);
  const details = finished.map(({ job, result }) => {
    if (!result) return { file: job.shown, run: false };
    const { cases, mistakes, warnings, wallMs: took } = result;
    const results = cases.map(({ name, status, message, details: more, line, from, to, run }) => {
      const seed = result.runs[run]?.seed;
      return { name, status, message, details: more, line, seed, fromNs: from, toNs: to };
    });
    return { file: job.shown, run: true, tests: results, mistakes, warnings, wallMs: took };
  });
  return `${JSON.stringify({ tests, files, virtualNs, wallMs, results: details }, null, 2)}\n`;
}
