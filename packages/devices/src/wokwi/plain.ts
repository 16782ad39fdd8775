import { print } from "@humanwhocodes/momoa";
import type { Problem } from "@tickless/sim-core";
import { parseLenient } from "./lenient-json.js";

/**
 * A diagram's text as plain JSON, which every other tool reads: without comments, trailing commas and what follows its end; all
 * else is as it was, known or not, in its order. `text` is undefined when it cannot be read.
 */
export function plainDiagram(text: string, file: string): { text: string | undefined; problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const node = parseLenient(text, file, problems);
  if (!node) return { text: undefined, problems };
  // The printer writes "/" as "\/", which nobody does.
  const printed = print(node, { indent: 2 }).replaceAll(/\\(.)/g, (escape, char) => (char === "/" ? "/" : escape));
  return { text: `${printed}\n`, problems };
}
