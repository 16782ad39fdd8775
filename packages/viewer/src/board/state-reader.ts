import type { TrackInfo } from "../protocol/project.js";
import type { BoardState } from "../protocol/store.js";

/** Values of one part's tracks at the moment shown, by the track's name without the part's. NaN: no track, or no row yet. */
export interface PartReader {
  value(name: string): number;
  /** An output averaged over the exposure. */
  mean(name: string): number;
  /** A framebuffer; undefined: no such track. */
  pixels(name: string): Uint8Array | undefined;
}

/** A pin's level at the moment shown. */
export type PinLevel =
  | { readonly kind: "none" | "low" | "high" | "unknown" | "floating" }
  | { readonly kind: "pulses"; readonly duty: number; readonly period: number };

const LEVELS = ["low", "high", "unknown", "floating"] as const;
const TOGGLING = 4;
const NONE: PinLevel = { kind: "none" };
const PLAIN: readonly PinLevel[] = LEVELS.map((kind) => ({ kind }));

/** The board's state by names of tracks. */
export class StateReader {
  private readonly index: ReadonlyMap<string, number>;
  private state: BoardState | undefined;

  constructor(
    private readonly tracks: readonly TrackInfo[],
    state?: BoardState,
  ) {
    this.index = new Map(tracks.map(({ name }, index) => [name, index]));
    this.show(state);
  }

  /** Reads this state from now on. A state of another run, whose tracks are others, counts as none. */
  show(state: BoardState | undefined): void {
    this.state = state?.values.length === this.tracks.length ? state : undefined;
  }

  get time(): number | undefined {
    return this.state?.time;
  }

  has(track: string): boolean {
    return this.index.has(track);
  }

  value(track: string): number {
    return this.look(this.state?.values, track);
  }

  mean(track: string): number {
    return this.look(this.state?.means, track);
  }

  pixels(track: string): Uint8Array | undefined {
    return this.index.has(track) ? (this.state?.pixels[track] ?? EMPTY) : undefined;
  }

  /** The level of a microcontroller's pin, "pico.GP15". */
  level(pin: string): PinLevel {
    const level = this.value(pin);
    if (Number.isNaN(level)) return NONE;
    if (level !== TOGGLING) return PLAIN[level] ?? NONE;
    const duty = this.value(`${pin}.pwm`);
    return { kind: "pulses", duty, period: this.look(this.state?.periods, `${pin}.pwm`) };
  }

  /** A view of one part that follows `show`. */
  part(id: string): PartReader {
    return {
      value: (name) => this.value(`${id}.${name}`),
      mean: (name) => this.mean(`${id}.${name}`),
      pixels: (name) => this.pixels(`${id}.${name}`),
    };
  }

  private look(column: Float64Array | undefined, track: string): number {
    const index = this.index.get(track);
    return index === undefined ? NaN : (column?.[index] ?? NaN);
  }
}

const EMPTY = new Uint8Array(0);
