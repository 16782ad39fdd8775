import { formatTime, type Nanos } from "./time.js";

/** Where in a project something is wrong; every member that is known is shown. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly part?: string;
  readonly pin?: string;
}

/** One mistake in a project. `hint` says what to do about it. */
export interface Problem extends Place {
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly hint?: string;
}

/** The user's call or input is wrong: exit code 2. */
export class UsageError extends Error {
  override readonly name: string = "UsageError";
}

/** A project cannot be run: all its mistakes together. */
export class ProjectError extends UsageError {
  override readonly name = "ProjectError";
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(formatProblem).join("\n"));
  }
}

/** A model misbehaved (a bug of ours or of a user-written part). Carries virtual time and part. */
export class ModelError extends Error {
  override readonly name = "ModelError";
  constructor(
    message: string,
    readonly time: Nanos,
    readonly part: string,
    options?: ErrorOptions,
  ) {
    super(`${part} at ${formatTime(time)}: ${message}`, options);
  }
}

/** "diagram.json:12: led1:A: message (hint)". */
export function formatProblem(problem: Problem): string {
  const file = problem.file ? `${problem.file}${problem.line ? `:${problem.line}` : ""}: ` : "";
  const part = problem.part ? `${problem.part}${problem.pin ? `:${problem.pin}` : ""}: ` : "";
  const severity = problem.severity === "warning" ? "warning: " : "";
  return `${file}${severity}${part}${problem.message}${problem.hint ? ` (${problem.hint})` : ""}`;
}
