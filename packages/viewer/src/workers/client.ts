import { proxy, transfer, wrap } from "comlink";
import type { WorkerFailure } from "../app/session.js";
import type { RunStatus, SimApi } from "../protocol/project.js";
import type { StoreApi, StoreInfo } from "../protocol/store.js";
import { latestOnly } from "./coalesce.js";
import { guarded, Watchdog } from "./watchdog.js";

/** What the workers tell without being asked. */
export interface Listeners {
  readonly onStatus: (status: RunStatus) => void;
  readonly onGrowth: (info: StoreInfo) => void;
  readonly onFailure: (failure: WorkerFailure) => void;
}

/** The two workers, as the session uses them. Once one has failed, both are gone: start others. */
export interface Workers {
  readonly sim: SimApi;
  readonly store: StoreApi;
  stop(): void;
}

const SIM = ["connect", "start", "resume", "pause", "boardOf", "input"] as const;
const STORE = [
  ...["connect", "info", "columns", "stateAt", "tasksAt", "serial"],
  ...["next", "nearest", "momentOf", "measure", "search", "around", "overview", "exported", "recorded"],
  ...["compare", "look", "comparison", "nextDifference"],
] as (keyof StoreApi)[];

/** Starts both workers, with a channel between them. */
export function startWorkers(listeners: Listeners): Workers {
  // Only this literal form is understood by the bundler.
  const sim = new Worker(new URL("./sim.worker.ts", import.meta.url), { type: "module", name: "simulation" });
  const store = new Worker(new URL("./store.worker.ts", import.meta.url), { type: "module", name: "store" });
  const simApi = wrap<SimApi>(sim);
  const storeApi = wrap<StoreApi>(store);
  const fail = (worker: WorkerFailure["worker"]) => (message: string) => {
    stop();
    listeners.onFailure({ worker, message });
  };
  // A call that has no effect: what comes back proves that the worker takes messages.
  const simDog = watch(sim, () => simApi.alive(), fail("simulation"));
  const storeDog = watch(store, () => storeApi.info(), fail("store"));
  const stop = (): void => {
    simDog.end();
    storeDog.end();
    sim.terminate();
    store.terminate();
  };
  const workers = {
    sim: guarded<SimApi>(simApi, simDog, SIM),
    store: guarded<StoreApi>(storeApi, storeDog, STORE),
  };
  const { port1, port2 } = new MessageChannel();
  // A failure to connect is told by the watchdogs.
  workers.sim.connect(transfer(port1, [port1]), proxy(listeners.onStatus)).catch(() => undefined);
  workers.store.connect(transfer(port2, [port2]), proxy(listeners.onGrowth)).catch(() => undefined);
  return { sim: workers.sim, store: latestOnly(workers.store), stop };
}

function watch(worker: Worker, ping: () => Promise<unknown>, onGone: (message: string) => void): Watchdog {
  const watchdog = new Watchdog({ ping, onGone });
  // A script that cannot be loaded is an error without a message.
  worker.onerror = ({ message }) => watchdog.fail(message || "it could not be loaded");
  worker.onmessageerror = () => watchdog.fail("it sent what cannot be read");
  return watchdog;
}
