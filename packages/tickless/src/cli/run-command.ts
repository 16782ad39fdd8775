import { formatProblem, UsageError } from "@tickless/sim-core";
import type { Scenario } from "@tickless/sim-core";
import { dirname, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { definedOnly } from "../defined-only.js";
import type { Project, TextFile } from "../project.js";
import { baseName } from "../project-files.js";
import { recordingOf } from "../recording/project.js";
import { ProjectRun, succeeded, type RunOptions, type RunResult } from "../runner/run.js";
import { chooseScenario, parseScenario } from "../scenario-choice.js";
import { show } from "../show/show.js";
import { BoardLines } from "./board-lines.js";
import { clock } from "./endless.js";
import { checkExports, writeExports } from "./export-files.js";
import { checkWritable } from "./files.js";
import { firmwareFor } from "./firmware.js";
import { EXIT, usesColor, type Io } from "./io.js";
import { loadProject, loadText } from "./load-project.js";
import type { RunArguments } from "./options.js";
import { Progress } from "./progress.js";
import { recordingErrors, writeOutput } from "./recording-file.js";
import { writeScreenshots } from "./screenshots.js";
import { SerialOut } from "./serial-out.js";
import { json, summary } from "./summary.js";

/** How long the run may keep the host's event loop (signals, closed pipes) waiting. */
const BREATHE_MS = 50;

/** `tickless run`. Returns the exit code; throws UsageError for mistakes of the user's. */
export async function runCommand(args: RunArguments, io: Io): Promise<number> {
  const project = loadProject(args.project, io.cwd);
  const chosen = scenarioFile(args, project, io);
  const scenario = chosen && readChosen(chosen, io);
  checkOutputs(args, io.cwd);
  const progress = new Progress(io.stderr, io.stdout.isTTY === true, clock);
  const serial = new SerialOut(io.stdout, (bytes) => progress.beforeSerial(bytes));
  const lines = new BoardLines();
  const pictures = new Map<string, Uint8Array>();
  const run = new ProjectRun(project, {
    ...optionsOf(args, scenario),
    firmware: firmwareFor(project),
    clock,
    onScreenshot: (path, png) => pictures.set(path, png),
    onSerial: (bytes, board) => serial.push(run.programs.length > 1 ? lines.add(bytes, board) : bytes),
    onProgress: (now, until) => progress.draw(now, until),
  });
  for (const warning of run.warnings) io.stderr.write(`${formatProblem(warning)}\n`);
  try {
    await drive(run, serial, io);
  } finally {
    progress.erase();
    serial.push(lines.rest());
    await serial.flush();
  }
  const result = run.result();
  if (args.record !== undefined) record(args, args.record, io, run, result, chosen);
  writeScreenshots(pictures, resolve(io.cwd, dirname(scenario?.file ?? "")));
  const { virtualNs: end, seed } = result;
  writeExports(args.exports, { trace: run.sim.trace, end, name: baseName(project.name), seed }, io.cwd);
  report(args, io, run, result, scenario?.file);
  if (serial.broken) return EXIT.brokenPipe;
  if (serial.failure) throw new UsageError(`standard output: ${serial.failure.message}`);
  if (result.end === "interrupted") return EXIT.interrupted;
  return succeeded(result) ? EXIT.ok : EXIT.failed;
}

/** A run may be long, and would be lost if it could not be written. */
function checkOutputs({ record, json, exports }: RunArguments, cwd: string): void {
  if (record !== undefined) checkWritable("--record", record, cwd);
  if (json !== undefined && json !== "-") checkWritable("--json", json, cwd);
  checkExports(exports, cwd);
}

/** Runs to the end, with pauses in which the host's event loop delivers signals and takes output. */
async function drive(run: ProjectRun, serial: SerialOut, io: Io): Promise<void> {
  let breathed = clock();
  while (run.step()) {
    await serial.flush();
    if (clock() - breathed > BREATHE_MS) {
      await setImmediate();
      breathed = clock();
    }
    if (io.signal?.aborted || serial.failure) run.stop();
  }
}

function report(
  args: RunArguments,
  io: Io,
  run: ProjectRun,
  result: RunResult,
  scenarioFile: string | undefined,
): void {
  if (args.show) {
    const { sim, project } = run;
    io.stderr.write(show(sim.board, sim.trace, sim.now, { color: usesColor(io.stderr, io.env), title: project.name }));
  }
  const text = json(run.project.name, result);
  if (args.json === "-") io.stderr.write(text);
  else io.stderr.write(summary(result, scenarioFile));
  if (args.json !== undefined && args.json !== "-") writeOutput("--json", args.json, text, io.cwd);
}

/** Writes the run's recording. What was interrupted is a run to where it came. */
function record(
  args: RunArguments,
  file: string,
  io: Io,
  run: ProjectRun,
  { end: ended, virtualNs: end }: RunResult,
  scenario: TextFile | undefined,
): void {
  const { cpuTime, heapBytes, board } = args;
  const options = definedOnly({ cpuTime, heapBytes, board });
  const { project, seed, sim } = run;
  const until = ended === "interrupted" ? end : run.until;
  const recorded = { project, seed, end, until, ended, options, scenario, inputs: [], trace: sim.trace };
  writeOutput(
    "--record",
    file,
    recordingErrors("--record", () => recordingOf(recorded)),
    io.cwd,
  );
}

function optionsOf(args: RunArguments, scenario: Scenario | undefined): Partial<RunOptions> {
  const { seed, until, cpuTime, heapBytes, board } = args;
  return definedOnly({ seed, until, cpuTime, heapBytes, board, scenario });
}

/** The scenario to play: the option's, else the project's. */
function scenarioFile(args: RunArguments, project: Project, io: Io): TextFile | undefined {
  if (args.scenario === false) return undefined;
  if (args.scenario !== undefined) return loadText(args.scenario, io.cwd);
  const { scenarios, settings } = project;
  if (scenarios.length > 1 && settings.scenario === undefined) {
    io.stderr.write(`the folder has ${scenarios.length} scenarios; play one with --scenario FILE\n`);
  }
  return chooseScenario(project);
}

function readChosen(file: TextFile, io: Io): Scenario {
  const { scenario, problems } = parseScenario(file);
  for (const problem of problems) io.stderr.write(`${formatProblem(problem)}\n`);
  return scenario;
}
