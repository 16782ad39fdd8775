import { limitOf } from "../device.js";
import type { Problem } from "../errors.js";
import type { Scenario, ScenarioStep } from "../scenario.js";
import type { Simulation } from "../simulation.js";
import type { ControlCurve } from "./control-curve.js";
import { readCsvCurve } from "./csv-curve.js";
import { CurvePlayer, type Motion } from "./curve-player.js";
import { isMotion, type Moved, type MotionCommand } from "./motion.js";
import type { Captures } from "./stimuli.js";

type MotionStep = ScenarioStep & MotionCommand;

/** The controls that a scenario moves, with their tables read and checked before time 0. */
export class ControlCurves {
  /** All that is wrong with the tables. */
  readonly problems: Problem[] = [];
  /** By control: its motions, each known by the step that starts it. */
  private readonly motions = new Map<string, { readonly step: MotionStep; readonly motion: Motion }[]>();
  private readonly players = new Map<string, CurvePlayer>();

  constructor(
    private readonly sim: Simulation,
    private readonly scenario: Scenario,
    private readonly captures: Captures,
  ) {
    for (const step of motionSteps(scenario.steps)) {
      const curve = this.curveOf(step);
      if (!curve || step.kind === "hold") continue;
      const known = this.motions.get(keyOf(step)) ?? [];
      this.motions.set(keyOf(step), [...known, { step, motion: { curve, every: step.every } }]);
    }
  }

  /** Declares what is to be moved. */
  connect(): void {
    for (const [key, motions] of this.motions) {
      const [first] = motions;
      if (!first) continue;
      const { part, control } = first.step;
      const player = new CurvePlayer(
        this.sim,
        part,
        control,
        motions.map(({ motion }) => motion),
      );
      this.players.set(key, player);
    }
  }

  start(command: MotionCommand): void {
    const player = this.players.get(keyOf(command));
    if (command.kind === "hold") return player?.stop();
    const same = JSON.stringify(plain(command));
    const index = this.motions.get(keyOf(command))?.findIndex(({ step }) => JSON.stringify(plain(step)) === same) ?? -1;
    player?.start(index);
  }

  private curveOf(step: MotionStep): ControlCurve | undefined {
    switch (step.kind) {
      case "follow":
        return this.tableOf(step);
      case "ramp":
        return { kind: "ramp", to: step.to, over: step.over };
      case "wave": {
        const { shape, min, max, period, cycles } = step;
        return { kind: "wave", shape, min, max, period, ...(cycles === undefined ? {} : { cycles }) };
      }
      case "hold":
        return undefined;
    }
  }

  private tableOf(step: Extract<MotionStep, { kind: "follow" }>): ControlCurve | undefined {
    const { file, column, interpolate, repeat } = step;
    const bytes = this.captures.get(file);
    if (!bytes) return this.report({ message: `there is no '${file}' in the project's folder` }, step);
    const table = readCsvCurve(bytes, file, column);
    if ("severity" in table) return void this.problems.push(table);
    const spec = this.sim.controls(step.part).find(({ name }) => name === step.control);
    const wrong = spec ? table.values.findIndex((value) => !(value >= spec.min && value <= limitOf(spec))) : -1;
    if (spec && wrong >= 0) {
      const message = `control '${step.control}' takes ${spec.min} to ${limitOf(spec)}, not ${table.values[wrong] ?? ""}`;
      return void this.problems.push({
        severity: "error",
        file,
        line: table.lines[wrong] as number,
        part: step.part,
        message,
      });
    }
    return { kind: "table", times: table.times, values: table.values, interpolate, repeat };
  }

  private report(problem: Pick<Problem, "message">, step: ScenarioStep): undefined {
    const { file } = this.scenario;
    this.problems.push({
      severity: "error",
      ...(file === undefined ? {} : { file }),
      ...(step.line === undefined ? {} : { line: step.line }),
      ...problem,
    });
  }
}

const keyOf = ({ part, control }: Moved): string => JSON.stringify([part, control]);

/** What a step does, without where it is written. */
function plain(step: MotionCommand): unknown {
  const values: Record<string, unknown> = { ...step };
  for (const name of ["line", "name", "step"]) delete values[name];
  return Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
}

const motionSteps = (steps: readonly ScenarioStep[]): MotionStep[] =>
  steps.flatMap((step) => (step.kind === "repeat" ? motionSteps(step.steps) : isMotion(step) ? [step] : []));
