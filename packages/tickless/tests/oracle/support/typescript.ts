import { TaskFirmware, type TaskMcu } from "@tickless/sim-core";
import { getEventLoop, type Coroutine, type Loop } from "@tickless/sim-core/firmware/asyncio/index";
import { runOnPico, type Outcome } from "./board.js";
import { show, type Log } from "./pair.js";

type MainOf = (log: Log, mcu: TaskMcu, loop: Loop) => Coroutine<unknown>;

/** The coroutine as a program for a board, with a log that prints what the one of oracle.py does. */
export function programOf(main: MainOf): (mcu: TaskMcu) => Coroutine<unknown> {
  return function* (mcu) {
    const log: Log = (...words) => mcu.print([mcu.ticksMs(), ...words.map(show)].join(" "));
    const loop = getEventLoop();
    loop.setExceptionHandler((_, { message, exception }) => log("lost:", message, exception));
    return yield* main(log, mcu, loop);
  };
}

/** Runs the coroutine on the board. */
export const runTypeScript = (main: MainOf): Outcome =>
  runOnPico(() => new TaskFirmware(programOf(main), { cpuTime: false }), { "main.py": "" });
