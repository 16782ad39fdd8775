import { ProjectError, type Problem } from "../errors.js";
import type { Scenario, ScenarioStep } from "../scenario.js";
import type { Simulation } from "../simulation.js";
import { formatTime, type Nanos } from "../time.js";
import { openVcd } from "../trace/index.js";
import { findSignal } from "./find-signal.js";
import { drivableNet } from "./source.js";
import { WavePlayer, type Wave, type WaveChannel } from "./wave-player.js";

/** A project's captures: their bytes by the path that scenarios give. */
export type Captures = ReadonlyMap<string, Uint8Array>;

export type PlayVcd = Extract<ScenarioStep, { readonly kind: "play-vcd" }>;

/** The captures that a scenario plays, read and checked before time 0. */
export class Stimuli {
  /** All that is wrong with them. */
  readonly problems: Problem[] = [];
  private readonly waves = new Map<string, Wave>();
  private readonly players = new Map<string, WavePlayer>();

  constructor(
    private readonly sim: Simulation,
    private readonly scenario: Scenario,
    private readonly captures: Captures,
  ) {
    const steps = vcdSteps(scenario.steps);
    const played = new Set(steps.flatMap((step) => (step.kind === "play-vcd" ? [step.file] : [])));
    for (const step of steps) {
      if (step.kind === "play-vcd") this.prepare(step);
      else if (!played.has(step.file)) this.report(step, `nothing plays '${step.file}'`);
    }
  }

  /** Declares what is to be played. */
  connect(): void {
    for (const [key, wave] of this.waves) this.players.set(key, new WavePlayer(this.sim, wave));
  }

  start(step: PlayVcd): void {
    this.players.get(keyOf(step))?.start();
  }

  stop(file: string): void {
    for (const player of this.playing(file)) player.stop();
  }

  /** When all that plays this file has ended; undefined: nothing does. */
  endOf(file: string): Nanos | undefined {
    const ends = this.playing(file).map(({ endsAt }) => endsAt);
    return ends.length === 0 ? undefined : Math.max(...ends);
  }

  private playing(file: string): WavePlayer[] {
    return [...this.players].flatMap(([key, player]) => {
      return player.busy && this.waves.get(key)?.name === file ? [player] : [];
    });
  }

  private prepare(step: PlayVcd): void {
    const { file, threshold } = step;
    const bytes = this.captures.get(file);
    if (!bytes) return this.report(step, `there is no '${file}' in the project's folder`);
    try {
      const wave = this.waveOf(step, openVcd(bytes, { file, threshold }));
      if (wave) this.waves.set(keyOf(step), wave);
    } catch (error) {
      if (!(error instanceof ProjectError)) throw error;
      this.problems.push(...error.problems);
    }
  }

  private waveOf(step: PlayVcd, vcd: ReturnType<typeof openVcd>): Wave | undefined {
    const before = this.problems.length;
    const wires = step.signals.flatMap(({ signal, part, pin }) => {
      const found = findSignal(vcd, signal);
      const wire = drivableNet(this.sim.board, part, pin);
      if ("message" in found) this.report(step, `${step.file}: ${found.message}`, found.hint);
      if ("message" in wire) this.report(step, wire.message, wire.hint, wire.part);
      return "net" in wire && "name" in found ? [{ name: found.name, net: wire.net }] : [];
    });
    if (this.problems.length > before) return undefined;
    const capture = vcd.read(new Set(wires.map(({ name }) => name)));
    const from = capture.start + step.start;
    if (from >= capture.end) {
      const length = formatTime(capture.end - capture.start);
      return void this.report(step, `${step.file}: nothing is left to be played: it is ${length} long`);
    }
    const signals = new Map(capture.signals.map((signal) => [signal.name, signal]));
    const channels = wires.flatMap(({ name, net }): WaveChannel[] => {
      const signal = signals.get(name);
      return signal ? [{ signal, net }] : [];
    });
    return { name: step.file, channels, from, to: capture.end, repeat: step.repeat, speed: step.speed };
  }

  private report(step: ScenarioStep, message: string, hint?: string, part?: string): void {
    const { file } = this.scenario;
    this.problems.push({
      severity: "error",
      message,
      ...(file === undefined ? {} : { file }),
      ...(step.line === undefined ? {} : { line: step.line }),
      ...(part === undefined ? {} : { part }),
      ...(hint === undefined ? {} : { hint }),
    });
  }
}

type VcdStep = Extract<ScenarioStep, { readonly kind: "play-vcd" | "stop-vcd" | "wait-vcd" }>;

const vcdSteps = (steps: readonly ScenarioStep[]): VcdStep[] =>
  steps.flatMap((step) => {
    if (step.kind === "repeat") return vcdSteps(step.steps);
    return step.kind === "play-vcd" || step.kind === "stop-vcd" || step.kind === "wait-vcd" ? [step] : [];
  });

/** Steps that play the same are one player, which begins again. */
const keyOf = ({ file, signals, start, repeat, speed, threshold }: PlayVcd): string =>
  JSON.stringify([file, signals, start, repeat, speed, threshold]);
