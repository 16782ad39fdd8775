import { writeFileSync } from "node:fs";
import {
  asyncio,
  drivableNet,
  formatProblem,
  formatTime,
  ModelError,
  until as condition,
  type Nanos,
  type Simulation,
  type Trace,
} from "@tickless/sim-core";
import { UsageError } from "@tickless/sim-core";
import type { TextFile } from "../project.js";
import { baseName } from "../project-files.js";
import { recordingOf, TEST } from "../recording/project.js";
import { faultsOf, type Fault } from "../runner/faults.js";
import { applyInput } from "../runner/inputs.js";
import type { Input, InputNow } from "../runner/model.js";
import { endOf, pass, type Stuck } from "../runner/pass.js";
import type { ProjectRun } from "../runner/run.js";
import { Runner } from "../runner/runner.js";
import { NO_SCENARIO } from "../scenario-choice.js";
import { coroutineOf, durationOf, textOf, shown, withinOf } from "./arguments.js";
import type { Bus } from "./bus.js";
import { busOf } from "./buses.js";
import { engineFor } from "./engine.js";
import { TestFailure } from "./failure.js";
import { unknown } from "./lookup.js";
import { Part } from "./part.js";
import { placesIn, type Places } from "./places.js";
import { Probe, probesIn } from "./probe.js";
import { vcdInputs, type PlayOptions } from "./play-vcd.js";
import { probeName } from "./probe-name.js";
import { partAndPin } from "../measure/wire-track.js";
import { Serial } from "./serial.js";
import { situation } from "./situation.js";
import { tasksAt, type TaskView } from "./tasks.js";
import type { SpiBus } from "./spi.js";
import type { Uart } from "./uart.js";
import { rangeText, type End, type View } from "./view.js";

/** What numbers count as high from, unless a probe is told otherwise. */
const HALF = 0.5;

/** How a simulation's time is cut into slices: the length of the nth, ns. For laws that say that it makes no difference. */
export type Slicing = (n: number) => Nanos;

/** What a bench knows of its project besides the run. */
export interface BenchOptions {
  readonly slicing?: Slicing | undefined;
  /** For the recording: what was given instead of what the project says. */
  readonly cpuTime?: boolean | undefined;
  readonly scenario?: TextFile | undefined;
}

/**
 * A project on the bench of whoever tests it: real firmware on a simulated board. Time stands still until a method lets it pass;
 * everything is synchronous. All queries are answered from the recording.
 */
export class Bench implements View {
  readonly serial: Serial;
  private readonly stuck: Stuck;
  private slices = 0;
  /** Time passes just now: whoever asks does so from inside, as a process. */
  private passing = false;
  /** Something has happened already, at time 0 at least. */
  private begun = false;
  private inputs: Input[] = [];
  /** What a process has thrown. */
  private crash: ModelError | undefined;
  /** A model has failed in the middle of something: the simulation is only to be looked at. */
  private broken = false;

  constructor(
    private readonly project: ProjectRun,
    private readonly options: BenchOptions = {},
  ) {
    this.stuck = { end: undefined, programs: project.programs };
    this.serial = this.serialOf();
  }

  /**
   * The serial console of one of several boards; without an id as `serial`: of the board that runs the project's own program, else
   * the first. Throws UsageError: there is no such board.
   */
  serialOf(board?: string): Serial {
    const mcu = this.simulation.console(board);
    if (!mcu) throw unknown("board", String(board), this.boards);
    const named = board === undefined ? {} : { board };
    return new Serial(this, mcu, (text) => this.apply({ kind: "serial", text, ...named }));
  }

  /** The simulation itself, for what the bench does not offer. */
  get simulation(): Simulation {
    return this.project.sim;
  }

  /** The recording so far. */
  get trace(): Trace {
    return this.simulation.trace;
  }

  /** Virtual time, ns. */
  get now(): Nanos {
    return this.simulation.now;
  }

  get seed(): number {
    return this.project.seed;
  }

