import { UsageError } from "@tickless/sim-core";
import type { ParseArgsConfig } from "node:util";
import { option, parse, wholeNumber } from "./options.js";

/** What `tickless view` was asked to do. */
export interface ViewArguments {
  /** Undefined: none; the page opens its own example. */
  readonly project: string | undefined;
  /** Undefined: the first that is free. */
  readonly port: number | undefined;
  readonly host: string;
  readonly open: boolean;
}

const OPTIONS = {
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
  const { port, host = LOOPBACK } = values;
  if (host === "") throw new UsageError("--host: which address?");
  return {
    project,
    port: port === undefined ? undefined : option("--port", () => portNumber(port)),
    host,
    open: !values["no-open"],
  };
}

/** Addresses that only this computer can reach. */
export const isLoopback = (host: string): boolean => host === "localhost" || host === "::1" || /^127\./.test(host);

function portNumber(text: string): number {
  const port = wholeNumber(text);
  if (port > 65535) throw new UsageError(`'${text}' is not a port; they end at 65535`);
  return port;
}
