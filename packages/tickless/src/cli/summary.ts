import { formatTime } from "@tickless/sim-core";
import type { ScenarioResult } from "@tickless/sim-core";
import { isBad } from "../runner/python-bench.js";
import type { RunEnd, RunResult } from "../runner/run.js";

const FAULTS_SHOWN = 5;

const ENDS: Readonly<Record<RunEnd, string>> = {
  finished: "the program finished",
  limit: "the run came to its limit",
  exception: "an exception that the program did not catch",
  deadlock: "deadlock: the program waits for something that cannot happen any more",
  "reset-loop": "the board does nothing but reset",
  scenario: "the scenario failed",
  interrupted: "stopped",
};

/** What people want to know of a run, line by line. `scenarioFile` is what to call the scenario. */
export function summary(result: RunResult, scenarioFile: string | undefined): string {
  const { end, exception, virtualNs, wallMs, scenario } = result;
  const lines = [
    `${ENDS[end]}${exception === null ? "" : `: ${exception}`}`,
    `virtual time  ${formatTime(virtualNs)}`,
    `wall time     ${formatTime(Math.round(wallMs * 1e6))}${ratio(virtualNs, wallMs)}`,
    `bytecodes     ${grouped(result.bytecodes)}`,
    `events        ${grouped(result.events)}`,
    `heap peak     ${grouped(result.heapPeak)} bytes`,
    `fingerprint   ${result.fingerprint} (seed ${result.seed})`,
    ...faultLines(result),
    ...(scenario ? [`scenario      ${scenarioLine(scenario, scenarioFile)}`, ...detailsOf(scenario)] : []),
    ...testLines(result),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function ratio(virtualNs: number, wallMs: number): string {
  const times = virtualNs / 1e6 / wallMs;
  if (!Number.isFinite(times) || times === 0) return "";
  return ` (${times >= 10 ? grouped(Math.round(times)) : times.toFixed(2)} times real time)`;
}

function faultLines({ faults }: RunResult): string[] {
  if (faults.length === 0) return ["faults        none"];
  const shown = faults.slice(0, FAULTS_SHOWN).map(({ timeNs, part, message }) => {
    return `  ${formatTime(timeNs)}  ${part}: ${message}`;
  });
  const more = faults.length - shown.length;
  return [`faults        ${faults.length}`, ...shown, ...(more > 0 ? [`  … and ${more} more`] : [])];
}

const detailsOf = ({ details }: ScenarioResult): string[] => details?.split("\n").map((line) => `  ${line}`) ?? [];

/** Tests in Python: how many, and what went wrong. */
function testLines({ tests }: RunResult): string[] {
  if (!tests) return [];
  const bad = tests.filter(isBad);
  const lines = bad.flatMap(({ name, outcome, text }) => [`  ${name}: ${outcome}`, ...indented(text)]);
  return [`tests         ${tests.length - bad.length} of ${tests.length} passed or skipped`, ...lines];
}

const indented = (text: string): string[] => (text === "" ? [] : text.split("\n").map((line) => `    ${line}`));

/** "passed, 7 steps", or where and why it did not. */
function scenarioLine(scenario: ScenarioResult, file: string | undefined): string {
  const { ok, finished, step, line, time, message } = scenario;
  if (ok && finished) return `passed, ${step} ${step === 1 ? "step" : "steps"}`;
  const place = file === undefined ? "" : ` (${file}${line === undefined ? "" : `:${line}`})`;
  return `${ok ? "not finished" : "FAILED"}: step ${step}${place} at ${formatTime(time)}: ${message}`;
}

/** Digits in groups of three. */
const grouped = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ",");

/** The results as JSON, for programs. */
export function json(project: string, result: RunResult): string {
  const { scenario, faults, ...numbers } = result;
  return `${JSON.stringify({ project, ...numbers, faults, scenario: scenario ?? null }, null, 2)}\n`;
}