  /** The project's. */
  get name(): string {
    return this.project.project.name;
  }

  get title(): string {
    return `${this.name}, seed ${this.seed}`;
  }

  get boards(): readonly string[] {
    return this.simulation.mcus.map(({ id }) => id);
  }

  /** How the program ended, or why it does not go on; undefined while it does. */
  get end(): End | undefined {
    return endOf(this.simulation, this.stuck);
  }

  /** All faults of the modelled world so far. */
  get faults(): Fault[] {
    return faultsOf(this.trace);
  }

  /** 32 hex digits of all that was recorded: equal when, and only when, everything observable was. */
  get fingerprint(): string {
    return this.trace.fingerprint();
  }

  /** Lets so many ns of virtual time pass; also when the program has ended meanwhile (see `end`). Not for processes. */
  run(duration: Nanos): this {
    return this.runTo(this.now + durationOf(duration, "run"));
  }

  /** Lets time pass up to this moment. Throws UsageError when it is over, TestFailure when the scenario played fails. */
  runTo(time: Nanos): this {
    durationOf(time, "runTo");
    if (time < this.now) throw new UsageError(`${formatTime(time)} is over: it is ${formatTime(this.now)} now`);
    const { slicing } = this.options;
    while (slicing && this.now < time) {
      this.advance(Math.min(time, this.now + Math.max(1, slicing(this.slices++))));
      if (this.stuck.end?.kind === "reset-loop") return this;
    }
    this.advance(time);
    return this;
  }

  /**
   * Lets time pass until the condition holds, looked at now and whenever something happens, and stops there; gives the time.
   * Throws TestFailure when it does not come to hold `within` so many ns.
   */
  until(holds: () => boolean, options: { readonly within: Nanos }): Nanos {
    const within = withinOf(options);
    if (typeof holds !== "function") throw new UsageError(`until: ${shown(holds)} is no condition: write () => …`);
    const from = this.now;
    if (holds()) return from;
    let state: "waiting" | "met" | "given up" = "waiting";
    const { simulation } = this;
    function* wait(): asyncio.Coroutine {
      yield* condition(() => state !== "waiting" || holds());
      if (state !== "waiting") return;
      state = "met";
      simulation.stop();
    }
    simulation.spawn("until", this.guarded("until", wait()));
    const met = (): boolean => state === "met";
    this.advance(from + within, met, () => (holds() ? ((state = "met"), true) : false));
    if (met()) return this.now;
    state = "given up";
    const range = rangeText({ from, to: this.now });
    const message = `waited in vain ${range} for ${holds.toString()}`;
    const probes = probesIn(holds);
    throw new TestFailure(`${message}\n${situation({ view: this, at: this.now, probes })}`, this.now);
  }

  /** A part of the board, by its id in the diagram. Throws UsageError when there is none. */
  part(id: string): Part {
    const { parts } = this.simulation.board;
    const part = parts.find((other) => other.id === textOf(id, "part"));
    if (part) return new Part(this, id, part.description.type);
    const ids = parts.map((other) => other.id);
    throw unknown("part", id, ids);
  }

  /**
   * A probe on a wire: "GP14" of the first board, "pico:GP14", or a part's pin, "btn1:2.l", whose wire leads to a board's pin.
   * Throws UsageError when there is no such pin, or nothing records its wire.
   */
  pin(name: string): Probe {
    const { track } = this.track(probeName(this.simulation.board, this.boards, textOf(name, "pin")));
    const [part, pin] = partAndPin(name, this.boards);
    return new Probe(this, track, HALF, (value) => this.apply({ kind: "pin", part, pin, value }));
  }

  /**
   * A probe on any track of the recording ("pico.GP14", "led1.brightness", "btn1.contact"). Numbers count as high from
   * `threshold` on, 0.5 by default. Throws UsageError when there is no such track.
   */
  track(name: string, { threshold = HALF }: { readonly threshold?: number } = {}): Probe {
    const track = this.trace.get(textOf(name, "track"));
    if (track) return new Probe(this, track, threshold);
    const part = name.split(".")[0] as string;
    const names = this.trace.tracks.map((other) => other.name);
    const near = names.filter((other) => other.startsWith(`${part}.`));
    throw unknown("track", name, near.length > 0 ? near : names);
  }

