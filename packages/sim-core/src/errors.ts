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
  /** Without the place. */
  readonly detail: string;
  /** Of a part that was written for the project: where in its file. */
  readonly place: ModelPlace | undefined;
  constructor(
    message: string,
    readonly time: Nanos,
    readonly part: string,
    options?: ErrorOptions & { readonly place?: ModelPlace },
  ) {
    const detail = `${part} at ${formatTime(time)}: ${message}`;
    const place = options?.place;
    super(place ? `${place.file}:${place.line}: ${detail}` : detail, options);
    this.detail = detail;
    this.place = place;
  }
}

/** Where the code of a part went wrong. */
export interface ModelPlace {
  readonly file: string;
  readonly line: number;
}

/** "diagram.json:12: led1:A: message (hint)", one line whatever names there are in it. */
export function formatProblem(problem: Problem): string {
  const file = problem.file ? `${problem.file}${problem.line ? `:${problem.line}` : ""}: ` : "";
  const part = problem.part ? `${problem.part}${problem.pin ? `:${problem.pin}` : ""}: ` : "";
  const severity = problem.severity === "warning" ? "warning: " : "";
  return oneLine(`${file}${severity}${part}${problem.message}${problem.hint ? ` (${problem.hint})` : ""}`);
}

/** The text with what would break the line, or steer a terminal, as escapes. */
const oneLine = (text: string): string =>
  text.replaceAll(
    /[\0-\x1f\x7f-\x9f\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
