import { batch } from "@preact/signals";
import { s, type Nanos } from "@tickless/sim-core";
import type { BoardModel, Input, InputNow, ProjectFiles, RunStatus, StartResult } from "../protocol/project.js";
import type { StoreInfo } from "../protocol/store.js";
import type { Listeners, Workers } from "../workers/client.js";
import type { WorkerFailure } from "./session.js";
import type { SessionState } from "./session-state.js";

/** A run that nobody looks at does not fill the memory for ever. */
const LONGEST_RUN: Nanos = s(3600);

export interface StartOptions {
  /** Runs to here, as fast as it can. */
  readonly until: Nanos;
  /** And at least to the project's length. */
  readonly whole: boolean;
  readonly ghost: boolean;
  /** Then goes on at the chosen speed. */
  readonly goOn: boolean;
}

type Started = Extract<StartResult, { ok: true }>;

/** The simulation and its recording, as the page knows them: starts runs, and swaps one for the next when it is there. */
export class RunControl {
  /** What the project says a run's length is. */
  duration: Nanos = s(10);
  /** How far any run of what is open has come. */
  reach: Nanos = 0;
  /** Undefined: the project's. */
  seed: number | undefined;
  private workers: Workers;
  private starts = 0;
  private shown = 0;
  private info: StoreInfo | undefined;
  /** Started, and not seen yet, by their numbers. */
  private readonly coming = new Map<number, { readonly result: Started; readonly ghost: boolean }>();
  /** It runs at the chosen speed, until somebody halts it. */
  private free = false;
  private goOn = false;
  private failureTold = 0;
  private waiting: (() => void)[] = [];

  /** `onGrowth`: the recording is another one, or has become longer; within a batch of changes. */
  constructor(
    private readonly state: SessionState,
    private readonly startWorkers: (listeners: Listeners) => Workers,
    private readonly onGrowth: () => void,
  ) {
    this.workers = this.spawn();
  }

  get store() {
    return this.workers.store;
  }

  /** Number of the run that is looked at. */
  get run(): number {
    const { side, other } = this.state.compare;
    return (side.peek() === "B" ? other.peek()?.run : undefined) ?? this.shown;
  }

  /** The board of a project that is only compared with. */
  async boardOf(project: ProjectFiles): Promise<BoardModel | undefined> {
    return await this.workers.sim.boardOf(project).catch(() => undefined);
  }

  /** Starts a run in the place of the one before. Done when its first rows are there, or it cannot be run: false. */
  async start({ until, whole, ghost, goOn }: StartOptions): Promise<boolean> {
    const { project, run } = this.state;
    const number = ++this.starts;
    this.goOn = false;
    this.free = false;
    run.starting.value = true;
    const request = {
      project: project.project.peek(),
      inputs: project.inputs.peek(),
      seed: this.seed,
      ...{ until, whole, ghost, scenario: undefined, run: number },
    };
    const result = await this.workers.sim.start(request).catch(() => undefined);
    if (result?.ok) this.coming.set(number, { result, ghost });
    if (number !== this.starts) return false;
    if (!result?.ok) {
      batch(() => {
        run.starting.value = false;
        if (result) project.problems.value = result.problems;
        project.findings.value = [];
      });
      this.settle();
      return false;
    }
    this.goOn = goOn;
    this.duration = result.duration;
    batch(() => {
      project.problems.value = result.problems;
      project.findings.value = result.findings;
      project.seed.value = result.seed;
    });
    if (this.info) this.grown(this.info);
    this.failureTold = 0;
    const status = run.status.peek();
    // What was told before the answer came.
    if (status?.run === number) this.told(status);
    await this.until(() => this.shown >= number || number !== this.starts);
    return this.shown === number;
  }

  /** Goes on at the chosen speed. */
  resume(speed: number): void {
    this.goOn = false;
    this.free = true;
    this.quietly(this.workers.sim.resume(speed, Math.max(LONGEST_RUN, this.reach)));
  }

  pause(): void {
    this.goOn = false;
    this.free = false;
    this.quietly(this.workers.sim.pause());
  }

  /** Nobody looks at the end any more. A run that goes to a given time goes there. */
  leave(): void {
    this.goOn = false;
    if (this.free) this.pause();
  }