  /**
   * A bus of the first board, or of another, "esp:uart2": an I2C bus, "i2c0", an SPI bus, "spi0" or "softspi0", or a UART, "uart0".
   */
  bus(name: `uart${number}` | `${string}:uart${number}`): Uart;
  bus(name: `spi${number}` | `softspi${number}` | `${string}:spi${number}` | `${string}:softspi${number}`): SpiBus;
  bus(name: string): Bus;
  bus(name: string): Bus | SpiBus | Uart {
    return busOf(this, name, (track) => this.track(track));
  }

  /** The tasks of the first board's program at a moment (default now), in order of their creation. */
  tasks(at?: Nanos): TaskView[] {
    return this.tasksOf(this.boards[0] as string, at);
  }

  /** Those of any board. Throws UsageError: there is no such board. */
  tasksOf(board: string, at?: Nanos): TaskView[] {
    if (!this.boards.includes(board)) throw unknown("board", board, this.boards);
    return tasksAt(this, board, at);
  }

  /**
   * Starts a process beside the program: a generator that waits with `yield*` for `delay`, `edge`, `serialLine`, `condition`,
   * `first`, and acts on the bench meanwhile. It runs whenever time passes; when it throws, that call does.
   */
  spawn(name: string, process: () => asyncio.Coroutine<unknown>): this {
    this.simulation.spawn(name, this.guarded(name, coroutineOf(name, process)));
    return this;
  }

  /** Does what the inputs say, at their times from now on, and lets time pass to the last of them. */
  play(inputs: readonly Input[]): this {
    const start = this.now;
    for (const input of inputs.toSorted((a, b) => a.time - b.time)) {
      this.runTo(start + input.time);
      if (input.kind === "serial") this.serial.send(input.text);
      else if (input.kind === "pin") this.apply(input);
      else this.part(input.part).set(input.control, input.value);
    }
    return this;
  }

  /**
   * Where a board's program stood at a moment, by its tasks. For a moment that is over, the run up to then is run again. A task
   * that ran stood where it did the last of what it did then.
   */
  places(board: string, at: Nanos): Places {
    if (at >= this.now || this.broken) return placesIn(this.simulation, this.project.programs, board);
    const running = tasksAt(this, board, at).filter(({ state, since }) => state === "running" && since < at);
    const runner = this.again(at);
    while (at > 0 && runner.step(1, at - 1));
    const before = placesIn(runner.sim, runner.programs, board);
    while (runner.step(1, at));
    const places = new Map(placesIn(runner.sim, runner.programs, board));
    for (const id of [0, ...running.map((task) => task.id)]) {
      const place = before.get(id);
      if (place) places.set(id, place);
    }
    return places;
  }

  /** The same run, to be run up to a moment. */
  private again(at: Nanos): Runner {
    const { project, seed } = this.project;
    const { cpuTime, scenario } = this.options;
    return new Runner(project, {
      firmware: engineFor(project),
      clock: () => 0,
      seed,
      cpuTime,
      inputs: this.inputs.filter(({ time }) => time <= at),
      scenario: scenario ? baseName(scenario.file) : NO_SCENARIO,
      goesOn: true,
    });
  }

  /**
   * Does something to the board, now: when everything of this moment has happened; in a process, before the programs' turn. What
   * a control brings about at this moment can be seen then. Throws UsageError when the board does not take it.
   */
  apply(input: InputNow): void {
    if (this.begun) this.settle();
    const { now } = this;
    const within = this.passing || !this.begun;
    const rows = within ? { rows: this.begun ? this.simulation.recorder.rows : 0 } : {};
    applyInput(this.simulation, input);
    // When the simulation went back to a snapshot, what was done later has not been.
    if ((this.inputs.at(-1)?.time ?? 0) > now) this.inputs = this.inputs.filter(({ time }) => time <= now);
    this.inputs.push({ ...input, ...rows, time: now });
    if (input.kind === "control") this.settle();
  }

