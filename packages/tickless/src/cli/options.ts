import { parseDuration, UsageError, type Nanos } from "@tickless/sim-core";
import { parseArgs, type ParseArgsConfig } from "node:util";
import { HEAP } from "../schemas.js";
import { EXPORT_OPTIONS, exportsOf, type ExportArguments } from "./export-files.js";

/** What `tickless run` was asked to do. */
export interface RunArguments {
  readonly project: string;
  readonly until: Nanos | undefined;
  readonly seed: number | undefined;
  readonly board: string | undefined;
  /** File of the scenario to play; false: none; undefined: the project's. */
  readonly scenario: string | false | undefined;
  readonly heapBytes: number | undefined;
  readonly cpuTime: boolean | undefined;
  readonly show: boolean;
  readonly json: string | undefined;
  /** File for the recording. */
  readonly record: string | undefined;
  readonly exports: ExportArguments;
}

export const RUN_OPTIONS = {
  until: { type: "string" },
  seed: { type: "string" },
  board: { type: "string" },
  scenario: { type: "string" },
  "no-scenario": { type: "boolean" },
  heap: { type: "string" },
  "no-cpu-time": { type: "boolean" },
  show: { type: "boolean" },
  json: { type: "string" },
  record: { type: "string" },
  ...EXPORT_OPTIONS,
  help: { type: "boolean", short: "h" },
} as const satisfies ParseArgsConfig["options"];

/** Reads the arguments behind `run`; "help" when it was asked for. Throws UsageError. */
export function readRunArguments(args: readonly string[]): RunArguments | "help" {
  const { values, positionals } = parse(args, RUN_OPTIONS);
  if (values.help) return "help";
  const [project, ...others] = positionals;
  if (project === undefined) throw new UsageError("which project? Give a folder, a .py or a .ts file");
  if (others.length > 0) throw new UsageError(`one project at a time; what is '${others.join(" ")}'?`);
  if (values.scenario !== undefined && values["no-scenario"]) {
    throw new UsageError("--scenario and --no-scenario exclude each other");
  }
  return {
    project,
    until: values.until === undefined ? undefined : option("--until", () => positive(values.until as string)),
    seed: values.seed === undefined ? undefined : option("--seed", () => wholeNumber(values.seed as string)),
    board: values.board,
    scenario: values["no-scenario"] ? false : values.scenario,
    heapBytes: values.heap === undefined ? undefined : option("--heap", () => bytes(values.heap as string)),
    cpuTime: values["no-cpu-time"] ? false : undefined,
    show: values.show ?? false,
    json: values.json,
    record: values.record,
    exports: exportsOf(values),
  };
}

type Options = NonNullable<ParseArgsConfig["options"]>;
type Parsed<T extends Options> = ReturnType<typeof parseArgs<{ options: T; allowPositionals: true }>>;

/** The options and what stands between them. Throws UsageError. */
export function parse<T extends Options>(args: readonly string[], options: T): Parsed<T> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(parseMessage((error as Error).message));
  }
}

function parseMessage(text: string): string {
  const [, name] = /^Option '([^']+)' argument is ambiguous/.exec(text) ?? [];
  if (name !== undefined) return `option '${name}': what follows begins with a dash; if it is meant, write ${name}=…`;
  // Node adds advice for its own programmers behind the first sentence.
  const [message] = text.split(/\. (?=To specify|Did you)/);
  return lowerFirst((message as string).replace(/\.$/, ""));
}

/** Reads an option's value; a message about it begins with its name. */
export function option<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new UsageError(`${name}: ${(error as Error).message}`);
  }
}

function positive(text: string): Nanos {
  const duration = parseDuration(text);
  if (duration === 0) throw new UsageError("the run would be over before it begins");
  return duration;
}

export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value)) throw new UsageError(`'${text}' is not a whole number`);
  return value;
}

function bytes(text: string): number {
  const match = /^(\d+)([kK]?)$/.exec(text);
  const value = match ? Number(match[1]) * (match[2] ? 1024 : 1) : NaN;
  if (!(value >= HEAP.min && value <= HEAP.max)) {
    throw new UsageError(`'${text}' is not a heap size; write bytes from ${HEAP.min} to ${HEAP.max}, or 64k`);
  }
  return value;
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
