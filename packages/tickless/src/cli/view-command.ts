import { once } from "node:events";
import { EXIT, type Io } from "./io.js";
import { BUILT_APP } from "./view-app.js";
import { openBrowser } from "./view-browser.js";
import { isLoopback, type ViewArguments } from "./view-options.js";
import { placeOf } from "./view-project.js";
import { startViewServer } from "./view-server.js";

const FIRST_PORT = 5170;
const PORTS = Array.from({ length: 30 }, (_, index) => FIRST_PORT + index);

/** `tickless view`: serves until it is stopped. Returns the exit code; throws UsageError for mistakes of the user's. */
export async function viewCommand(args: ViewArguments, io: Io, app = BUILT_APP): Promise<number> {
  const project = args.project === undefined ? undefined : placeOf(args.project, io.cwd);
  const ports = args.port === undefined ? PORTS : [args.port];
  const server = await startViewServer({ app, project, host: args.host, ports });
  if (!isLoopback(args.host)) {
    io.stderr.write(`warning: whoever can reach ${args.host} can read the project; there is no password\n`);
  }
  io.stdout.write(`${server.url}\n`);
  io.stderr.write(`${project ? `shows ${project.shown}; ` : ""}Ctrl-C ends it\n`);
  if (args.open && io.stdout.isTTY) openBrowser(server.url, io.env);
  if (io.signal && !io.signal.aborted) await once(io.signal, "abort");
  await server.close();
  return EXIT.ok;
}