  /**
   * The run so far as a .tickless file: the project, its seed and options, what the test did, and all that happened. `tickless
   * replay` runs it again, `tickless view` shows it. What a test does to `simulation` itself is not in it. Throws UsageError when
   * nothing is recorded, or time is passing.
   */
  recording(): Uint8Array {
    const { project, trace, seed, options, inputs } = this;
    if (!this.simulation.recorder.enabled)
      throw new UsageError("there is no recording: it was simulated with record: false");
    if (this.passing) throw new UsageError("a recording is made when time stands still, not by a process");
    if (!this.broken) this.settle();
    const { cpuTime, scenario } = options;
    return recordingOf({
      project: project.project,
      trace,
      seed,
      end: this.now,
      until: this.now,
      ended: TEST,
      inputs: [...inputs],
      options: cpuTime === undefined ? {} : { cpuTime },
      scenario,
    });
  }

  /** Writes the recording to a file, "failed.tickless" (relative to the working directory). */
  save(file: string): this {
    writeFileSync(file, this.recording());
    return this;
  }

  /**
   * Plays a capture of a logic analyser onto pins, by their names the signals': `{ D0: "GP14" }`. Time passes until its end, where it
   * lets go of them. Throws UsageError when there is no such file, signal or pin, and ProjectError when the file is no VCD.
   */
  playVcd(file: string | URL, pins: Readonly<Record<string, string>>, options: PlayOptions = {}): this {
    const named = Object.entries(pins).map(([signal, name]) => {
      const [part, pin] = partAndPin(name, this.boards);
      const wire = drivableNet(this.simulation.board, part, pin);
      if ("message" in wire) throw new UsageError(formatProblem({ severity: "error", file: name, ...wire }));
      return { signal, part, pin };
    });
    return this.play(vcdInputs(file, named, options));
  }

  /** Lets everything happen that is due at this moment. */
  private settle(): void {
    if (!this.passing) this.advance(this.now);
  }

  /** What a process throws ends the passing of time between two events, so that the simulation stays whole. */
  private *guarded(name: string, process: asyncio.Coroutine<unknown>): asyncio.Coroutine {
    try {
      yield* process;
    } catch (error) {
      if (error instanceof asyncio.CancelledError) throw error;
      const message = error instanceof Error ? error.message || error.name : String(error);
      this.crash ??= new ModelError(message, this.now, `test bench '${name}'`, { cause: error });
      this.simulation.stop();
    }
  }

  /** `stopped`: somebody stopped the simulation; `programEnded`: the program did. Each says whether to leave it there. */
  private advance(time: Nanos, stopped = (): boolean => false, programEnded = (): boolean => false): void {
    if (this.passing) throw new UsageError("time passes by itself here: in a process write yield* delay(…) instead");
    this.passing = true;
    this.begun = true;
    try {
      const over = (): boolean => stopped() || this.crash !== undefined || this.scenarioFailed();
      pass(this.simulation, time, this.stuck, { stopped: over, programEnded });
    } catch (error) {
      this.broken ||= !(error instanceof TestFailure);
      throw error;
    } finally {
      this.passing = false;
    }
    const { crash } = this;
    this.crash = undefined;
    if (crash) throw crash;
  }

  /** Throws TestFailure when the scenario has failed. */
  private scenarioFailed(): false {
    const { scenario } = this.project;
    if (!scenario || scenario.ok) return false;
    const line = scenario.line === undefined ? "" : `line ${scenario.line}: `;
    const message = `the scenario failed: ${line}${scenario.message}`;
    throw new TestFailure(`${message}\n${situation({ view: this, at: scenario.time })}`, scenario.time);
  }
}
