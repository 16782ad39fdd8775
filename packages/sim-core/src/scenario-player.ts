import { utf8ToBytes } from "@noble/hashes/utils.js";
import type { Watch } from "./device.js";
import { ProjectError, UsageError } from "./errors.js";
import { checkScenario } from "./scenario-check.js";
import {
  flattenSteps,
  isCheck,
  isExpectation,
  type Expectation,
  type PinLevel,
  type Scenario,
  type ScenarioAction,
  type ScenarioLook,
  type ScenarioResult,
} from "./scenario.js";
import type { Participant, Simulation } from "./simulation.js";
import { ControlCurves } from "./stimulus/control-curves.js";
import { isMotion } from "./stimulus/motion.js";
import { Stimuli, type Captures } from "./stimulus/stimuli.js";
import { formatTime, type Nanos } from "./time.js";

/** Actions of one scenario with repeats written out; above it is a mistake. */
const MAX_ACTIONS = 1_000_000;
/** Who is to blame when a step throws. */
const NAME = "the scenario";
const LEVEL_NAMES = ["0", "1", "undefined (X)", "floating (Z)"];

interface PlayerState {
  /** The action being played. */
  index: number;
  /** It has been started and needs time or a change to be done. */
  waiting: boolean;
  /** Serial output that no wait has passed over, one character a byte, by the board. */
  heard: Readonly<Record<string, string>>;
  result: ScenarioResult | null;
}

export interface ScenarioOptions {
  /** Needed for expectations of the recording. */
  readonly look?: ScenarioLook;
  /** The simulation stops at the instant at which all steps are done. */
  readonly stopsWhenDone?: boolean;
  /** What `play-vcd` plays and `follow` follows. */
  readonly captures?: Captures;
}

/**
 * Plays a scenario inside a simulation: an event of the queue like any other, so that it is as deterministic, and part of
 * snapshots. Actions of one instant run in order; a failed expectation ends it.
 */
export class ScenarioPlayer implements Participant {
  private state: PlayerState = { index: 0, waiting: false, heard: {}, result: null };
  private readonly actions: readonly ScenarioAction[];
  private readonly slot: number;
  private readonly watches = new Map<number, Watch>();
  private readonly lastSerialWait: number;
  private readonly stimuli: Stimuli;
  private readonly curves: ControlCurves;

  /** Starts at the present time. Throws ProjectError with everything in the scenario that does not fit the board. */
  constructor(
    private readonly sim: Simulation,
    private readonly scenario: Scenario,
    private readonly options: ScenarioOptions = {},
  ) {
    this.stimuli = new Stimuli(sim, scenario, options.captures ?? new Map());
    this.curves = new ControlCurves(sim, scenario, options.captures ?? new Map());
    const problems = [...checkScenario(sim, scenario, options.look), ...this.stimuli.problems, ...this.curves.problems];
    if (problems.length > 0) throw new ProjectError(problems);
    this.actions = flattenSteps(scenario.steps, MAX_ACTIONS);
    if (this.actions.length > MAX_ACTIONS) {
      throw new UsageError(`${scenario.file ?? "the scenario"}: more than ${MAX_ACTIONS} steps with all repeats`);
    }
    this.lastSerialWait = this.actions.findLastIndex((action) => action.kind === "wait-serial");
    this.slot = sim.declare(NAME, () => this.wake());
    for (const action of this.actions) if (action.kind === "wait-pin") this.declareWatch(this.netOf(action));
    for (const id of this.heardBoards()) sim.console(id)?.serial.onOutput((bytes) => this.hear(id, bytes));
    this.stimuli.connect();
    this.curves.connect();
    sim.addParticipant(this);
    sim.queue.schedule(this.slot, sim.now);
  }

  /** Something of it is due at a known time. A wait without a time-out does not keep a run going by itself. */
  get busy(): boolean {
    return this.sim.queue.isPending(this.slot);
  }

  /** All steps were played, or one failed. */
  get ended(): boolean {
    return this.state.result !== null;
  }

