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
 * After each byte a target may stretch the clock, and the real wires are looked at. While SCL is low, the controller waits for
 * as long as it waits for anything. With SDA low, zeros are read and everything seems to be acknowledged; a controller that
 * checks its own bits has lost the bus with its first 1, and breaks off. Who breaks off makes no STOP.
 *
 * Not modelled: SDA and SCL as waveforms (a target's stretching does not show on the wire), lines that are low for a part of
 * a byte only or at a repeated START or STOP, several controllers on one bus, 10-bit addresses as such (their bytes pass
 * through).
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
  /** -errno when a data byte is not acknowledged; 0: the result says how many were. */
  readonly noData: number;
  /** -errno when SDA does not follow a byte. */
  readonly busLost: number;
  readonly read: number;
  readonly stop: boolean;
  /** A data byte that is not acknowledged brings a STOP even if `stop` is not set. */
  readonly stopOnNack: boolean;
  readonly pace: I2cPace;
  /** How long to wait for lines that are not high. */
  readonly patience: Nanos;
  /** Gives up with ETIMEDOUT after a byte that ends later, and when it waits for SCL until then. */
  readonly deadline: Nanos;
  /** It looks whether SDA follows its bits, and whether the bus is free before a START. One that does not is wiggled by hand. */
  readonly arbitrates: boolean;
}

type Step = "stuck" | "start" | "write" | "read" | "held" | "stop";

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
  /** In step "held": until when the clock is stretched, and when it gives up. */
  heldUntil: Nanos;
  givesUpAt: Nanos;
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
  /** The bus could not be used: a line is not high, or (`stretched`) a target holds SCL for too long. */
  stuck(lines: I2cLines | undefined, stretched: boolean): void;
  /** SDA did not follow a byte. */
  lost(byte: number): void;
  /** An operation ran into its deadline although the bus works. */
  overdue(operation: I2cOperation): void;
}

/** Who hears a transaction, and the wires that it is on. */
interface Listeners {
  readonly of: Transaction | null;
  readonly targets: readonly I2cTarget[];
  readonly lines: I2cLines | undefined;
}

/** Most looks at lines that are waited for. */
const LOOKS = 500;
const looksEvery = ({ pace, patience }: I2cOperation): Nanos => Math.max(1, pace.byte, Math.ceil(patience / LOOKS));

const held = (targets: readonly I2cTarget[]): boolean => targets.some((target) => target.holds?.() === true);

const COMPLETE = 0;
const ADDRESS_NACK = 1;
const DATA_NACK = 2;

