import { didYouMean, UsageError } from "@tickless/sim-core";

/** Names in a message. */
const MOST = 12;

/** What to throw when a test names something that there is not. Says what was probably meant, or what there is. */
export function unknown(what: string, name: string, candidates: readonly string[]): UsageError {
  const { hint } = didYouMean(name, candidates);
  const more = candidates.length > MOST ? ", …" : "";
  const all = candidates.length > 0 ? `there are: ${candidates.slice(0, MOST).join(", ")}${more}` : "there are none";
  return new UsageError(`there is no ${what} '${name}' (${hint ?? all})`);
}
