import { parseDuration, UsageError, type Nanos } from "@tickless/sim-core";
import type { ParseArgsConfig } from "node:util";
import { option, parse, wholeNumber } from "./options.js";
import { isRecordingFile } from "./recording-file.js";

/** What `tickless view` was asked to do. */
export interface ViewArguments {
  /** Undefined: none; the page opens its own example. */
  readonly project: string | undefined;
  /** A recording instead, and the time to show; undefined: its end. */
  readonly recording: { readonly file: string; readonly at: Nanos | undefined } | undefined;
  /** A recording to lay under it; undefined: none. */
  readonly compare: string | undefined;
  /** Undefined: the first that is free. */
  readonly port: number | undefined;
  readonly host: string;
  readonly open: boolean;
}

const OPTIONS = {
  compare: { type: "string" },
  port: { type: "string" },
  host: { type: "string" },
  "no-open": { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const satisfies ParseArgsConfig["options"];

const LOOPBACK = "127.0.0.1";

/** Reads the arguments behind `view`; "help" when it was asked for. Throws UsageError. */
export function readViewArguments(args: readonly string[]): ViewArguments | "help" {
  const { values, positionals } = parse(args, OPTIONS);
  if (values.help) return "help";
  const [project, ...others] = positionals;
  if (others.length > 0) throw new UsageError(`one project at a time; what is '${others.join(" ")}'?`);
  const { port, compare, host = LOOPBACK } = values;
  if (host === "") throw new UsageError("--host: which address?");
  if (compare !== undefined && !isRecordingFile(compare)) {
    throw new UsageError(`--compare: '${compare}' is not a recording (.tickless)`);
  }
  const recording = project === undefined ? undefined : recordingOf(project);
  return {
    project: recording ? undefined : project,
    recording,
    compare,
    port: port === undefined ? undefined : option("--port", () => portNumber(port)),
    host,
    open: !values["no-open"],
  };
}

/** "FILE.tickless" or "FILE.tickless@1.2s"; undefined: it is something else. */
function recordingOf(text: string): ViewArguments["recording"] {
  if (isRecordingFile(text)) return { file: text, at: undefined };
  const match = /^(.*)@([^@]*)$/s.exec(text);
  const [, file = "", time = ""] = match ?? [];
  if (!isRecordingFile(file)) return undefined;
  return { file, at: option(`${file}@`, () => parseDuration(time)) };
}

/** Addresses that only this computer can reach. */
export const isLoopback = (host: string): boolean => host === "localhost" || host === "::1" || /^127\./.test(host);

function portNumber(text: string): number {
  const port = wholeNumber(text);
  if (port > 65535) throw new UsageError(`'${text}' is not a port; they end at 65535`);
  return port;
}
