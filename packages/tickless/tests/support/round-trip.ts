import type { DriveLevel, Nanos } from "@tickless/sim-core";
import * as fc from "fast-check";
import { expect } from "vitest";
import type { Project } from "../../src/project.js";
import { recordingOf } from "../../src/recording/project.js";
import { readRecording } from "../../src/recording/recording.js";
import { Replay } from "../../src/recording/replay.js";
import type { FirmwareFactory } from "../../src/runner/firmware.js";
import type { Input } from "../../src/runner/model.js";
import { Runner } from "../../src/runner/runner.js";
import { chooseScenario } from "../../src/scenario-choice.js";

const clock = (): number => 0;

/** How a project is run. */
export interface Run {
  readonly seed: number;
  readonly until: Nanos;
  readonly inputs: readonly Input[];
}

/** Records a run, replays it, and records the replay: the same file. Returns the runner of the first. */
export function roundTrip(project: Project, firmware: FirmwareFactory, { seed, until, inputs }: Run): Runner {
  const runner = new Runner(project, { firmware, clock, seed, inputs });
  while (runner.step(1000, until));
  const fileOf = ({ sim, end }: Runner): Uint8Array => {
    const run = { project, scenario: chooseScenario(project), seed, until, inputs: [...inputs], trace: sim.trace };
    return recordingOf({ ...run, end: sim.now, ended: end?.kind ?? "limit" });
  };
  const file = fileOf(runner);
  const recording = readRecording(file);
  expect(recording.manifest.fingerprint).toBe(runner.fingerprint());
  const replay = new Replay(recording, { firmware: () => firmware, clock });
  while (replay.step(1000));
  expect(replay.differences).toEqual([]);
  expect(replay.same).toBe(true);
  expect(Buffer.from(fileOf(replay.runner)).equals(file)).toBe(true);
  return runner;
}

/** Anything that can be done to the project's board, faults too, in order of time. */
export function anyInputs(project: Project, firmware: FirmwareFactory, until: Nanos): fc.Arbitrary<Input[]> {
  const { sim } = new Runner(project, { firmware, clock });
  const time = fc.oneof(
    fc.integer({ min: 0, max: until }),
    fc.nat(until / 1e6).map((each) => each * 1e6),
  );
  const controls = sim.board.parts.flatMap(({ id: part }) =>
    sim.controls(part).map(({ name: control, min, max }): fc.Arbitrary<Input> => {
      const value = fc.oneof(fc.constantFrom(min, max), fc.double({ min, max, noNaN: true }));
      return fc.record({
        time,
        kind: fc.constant("control"),
        part: fc.constant(part),
        control: fc.constant(control),
        value,
      });
    }),
  );
  const boards = sim.board.parts.filter(({ definition }) => definition.mcu).map(({ id }) => id);
  const text = fc.string({ unit: "grapheme" });
  const typed = fc.record({ time, kind: fc.constant("serial"), text, board: fc.constantFrom(undefined, ...boards) });
  const pins = sim.board.parts.flatMap(({ id, definition }) =>
    definition.mcu ? definition.pins.filter((pin) => /\d$/.test(pin)).map((pin) => [id, pin] as const) : [],
  );
  const driven = fc
    .tuple(time, fc.constantFrom(...pins), fc.constantFrom<DriveLevel[]>(0, 1, "z"))
    .map(([time, [part, pin], value]): Input => ({ time, kind: "pin", part, pin, value }));
  return fc
    .array(fc.oneof<fc.Arbitrary<Input>[]>(typed, driven, ...controls), { minLength: 6, maxLength: 20, size: "max" })
    .map((inputs) => inputs.sort((a, b) => a.time - b.time));
}
