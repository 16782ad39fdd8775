import {
  ms,
  TraceTap,
  type Nanos,
  type Problem,
  type RunStatus,
  type Simulation,
  type TraceDelta,
} from "@tickless/sim-core";
import type { Project } from "../project.js";
import type { BoardProgram } from "../programs.js";
import { chooseScenario, parseScenario } from "../scenario-choice.js";
import { boardModel } from "./board-model.js";
import type { FirmwareFactory } from "./firmware.js";
import { applyInput, fittingInputs, inputsWithin } from "./inputs.js";
import type { BoardModel, Input, InputNow, RunEndModel, ScenarioFailure, TrackInfo } from "./model.js";
import { pass, type Stuck } from "./pass.js";
import { DEFAULT_DURATION } from "../settings.js";
import { ProjectRun, type RunOptions } from "./run.js";
import { failure, runEnd, scenarioFailure } from "./run-end.js";

export interface RunnerOptions {
  readonly firmware: FirmwareFactory;
  /** The host's clock, ms from any origin: how much to do at a time. */
  readonly clock: () => number;
  /** Undefined: the project's, or 1. */
  readonly seed?: number | undefined;
  /** In order of time; replayed. */
  readonly inputs?: readonly Input[];
  /** File name of the scenario to play; "none"; undefined: what the settings say, or the only one. */
  readonly scenario?: string | undefined;
  /** The run ends where its scenario fails, as on the command line. */
  readonly stopsAtFailure?: boolean | undefined;
  /** Time goes on when the program has ended or waits in vain, as in a test: the board is still there. */
  readonly goesOn?: boolean | undefined;
  /** These three: undefined: as the project says. */
  readonly cpuTime?: boolean | undefined;
  readonly heapBytes?: number | undefined;
  readonly board?: string | undefined;
}

/** How long a slice should take on the host: inputs and pauses come between two of them. */
const SLICE_MS = 3;
const SHORTEST_SLICE: Nanos = ms(0.1);

/**
 * A project being run, for whoever shows it: forwards in slices, with what a person does meanwhile.
 *
 * An input is applied at the time at which the run stands, when everything of that instant has happened. Given as `inputs` to
 * another run of the same project and seed it is applied in the same place, so that both are the same, however they are sliced.
 * What a test does within an instant says where in it (see `InputTime`).
 */
export class Runner {
  readonly sim: Simulation;
  readonly seed: number;
  readonly board: BoardModel;
  readonly tracks: readonly TrackInfo[];
  /** What the project says a run's length is. */
  readonly duration: Nanos;
  /** What is doubtful about the project and the inputs; it runs all the same. */
  readonly problems: readonly Problem[];
  /** Why the run does not go on. */
  end: RunEndModel | undefined;
  scenarioFailure: ScenarioFailure | undefined;
  private readonly run: ProjectRun;
  private readonly tap: TraceTap;
  private readonly scenarioFile: string | undefined;
  /** Those that are applied when everything of their instant has happened. */
  private readonly inputs: readonly Input[];
  private nextInput = 0;
  private readonly stuck: Stuck;
  private slice: Nanos = ms(1);

  /** Throws UsageError, and ProjectError with every mistake in the project. See `problemsOf`. */
  constructor(
    readonly project: Project,
    private readonly options: RunnerOptions,
  ) {
    const { firmware, clock, inputs = [] } = options;
    const chosen = chooseScenario(project, options.scenario);
    const parsed = chosen && parseScenario(chosen);
    this.scenarioFile = chosen?.file;
    this.run = new ProjectRun(project, {
      firmware,
      clock,
      ...given(options),
      ...(parsed ? { scenario: parsed.scenario } : {}),
    });
    this.sim = this.run.sim;
    this.stuck = { end: undefined, programs: this.run.programs };
    this.seed = this.run.seed;
    this.duration = project.settings.duration ?? DEFAULT_DURATION;
    const fitting = fittingInputs(this.sim, inputs);
    this.inputs = fitting.inputs.filter(({ rows }) => rows === undefined);
    this.problems = [...this.run.warnings, ...(parsed?.problems ?? []), ...fitting.problems];
    this.board = boardModel(this.sim, project, this.run.programs);
    this.tracks = this.sim.trace.tracks.map(({ name, kind }) => ({ name, kind }));
    this.tap = new TraceTap(this.sim.trace);
    const within = fitting.inputs.filter(({ rows }) => rows !== undefined);
    const early = within.filter(({ rows }) => rows === 0);
    for (const input of early) applyInput(this.sim, input);
    if (within.length > early.length) this.sim.spawn("inputs", inputsWithin(this.sim, within.slice(early.length)));
  }

