import type { Pin, Timer } from "../device.js";
import { EBUSY, ETIMEDOUT } from "../machine/errno.js";
import { NEVER, type Nanos } from "../time.js";
import type { TrackWriter } from "../trace/index.js";
import type { I2cTarget } from "./i2c.js";

/*
 * An I2C controller at transaction level (NXP UM10204): START, bytes and STOP take their time on the bus, one step after the
 * other, and targets get each byte when its ninth clock has ended. The wires stay high meanwhile; each transaction is a row
 * of the bus's track.
 *
 * Not modelled: SDA and SCL as waveforms, clock stretching, several controllers on one bus (arbitration), 10-bit addresses
 * as such (their bytes pass through), a line that is pulled low in mid-transfer.
 */

/** How long the parts of a transfer take. */
export interface I2cPace {
  readonly byte: Nanos;
  readonly start: Nanos;
  readonly restart: Nanos;
  readonly stop: Nanos;
}

export interface I2cLines {
  readonly scl: Pin;
  readonly sda: Pin;
}

/** What to do on the bus, in this order: START, write, read, STOP; each may be missing. */
export interface I2cOperation {
  readonly start: boolean;
  readonly write: Uint8Array;
  /** The first byte of `write` is the address: -errno when it is not acknowledged. 0: it is a byte like any other. */
  readonly noDevice: number;
  readonly read: number;
  readonly stop: boolean;
  /** A data byte that is not acknowledged brings a STOP even if `stop` is not set. */
  readonly stopOnNack: boolean;
  readonly pace: I2cPace;
  /** How long to wait for lines that are not high. */
  readonly patience: Nanos;
  /** Gives up with ETIMEDOUT after a byte that ends later. */
  readonly deadline: Nanos;
}

type Step = "stuck" | "start" | "write" | "read" | "stop";

/** From START to STOP or repeated START. `targets`: positions among the bus's targets. */
interface Transaction {
  readonly startedAt: Nanos;
  address: number;
  read: boolean;
  status: number;
  acknowledged: number;
  data: number[];
  targets: number[];
}

export interface I2cControllerState {
  operation: I2cOperation | null;
  step: Step | null;
  /** Bytes written so far, and of them data bytes acknowledged. */
  written: number;
  acks: number;
  received: number[];
  failure: number;
  result: number | null;
  transaction: Transaction | null;
}

/** What a controller is built into. */
export interface I2cHost {
  readonly now: Nanos;
  readonly state: I2cControllerState;
  readonly track: TrackWriter;
  timer(handler: () => void): Timer;
  /** Undefined: the controller is not connected to pins. */
  lines(): I2cLines | undefined;
  targets(lines: I2cLines): readonly I2cTarget[];
  /** The operation is done. */
  done(): void;
  /** The bus could not be used. */
  stuck(lines: I2cLines | undefined): void;
  /** An operation ran into its deadline although the bus works. */
  overdue(operation: I2cOperation): void;
}

const COMPLETE = 0;
const ADDRESS_NACK = 1;
const DATA_NACK = 2;

export class I2cController {
  private readonly timer: Timer;
  /** The targets of the transaction `of`, looked up once; a restored transaction is another object. */
  private listeners: { readonly of: Transaction | null; readonly targets: readonly I2cTarget[] } = {
    of: null,
    targets: [],
  };

  constructor(private readonly host: I2cHost) {
    this.timer = host.timer(() => this.advance());
  }

  static initialState(): I2cControllerState {
    return {
      operation: null,
      step: null,
      written: 0,
      acks: 0,
      received: [],
      failure: 0,
      result: null,
      transaction: null,
    };
  }

  get busy(): boolean {
    return this.host.state.operation !== null;
  }

  /** Undefined while an operation runs; then the number of data bytes acknowledged, or -errno. */
  get result(): number | undefined {
    return this.busy ? undefined : (this.host.state.result ?? 0);
  }

  /** Starts an operation; returns 0, or -EBUSY while another runs. */
  begin(operation: I2cOperation): number {
    const { state } = this.host;
    if (this.busy) return -EBUSY;
    Object.assign(state, { operation, written: 0, acks: 0, received: [], failure: 0, result: null });
    if (!operation.start) this.next(state);
    else if (!state.transaction && !this.free()) this.go(state, "stuck", operation.patience);
    else this.startCondition(operation);
    return 0;
  }

  /** The controller is reset: what was going on breaks off without a STOP. */
  abort(): void {
    this.timer.stop();
    this.record();
    Object.assign(this.host.state, I2cController.initialState());
  }

  private free(): boolean {
    const lines = this.host.lines();
    return lines?.scl.level === 1 && lines.sda.level === 1;
  }

  // The state is handed along below: finding it anew for every byte would cost more than the byte.

  private go(state: I2cControllerState, step: Step, duration: Nanos): void {
    state.step = step;
    this.timer.start(duration);
  }

