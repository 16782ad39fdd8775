import { TaskFirmware, type TaskMcu } from "@tickless/sim-core";
import { getEventLoop, type Coroutine, type Loop } from "@tickless/sim-core/firmware/asyncio/index";
import { runOnPico, type Outcome } from "./board.js";
import { show, type Log } from "./pair.js";

/** Runs the coroutine on the board with a log that prints what the one of oracle.py does. */
export function runTypeScript(main: (log: Log, mcu: TaskMcu, loop: Loop) => Coroutine<unknown>): Outcome {
  function* program(mcu: TaskMcu): Coroutine<unknown> {
    const log: Log = (...words) => mcu.print([mcu.ticksMs(), ...words.map(show)].join(" "));
    const loop = getEventLoop();
    loop.setExceptionHandler((_, { message, exception }) => log("lost:", message, exception));
    return yield* main(log, mcu, loop);
  }
  return runOnPico(() => new TaskFirmware(program, { cpuTime: false }), { "main.py": "" });
}