  /** How far virtual time has come. */
  get now(): Nanos {
    return this.sim.now;
  }

  /** Runs on to `limit`, but not much longer than `budgetMs`. Returns whether there is more to run before `limit`. */
  step(budgetMs: number, limit: Nanos): boolean {
    const started = this.options.clock();
    let spent = 0;
    do {
      if (!this.runSlice(limit)) return false;
      const before = spent;
      spent = this.options.clock() - started;
      this.slice = spent - before < SLICE_MS ? this.slice * 2 : Math.max(SHORTEST_SLICE, Math.floor(this.slice / 2));
    } while (spent < budgetMs);
    return true;
  }

  /**
   * Applies an input now. Returns it with its time, or undefined when the run has ended; a program that waits in vain may be
   * waiting for just this. Throws UsageError when there is no such control, or it does not take the value.
   */
  input(input: InputNow): Input | undefined {
    if (this.end && this.end.kind !== "deadlock") return undefined;
    // What was to come at this instant comes first.
    while (!this.end && this.advance(this.now));
    if (this.end && this.end.kind !== "deadlock") return undefined;
    const timed: Input = { ...input, time: this.now };
    applyInput(this.sim, timed);
    this.end = undefined;
    return timed;
  }

  /** What was recorded since the last time. */
  take(): TraceDelta {
    return this.tap.take(this.now);
  }

  /** What runs on which board. */
  get programs(): readonly BoardProgram[] {
    return this.run.programs;
  }

  /** 32 hex digits, of all that was recorded so far. */
  fingerprint(): string {
    return this.sim.trace.fingerprint();
  }

  /** One slice; returns whether there is more to run before `limit`. */
  private runSlice(limit: Nanos): boolean {
    if (this.end) return false;
    const more = this.advance(Math.min(limit, this.now + this.slice));
    return !this.end && (more || this.now < limit);
  }

  /** Runs to `target`, or to the next input before it, and applies what is due there. Returns whether more is due by then. */
  private advance(target: Nanos): boolean {
    const next = this.inputs[this.nextInput];
    const until = Math.min(target, next?.time ?? target);
    try {
      const status = this.options.goesOn ? this.pass(until) : this.runUntil(until);
      if (status === "deadlock" && next) {
        // Nothing happens until the input comes that may change that.
        this.sim.passTo(until);
        this.end = undefined;
      } else if (status === "running") this.end = undefined;
      else if (status === "stopped") this.end = { kind: "scenario", message: this.scenarioFailure?.message ?? "" };
      else this.end = runEnd(this.sim, status, this.run.programs);
      if (this.end || !next || next.time > this.now) return false;
      this.nextInput++;
      applyInput(this.sim, next);
      return true;
    } catch (error) {
      this.end = failure(error);
      return false;
    }
  }

  /** As a test lets time pass. */
  private pass(until: Nanos): RunStatus {
    pass(this.sim, until, this.stuck, { stopped: () => false, programEnded: () => false });
    return this.stuck.end?.kind === "reset-loop" ? "reset-loop" : "running";
  }

  /** A failed scenario stops the simulation, once; if it is to go on, it does. */
  private runUntil(until: Nanos): RunStatus {
    for (;;) {
      const status = this.sim.runUntil(until);
      if (status !== "stopped") return status;
      const { scenario } = this.run;
      if (scenario && !scenario.ok) this.scenarioFailure = scenarioFailure(scenario, this.scenarioFile);
      if (this.options.stopsAtFailure) return status;
    }
  }
}

/** Those of a run's options that were given. */
function given({ seed, cpuTime, heapBytes, board }: RunnerOptions): Partial<RunOptions> {
  const options = Object.entries({ seed, cpuTime, heapBytes, board });
  return Object.fromEntries(options.filter(([, value]) => value !== undefined));
}