  /** How it ended, or, while it goes on, what the result is if the run ends now. */
  get result(): ScenarioResult {
    const { result, index } = this.state;
    if (result) return result;
    const ok = !this.actions.slice(index).some(isCheck);
    return this.resultAt(ok, `the run ended before ${describe(this.actions[index] as ScenarioAction)}`);
  }

  snapshot(): unknown {
    return { ...this.state };
  }

  restore(state: unknown): void {
    this.state = { ...(state as PlayerState) };
  }

  /** The slot fires: a delay is over, the text waited for has come, or a wait's time ran out. */
  private wake(): void {
    const action = this.actions[this.state.index];
    if (action && this.state.waiting) {
      // Its last event of this instant may be still to come.
      if (action.kind === "wait-vcd" && !this.isMet(action)) return void this.waitUntil(this.sim.now);
      if (action.kind !== "delay" && action.kind !== "at" && !this.isMet(action)) return this.timeOut(action);
      this.pass(action);
    }
    this.proceed();
  }

  private proceed(): void {
    for (;;) {
      const action = this.actions[this.state.index];
      if (!action) return this.finish();
      if (!this.perform(action)) return;
      this.pass(action);
    }
  }

  /** The action is done. */
  private pass(action: ScenarioAction): void {
    const { state } = this;
    if (action.kind === "wait-serial") {
      const pattern = toBinary(utf8ToBytes(action.text));
      const heard = this.heardBy(action);
      this.setHeard(action, heard.slice(heard.indexOf(pattern) + pattern.length));
    }
    if (action.kind === "wait-pin") this.watch(action, false);
    this.sim.queue.cancel(this.slot);
    state.waiting = false;
    state.index++;
    if (state.index > this.lastSerialWait) state.heard = {};
  }

  /** Boards whose serial output is waited for. */
  private heardBoards(): Set<string> {
    return new Set(this.actions.flatMap((action) => (action.kind === "wait-serial" ? this.boardOf(action) : [])));
  }

  private boardOf({ board }: { readonly board?: string }): string {
    return this.sim.console(board)?.id ?? "";
  }

  private heardBy(of: { readonly board?: string }): string {
    return this.state.heard[this.boardOf(of)] ?? "";
  }

  private setHeard(of: { readonly board?: string }, text: string): void {
    this.state.heard = { ...this.state.heard, [this.boardOf(of)]: text };
  }

  /** Starts an action; returns whether it is done already. */
  private perform(action: ScenarioAction): boolean {
    const { sim } = this;
    if (isExpectation(action)) return this.expect(action);
    if (isMotion(action)) {
      this.curves.start(action);
      return true;
    }
    switch (action.kind) {
      case "delay":
        return action.duration === 0 || this.waitUntil(sim.now + action.duration);
      case "at":
        if (action.time < sim.now) return this.fail(`it is later than ${formatTime(action.time)} already`);
        return action.time === sim.now || this.waitUntil(action.time);
      case "set-control":
        sim.setControl(action.part, action.control, action.value);
        return true;
      case "fault":
        sim.setFault(action.part, action.fault, action.value);
        return true;
      case "write-serial":
        sim.console(action.board)?.serial.input(Uint8Array.from(action.data));
        return true;
      case "drive-pin":
        sim.drivePin(action.part, action.pin, action.value);
        return true;
      case "play-vcd":
        this.stimuli.start(action);
        return true;
      case "stop-vcd":
        this.stimuli.stop(action.file);
        return true;
      case "wait-vcd":
        return this.isMet(action) || this.waitUntil(this.stimuli.endOf(action.file) as Nanos);
      case "expect-pin":
        return this.isMet(action) || this.fail(`expected ${pinText(action)}, it is ${this.levelText(action)}`);
      case "wait-serial":
      case "wait-pin":
        if (this.isMet(action)) return true;
        if (action.kind === "wait-pin") this.watch(action, true);
        this.state.waiting = true;
        if (action.timeout !== undefined) this.waitUntil(sim.now + action.timeout);
        return false;
    }
  }

  /** A run that is not recorded has nothing to look at. */
  private expect(expectation: Expectation): boolean {
    const miss = this.sim.recorder.enabled ? this.options.look?.look(expectation) : undefined;
    return miss === undefined || this.fail(miss.message, miss.details);
  }

