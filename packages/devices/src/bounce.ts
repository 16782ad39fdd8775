/**
 * Contact bounce as data: the make and break edges of one press or release.
 *
 * No closed form of the distribution is published. What measurements agree on: edges are irregular and come in clusters;
 * single contacts last microseconds to some hundreds of microseconds within a total of 0.1 to 10 ms; the tail is long;
 * press and release differ; and the longer it lasts, the more the contact stays where it will end. The model draws
 *   total ~ log-normal(median, sigma), clipped at a maximum
 *   edges ~ Poisson, in proportion to total, within the profile's bounds; always an odd number
 *   gaps  ~ log-uniform, the wrong state's gaps shrinking, scaled to fill the total.
 *
 * Sources of the presets: J. Ganssle, "A Guide to Debouncing" (18 switches, about 300 presses each: mean 1557 µs, maximum
 * 6200 µs, outlier E 157 ms on opening); Horowitz & Hill, "The Art of Electronics" (10 to 100 transitions in about 1 ms);
 * oscilloscope data of a TC-1103 tactile switch (gsuberland/switch_bouncing) and of worn tactile switches
 * (adamfk/bouncy-button-data). The generator itself is ours.
 */
import { us, type Nanos, type Random } from "@tickless/sim-core";

/** How one direction (pressing or releasing) bounces. */
export interface BounceSpec {
  /** Median of the time from the first edge to the last, ns. */
  readonly median: Nanos;
  /** No bounce lasts longer, ns. */
  readonly max: Nanos;
  /** Standard deviation of the duration's logarithm. */
  readonly sigma: number;
  /** Fewest and most edges, first and last included. */
  readonly edges: readonly [fewest: number, most: number];
  /** Shortest and longest gap before scaling, ns: their ratio says how unequal gaps are. */
  readonly gaps: readonly [shortest: Nanos, longest: Nanos];
}

export interface BounceProfile {
  readonly press: BounceSpec;
  readonly release: BounceSpec;
}

export const DEFAULT_GAPS: readonly [Nanos, Nanos] = [us(3), us(300)];
/** Contacts do not move faster than this. */
export const SHORTEST_GAP: Nanos = 100;

function spec(medianUs: number, maxUs: number, edges: readonly [number, number], sigma = 0.8): BounceSpec {
  return { median: us(medianUs), max: us(maxUs), sigma, edges, gaps: DEFAULT_GAPS };
}

const both = (same: BounceSpec): BounceProfile => ({ press: same, release: same });

/** Profiles by the name that the attribute `bounceProfile` takes. */
export const BOUNCE_PROFILES = {
  ideal: both(spec(0, 0, [1, 1])),
  "good-tact": { press: spec(10, 50, [1, 3]), release: spec(400, 1300, [5, 29]) },
  wokwi: both(spec(1000, 1200, [11, 99], 0.1)),
  average: both(spec(1200, 6200, [3, 39])),
  worn: { press: spec(4000, 14_000, [11, 99]), release: spec(5000, 14_000, [11, 99]) },
  outlier: { press: spec(12, 20, [1, 3], 0.3), release: spec(123_000, 157_000, [3, 5], 0.3) },
} as const satisfies Record<string, BounceProfile>;

export type BounceProfileName = keyof typeof BOUNCE_PROFILES;

/**
 * One bounce: how long the contact stays after each edge but the last, ns. The first edge comes at once and reaches the
 * new state; the number of durations is even, so that the contact ends in the new state too.
 */
export function bounceTrain(random: Random, bounce: BounceSpec): Nanos[] {
  const total = bounce.max > 0 ? Math.min(random.logNormal(bounce.median, bounce.sigma), bounce.max) : 0;
  const gaps = oddWithin(random, bounce, total) - 1;
  if (!(gaps > 0)) return [];
  const [shortest, longest] = bounce.gaps;
  const weights = Array.from({ length: gaps }, (_, index) => {
    const progress = index / gaps;
    // Even gaps are spent in the new state, odd ones in the old.
    return random.logUniform(shortest, longest) * (index % 2 === 0 ? 0.5 + progress : 1.5 - progress);
  });
  return fill(weights, total);
}

/** An odd number of edges that fits into `total`. */
function oddWithin(random: Random, { median, edges: [fewest, most] }: BounceSpec, total: number): number {
  const typical = Math.sqrt(fewest * most);
  const drawn = median > 0 ? random.poisson(Math.min((typical * total) / median, 500)) : 1;
  const fitting = 1 + Math.floor(total / SHORTEST_GAP);
  const count = Math.min(Math.max(drawn, fewest), most, fitting);
  return count % 2 === 1 ? count : count < Math.min(most, fitting) ? count + 1 : count - 1;
}

/** Whole durations in proportion to `weights`, each at least the shortest gap, that add up to `total`. */
function fill(weights: readonly number[], total: number): Nanos[] {
  const sum = weights.reduce((a, b) => a + b);
  const spare = Math.round(total) - weights.length * SHORTEST_GAP;
  let weighed = 0;
  let before = 0;
  return weights.map((weight) => {
    weighed += weight;
    const until = Math.round((spare * weighed) / sum);
    const duration = SHORTEST_GAP + until - before;
    before = until;
    return duration;
  });
}
