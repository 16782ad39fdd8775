import { ModelError, ProjectError, Simulation, us, type Board, type Problem } from "@tickless/sim-core";

/** A board with power on it and no program. */
export interface Trial {
  /** Undefined: it cannot be made. */
  readonly sim: Simulation | undefined;
  /** What the parts say of their attributes. */
  readonly problems: readonly Problem[];
}

/** Long enough for the parts to have found their supply. */
const SETTLED = us(1);

export function trialOf(board: Board): Trial {
  try {
    const sim = new Simulation({ board });
    sim.runUntil(SETTLED);
    return { sim, problems: sim.warnings };
  } catch (error) {
    if (error instanceof ProjectError) return { sim: undefined, problems: error.problems };
    // A part of the project's own that fails does so when it is run, too, with its place.
    if (error instanceof ModelError) return { sim: undefined, problems: [] };
    throw error;
  }
}
