import { EXIT } from "./io.js";
import { main } from "./main.js";

/** Runs the command line in this process, Ctrl-C included. */
export async function start(): Promise<void> {
  const { argv, env, stdin, stdout, stderr } = process;
  const stop = new AbortController();
  // Messages that nobody reads are no reason to fail.
  stderr.on("error", () => undefined);
  process.on("SIGINT", () => {
    // The second time the user means it.
    if (stop.signal.aborted) process.exit(EXIT.interrupted);
    stop.abort();
  });
  process.exitCode = await main(argv.slice(2), { stdin, stdout, stderr, env, cwd: process.cwd(), signal: stop.signal });
}
