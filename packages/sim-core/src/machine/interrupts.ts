/** What asked for the processor. Kinds: 0 pin (id GPIO, arg trigger flags), 1 timer (id), 2 a scheduled call, 3 UART (id, arg flags), 4 I2C target (id, arg flags), 5 pulse counter (id, arg flags), 6 state machine of a PIO (id 0 to 7, 8 and 9: a block, arg flags). */
export interface InterruptRequest {
  readonly kind: 0 | 1 | 2 | 3 | 4 | 5 | 6;
  readonly id: number;
  readonly arg: number;
  /** Hard handlers preempt anything; soft ones wait until no handler runs and the program is between two bytecodes. */
  readonly hard: boolean;
}

export interface InterruptsState {
  pending: InterruptRequest[];
  masked: boolean;
  /** Handlers that run now, innermost last. Empty: the main program. */
  running: InterruptRequest[];
}

/** What interrupts tell the board that they belong to. */
export interface InterruptsHost {
  readonly interruptsState: InterruptsState;
  /** The firmware should look. */
  attention(): void;
  fault(kind: string, message: string): void;
  /** A handler begins or has returned. */
  handler(request: InterruptRequest, running: boolean): void;
}

/** MicroPython's scheduler queue holds eight soft calls (MICROPY_SCHEDULER_DEPTH on the rp2 port); a ninth is lost. */
const SOFT_DEPTH = 8;

/** Requests on their way to the firmware, in order of arrival, hard ones first. */
export class Interrupts {
  constructor(private readonly host: InterruptsHost) {}

  static initialState(): InterruptsState {
    return { pending: [], masked: false, running: [] };
  }

  /** Returns false when the soft queue is full and the request was lost (recorded as a fault). */
  raise(request: InterruptRequest): boolean {
    const { pending } = this.host.interruptsState;
    if (!request.hard && !this.softRoom) {
      this.host.fault("interrupt-lost", `soft interrupt lost: ${SOFT_DEPTH} handlers are already waiting`);
      return false;
    }
    pending.push(request);
    this.host.attention();
    return true;
  }

  /** Whether one more soft request can wait. */
  get softRoom(): boolean {
    return this.host.interruptsState.pending.filter(({ hard }) => !hard).length < SOFT_DEPTH;
  }

  /** Whether `take` would return a request. `softAllowed` false: the program is inside a call that only hard ones preempt. */
  deliverable(softAllowed: boolean): boolean {
    return this.find(softAllowed) >= 0;
  }

  /** Removes and returns the request to run now; `leave` must be called when its handler has returned. */
  take(softAllowed: boolean): InterruptRequest | undefined {
    const index = this.find(softAllowed);
    if (index < 0) return undefined;
    const [request] = this.host.interruptsState.pending.splice(index, 1) as [InterruptRequest];
    this.host.interruptsState.running.push(request);
    this.host.handler(request, true);
    return request;
  }

  /** The innermost handler has returned. */
  leave(): InterruptRequest | undefined {
    const request = this.host.interruptsState.running.pop();
    if (request) this.host.handler(request, false);
    return request;
  }

  /** Returns the former state for `unmask`. */
  mask(): boolean {
    const { masked } = this.host.interruptsState;
    this.host.interruptsState.masked = true;
    return masked;
  }

  unmask(former: boolean): void {
    this.host.interruptsState.masked = former;
    if (!former && this.host.interruptsState.pending.length > 0) this.host.attention();
  }

  /** Whether the processor answers no interrupt now: they are disabled, or a hard handler runs. */
  get isBlocked(): boolean {
    const { masked, running } = this.host.interruptsState;
    return masked || running.at(-1)?.hard === true;
  }

  /** Handlers running, the main program not counted. */
  get depth(): number {
    return this.host.interruptsState.running.length;
  }

  private find(softAllowed: boolean): number {
    const { pending, masked, running } = this.host.interruptsState;
    if (pending.length === 0 || masked || running.at(-1)?.hard) return -1;
    const hard = pending.findIndex((request) => request.hard);
    if (hard >= 0) return hard;
    return softAllowed && running.length === 0 ? 0 : -1;
  }
}
