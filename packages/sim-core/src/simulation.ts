import { TestBench } from "./bench/test-bench.js";
import type { Board } from "./board.js";
import { PartContext } from "./device-context.js";
import { didYouMean } from "./did-you-mean.js";
import { formatProblem, ModelError, ProjectError, UsageError, type Problem } from "./errors.js";
import { EventQueue, type EventQueueState } from "./event-queue.js";
import type { Coroutine } from "./firmware/asyncio/suspension.js";
import type { Task } from "./firmware/asyncio/task.js";
import type { FaultInputState } from "./fault-input.js";
import type { Firmware, FirmwareEnd } from "./firmware/firmware.js";
import type { BitstreamRegistration, I2cRegistration, Kernel, SpiRegistration, UartRegistration } from "./kernel.js";
import type { Mcu } from "./machine/mcu.js";
import { McuRunner } from "./mcu-runner.js";
import { clonePlain } from "./plain.js";
import type { RandomState } from "./random.js";
import { drivableNet, Source, type DriveLevel } from "./stimulus/source.js";
import { NEVER, type Nanos } from "./time.js";
import { Recorder, type RecorderMark } from "./trace/index.js";
import { Wires, type WiresState } from "./wires.js";

export interface SimulationOptions {
  readonly board: Board;
  /** The project's files, by absolute path; default none. */
  readonly files?: ReadonlyMap<string, Uint8Array>;
  /** Default 1. */
  readonly seed?: number;
  /** The board whose serial port is meant when none is named; default the first. */
  readonly console?: string | undefined;
  /** Default true. False, for measurements: the trace has its tracks, and no rows. */
  readonly record?: boolean;
}

/** Why a simulation does not go on, or "running". */
export type RunStatus = "running" | "stopped" | "finished" | "exception" | "deadlock" | "reset-loop";

/** Something outside the board that takes part in the run: a scenario, a test bench. It is part of snapshots. */
export interface Participant {
  /** While true the run is not finished although the program ended. */
  readonly busy: boolean;
  snapshot(): unknown;
  restore(state: unknown): void;
}

export interface Snapshot {
  readonly now: Nanos;
  readonly queue: EventQueueState;
  readonly wires: WiresState;
  readonly states: Readonly<Record<string, unknown>>;
  readonly random: Readonly<Record<string, RandomState>>;
  readonly faults: Readonly<Record<string, readonly FaultInputState[]>>;
  readonly runners: readonly unknown[];
  readonly participants: readonly unknown[];
  readonly recording: RecorderMark;
  readonly counts: { readonly events: number; readonly faults: number };
}

/** Events in one instant above which a board counts as never settling (an inverter that feeds itself). */
const MAX_EVENTS_PER_INSTANT = 100_000;

/** A board with its firmware in virtual time: owns clock, queue, wires, parts, MCUs and the recording. */
export class Simulation implements Kernel {
  readonly board: Board;
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** What the parts have made good in their attributes. */
  readonly warnings: readonly Problem[];
  readonly queue = new EventQueue();
  readonly wires: Wires;
  readonly recorder: Recorder;
  readonly runners: McuRunner[] = [];
  readonly i2cTargets: I2cRegistration[] = [];
  readonly spiTargets: SpiRegistration[] = [];
  readonly bitstreamReceivers: BitstreamRegistration[] = [];
  readonly uartReceivers: UartRegistration[] = [];
  readonly infraredReceivers: ((lit: boolean) => void)[] = [];
  /** Events fired since time 0. */
  eventCount = 0;
  faultCount = 0;
  limit: Nanos = 0;
  private readonly contexts: PartContext[] = [];
  private readonly participants: Participant[] = [];
  private readonly consoleId: string | undefined;
  private readonly controlListeners: ((part: string, name: string, value: number) => void)[] = [];
  /** Who drives wires from outside, by wire. */
  private readonly sources = new Map<number, Source>();
  stopped = false;
  private bench: TestBench | undefined;
  private time: Nanos = 0;
  private instantEvents = 0;
  /** The part whose code runs, for error messages. */
  private running = "the simulation";

  /** Throws ProjectError with every mistake that the parts found in their attributes. */
  constructor(options: SimulationOptions) {
    this.board = options.board;
    this.files = options.files ?? new Map();
    this.consoleId = options.console;
    const seed = options.seed ?? 1;
    this.recorder = new Recorder(() => this.time, options.record ?? true);
    this.wires = new Wires(this.board.netNames.length, this.queue, () => this.time);
    this.wires.network.onContention = (net, pins) => this.contention(net, pins);
    for (const part of this.board.parts) this.connect(part, seed);
    const problems = this.contexts.flatMap((context) => context.problems);
    if (problems.some(({ severity }) => severity === "error")) throw new ProjectError(problems);
    this.warnings = problems;
    this.wires.network.start();
    for (const context of this.contexts) context.recordControls();
  }

  get now(): Nanos {
    return this.time;
  }

  get trace() {
    return this.recorder.trace;
  }

