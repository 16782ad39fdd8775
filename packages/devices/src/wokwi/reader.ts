import type { Problem } from "@tickless/sim-core";

/** Collects what is wrong with a file. */
export interface Reader {
  error(line: number, message: string, more?: Partial<Pick<Problem, "part" | "pin" | "hint">>): void;
  warn(line: number, message: string, more?: Partial<Pick<Problem, "part" | "pin" | "hint">>): void;
}
