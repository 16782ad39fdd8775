import { differences, formatProblem, ProjectError, type Nanos, type TrackDifference } from "@tickless/sim-core";
import type { FirmwareFactory } from "../runner/firmware.js";
import type { RunEndModel } from "../runner/model.js";
import { Runner } from "../runner/runner.js";
import type { Project } from "../project.js";
import { projectOfRecording, runnerOptionsOf } from "./project.js";
import { RecordingError, type Recording } from "./recording.js";

/** A recorded project being run again, slice by slice. */
export class Replay {
  readonly runner: Runner;

  /** Throws RecordingError when the project in the recording cannot be run, or does not take the inputs. */
  constructor(
    readonly recording: Recording,
    host: { readonly firmware: (project: Project) => FirmwareFactory; readonly clock: () => number },
  ) {
    const { manifest } = recording;
    try {
      const project = projectOfRecording(recording);
      const options = { ...runnerOptionsOf(manifest), clock: host.clock };
      this.runner = new Runner(project, { ...options, firmware: host.firmware(project) });
    } catch (error) {
      throw new RecordingError(`the project in it cannot be run: ${reason(error as Error)}`, { cause: error });
    }
  }

  get until(): Nanos {
    return this.recording.manifest.until;
  }

  /** Runs on for about so many ms of the host's time. Returns whether there is more to run. */
  step(budgetMs: number): boolean {
    return this.runner.step(budgetMs, this.until);
  }

  /** Set when the run ended by itself. */
  get end(): RunEndModel | undefined {
    return this.runner.end;
  }

  /** Whether the run was the recorded one. */
  get same(): boolean {
    return this.runner.fingerprint() === this.recording.manifest.fingerprint;
  }

  /** Tracks in which the recording (left) and the run (right) differ, the first to part in front. */
  get differences(): TrackDifference[] {
    return differences(this.recording.trace, this.runner.sim.trace);
  }
}

/** Of a project's mistakes those for which it cannot be run: there is room for one line, and warnings are many. */
function reason(error: Error): string {
  if (!(error instanceof ProjectError)) return error.message;
  const errors = error.problems.filter(({ severity }) => severity === "error");
  return (errors.length > 0 ? errors : error.problems).map(formatProblem).join("; ");
}