  get mcus() {
    return this.runners.map((runner) => runner.mcu);
  }

  /** The board with this id; without one the board whose serial port is meant when none is named. */
  console(board = this.consoleId): Mcu | undefined {
    return board === undefined ? this.mcus[0] : this.mcus.find(({ id }) => id === board);
  }

  /** Puts firmware on a board (default: the first). */
  load(firmware: Firmware, mcuId?: string): void {
    const runner = mcuId === undefined ? this.runners[0] : this.runners.find((other) => other.id === mcuId);
    if (!runner)
      throw new UsageError(mcuId ? `there is no board '${mcuId}'` : "the project has no microcontroller board");
    runner.load(firmware);
  }

  addParticipant(participant: Participant): void {
    this.participants.push(participant);
  }

  /** Starts a test-bench process (see `TestBench` for when it runs). The run fails when it throws. */
  spawn<T>(name: string, process: Coroutine<T>): Task<T | undefined> {
    if (!this.bench) {
      const bench = (this.bench = new TestBench(this));
      this.addParticipant(bench);
      this.recorder.onRow = () => bench.recorded();
    }
    return this.bench.spawn(name, process);
  }

  /** Sets a part's control now, as a person would. Throws UsageError when there is none or the value is out of range. */
  setControl(part: string, name: string, value: number): void {
    const context = this.contexts.find((other) => other.id === part);
    if (!context) throw new UsageError(`there is no part '${part}'`);
    const control = context.controls.get(name);
    if (!control) {
      const sound = [...context.controls].filter(([, { spec }]) => spec.kind !== "fault");
      const names = sound.map(([other]) => other).join(", ") || "none";
      throw new UsageError(`part '${part}' has no control '${name}' (it has: ${names})`);
    }
    this.inModel(part, () => control.apply(value));
    for (const listener of this.controlListeners) listener(part, name, value);
  }

  /** `listener` is told of every control that is set, by whomever, after that. */
  onControl(listener: (part: string, name: string, value: number) => void): void {
    this.controlListeners.push(listener);
  }

  /** Sets a fault of a part now (see `faultValue`); 0 heals it. */
  setFault(part: string, name: string, value?: number): void {
    this.setControl(part, name, this.faultValue(part, name, value));
  }

  /** The value that breaks something of a part: this one, or what shows what the fault does. Throws UsageError: no such fault. */
  faultValue(part: string, name: string, value?: number): number {
    if (!this.contexts.some(({ id }) => id === part)) throw new UsageError(`there is no part '${part}'`);
    const faults = this.controls(part).filter(({ kind }) => kind === "fault");
    const fault = faults.find((other) => other.name === name);
    if (fault) return value ?? fault.typical ?? fault.max;
    const names = faults.map((other) => other.name);
    const { hint } = didYouMean(name, names);
    const known = hint ?? (names.length > 0 ? `it has: ${names.join(", ")}` : "nothing of it can break");
    throw new UsageError(`part '${part}' has no fault '${name}' (${known})`);
  }

  /** Names, ranges and kinds of a part's controls. */
  controls(part: string) {
    const context = this.contexts.find((other) => other.id === part);
    return [...(context?.controls ?? [])].map(([name, { spec }]) => ({ name, ...spec }));
  }

  /**
   * Drives the wire at a part's pin from outside, now and until told otherwise; "z": lets go of it. Throws UsageError when there is
   * no such pin, or its wire is a supply.
   */
  drivePin(part: string, pin: string, level: DriveLevel): void {
    const wire = drivableNet(this.board, part, pin);
    if (!("net" in wire)) throw new UsageError(formatProblem({ severity: "error", ...wire }));
    const { net } = wire;
    const source = this.sources.get(net) ?? new Source(this.wires.network, this.board, net, `drive ${part}:${pin}`);
    this.sources.set(net, source);
    source.set(level);
  }

  declare(part: string, handler: () => void): number {
    return this.queue.declare(() => {
      this.running = part;
      handler();
    });
  }

  /** Lets virtual time pass to `limit`, or until the run is over (see `status`). */
  runUntil(limit: Nanos): RunStatus {
    this.limit = limit;
    this.stopped = false;
    try {
      return this.run(limit);
    } catch (error) {
      throw this.asModelError(error, this.running);
    }
  }

  private run(limit: Nanos): RunStatus {
    for (;;) {
      const next = this.queue.nextTime;
      const runner = this.nextRunner();
      const wake = runner ? runner.wakeAt : NEVER;
      const status = this.status;
      if (status !== "running") return status;
      if (Math.min(next, wake) > limit) break;
      if (next <= wake) this.fireNext();
      else {
        this.passTo(wake);
        this.running = (runner as McuRunner).id;
        (runner as McuRunner).run();
      }
    }
    if (limit !== NEVER) this.passTo(Math.max(limit, this.time));
    return "running";
  }

  /** Ends `runUntil` after the present event, at this instant; a later `runUntil` goes on. */
  stop(): void {
    this.stopped = true;
  }

