/** How the pixels of a matrix are chained. */
import type { Attributes } from "@tickless/sim-core";
import { textAttribute } from "../attributes.js";

/** Names of the same attribute of the two kinds of matrix. */
export const LAYOUTS = ["layout", "matrixLayout"] as const;

/**
 * The place in the chain of each pixel of a matrix, row by row from the top left. `serpentine`: every other row runs backwards.
 */
export function matrixOrder(rows: number, cols: number, serpentine: boolean): number[] {
  return Array.from({ length: rows * cols }, (_, place) => {
    const [row, col] = [Math.floor(place / cols), place % cols];
    return row * cols + (serpentine && row % 2 === 1 ? cols - 1 - col : col);
  });
}

/** Whether a matrix with these attributes is wired in serpentines. */
export const isSerpentine = (attributes: Attributes): boolean =>
  LAYOUTS.some((name) => textAttribute(attributes, name) === "serpentine");
