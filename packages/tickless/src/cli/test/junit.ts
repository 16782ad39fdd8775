import type { CaseResult, FileResult, RunRecord, TestJob } from "./job.js";
import { tallyOf, type Finished } from "./tally.js";

/*
 * JUnit's XML as build servers read it: testsuites, a testsuite for each file, a testcase for each test. Times are seconds of
 * virtual time, so that the same tests always give the same file.
 */

/** The whole file. */
export function junit(finished: readonly Finished[]): string {
  const { tests, mistakes, virtualNs } = tallyOf(finished);
  const all = Object.values(tests).reduce((sum, count) => sum + count, 0) + mistakes;
  const counts = { tests: all, failures: tests.failed, errors: tests.error + mistakes, skipped: tests.skipped };
  const suites = finished.flatMap(({ job, result }) => (result ? [suite(job, result)] : []));
  const open = `<testsuites${attributes({ name: "tickless", ...counts, time: seconds(virtualNs) })}>`;
  return ['<?xml version="1.0" encoding="UTF-8"?>', open, ...suites, "</testsuites>", ""].join("\n");
}

function suite(job: TestJob, result: FileResult): string {
  const { tests, mistakes, virtualNs } = tallyOf([{ job, result }]);
  const cases = mistakes > 0 ? [...result.cases, mistake(result)] : result.cases;
  const head = attributes({
    name: job.shown,
    tests: cases.length,
    failures: tests.failed,
    errors: tests.error + mistakes,
    skipped: tests.skipped,
    time: seconds(virtualNs),
  });
  const output = result.runs.map(systemOut).join("");
  return [`  <testsuite${head}>`, ...cases.map((one) => testCase(job, one)), `${output}  </testsuite>`].join("\n");
}

/** A file that cannot be run is a test that cannot. */
const mistake = ({ mistakes }: FileResult): CaseResult => ({
  name: "(the file)",
  status: "error",
  message: mistakes[0] as string,
  details: mistakes.slice(1).join("\n"),
  from: 0,
  to: 0,
  run: 0,
});

function testCase({ shown }: TestJob, { name, status, message, details, line, from, to }: CaseResult): string {
  const classname = shown.replace(/\.((scenario|test)\.ya?ml|py)$/, "").replaceAll("/", ".");
  const place = line === undefined ? { file: shown } : { file: shown, line };
  const head = `    <testcase${attributes({ name, classname, time: seconds(to - from), ...place })}`;
  if (status === "passed") return `${head}/>`;
  if (status === "skipped") return `${head}>\n      <skipped${attributes({ message })}/>\n    </testcase>`;
  const [tag, type] = status === "failed" ? ["failure", "failure"] : ["error", "error"];
  const text = escape(details === "" ? message : `${message}\n${details}`);
  return `${head}>\n      <${tag}${attributes({ message, type })}>${text}</${tag}>\n    </testcase>`;
}

const systemOut = ({ printed }: RunRecord): string =>
  printed === "" ? "" : `    <system-out>${escape(printed)}</system-out>\n`;

const seconds = (ns: number): string => (ns / 1e9).toFixed(9).replace(/0{1,6}$/, "");

const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${escape(String(value)).replaceAll("\n", "&#10;")}"`)
    .join("");

/** What XML 1.0 cannot hold is written as \x1b, as programmers read it. */
function escape(text: string): string {
  return text
    .replaceAll("\r\n", "\n")
    .replaceAll(/[^\t\n\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, (character) => {
      const code = character.codePointAt(0) as number;
      return code < 256 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
    })
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
