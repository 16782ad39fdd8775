import { ModelError, ProjectError, UsageError, type Problem } from "@tickless/sim-core";

/** What an error says to whoever wrote the project. */
export function problemsOf(error: unknown): readonly Problem[] {
  if (error instanceof ProjectError) return error.problems;
  if (error instanceof UsageError) return [{ severity: "error", message: error.message }];
  if (error instanceof ModelError) {
    const { part, place, detail } = error;
    // Of a part that is the project's own.
    if (place) return [{ severity: "error", file: place.file, line: place.line, message: detail }];
    return [{ severity: "error", part, message: `internal error in ${error.message}` }];
  }
  return [{ severity: "error", message: `internal error: ${error instanceof Error ? error.message : String(error)}` }];
}
