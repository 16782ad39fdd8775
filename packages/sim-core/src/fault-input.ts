import type { FaultControl } from "./device.js";
import type { Random, RandomState } from "./random.js";

/** Plain data. `random` is null until something was drawn. */
export interface FaultInputState {
  readonly value: number;
  readonly random: RandomState | null;
  readonly memory: number;
}

/** The value of a fault, and its stream of random numbers, which begins when it is first drawn from. */
export class FaultInput implements FaultControl {
  value = 0;
  memory = 0;
  private stream: Random | undefined;

  constructor(private readonly createStream: () => Random) {}

  get random(): Random {
    return (this.stream ??= this.createStream());
  }

  snapshot(): FaultInputState {
    return { value: this.value, random: this.stream?.snapshot() ?? null, memory: this.memory };
  }

  restore({ value, random, memory }: FaultInputState): void {
    this.value = value;
    this.memory = memory;
    this.stream = undefined;
    if (random) this.random.restore(random);
  }
}