  private startCondition({ pace }: I2cOperation): void {
    const { state, now } = this.host;
    const repeated = state.transaction !== null;
    this.endTransaction();
    state.transaction = {
      startedAt: now,
      address: -1,
      read: false,
      status: COMPLETE,
      acknowledged: 0,
      data: [],
      targets: [],
    };
    this.go(state, "start", repeated ? pace.restart : pace.start);
  }

  /** The present step has ended. */
  private advance(): void {
    const { state } = this.host;
    const operation = state.operation as I2cOperation;
    if (state.step === "stuck") {
      this.host.stuck(this.host.lines());
      return this.finish(-ETIMEDOUT);
    }
    if (state.step === "stop") {
      this.endTransaction();
      return this.finish(state.failure || state.acks);
    }
    if (state.step === "write" && !this.writeByte(state, operation)) return;
    if (state.step === "read") this.receive(state);
    if (operation.deadline === NEVER || this.host.now <= operation.deadline) return this.next(state);
    this.host.overdue(operation);
    this.fail(-ETIMEDOUT);
  }

  private next(state: I2cControllerState): void {
    const operation = state.operation as I2cOperation;
    if (state.written < operation.write.length) this.go(state, "write", operation.pace.byte);
    else if (state.received.length < operation.read) this.go(state, "read", operation.pace.byte);
    else if (operation.stop) this.go(state, "stop", operation.pace.stop);
    else this.finish(state.acks);
  }

  private fail(failure: number): void {
    const { state } = this.host;
    state.failure = failure;
    this.go(state, "stop", (state.operation as I2cOperation).pace.stop);
  }

  private finish(result: number): void {
    const { state } = this.host;
    state.operation = null;
    state.step = null;
    state.result = result;
    this.host.done();
  }

  /** Returns false when a missing acknowledge has decided how it goes on. */
  private writeByte(state: I2cControllerState, operation: I2cOperation): boolean {
    const isAddress = operation.noDevice !== 0 && state.written === 0;
    const acknowledged = this.send(state.transaction, operation.write[state.written++] as number);
    if (acknowledged) {
      if (!isAddress) state.acks++;
      return true;
    }
    if (isAddress) this.fail(operation.noDevice);
    else if (operation.stop || operation.stopOnNack) this.go(state, "stop", operation.pace.stop);
    else this.finish(state.acks);
    return false;
  }

  /** A byte is on the bus; whether anybody acknowledges it. Without a START nobody listens. */
  private send(transaction: Transaction | null, byte: number): boolean {
    if (!transaction) return false;
    if (transaction.address < 0) return this.sendAddress(transaction, byte);
    let acknowledged = false;
    if (!transaction.read)
      for (const target of this.addressed(transaction)) acknowledged = target.write(byte) || acknowledged;
    transaction.data.push(byte);
    if (acknowledged) transaction.acknowledged++;
    else transaction.status ||= DATA_NACK;
    return acknowledged;
  }

  private sendAddress(transaction: Transaction, byte: number): boolean {
    transaction.address = byte >> 1;
    transaction.read = (byte & 1) === 1;
    this.targets().forEach((target, position) => {
      if (!target.matches(transaction.address)) return;
      transaction.targets.push(position);
      target.start?.(transaction.read);
    });
    if (transaction.targets.length === 0) transaction.status = ADDRESS_NACK;
    return transaction.targets.length > 0;
  }

  /** Several targets that answer at once: a 0 wins on the wire. */
  private receive(state: I2cControllerState): void {
    const { transaction } = state;
    let byte = 0xff;
    if (transaction?.read) {
      for (const target of this.addressed(transaction)) byte &= target.read();
      transaction.data.push(byte);
      transaction.acknowledged++;
    }
    state.received.push(byte);
  }

  private endTransaction(): void {
    const { transaction } = this.host.state;
    if (transaction) for (const target of this.addressed(transaction)) target.stop?.();
    this.record();
    this.host.state.transaction = null;
  }

  private record(): void {
    const { now, state, track } = this.host;
    if (!state.transaction || state.transaction.address < 0) return;
    const { startedAt, address, read, status, acknowledged, data } = state.transaction;
    track.writeAt(startedAt, now - startedAt, address, read ? 1 : 0, status, acknowledged, Uint8Array.from(data));
  }

  private targets(): readonly I2cTarget[] {
    const lines = this.host.lines();
    return lines ? this.host.targets(lines) : [];
  }

  private addressed(transaction: Transaction): readonly I2cTarget[] {
    if (this.listeners.of !== transaction) {
      const targets = this.targets();
      const addressed = transaction.targets.flatMap((position) => targets[position] ?? []);
      // Before the address byte nobody is addressed yet, which is not to be remembered.
      if (transaction.address < 0) return addressed;
      this.listeners = { of: transaction, targets: addressed };
    }
    return this.listeners.targets;
  }
}
