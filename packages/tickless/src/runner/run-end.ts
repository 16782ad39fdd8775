import type { RunStatus, ScenarioResult, Simulation, Trace } from "@tickless/sim-core";
import type { BoardProgram } from "../programs.js";
import { problemsOf } from "./problems.js";
import type { RunEndModel, ScenarioFailure } from "./model.js";

const MESSAGES: Readonly<Record<Exclude<RunStatus, "running" | "stopped" | "exception">, string>> = {
  finished: "The program has ended.",
  deadlock: "The program waits for something that cannot happen any more.",
  "reset-loop": "The board does nothing but reset.",
};

/** Why a simulation with this status does not go on. */
export function runEnd(
  sim: Simulation,
  status: Exclude<RunStatus, "running" | "stopped">,
  programs: readonly BoardProgram[] = [],
): RunEndModel {
  if (status !== "exception") return { kind: status, message: MESSAGES[status] };
  const { file, line } = raisedAt(sim, programs);
  return { kind: "exception", message: sim.end?.message ?? "", ...place(file, line) };
}

export function scenarioFailure({ time, message, line }: ScenarioResult, file: string | undefined): ScenarioFailure {
  return { time, message: `The scenario failed: ${message}`, ...place(file, line) };
}

/** Why a simulation does not go on that threw this. */
export function failure(error: unknown): RunEndModel {
  const [{ message, file, line } = { message: "" }] = problemsOf(error);
  return { kind: "failed", message, ...place(file, line) };
}

const place = (file: string | undefined, line: number | undefined): Pick<RunEndModel, "file" | "line"> => ({
  ...(file === undefined ? {} : { file }),
  ...(line === undefined ? {} : { line }),
});

/** More than a traceback is long. */
const TRACEBACK_BYTES = 16_384;

/** The innermost line of the traceback that the board has printed last. */
function raisedAt(sim: Simulation, programs: readonly BoardProgram[]): { file?: string; line?: number } {
  const ended = sim.runners.find(({ state }) => state.end?.kind === "exception");
  const text = ended ? tail(sim.trace, `${ended.id}.serial`, TRACEBACK_BYTES) : "";
  const traceback = text.slice(text.lastIndexOf("Traceback (most recent call last):"));
  const places = [...traceback.matchAll(/^ {2}File "([^"]+)", line (\d+)/gm)];
  // The asyncio package is not the project's.
  const own = places.filter(([, file]) => !(file as string).startsWith("asyncio/")).at(-1);
  const root = programs.find(({ board }) => board === ended?.id)?.root ?? "";
  return own ? { file: root + (own[1] as string).replace(/^\//, ""), line: Number(own[2]) } : {};
}

/** The last bytes of a text track. */
function tail(trace: Trace, name: string, bytes: number): string {
  const track = trace.get(name);
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (let row = (track?.rows ?? 0) - 1; row >= 0 && length < bytes; row--) {
    const piece = track?.value(row) as Uint8Array;
    pieces.unshift(piece);
    length += piece.length;
  }
  const decoder = new TextDecoder();
  return pieces.map((piece) => decoder.decode(piece, { stream: true })).join("");
}
