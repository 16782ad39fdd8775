import { ms, type Nanos, type Simulation } from "@tickless/sim-core";
import { displayText } from "../measure/display-text.js";
import { hasLevels, levelsOf, type LevelChange } from "../measure/levels.js";
import { unknown } from "../measure/lookup.js";
import { dutyOf, edgesOf, frequencyOf } from "../measure/measures.js";
import { wireTrack } from "../measure/wire-track.js";
import { displayAt, pictureText } from "../show/display.js";
import { faultsOf } from "./faults.js";
import type { FirmwareFactory } from "./firmware.js";

/** "not run": it was to be, and the run ended before. */
export type PythonOutcome =
  "passed" | "failed" | "error" | "skipped" | "expected failure" | "unexpected success" | "running" | "not run";

/** A test in Python that ran on the board. */
export interface PythonTest {
  /** "TestFoo.test_bar", or a function's name. */
  readonly name: string;
  readonly outcome: PythonOutcome;
  /** Traceback, or why it was left out. */
  readonly text: string;
  /** When it began and ended, ns of virtual time. */
  readonly from: Nanos;
  readonly to: Nanos;
}

export const isBad = ({ outcome }: PythonTest): boolean => !["passed", "skipped", "expected failure"].includes(outcome);

const LEVELS: Readonly<Record<string, number>> = { "0": 0, "1": 1, x: 2, z: 3 };
const RESET = "the board was reset while the test ran";

/**
 * The bench as a test that runs on the board knows it: what the Python modules `tickless` and `unittest` ask for and tell. All
 * of it happens at the board's own time, so it belongs to the program and not to its inputs.
 */
export class PythonBench {
  private readonly all = new Map<string, PythonTest>();
  private current: string | undefined;

  constructor(
    private readonly sim: Simulation,
    private readonly firmware: FirmwareFactory,
  ) {}

  /** In the order in which they run; undefined when the program has not begun to run tests. */
  get tests(): PythonTest[] | undefined {
    if (this.all.size === 0) return undefined;
    const { now } = this.sim;
    return [...this.all.values()].map((test) => (test.outcome === "running" ? { ...test, to: now } : test));
  }

  /** Answers a call of the HAL's `bench`. What the program has got wrong is a text that begins with "!". */
  call(what: string, a: string, b: string, value: number): string | number {
    const answer = this.answers[what];
    if (!answer) return `!there is no '${what}'`;
    try {
      return answer(a, b, value) ?? 1;
    } catch (error) {
      return `!${(error as Error).message}`;
    }
  }

  private readonly answers: Readonly<
    Record<string, (a: string, b: string, value: number) => string | number | undefined>
  > = {
    tests: (names) => this.plan(names === "" ? [] : names.split("\n")),
    test: (name) => Number(this.begin(name)),
    result: (outcome, text) => this.finish(outcome as PythonOutcome, text),
    part: (id) => this.checkPart(id),
    fault: (part, name) => this.sim.faultValue(part, name),
    heal: (part, name) => this.heal(part, name),
    set: (part, control, value) => void this.sim.setControl(part, control, value),
    send: (text) => void this.sim.console()?.serial.input(new TextEncoder().encode(text)),
    printed: () => this.sim.trace.at(this.sim.now).text(`${this.sim.console()?.id}.serial`),
    get: (part, name) => this.number(part, name),
    level: (pin) => LEVELS[String(this.levels(pin, 0)[0]?.level ?? "z")],
    edges: (pin, _, over) => edgesOf(this.levels(pin, over)).length,
    duty: (pin, _, over) => dutyOf(this.levels(pin, over), this.since(over), this.sim.now),
    frequency: (pin, _, over) => frequencyOf(this.levels(pin, over)),
    text: (part) => displayText(this.sim.trace, part, this.sim.now, this.firmware),
    picture: (part) => pictureText(displayAt(this.sim.trace, part, this.sim.now)).trimEnd(),
    faults: () => {
      const faults = faultsOf(this.sim.trace).map(({ part, message }) => `${part}: ${message}`);
      return faults.join("\n");
    },
  };

  /** A board that was reset begins again: the test that did it has failed, and those before it are not run again. */
  private plan(names: readonly string[]): undefined {
    if (this.current !== undefined) this.finish("error", RESET);
    for (const name of names) {
      if (!this.all.has(name)) this.all.set(name, { name, outcome: "not run", text: "", from: 0, to: 0 });
    }
  }

  private begin(name: string): boolean {
    const test = this.all.get(name);
    if (test?.outcome !== "not run") return false;
    const { now } = this.sim;
    this.all.set(name, { ...test, outcome: "running", from: now, to: now });
    this.current = name;
    return true;
  }

  private finish(outcome: PythonOutcome, text: string): undefined {
    const test = this.all.get(this.current ?? "");
    if (test) this.all.set(test.name, { ...test, outcome, text, to: this.sim.now });
    this.current = undefined;
  }

  private checkPart(id: string): undefined {
    const ids = this.sim.board.parts.map((part) => part.id);
    if (!ids.includes(id)) throw unknown("part", id, ids);
  }

  private heal(part: string, name: string): undefined {
    if (name !== "") return void this.sim.setFault(part, name, 0);
    const cursor = this.sim.trace.at(this.sim.now);
    for (const control of this.sim.controls(part)) {
      // One that never was leaves no trace.
      const broken = control.kind === "fault" && (cursor.number(`${part}.${control.name}`) ?? 0) !== 0;
      if (broken) this.sim.setFault(part, control.name, 0);
    }
  }

  private number(part: string, name: string): number {
    const { trace, now } = this.sim;
    const prefix = `${part}.`;
    const value = trace.get(prefix + name) && trace.at(now).number(prefix + name);
    if (value !== undefined) return value;
    const tracks = trace.tracks.filter((track) => track.name.startsWith(prefix) && hasLevels(track));
    throw unknown(
      `output or control of ${part}`,
      name,
      tracks.map((track) => track.name.slice(prefix.length)),
    );
  }

  private since(over: number): Nanos {
    const since = Math.max(0, this.sim.now - ms(over));
    if (since >= this.sim.now && over > 0) throw new Error("no time has passed yet to be measured");
    return since;
  }

  private levels(pin: string, over: number): LevelChange[] {
    const { board, mcus, trace, now } = this.sim;
    const boards = mcus.map(({ id }) => id);
    const track = trace.get(wireTrack(board, boards, pin));
    return track ? [...levelsOf(trace, track, 0.5, this.since(over), now)] : [];
  }
}
