import { Advance, type Cpu, type Nanos } from "@tickless/sim-core";

/** Bytes that the program has written at a local time that the world has not reached yet. */
export interface Output {
  readonly time: Nanos;
  readonly bytes: Uint8Array;
}

/** Output that could not be sent because the firmware had to yield first. */
export class Outbox {
  private unsent: Output[] = [];

  /** `before`: lets the world catch up with what else belongs before a time. */
  constructor(
    private readonly cpu: Cpu,
    private readonly before: (t: Nanos) => Advance.Reached | Advance.Yield,
    private readonly send: (bytes: Uint8Array) => void,
  ) {}

  /** When the world has to be for the next bytes; undefined: there are none. */
  get nextTime(): Nanos | undefined {
    return this.unsent[0]?.time;
  }

  put(time: Nanos, bytes: Uint8Array): void {
    this.unsent.push({ time, bytes });
  }

  /** Lets the world catch up with each output, and sends it. */
  settle(): Advance.Reached | Advance.Yield {
    for (let output = this.unsent[0]; output; output = this.unsent[0]) {
      // Its time may be over, if another thread had the processor meanwhile.
      const time = Math.max(output.time, this.cpu.now);
      if (this.before(time) === Advance.Yield || this.cpu.computeTo(time) === Advance.Yield) return Advance.Yield;
      this.unsent.shift();
      this.send(output.bytes);
    }
    return Advance.Reached;
  }

  /** Another thread is to run: its output waits for its own local time. Returns that of the one that ran. */
  exchange(unsent: readonly Output[]): readonly Output[] {
    const last = this.unsent;
    this.unsent = [...unsent];
    return last;
  }

  snapshot(): readonly Output[] {
    return [...this.unsent];
  }

  restore(unsent: readonly Output[]): void {
    this.unsent = [...unsent];
  }
}
