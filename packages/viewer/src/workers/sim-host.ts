import { buffersOf, type Nanos, type TraceDelta } from "@tickless/sim-core";
import type { Project } from "tickless";
import { checkWiring } from "tickless/check/wiring";
import { projectOfFiles } from "tickless/project-files";
import { readProject } from "tickless/project";
import type { FirmwareFactory } from "tickless/runner/firmware";
import { problemsOf } from "tickless/runner/problems";
import { Runner } from "tickless/runner/runner";
import type {
  BoardModel,
  Input,
  InputNow,
  ProjectFiles,
  RunStatus,
  SimApi,
  StartRequest,
  StartResult,
} from "../protocol/project.js";
import { allFiles } from "../protocol/project.js";
import type { StoreMessage } from "../protocol/store.js";
import { Pace } from "./sim-pace.js";

/** What the host of a simulation has of a worker: in a test, something that stands for it. */
export interface Surroundings {
  /** ms from any origin. */
  clock(): number;
  /** Calls as soon as messages that have come were taken. */
  soon(action: () => void): void;
  later(action: () => void, ms: number): void;
  firmware(project: Project): Promise<FirmwareFactory>;
}

/** The store's end of a channel, as far as it is used. */
export type StorePort = Pick<MessagePort, "postMessage">;

/** How long the simulation runs before it looks at messages, ms. Paced, an input waits no longer than that. */
const FAST_MS = 8;
const PACED_MS = 4;
/** Between two looks at the clock when virtual time has caught up. */
const REST_MS = 4;
const DELTA_MS = 16;
const STATUS_MS = 100;
/**
 * A run that goes to a given time is handed over when it is there, so that the one before is shown until then; or after this
 * time, so that a long one is seen growing.
 */
const HOLD_MS = 500;

const read = (project: ProjectFiles): Project =>
  readProject(projectOfFiles(project.name, allFiles(project), { anyName: true }));

/** The simulation's side of the viewer: runs projects, one at a time, and sends what happens to the store. */
export class SimHost implements SimApi {
  private port: StorePort | undefined;
  private onStatus: (status: RunStatus) => void = () => undefined;
  private runner: Runner | undefined;
  private run = 0;
  private starts = 0;
  private until: Nanos = 0;
  private running = false;
  private pace = new Pace(Infinity, 0, 0);
  /** Grows when a loop has to end. */
  private loop = 0;
  /** The beginning is not sent yet. */
  private held: { readonly until: number; readonly ghost: boolean } | undefined;
  private sentAt = 0;
  private toldAt = 0;
  private readonly active = new Set<string>();

  constructor(private readonly host: Surroundings) {}

  connect(store: StorePort, onStatus: (status: RunStatus) => void): Promise<void> {
    this.port = store;
    this.onStatus = onStatus;
    return Promise.resolve();
  }

  async start(request: StartRequest): Promise<StartResult> {
    const number = ++this.starts;
    this.halt();
    try {
      const project = read(request.project);
      const firmware = await this.host.firmware(project);
      // Another one was started meanwhile.
      if (number !== this.starts) return { ok: false, problems: [] };
      const { seed, inputs, scenario } = request;
      const runner = new Runner(project, { firmware, clock: () => this.host.clock(), seed, inputs, scenario });
      this.begin(runner, request);
      const { board, tracks, duration, problems } = runner;
      const findings = checkWiring(runner.sim.board);
      return { ok: true, run: this.run, board, tracks, duration, seed: runner.seed, problems, findings };
    } catch (error) {
      if (number === this.starts) this.tell();
      return { ok: false, problems: problemsOf(error) };
    }
  }

  async boardOf(files: ProjectFiles): Promise<BoardModel | undefined> {
    try {
      const project = read(files);
      const firmware = await this.host.firmware(project);
      return new Runner(project, { firmware, clock: () => 0, scenario: "none" }).board;
    } catch {
      return undefined;
    }
  }

  resume(speed: number, until: Nanos = Infinity): Promise<void> {
    this.until = until;
    if (this.runner) this.go(speed);
    return Promise.resolve();
  }