export class I2cController {
  private readonly timer: Timer;
  /** The targets of the transaction `of`, looked up once; a restored transaction is another object. */
  private listeners: Listeners = { of: null, targets: [], lines: undefined };

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
      heldUntil: 0,
      givesUpAt: 0,
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
    else if (!state.transaction && !this.free(operation)) {
      state.givesUpAt = this.host.now + operation.patience;
      this.waitForBus(state, operation);
    } else this.startCondition(operation);
    return 0;
  }

  /** The controller is reset: what was going on breaks off without a STOP. */
  abort(): void {
    this.timer.stop();
    this.record();
    Object.assign(this.host.state, I2cController.initialState());
  }

  private free({ arbitrates }: I2cOperation): boolean {
    const lines = this.host.lines();
    if (lines?.scl.level !== 1) return false;
    return lines.sda.level === 1 || (!arbitrates && lines.sda.level === 0);
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
    if (state.step === "stuck") return this.waitForBus(state, operation);
    if (state.step === "stop") {
      this.endTransaction();
      return this.finish(state.failure || state.acks);
    }
    if (state.step === "held") return this.waitForClock(state, operation);
    if (state.step === "write" && !this.writeByte(state, operation)) return;
    if (state.step === "read") this.receive(state);
    if (operation.deadline === NEVER || this.host.now <= operation.deadline) return this.byteEnded(state, operation);
    this.host.overdue(operation);
    this.fail(-ETIMEDOUT);
  }

  private byteEnded(state: I2cControllerState, operation: I2cOperation): void {
    const { transaction } = state;
    if (!transaction) return this.next(state);
    const { targets, lines } = this.listenersOf(transaction);
    let stretch = 0;
    for (const target of targets) stretch = Math.max(stretch, target.stretch?.() ?? 0);
    if (stretch === 0 && lines?.scl.level !== 0 && !held(targets)) return this.next(state);
    const { now } = this.host;
    state.heldUntil = now + stretch;
    state.givesUpAt = operation.deadline === NEVER ? now + operation.patience : operation.deadline;
    this.waitForClock(state, operation);
  }

  /** SCL is, or was, held down: goes on as soon as it is free. */
  private waitForClock(state: I2cControllerState, operation: I2cOperation): void {
    const { now } = this.host;
    const { heldUntil, givesUpAt } = state;
    const lines = this.host.lines();
    const holding = state.transaction !== null && held(this.listenersOf(state.transaction).targets);
    if (now >= heldUntil && lines?.scl.level !== 0 && !holding) return this.next(state);
    if (now >= givesUpAt) {
      this.host.stuck(lines, now < heldUntil || holding);
      return this.breakOff(-ETIMEDOUT);
    }
    const lookAt = now < heldUntil ? heldUntil : now + looksEvery(operation);
    this.go(state, "held", Math.min(lookAt, givesUpAt) - now);
  }

  /** The bus is not free for a START. */
  private waitForBus(state: I2cControllerState, operation: I2cOperation): void {
    const { now } = this.host;
    if (this.free(operation)) return this.startCondition(operation);
    if (now < state.givesUpAt) {
      return this.go(state, "stuck", Math.min(looksEvery(operation), state.givesUpAt - now));
    }
    this.host.stuck(this.host.lines(), false);
    this.finish(-ETIMEDOUT);
  }

  /** Without a STOP: the bus is not the controller's to use. */
  private breakOff(failure: number): void {
    this.endTransaction();
    this.finish(failure);
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
    const byte = operation.write[state.written++] as number;
    const stuck = state.transaction !== null && this.listenersOf(state.transaction).lines?.sda.level === 0;
    if (stuck && operation.arbitrates && byte !== 0) {
      this.host.lost(byte);
      this.breakOff(operation.busLost);
      return false;
    }
    const acknowledged = this.send(state.transaction, stuck ? 0 : byte, stuck);
    if (acknowledged) {
      if (!isAddress) state.acks++;
      return true;
    }
    if (isAddress) this.fail(operation.noDevice);
    else if (operation.noData !== 0) this.fail(operation.noData);
    else if (operation.stop || operation.stopOnNack) this.go(state, "stop", operation.pace.stop);
    else this.finish(state.acks);
    return false;
  }

  /** A byte is on the bus; whether anybody acknowledges it, as SDA does that is stuck low. Without a START nobody listens. */
  private send(transaction: Transaction | null, byte: number, stuck: boolean): boolean {
    if (!transaction) return false;
    if (transaction.address < 0) return this.sendAddress(transaction, byte, stuck);
    let acknowledged = stuck;
    if (!transaction.read)
      for (const target of this.listenersOf(transaction).targets) acknowledged = target.write(byte) || acknowledged;
    transaction.data.push(byte);
    if (acknowledged) transaction.acknowledged++;
    else transaction.status ||= DATA_NACK;
    return acknowledged;
  }

  private sendAddress(transaction: Transaction, byte: number, stuck: boolean): boolean {
    transaction.address = byte >> 1;
    transaction.read = (byte & 1) === 1;
    this.targets().forEach((target, position) => {
      if (!target.matches(transaction.address)) return;
      transaction.targets.push(position);
      target.start?.(transaction.read);
    });
    const acknowledged = stuck || transaction.targets.length > 0;
    if (!acknowledged) transaction.status = ADDRESS_NACK;
    return acknowledged;
  }

  /** Several targets that answer at once: a 0 wins on the wire. */
  private receive(state: I2cControllerState): void {
    const { transaction } = state;
    let byte = 0xff;
    if (transaction?.read) {
      const { targets, lines } = this.listenersOf(transaction);
      const last = state.received.length + 1 >= (state.operation as I2cOperation).read;
      for (const target of targets) byte &= target.read(last);
      if (lines?.sda.level === 0) byte = 0;
      transaction.data.push(byte);
      transaction.acknowledged++;
    }
    state.received.push(byte);
  }

  private endTransaction(): void {
    const { transaction } = this.host.state;
    if (transaction) for (const target of this.listenersOf(transaction).targets) target.stop?.();
    this.record();
    this.host.state.transaction = null;
  }

  private record(): void {
    const { now, state, track } = this.host;
    if (!state.transaction || state.transaction.address < 0) return;
    const { startedAt, address, read, status, acknowledged, data } = state.transaction;
    track.writeAt(startedAt, now - startedAt, address, read ? 1 : 0, status, acknowledged, Uint8Array.from(data));
  }

  private targets(lines = this.host.lines()): readonly I2cTarget[] {
    return lines ? this.host.targets(lines) : [];
  }

  private listenersOf(transaction: Transaction): Listeners {
    if (this.listeners.of !== transaction) {
      const lines = this.host.lines();
      const targets = this.targets(lines);
      const addressed = transaction.targets.flatMap((position) => targets[position] ?? []);
      const listeners = { of: transaction, targets: addressed, lines };
      // Before the address byte nobody is addressed yet, which is not to be remembered.
      if (transaction.address < 0) return listeners;
      this.listeners = listeners;
    }
    return this.listeners;
  }
}