  private waitUntil(time: Nanos): false {
    this.state.waiting = true;
    this.sim.queue.schedule(this.slot, time);
    return false;
  }

  private isMet(action: ScenarioAction): boolean {
    if (action.kind === "wait-serial") return this.heardBy(action).includes(toBinary(utf8ToBytes(action.text)));
    if (action.kind === "wait-vcd") return this.stimuli.endOf(action.file) === undefined;
    if (action.kind !== "wait-pin" && action.kind !== "expect-pin") return true;
    return this.sim.wires.level(this.netOf(action)) === action.value;
  }

  /** Serial output came. It does so inside a firmware's run, so that the scenario goes on by an event of this instant. */
  private hear(board: string, bytes: Uint8Array): void {
    const { state, sim } = this;
    if (state.result || state.index > this.lastSerialWait) return;
    const heard = this.heardBy({ board }) + toBinary(bytes);
    this.setHeard({ board }, heard);
    const action = this.actions[state.index];
    if (!state.waiting || action?.kind !== "wait-serial" || this.boardOf(action) !== board) return;
    if (this.isMet(action)) sim.queue.schedule(this.slot, sim.now);
    // What came so far does not contain the text: only its end can still be the text's beginning.
    else this.setHeard({ board }, heard.slice(Math.max(0, heard.length - utf8ToBytes(action.text).length + 1)));
  }

  /** A watched wire changed. */
  private seen(net: number): void {
    const action = this.actions[this.state.index];
    if (!this.state.waiting || action?.kind !== "wait-pin" || this.netOf(action) !== net || !this.isMet(action)) return;
    this.pass(action);
    this.proceed();
  }

  private declareWatch(net: number): void {
    if (this.watches.has(net)) return;
    const slot = this.sim.declare(NAME, () => this.seen(net));
    const watch = this.sim.wires.watch(net, true, slot);
    watch.active = false;
    this.watches.set(net, watch);
  }

  private watch(pin: PinLevel, active: boolean): void {
    (this.watches.get(this.netOf(pin)) as Watch).active = active;
  }

  private timeOut(action: ScenarioAction & { readonly timeout?: Nanos }): void {
    if (action.kind === "wait-pin") this.watch(action, false);
    const level = action.kind === "wait-pin" ? `, it is ${this.levelText(action)}` : "";
    this.fail(`waited ${formatTime(action.timeout as Nanos)} in vain for ${target(action)}${level}`);
  }

  private fail(message: string, details?: string): false {
    this.state.result = { ...this.resultAt(false, message), ...(details === undefined ? {} : { details }) };
    this.state.waiting = false;
    this.sim.stop();
    return false;
  }

  private finish(): void {
    const { now } = this.sim;
    this.state.result = { ok: true, finished: true, step: this.scenario.steps.length, time: now, message: "" };
    if (this.options.stopsWhenDone) this.sim.stop();
  }

  private resultAt(ok: boolean, message: string): ScenarioResult {
    const { step, line, name } = this.actions[this.state.index] as ScenarioAction;
    const prefix = name === undefined ? "" : `${name}: `;
    const place = line === undefined ? {} : { line };
    return { ok, finished: false, step, ...place, time: this.sim.now, message: prefix + message };
  }

  private netOf({ part, pin }: PinLevel): number {
    return this.sim.board.parts.find((other) => other.id === part)?.nets.get(pin) as number;
  }

  private levelText(pin: PinLevel): string {
    return LEVEL_NAMES[this.sim.wires.level(this.netOf(pin))] as string;
  }
}

const pinText = ({ part, pin, value }: PinLevel): string => `${part}:${pin} to be ${value}`;

/** What a wait waits for. */
function target(action: ScenarioAction): string {
  return action.kind === "wait-pin"
    ? pinText(action)
    : action.kind === "wait-serial"
      ? JSON.stringify(action.text)
      : "";
}

function describe(action: ScenarioAction): string {
  if (action.kind === "wait-serial" || action.kind === "wait-pin") return `it saw ${target(action)}`;
  return `this ${action.kind}${isCheck(action) ? "" : " was over"}`;
}

/** Bytes as characters 0 to 255, so that they can be searched and are plain data. */
function toBinary(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