  get status(): RunStatus {
    if (this.stopped) return "stopped";
    const ends = this.runners.map((runner) => runner.state.end);
    if (ends.some((end) => end?.kind === "exception")) return "exception";
    if (this.runners.some((runner) => runner.resetLoop)) return "reset-loop";
    if (this.participants.some((participant) => participant.busy)) return "running";
    if (this.runners.length > 0 && this.runners.every((runner) => runner.over)) return "finished";
    if (this.queue.length > 0 || this.runners.length === 0) return "running";
    return this.runners.every((runner) => runner.over || runner.stuck) ? "deadlock" : "running";
  }

  /** How the first board whose program ended by an exception, or else ended at all, did so. */
  get end(): FirmwareEnd | undefined {
    const ends = this.runners.flatMap((runner) => runner.state.end ?? []);
    return ends.find((end) => end.kind === "exception") ?? ends[0];
  }

  /** Everything, as plain data. Firmware is outside `run` whenever this can be called. */
  snapshot(): Snapshot {
    return {
      now: this.time,
      queue: this.queue.snapshot(),
      wires: this.wires.snapshot(),
      states: Object.fromEntries(this.contexts.map((context) => [context.id, clonePlain(context.state)])),
      random: Object.fromEntries(this.contexts.map((context) => [context.id, context.random.snapshot()])),
      faults: Object.fromEntries(this.contexts.map((context) => [context.id, context.snapshotFaults()])),
      runners: this.runners.map((runner) => runner.snapshot()),
      participants: this.participants.map((participant) => participant.snapshot()),
      recording: this.recorder.mark(),
      counts: { events: this.eventCount, faults: this.faultCount },
    };
  }

  /** Goes back to a snapshot of this simulation; what was recorded since is forgotten. */
  restore(snapshot: Snapshot): void {
    this.time = snapshot.now;
    this.limit = snapshot.now;
    this.instantEvents = 0;
    this.queue.restore(snapshot.queue);
    this.wires.restore(snapshot.wires);
    for (const context of this.contexts) {
      context.state = clonePlain(snapshot.states[context.id]);
      context.random.restore(snapshot.random[context.id] as RandomState);
      context.restoreFaults(snapshot.faults[context.id] ?? []);
    }
    this.runners.forEach((runner, index) => runner.restore(snapshot.runners[index]));
    this.participants.forEach((participant, index) => participant.restore(snapshot.participants[index]));
    this.recorder.rewind(snapshot.recording);
    this.eventCount = snapshot.counts.events;
    this.faultCount = snapshot.counts.faults;
  }

  fireNext(): void {
    this.passTo(this.queue.nextTime);
    this.eventCount++;
    if (++this.instantEvents > MAX_EVENTS_PER_INSTANT) this.neverSettles();
    this.queue.fire();
    if (this.bench?.watching) this.bench.look();
  }

  passTo(t: Nanos): void {
    if (t === this.time) return;
    if (!(t > this.time)) throw new Error(`time cannot go back from ${this.time} ns to ${t} ns`);
    this.time = t;
    this.instantEvents = 0;
    if (this.wires.changed.length > 0) this.wires.changed.length = 0;
  }

  private nextRunner(): McuRunner | undefined {
    let best: McuRunner | undefined;
    for (const runner of this.runners) if (!best || runner.wakeAt < best.wakeAt) best = runner;
    return best;
  }

  private connect(part: Board["parts"][number], seed: number): void {
    const { definition } = part;
    const runner = definition.mcu ? new McuRunner(this, part, seed, this.runners.length, this.runners) : undefined;
    if (runner) this.runners.push(runner);
    const context = runner?.context ?? new PartContext(this, part, seed);
    this.contexts.push(context);
    context.connectSupplies();
    if (definition.createState) context.state = definition.createState(part.description.attributes);
    this.inModel(part.id, () => definition.connect?.(context));
  }

  /** An error in a part's own code carries the part and the time. */
  private inModel(part: string, action: () => void): void {
    try {
      this.running = part;
      action();
    } catch (error) {
      throw this.asModelError(error, part);
    }
  }

  private asModelError(error: unknown, part: string): unknown {
    if (error instanceof UsageError || error instanceof ModelError) return error;
    return new ModelError(error instanceof Error ? error.message : String(error), this.time, part, { cause: error });
  }

  private contention(net: number, pins: readonly string[]): void {
    const part = (pins[0] as string).split(":")[0] as string;
    const context = this.contexts.find((other) => other.id === part);
    context?.fault("contention", `outputs fight on the wire ${this.board.netNames[net]}: ${pins.join(", ")}`);
  }

  private neverSettles(): never {
    const nets = [...new Set(this.wires.changed.slice(-100))].map((net) => this.board.netNames[net]);
    const where = nets.length > 0 ? `these wires keep changing: ${nets.join("; ")}` : "no wire changes";
    throw new ModelError(`${MAX_EVENTS_PER_INSTANT} events without time passing; ${where}`, this.time, "the board");
  }
}
