import { ms, Simulation, s, type Nanos, type Problem, type RunStatus } from "@tickless/sim-core";
import type { Scenario, ScenarioResult } from "@tickless/sim-core";
import { ScenarioPlayer } from "@tickless/sim-core";
import { boardOf, type Project } from "../project.js";
import { faultsOf, type Fault } from "./faults.js";
import type { FirmwareFactory } from "./firmware.js";

export interface RunOptions {
  readonly firmware: FirmwareFactory;
  /** The host's clock, ms from any origin: for the wall time only. */
  readonly clock: () => number;
  readonly seed?: number;
  /** The run ends at this virtual time, ns. Default: the project's `duration`, or 10 s. */
  readonly until?: Nanos;
  readonly cpuTime?: boolean;
  readonly heapBytes?: number;
  readonly board?: string;
  readonly scenario?: Scenario;
  /** Default true. False, for measurements: the trace has its tracks, and no rows. */
  readonly record?: boolean;
  /** Serial output of any board, as it comes. The array is the callee's to keep. */
  readonly onSerial?: (bytes: Uint8Array) => void;
  /** Called after each slice of the run. */
  readonly onProgress?: (now: Nanos, until: Nanos) => void;
}

/**
 * Why a run ended: the program did, its limit came, an exception that nobody caught, all wait for each other, it only ever
 * resets, a scenario's expectation failed, or somebody stopped it.
 */
export type RunEnd = Exclude<RunStatus, "running" | "stopped"> | "limit" | "scenario" | "interrupted";

export interface RunResult {
  readonly end: RunEnd;
  /** Type of the exception that ended the program, or null. */
  readonly exception: string | null;
  readonly virtualNs: Nanos;
  readonly wallMs: number;
  readonly bytecodes: number;
  readonly events: number;
  /** Most bytes of Python heap ever in use. */
  readonly heapPeak: number;
  readonly fingerprint: string;
  readonly faults: readonly Fault[];
  /** Undefined when none was played. */
  readonly scenario: ScenarioResult | undefined;
  readonly seed: number;
}

export const DEFAULT_DURATION: Nanos = s(10);
export const DEFAULT_SEED = 1;

/** A slice should take about this long on the host. */
const SLICE_WALL_MS = 5;

/** One run of a project, slice by slice. The simulation stays for whoever wants to look at it. */
export class ProjectRun {
  readonly sim: Simulation;
  readonly until: Nanos;
  readonly seed: number;
  /** What is doubtful about the project; it runs all the same. */
  readonly warnings: readonly Problem[];
  private readonly player: ScenarioPlayer | undefined;
  private end: RunEnd | undefined;
  private slice: Nanos = ms(1);
  private wallMs = 0;

  /** Builds the board and loads the program. Throws UsageError, and ProjectError with every mistake in the project. */
  constructor(
    readonly project: Project,
    private readonly options: RunOptions,
  ) {
    const { settings } = project;
    const { board, warnings } = boardOf(project, options.board);
    this.seed = options.seed ?? settings.seed ?? DEFAULT_SEED;
    this.until = options.until ?? settings.duration ?? DEFAULT_DURATION;
    this.sim = new Simulation({ board, seed: this.seed, record: options.record ?? true });
    this.warnings = [...warnings, ...this.idleBoards()];
    this.player = options.scenario && new ScenarioPlayer(this.sim, options.scenario);
    for (const mcu of this.sim.mcus) mcu.serial.onOutput((bytes) => options.onSerial?.(bytes));
    const firmware = options.firmware({
      files: project.files,
      main: project.main,
      seed: this.seed,
      cpuTime: options.cpuTime ?? settings.cpuTime ?? true,
      heapBytes: options.heapBytes ?? settings.heap,
    });
    this.sim.load(firmware);
  }

  /** A project has one program; it runs on the first board. */
  private idleBoards(): Problem[] {
    return this.sim.mcus.slice(1).map(({ id }) => ({ severity: "warning", part: id, message: "no program runs here" }));
  }

  /** Runs on for a few milliseconds of the host's time. Returns whether there is more to run. */
  step(): boolean {
    if (this.end) return false;
    const { clock, onProgress } = this.options;
    const started = clock();
    const status = this.sim.runUntil(Math.min(this.until, this.sim.now + this.slice));
    const took = clock() - started;
    this.wallMs += took;
    this.slice = took < SLICE_WALL_MS ? this.slice * 2 : Math.max(ms(1), Math.floor(this.slice / 2));
    if (status === "stopped") this.end = "scenario";
    else if (status !== "running") this.end = status;
    else if (this.sim.now >= this.until) this.end = "limit";
    onProgress?.(this.sim.now, this.until);
    return this.end === undefined;
  }

  /** Ends the run where it is. */
  stop(): void {
    this.end ??= "interrupted";
  }

  /** How far the scenario has come, if one is played. */
  get scenario(): ScenarioResult | undefined {
    return this.player?.result;
  }

  result(): RunResult {
    const { sim, end = "interrupted" } = this;
    const counters = sim.runners.flatMap((runner) => runner.firmware?.counters ?? []);
    return {
      end,
      exception: end === "exception" ? (sim.end?.exception ?? null) : null,
      virtualNs: sim.now,
      wallMs: this.wallMs,
      bytecodes: counters.reduce((sum, each) => sum + each.bytecodes, 0),
      events: sim.eventCount,
      heapPeak: Math.max(0, ...counters.map((each) => each.heapPeak)),
      fingerprint: sim.trace.fingerprint(),
      faults: faultsOf(sim.trace),
      scenario: this.scenario,
      seed: this.seed,
    };
  }
}

/** Runs a project to its end. */
export function runProject(project: Project, options: RunOptions): { run: ProjectRun; result: RunResult } {
  const run = new ProjectRun(project, options);
  while (run.step());
  return { run, result: run.result() };
}

/** Whether a run with this result did what it should: exit code 0. */
export function succeeded({ end, scenario }: RunResult): boolean {
  return (end === "finished" || end === "limit") && (scenario?.ok ?? true);
}
