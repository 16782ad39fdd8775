import { parseDuration, UsageError, type Nanos } from "@tickless/sim-core";
import type { ParseArgsConfig } from "node:util";
import { option, parse, wholeNumber } from "../options.js";

/** What `tickless test` was asked to do. */
export interface TestArguments {
  readonly paths: readonly string[];
  readonly jobs: number | undefined;
  readonly seeds: readonly number[] | undefined;
  readonly timeout: Nanos | undefined;
  /** Ms of the host's time for a file. */
  readonly patienceMs: number;
  readonly filter: string | undefined;
  readonly junit: string | undefined;
  readonly json: string | undefined;
  readonly update: boolean;
  readonly ci: boolean;
  readonly watch: boolean;
  readonly bail: boolean;
  readonly recordFailures: boolean;
  readonly passWithNoTests: boolean;
}

export const TEST_OPTIONS = {
  jobs: { type: "string" },
  seed: { type: "string" },
  seeds: { type: "string" },
  filter: { type: "string", short: "t" },
  update: { type: "boolean", short: "u" },
  ci: { type: "boolean" },
  watch: { type: "boolean", short: "w" },
  bail: { type: "boolean" },
  timeout: { type: "string" },
  "wall-timeout": { type: "string" },
  junit: { type: "string" },
  json: { type: "string" },
  "no-record-failures": { type: "boolean" },
  "pass-with-no-tests": { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const satisfies ParseArgsConfig["options"];

const PATIENCE = "60s";
/** More is a mistake. */
const MAX_SEEDS = 100_000;

/** Reads the arguments behind `test`; "help" when it was asked for. Throws UsageError. */
export function readTestArguments(args: readonly string[]): TestArguments | "help" {
  const { values, positionals } = parse(args, TEST_OPTIONS);
  if (values.help) return "help";
  if (values.ci && values.update) throw new UsageError("--ci and --update exclude each other");
  if (values.ci && values.watch) throw new UsageError("--ci and --watch exclude each other");
  return {
    paths: positionals.length === 0 ? ["."] : positionals,
    jobs: values.jobs === undefined ? undefined : option("--jobs", () => fromOne(values.jobs as string)),
    seeds: seedsOf(values.seed, values.seeds),
    timeout: values.timeout === undefined ? undefined : option("--timeout", () => positive(values.timeout as string)),
    patienceMs: option("--wall-timeout", () => positive(values["wall-timeout"] ?? PATIENCE)) / 1e6,
    filter: values.filter,
    junit: values.junit,
    json: values.json,
    update: values.update ?? false,
    ci: values.ci ?? false,
    watch: values.watch ?? false,
    bail: values.bail ?? false,
    recordFailures: !values["no-record-failures"],
    passWithNoTests: values["pass-with-no-tests"] ?? false,
  };
}

function seedsOf(seed: string | undefined, seeds: string | undefined): number[] | undefined {
  if (seed !== undefined && seeds !== undefined) throw new UsageError("--seed and --seeds exclude each other");
  if (seed !== undefined) return [option("--seed", () => wholeNumber(seed))];
  if (seeds === undefined) return undefined;
  const count = option("--seeds", () => fromOne(seeds));
  if (count > MAX_SEEDS) throw new UsageError(`--seeds: at most ${MAX_SEEDS}`);
  return Array.from({ length: count }, (_, index) => index + 1);
}

function fromOne(text: string): number {
  const value = wholeNumber(text);
  if (value === 0) throw new UsageError("there must be at least one");
  return value;
}

function positive(text: string): Nanos {
  const duration = parseDuration(text);
  if (duration === 0) throw new UsageError("a test needs some time");
  return duration;
}
