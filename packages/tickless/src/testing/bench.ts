import { until as condition, type asyncio, type Nanos, type Simulation, type Trace } from "@tickless/sim-core";
import { UsageError } from "@tickless/sim-core";
import { faultsOf, type Fault } from "../runner/faults.js";
import type { Input } from "../runner/model.js";
import type { ProjectRun } from "../runner/run.js";
import { Bus } from "./bus.js";
import { TestFailure } from "./failure.js";
import { unknown } from "./lookup.js";
import { Part } from "./part.js";
import { endOf, pass, type Stuck } from "./pass.js";
import { Probe } from "./probe.js";
import { probeName } from "./probe-name.js";
import { Serial } from "./serial.js";
import { situation } from "./situation.js";
import { tasksAt, type TaskView } from "./tasks.js";
import { rangeText, type End, type View } from "./view.js";

/** What numbers count as high from, unless a probe is told otherwise. */
const HALF = 0.5;

/** How a simulation's time is cut into slices: the length of the nth, ns. For laws that say that it makes no difference. */
export type Slicing = (n: number) => Nanos;

/**
 * A project on the bench of whoever tests it: real firmware on a simulated board. Time stands still until a method lets it pass;
 * everything is synchronous. All queries are answered from the recording.
 */
export class Bench implements View {
  readonly serial: Serial;
  private readonly stuck: Stuck = { end: undefined };
  private slices = 0;
  /** Time passes just now: whoever asks does so from inside, as a process. */
  private passing = false;

  constructor(
    private readonly project: ProjectRun,
    private readonly slicing?: Slicing,
  ) {
    const mcu = this.simulation.mcus[0];
    if (!mcu) throw new UsageError(`${project.project.name}: the project has no microcontroller board`);
    this.serial = new Serial(this, mcu, (text) => mcu.serial.input(new TextEncoder().encode(text)));
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

  get title(): string {
    return `${this.project.project.name}, seed ${this.seed}`;
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
    return this.runTo(this.now + duration);
  }

  /** Lets time pass up to this moment. Throws UsageError when it is over, TestFailure when the scenario played fails. */
  runTo(time: Nanos): this {
    if (!Number.isSafeInteger(time))
      throw new UsageError(`${time} is no time: write whole nanoseconds, with ms() or s()`);
    if (time < this.now) throw new UsageError(`${time} ns is over: it is ${this.now} ns now`);
    while (this.slicing && this.now < time) {
      this.advance(Math.min(time, this.now + Math.max(1, this.slicing(this.slices++))));
      if (this.stuck.end?.kind === "reset-loop") return this;
    }
    this.advance(time);
    return this;
  }

  /**
   * Lets time pass until the condition holds, looked at now and whenever something happens, and stops there; gives the time.
   * Throws TestFailure when it does not come to hold `within` so many ns.
   */
  until(holds: () => boolean, { within }: { readonly within: Nanos }): Nanos {
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
    simulation.spawn("until", wait());
    const met = (): boolean => state === "met";
    this.advance(from + within, met, () => (holds() ? ((state = "met"), true) : false));
    if (met()) return this.now;
    state = "given up";
    const range = rangeText({ from, to: this.now });
    const message = `waited in vain ${range} for ${holds.toString()}`;
    throw new TestFailure(`${message}\n${situation({ view: this, at: this.now })}`, this.now);
  }

  /** A part of the board, by its id in the diagram. Throws UsageError when there is none. */
  part(id: string): Part {
    const { parts } = this.simulation.board;
    const part = parts.find((other) => other.id === id);
    if (part) return new Part(this, id, part.description.type);
    const ids = parts.map((other) => other.id);
    throw unknown("part", id, ids);
  }

  /**
   * A probe on a wire: "GP14" of the first board, "pico:GP14", or a part's pin, "btn1:2.l", whose wire leads to a board's pin.
   * Throws UsageError when there is no such pin, or nothing records its wire.
   */
  pin(name: string): Probe {
    return this.track(probeName(this.simulation.board, this.boards, name));
  }

  /**
   * A probe on any track of the recording ("pico.GP14", "led1.brightness", "btn1.contact"). Numbers count as high from
   * `threshold` on, 0.5 by default. Throws UsageError when there is no such track.
   */
  track(name: string, { threshold = HALF }: { readonly threshold?: number } = {}): Probe {
    const track = this.trace.get(name);
    if (track) return new Probe(this, track, threshold);
    const part = name.split(".")[0] as string;
    const names = this.trace.tracks.map((other) => other.name);
    const near = names.filter((other) => other.startsWith(`${part}.`));
    throw unknown("track", name, near.length > 0 ? near : names);
  }

  /** An I2C bus of the first board: "i2c0". */
  bus(name: string): Bus {
    const prefix = `${this.boards[0]}.`;
    const buses = this.trace.tracks.filter(({ kind, name: other }) => kind === "i2c" && other.startsWith(prefix));
    const names = buses.map((bus) => bus.name.slice(prefix.length));
    if (!names.includes(name)) throw unknown("bus", name, names);
    return new Bus(this.track(prefix + name));
  }

  /** The program's tasks at a moment (default now), in order of their creation. */
  tasks(at?: Nanos): TaskView[] {
    return tasksAt(this, this.boards[0] as string, at);
  }

  /**
   * Starts a process beside the program: a generator that waits with `yield*` for `delay`, `edge`, `serialLine`, `condition`,
   * `first`, and acts on the bench meanwhile. It runs whenever time passes; when it throws, that call does.
   */
  spawn(name: string, process: () => asyncio.Coroutine<unknown>): this {
    this.simulation.spawn(name, process());
    return this;
  }

  /** Does what the inputs say, at their times from now on, and lets time pass to the last of them. */
  play(inputs: readonly Input[]): this {
    const start = this.now;
    for (const input of inputs.toSorted((a, b) => a.time - b.time)) {
      this.runTo(start + input.time);
      if (input.kind === "serial") this.serial.send(input.text);
      else this.part(input.part).set(input.control, input.value);
    }
    return this;
  }

  /** Lets everything happen that is due at this moment: what a control has brought about can be seen then. */
  settle(): void {
    if (!this.passing) this.advance(this.now);
  }

  /** `stopped`: somebody stopped the simulation; `programEnded`: the program did. Each says whether to leave it there. */
  private advance(time: Nanos, stopped = (): boolean => false, programEnded = (): boolean => false): void {
    if (this.passing) throw new UsageError("time passes by itself here: in a process write yield* delay(…) instead");
    this.passing = true;
    try {
      pass(this.simulation, time, this.stuck, { stopped: () => stopped() || this.scenarioFailed(), programEnded });
    } finally {
      this.passing = false;
    }
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
