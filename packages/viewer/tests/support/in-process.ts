import { firmwareFor } from "tickless/cli/firmware";
import { loadRuntime } from "tickless/cli/runtime";
import { micropython } from "tickless/runner/firmware";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { PageClock } from "../../src/app/clock.js";
import type { ProjectFiles } from "../../src/protocol/project.js";
import type { StoreApi, StoreMessage } from "../../src/protocol/store.js";
import { TraceStore } from "../../src/store/trace-store.js";
import type { Listeners, Workers } from "../../src/workers/client.js";
import { SimHost, type StorePort, type Surroundings } from "../../src/workers/sim-host.js";

/* Both workers' insides, in this process. */

const python = micropython(loadRuntime());

export const surroundings: Surroundings = {
  clock: () => performance.now(),
  soon: (action) => void setImmediate(action),
  later: (action, ms) => void setTimeout(action, ms),
  firmware: (project) => Promise.resolve(project.main.endsWith(".ts") ? firmwareFor(project) : python),
};

/** A port that hands over copies, as a channel does. */
export function portTo(receive: (message: StoreMessage) => void): StorePort {
  return {
    postMessage: (message: unknown, transfer: StructuredSerializeOptions | Transferable[] = []) => {
      const options = Array.isArray(transfer) ? { transfer } : transfer;
      const copy = structuredClone(message, options) as StoreMessage;
      setImmediate(() => receive(copy));
    },
  };
}

export interface InProcess {
  readonly start: (listeners: Listeners) => Workers;
  /** Of the workers started last. */
  fail(): void;
  readonly started: () => number;
}

export function inProcess(host: Surroundings = surroundings): InProcess {
  let listeners: Listeners | undefined;
  let started = 0;
  return {
    start: (given) => {
      started++;
      listeners = given;
      const sim = new SimHost(host);
      const store = new TraceStore();
      let stopped = false;
      const port = portTo((message) => {
        if (!stopped && store.receive(message)) given.onGrowth(store.info());
      });
      void sim.connect(port, (status) => !stopped && given.onStatus(status));
      return { sim, store: later(store), stop: () => void ((stopped = true), void sim.pause()) };
    },
    fail: () => listeners?.onFailure({ worker: "simulation", message: "gone" }),
    started: () => started,
  };
}

/** A store that answers later, as a worker does. */
function later(store: TraceStore): StoreApi {
  const answer =
    (name: string) =>
    async (...given: unknown[]) => {
      await Promise.resolve();
      return (store as unknown as Record<string, (...given: unknown[]) => unknown>)[name]?.(...given);
    };
  return new Proxy({}, { get: (_, name) => answer(String(name)) }) as StoreApi;
}

/** The page's clock, moved by hand. */
export class HandClock implements PageClock {
  private time = 0;
  private waiting: { readonly at: number; readonly action: () => void }[] = [];

  now(): number {
    return this.time;
  }

  frame(action: () => void): () => void {
    return this.after(action, 16);
  }

  after(action: () => void, ms: number): () => void {
    const entry = { at: this.time + ms, action };
    this.waiting.push(entry);
    return () => void (this.waiting = this.waiting.filter((other) => other !== entry));
  }

  pass(ms: number): void {
    const end = this.time + ms;
    for (;;) {
      const next = this.waiting.toSorted((a, b) => a.at - b.at)[0];
      if (!next || next.at > end) break;
      this.waiting = this.waiting.filter((other) => other !== next);
      this.time = next.at;
      next.action();
    }
    this.time = end;
  }
}

const examples = fileURLToPath(new URL("../../../../examples/", import.meta.url));

/** A folder of examples/ as the viewer opens it. */
export function exampleFiles(name: string): ProjectFiles {
  const names = readdirSync(`${examples}${name}`).filter((file) => /\.(py|ts|json|yaml)$/.test(file));
  const files = names.map((file) => [file, readFileSync(`${examples}${name}/${file}`, "utf8")] as const);
  return { name, files: Object.fromEntries(files) };
}

/** Until this holds; looked at again and again. */
export async function until(holds: () => boolean, what = "it"): Promise<void> {
  const started = performance.now();
  while (!holds()) {
    if (performance.now() - started > 20_000) throw new Error(`${what} never came about`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