  pause(): Promise<void> {
    this.halt();
    this.flush();
    this.tell();
    return Promise.resolve();
  }

  // Async, so that an error of the runner's is a rejection.
  async input(input: InputNow): Promise<Input | undefined> {
    await Promise.resolve();
    const over = this.runner?.end !== undefined;
    const done = this.runner?.input(input);
    this.flush();
    if (done && over) this.go(this.pace.speed);
    else if (done && !this.running) this.tell(this.runner?.fingerprint());
    return done;
  }

  alive(): Promise<void> {
    return Promise.resolve();
  }

  private begin(runner: Runner, { until, whole = false, ghost, run }: StartRequest): void {
    this.runner = runner;
    this.run = run ?? this.run + 1;
    this.until = whole ? Math.max(until, runner.duration) : until;
    this.held = { until: this.host.clock() + (this.until > 0 ? HOLD_MS : 0), ghost };
    this.go(Infinity);
  }

  /** Starts the loop, or starts it anew with another speed. */
  private go(speed: number): void {
    const { runner } = this;
    if (!runner) return;
    this.running = true;
    this.pace = new Pace(speed, this.host.clock(), runner.now);
    const loop = ++this.loop;
    this.tell();
    this.host.soon(() => this.turn(loop));
  }

  private halt(): void {
    this.loop++;
    this.running = false;
  }

  /** One slice, and what has to be sent after it. */
  private turn(loop: number): void {
    const { runner, pace, host } = this;
    if (loop !== this.loop || !runner) return;
    const fast = pace.speed === Infinity;
    const target = Math.min(this.until, pace.target(host.clock()));
    const behind = runner.step(fast ? FAST_MS : PACED_MS, Math.max(target, runner.now));
    const now = host.clock();
    pace.reached(now, runner.now);
    if (runner.end || runner.now >= this.until) return this.stop();
    if (this.mayShow(now) && now - this.sentAt >= DELTA_MS) this.flush();
    if (now - this.toldAt >= STATUS_MS) this.tell();
    const next = (): void => this.turn(loop);
    if (fast || behind) host.soon(next);
    else host.later(next, REST_MS);
  }

  /** The run is where it was to go, or over. What can be seen comes first; the run counts as running until its fingerprint is known. */
  private stop(): void {
    this.flush();
    this.tell();
    this.halt();
    this.tell(this.runner?.fingerprint());
  }

  /** Sends what was recorded since the last time; at first, that a new run begins. */
  private flush(): void {
    const { runner, port, held } = this;
    if (!runner || !port) return;
    this.sentAt = this.host.clock();
    this.held = undefined;
    // Until now they are those of the run that is still shown.
    if (held) this.active.clear();
    if (held) this.send({ kind: "begin", run: this.run, tracks: runner.tracks, ghost: held.ghost }, []);
    const delta = runner.take();
    this.note(delta);
    this.send({ kind: "delta", run: this.run, delta }, buffersOf(delta));
  }

  private mayShow(now: number): boolean {
    return !this.held || now >= this.held.until;
  }

  private send(message: StoreMessage, transfer: Transferable[]): void {
    this.port?.postMessage(message, transfer);
  }

  private note({ tracks }: TraceDelta): void {
    for (const { name, kind, chunks } of tracks) {
      if (this.active.has(name)) continue;
      // Faults, and controls that were set, are active at any time; other first rows tell where things stand at first.
      const later = chunks.some(({ base, offsets }) => base + (offsets.at(-1) ?? 0) > 0);
      if (later || kind === "fault" || kind === "control") this.active.add(name);
    }
  }

  private tell(fingerprint = ""): void {
    const { runner, running, run, until, pace } = this;
    if (!runner) return;
    this.toldAt = this.host.clock();
    this.onStatus({
      run,
      state: running ? "running" : runner.end ? "ended" : "paused",
      now: runner.now,
      until,
      end: runner.end,
      scenarioFailure: runner.scenarioFailure,
      rate: running ? pace.rate(this.toldAt, runner.now) : 0,
      seed: runner.seed,
      fingerprint,
      active: [...this.active],
    });
  }
}
