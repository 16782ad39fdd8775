import { ms, ProjectError, Simulation, type Nanos, type Problem, type RunStatus } from "@tickless/sim-core";
import type { Scenario, ScenarioResult } from "@tickless/sim-core";
import { ScenarioPlayer } from "@tickless/sim-core";
import { boardOf, type Project } from "../project.js";
import { consoleOf, programsOf, type BoardProgram } from "../programs.js";
import type { SaveScreenshot } from "../screenshot.js";
import { DEFAULT_DURATION } from "../settings.js";
import { RecordingLook, type AcceptGolden } from "../scenario-look.js";
import { faultsOf, type Fault } from "./faults.js";
import type { FirmwareFactory } from "./firmware.js";
import { playable } from "./playable.js";
import { isBad, PythonBench, type PythonTest } from "./python-bench.js";

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
  /** The run ends as soon as the scenario's steps are done. */
  readonly endsWithScenario?: boolean;
  /** Told what a scenario finds to be otherwise than it is written down; default: that is a failure. */
  readonly accept?: AcceptGolden;
  /** Takes the pictures that a scenario wants saved. Default: they are not. */
  readonly onScreenshot?: SaveScreenshot;
  /** Default true. False, for measurements: the trace has its tracks, and no rows. */
  readonly record?: boolean;
  /** Serial output of any board, as it comes. The array is the callee's to keep. */
  readonly onSerial?: (bytes: Uint8Array, board: string) => void;
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
  /** Of a program that runs tests in Python; undefined when it runs none. */
  readonly tests: readonly PythonTest[] | undefined;
  readonly seed: number;
}

export const DEFAULT_SEED = 1;

/** A slice should take about this long on the host. */
const SLICE_WALL_MS = 5;

/** One run of a project, slice by slice. The simulation stays for whoever wants to look at it. */
export class ProjectRun {
  readonly sim: Simulation;
  readonly until: Nanos;
  readonly seed: number;
  /** What runs on which board, in order of the boards' ids. */
  readonly programs: readonly BoardProgram[];
  /** The tests that the program runs, if it does. */
  readonly bench: PythonBench;
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
    this.seed = options.seed ?? options.scenario?.seed ?? settings.seed ?? DEFAULT_SEED;
    this.until = options.until ?? settings.duration ?? DEFAULT_DURATION;
    const mcus = board.parts.filter(({ definition }) => definition.mcu).map(({ id }) => id);
    if (mcus.length === 0) {
      const problem = { severity: "error", message: "the project has no microcontroller board" } as const;
      throw new ProjectError([
        ...warnings,
        board.file === undefined ? problem : { ...problem, file: board.file, line: 1 },
      ]);
    }
    this.programs = programsOf(project, mcus);
    const console = consoleOf(this.programs);
    this.sim = new Simulation({
      board,
      files: project.files,
      seed: this.seed,
      record: options.record ?? true,
      console,
    });
    const played = options.scenario && playable(options.scenario, this.sim);
    this.warnings = [...warnings, ...this.sim.warnings, ...this.idleBoards(), ...(played?.problems ?? [])];
    this.player = played && this.play(played.scenario);
    for (const { id, serial } of this.sim.mcus) serial.onOutput((bytes) => options.onSerial?.(bytes, id));
    this.bench = new PythonBench(this.sim, options.firmware);
    for (const program of this.programs) this.load(program);
  }

  private load({ board, files, main, root }: BoardProgram): void {
    const { options, seed } = this;
    const { settings } = this.project;
    try {
      const firmware = options.firmware({
        files,
        main,
        seed,
        cpuTime: options.cpuTime ?? settings.cpuTime ?? true,
        heapBytes: options.heapBytes ?? settings.heap,
        bench: (...call) => this.bench.call(...call),
      });
      this.sim.load(firmware, board);
    } catch (error) {
      if (!(error instanceof ProjectError)) throw error;
      // Its files are called as they are on the board.
      throw new ProjectError(
        error.problems.map((problem) => ({
          ...problem,
          ...(problem.file === undefined ? {} : { file: root + problem.file }),
        })),
      );
    }
  }

  private play(scenario: Scenario): ScenarioPlayer {
    const { firmware, accept, endsWithScenario = false, onScreenshot } = this.options;
    const look = new RecordingLook(this.sim, this.project, firmware, accept, onScreenshot);
    return new ScenarioPlayer(this.sim, scenario, {
      look,
      stopsWhenDone: endsWithScenario,
      captures: this.project.captures,
    });
  }

  /** Boards that no program is for. */
  private idleBoards(): Problem[] {
    const { file, parts } = this.sim.board;
    const boards = parts.filter(({ definition }) => definition.mcu);
    const idle = boards.filter(({ id }) => !this.programs.some(({ board }) => board === id));
    return idle.map(({ id, description: { line } }) => {
      const place = { ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { line }), part: id };
      const hint = `put one into the folder ${id}, or name it under 'programs' in tickless.yaml`;
      return { severity: "warning", ...place, message: "no program runs here", hint };
    });
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
    if (status === "stopped") this.end = this.stoppedBy();
    else if (status !== "running") this.end = status;
    else if (this.sim.now >= this.until) this.end = "limit";
    onProgress?.(this.sim.now, this.until);
    return this.end === undefined;
  }

  /** The scenario has failed; or it is done, and what this instant still brings happens. */
  private stoppedBy(): RunEnd {
    if (!this.scenario?.finished) return "scenario";
    this.sim.runUntil(this.sim.now);
    return "limit";
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
      tests: this.bench.tests,
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
export function succeeded({ end, scenario, tests = [] }: RunResult): boolean {
  return (end === "finished" || end === "limit") && (scenario?.ok ?? true) && !tests.some(isBad);
}
