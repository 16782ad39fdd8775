import { expose } from "comlink";
import { hasPython } from "tickless/programs";
import { eitherLanguage, micropython } from "tickless/runner/firmware";
import { typescript } from "tickless/runner/typescript";
import { loadPython } from "./python.js";
import { SimHost } from "./sim-host.js";

/*
 * The simulation, off the page's thread.
 */

/** Timers are at least 4 ms apart once they call each other; a message to oneself comes right after those of others. */
const { port1, port2 } = new MessageChannel();
const actions: (() => void)[] = [];
port1.onmessage = () => actions.shift()?.();

const host = new SimHost({
  clock: () => performance.now(),
  soon: (action) => {
    actions.push(action);
    port2.postMessage(undefined);
  },
  later: (action, ms) => void setTimeout(action, ms),
  firmware: async (project) => {
    if (!hasPython(project)) return typescript();
    const python = micropython(await loadPython());
    return eitherLanguage(() => python, typescript);
  },
});

// Nothing is awaited before this: a message that comes earlier would be lost.
expose(host);
