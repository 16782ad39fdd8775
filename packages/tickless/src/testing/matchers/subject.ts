import { UsageError } from "@tickless/sim-core";
import { shown } from "../arguments.js";

/** What a matcher looks at, and how a test gets at it. */
export interface Subject<S> {
  readonly kinds: readonly (new (...args: never[]) => S)[];
  /** "a probe on a wire, expect(sim.pin("GP15"))". */
  readonly text: string;
}

/** The matcher, which throws UsageError when it is given something else to look at. */
export function lookingAt<S, A extends readonly unknown[], V>(
  { kinds, text }: Subject<S>,
  matcher: (subject: S, ...args: A) => V,
  name = matcher.name,
): (subject: S, ...args: A) => V {
  return (subject, ...args) => {
    if (kinds.some((kind) => subject instanceof kind)) return matcher(subject, ...args);
    throw new UsageError(`${name} is about ${text}, and not ${shown(subject)}`);
  };
}
