import { writeSync } from "node:fs";
import { Session, type Debugger } from "node:inspector";
import { workerData } from "node:worker_threads";
import { ORIGIN } from "../typescript/link.js";
import type { Watched } from "./endless.js";
import { EXIT } from "./io.js";

/* The script of the thread that looks after the main one. */

const LOOK_MS = 500;
const STDERR = 2;

const { signs, patienceMs } = workerData as Watched;
const session = new Session();
let seen = Atomics.load(signs, 0);
let quietMs = 0;
/** The project's files, by the numbers that the debugger has for scripts. */
const files = new Map<string, string>();

function look(): void {
  const now = Atomics.load(signs, 0);
  quietMs = now === seen ? quietMs + LOOK_MS : 0;
  seen = now;
  if (quietMs !== patienceMs) return;
  // A debugger costs time: it comes when there may be something to see, and leaves again.
  session.connectToMainThread();
  session.post("Debugger.enable");
  session.post("Debugger.pause");
}

/** Where the main thread is. In code that is not the project's it is left alone. */
function paused(frames: readonly Debugger.CallFrame[]): void {
  const frame = frames.find(({ location }) => files.has(location.scriptId));
  if (!frame || Atomics.load(signs, 0) !== seen) {
    quietMs = 0;
    session.disconnect();
    return;
  }
  const { scriptId, lineNumber } = frame.location;
  const place = `${files.get(scriptId)}:${lineNumber + 1}`;
  writeSync(
    STDERR,
    `tickless: ${place}: it has computed for ${patienceMs / 1000} s without coming back; is this loop endless?\n`,
  );
  // The process would say that it waits for a debugger to leave.
  const expression = `process.getBuiltinModule("node:fs").closeSync(${STDERR}); process.reallyExit(${EXIT.failed})`;
  session.post("Runtime.evaluate", { expression });
}

session.on("Debugger.scriptParsed", ({ params: { scriptId, url } }) => {
  if (url.startsWith(ORIGIN)) files.set(scriptId, url.slice(ORIGIN.length));
});
session.on("Debugger.paused", ({ params }) => paused(params.callFrames));
setInterval(look, LOOK_MS);
