import { formatTime, UsageError } from "@tickless/sim-core";
import { once } from "node:events";
import { resolve } from "node:path";
import { EXIT, type Io } from "./io.js";
import { loadRecording } from "./recording-file.js";
import { BUILT_APP } from "./view-app.js";
import { openBrowser } from "./view-browser.js";
import { isLoopback, type ViewArguments } from "./view-options.js";
import { placeOf } from "./view-project.js";
import { COMPARE_PATH, RECORDING_PATH, startViewServer } from "./view-server.js";

const FIRST_PORT = 5170;
const PORTS = Array.from({ length: 30 }, (_, index) => FIRST_PORT + index);

/** `tickless view`: serves until it is stopped. Returns the exit code; throws UsageError for mistakes of the user's. */
export async function viewCommand(args: ViewArguments, io: Io, app = BUILT_APP): Promise<number> {
  const project = args.project === undefined ? undefined : placeOf(args.project, io.cwd);
  const recording = args.recording && openable(args.recording.file, io.cwd, args.recording.at);
  const compare = args.compare === undefined ? undefined : openable(args.compare, io.cwd);
  const ports = args.port === undefined ? PORTS : [args.port];
  const server = await startViewServer({ app, project, recording, compare, host: args.host, ports });
  const url = server.url + queryOf(args);
  if (!isLoopback(args.host)) {
    io.stderr.write(`warning: whoever can reach ${args.host} can read what is shown; there is no password\n`);
  }
  io.stdout.write(`${url}\n`);
  const shown = args.recording?.file ?? project?.shown;
  io.stderr.write(`${shown === undefined ? "" : `shows ${shown}; `}Ctrl-C ends it\n`);
  if (args.open && io.stdout.isTTY) openBrowser(url, io.env);
  if (io.signal && !io.signal.aborted) await once(io.signal, "abort");
  await server.close();
  return EXIT.ok;
}

/** The recording's path, when it is one that can be opened, at that time. Throws UsageError. */
function openable(file: string, cwd: string, at = 0): string {
  const { end } = loadRecording(file, cwd).manifest;
  if (at > end) throw new UsageError(`${file}@: the recording ends at ${formatTime(end)}`);
  return resolve(cwd, file);
}

/** What the page is to open at first. */
function queryOf({ recording, compare }: ViewArguments): string {
  const parts = [
    ...(recording ? [`recording=${RECORDING_PATH}`] : []),
    ...(recording?.at === undefined ? [] : [`t=${recording.at}ns`]),
    ...(compare === undefined ? [] : [`compare=${COMPARE_PATH}`]),
  ];
  return parts.length === 0 ? "" : `?${parts.join("&")}`;
}
