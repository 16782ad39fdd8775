import type { LaneColumns } from "../protocol/store.js";
import type { Plan } from "./column-map.js";

/** Columns that the store has given, by lane. */
export interface LaneAnswer {
  readonly plan: Plan;
  /** What they answer: when it differs, one has to ask again. */
  readonly key: string;
  readonly lanes: ReadonlyMap<string, LaneColumns>;
}
