import { parentPort } from "node:worker_threads";
import type { TestJob } from "./job.js";
import { runJob } from "./run-job.js";

/* The script of a worker: a job in, its result out, one at a time. */

parentPort?.on("message", (job: TestJob) => {
  const result = runJob(job);
  const buffers = result.runs.flatMap(({ recording }) => (recording ? [recording.buffer as ArrayBuffer] : []));
  parentPort?.postMessage(result, [...new Set(buffers)]);
});
