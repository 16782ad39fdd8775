/*
 * Mistakes that the comparison with MicroPython must notice: each is a change to the source of the TypeScript scheduler,
 * made as it is loaded. See scripts/oracle-mutants.mjs.
 */

const FOLDER = "packages/sim-core/src/firmware/asyncio/";

export const MUTANTS = [
  {
    name: "tasks of one tick run in reverse order",
    file: "task-queue.ts",
    from: "a.turn < b.turn",
    to: "a.turn > b.turn",
  },
  {
    name: "a cancellation is lost",
    file: "task.ts",
    from: "this.pending = error;",
    to: "",
  },
  {
    name: "a cancellation is not passed on to what is awaited",
    file: "task.ts",
    from: "this.innermost().interrupt(",
    to: "this.interrupt(",
  },
  {
    name: "a task is woken twice",
    file: "waiters.ts",
    from: "yield on;",
    to: "yield on; task.wake(); yield on;",
  },
  {
    name: "an exception nobody retrieved is swallowed",
    file: "loop.ts",
    from: "this.callExceptionHandler({",
    to: "void ({",
  },
];

/** A plugin that makes the change, and complains if what it changes is not there. */
export function mutate({ file, from, to }) {
  return {
    name: "mutate",
    enforce: "pre",
    transform(code, id) {
      if (!id.endsWith(FOLDER + file)) return undefined;
      if (code.split(from).length !== 2) throw new Error(`${file} must contain "${from}" once`);
      return code.replace(from, to);
    },
  };
}