  /** Simulates as fast as possible to this time. */
  async runTo(until: Nanos): Promise<void> {
    const { status, starting } = this.state.run;
    await this.until(() => !starting.peek());
    const there = (): boolean => {
      const { now = 0, state = "paused" } = status.peek() ?? {};
      return now >= until || state === "ended";
    };
    if (there()) return;
    const number = this.starts;
    const onTheWay = !this.free && status.peek()?.state === "running" && (status.peek()?.until ?? 0) >= until;
    if (!onTheWay) {
      this.goOn = this.state.time.live.peek();
      this.free = false;
      this.quietly(this.workers.sim.resume(Infinity, until));
    }
    await this.until(() => number !== this.starts || (there() && this.recorded));
  }

  /** To the project's length; a run that is being started is waited for. */
  async runWhole(): Promise<void> {
    const { starting, status } = this.state.run;
    await this.until(() => !starting.peek());
    // Nothing could be run.
    if (status.peek()) await this.runTo(this.duration);
  }

  /** The recording reaches as far as the simulation. */
  private get recorded(): boolean {
    const { end, status } = this.state.run;
    return end.peek() >= (status.peek()?.now ?? 0);
  }

  async input(input: InputNow): Promise<Input | undefined> {
    return await this.workers.sim.input(input).catch(() => undefined);
  }

  /** New workers in the place of those that have failed; the recording is gone. */
  respawn(): void {
    this.workers.stop();
    this.info = undefined;
    this.coming.clear();
    batch(() => {
      this.state.run.failure.value = undefined;
      this.state.run.status.value = undefined;
    });
    this.workers = this.spawn();
  }

  /** What was shown is not what is open. */
  clear(): void {
    const { run, time, own } = this.state;
    this.shown = 0;
    batch(() => {
      own.board.value = undefined;
      own.tracks.value = [];
      run.status.value = undefined;
      run.end.value = 0;
      run.ghost.value = false;
      run.version.value++;
      time.cursor.value = 0;
      time.state.value = undefined;
    });
  }

  stop(): void {
    this.starts++;
    this.workers.stop();
    this.settle();
  }

  private spawn(): Workers {
    const workers: Workers = this.startWorkers({
      onStatus: (status) => this.workers === workers && this.told(status),
      onGrowth: (info) => this.workers === workers && this.grown(info),
      onFailure: (failure) => this.failed(failure),
    });
    return workers;
  }

  private told(status: RunStatus): void {
    // Of a run that was replaced before it was seen.
    if (status.run > this.starts || status.run < (this.state.run.status.peek()?.run ?? 0)) return;
    batch(() => {
      this.tellFailure(status);
      this.state.run.status.value = status;
    });
    this.goOnIfDue(status);
    this.settle();
  }

  /** A scenario's failure is a problem of the project, once for each run. */
  private tellFailure({ run, scenarioFailure }: RunStatus): void {
    if (!scenarioFailure || run !== this.starts || this.failureTold === run) return;
    this.failureTold = run;
    const { time: _, ...problem } = scenarioFailure;
    const { problems } = this.state.project;
    problems.value = [...problems.peek(), { severity: "error", ...problem }];
  }

  /** A live run has come to where the run before it was. */
  private goOnIfDue({ run, state }: RunStatus): void {
    if (this.goOn && run === this.starts && state === "paused") this.resume(this.state.time.speed.peek());
  }

  private grown(info: StoreInfo): void {
    this.info = info;
    const coming = this.coming.get(info.run);
    // It has been announced, but its beginning is still to come.
    if (info.rows === 0 && info.end === 0) return;
    if (!coming && info.run !== this.shown) return;
    batch(() => {
      const { run } = this.state;
      if (coming) this.swap(info.run, coming);
      run.end.value = info.end;
      run.version.value++;
      this.reach = Math.max(this.reach, info.end);
      this.onGrowth();
    });
    this.settle();
  }

  private swap(number: number, { result, ghost }: { readonly result: Started; readonly ghost: boolean }): void {
    const { run, own } = this.state;
    for (const other of this.coming.keys()) if (other <= number) this.coming.delete(other);
    run.ghost.value = ghost && this.shown > 0;
    this.shown = number;
    own.board.value = result.board;
    own.tracks.value = result.tracks;
    if (number === this.starts) run.starting.value = false;
  }

  private failed(failure: WorkerFailure): void {
    this.starts++;
    batch(() => {
      this.state.run.failure.value = failure;
      this.state.run.starting.value = false;
    });
    this.settle();
  }

  /** Resolves when this holds; it is looked at whenever something was told. */
  private until(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (holds() || this.state.run.failure.peek()) resolve();
        else this.waiting.push(look);
      };
      look();
    });
  }

  private settle(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const look of waiting) look();
  }

  /** A worker that is gone is told elsewhere. */
  private quietly(call: Promise<unknown>): void {
    call.catch(() => undefined);
  }
}
