import { ProjectError, TaskFirmware, type Main, type TaskMcu } from "@tickless/sim-core";
import { compileProgram } from "../typescript/compile.js";
import { LIBRARIES } from "../typescript/libraries.js";
import { evaluateHere, LinkedModules, type Evaluate } from "../typescript/link.js";
import { traceback } from "../typescript/places.js";
import { sandbox } from "../typescript/sandbox.js";
import type { FirmwareFactory, FirmwareRequest } from "./firmware.js";

/**
 * Firmware that runs a project's TypeScript, its main module's default export. Types are removed, not checked. Each start of
 * the board evaluates the modules anew. Throws ProjectError with what is wrong before anything runs.
 */
export function typescript(evaluate: Evaluate = evaluateHere): FirmwareFactory {
  return (request) => {
    const program = link(request, evaluate);
    const { main, seed, cpuTime } = request;
    const start: Main = function* (mcu: TaskMcu) {
      const { default: entry } = program.start(sandbox(seed, main))(main);
      if (typeof entry !== "function") {
        throw new TypeError(`${main.slice(1)} has no program: export default function* main(mcu) { … }`);
      }
      const coroutine = (entry as Main)(mcu) as ReturnType<Main> | undefined;
      if (typeof coroutine?.next !== "function" || Symbol.asyncIterator in coroutine) {
        throw new TypeError(`the program must be a generator: export default function* main(mcu) { … }`);
      }
      yield* coroutine;
    };
    return new TaskFirmware(start, { cpuTime, places: traceback });
  };
}

function link({ files, main }: FirmwareRequest, evaluate: Evaluate): LinkedModules {
  const { modules, problems } = compileProgram(files, main);
  if (problems.length > 0) throw new ProjectError(problems);
  return new LinkedModules(modules, Object.keys(sandbox(0, main)), LIBRARIES, evaluate);
}
