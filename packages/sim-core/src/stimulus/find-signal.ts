import { didYouMean } from "../did-you-mean.js";
import type { SkippedSignal } from "../trace/index.js";

/** Finds a signal's full name: by that, or by its end ("D0" for "logic.D0") when only one has it; or says why there is none. */
export function findSignal(
  { names, skipped }: { readonly names: readonly string[]; readonly skipped: readonly SkippedSignal[] },
  wanted: string,
): { readonly name: string } | { readonly message: string; readonly hint?: string } {
  if (names.includes(wanted)) return { name: wanted };
  const ending = names.filter((name) => name.endsWith(`.${wanted}`));
  if (ending.length === 1) return { name: ending[0] as string };
  if (ending.length > 1)
    return { message: `'${wanted}' may be ${ending.slice(0, 3).join(" or ")}: give all of the name` };
  const left = skipped.find(({ name }) => name === wanted || name.endsWith(`.${wanted}`));
  if (left) {
    const hint = left.type === "real" ? { hint: "give a threshold, in its unit" } : {};
    return { message: `the signal '${left.name}' is a ${left.type}, which has no levels`, ...hint };
  }
  const near = didYouMean(wanted, [...names, ...names.map((name) => name.slice(name.lastIndexOf(".") + 1))]);
  const all = { hint: names.length === 0 ? "it has none" : `it has: ${names.slice(0, 12).join(", ")}` };
  return { message: `there is no signal '${wanted}'`, ...all, ...near };
}
