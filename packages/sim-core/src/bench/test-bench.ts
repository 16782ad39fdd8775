import type { Watch } from "../device.js";
import { didYouMean } from "../did-you-mean.js";
import { ModelError, UsageError } from "../errors.js";
import { CancelledError } from "../firmware/asyncio/errors.js";
import { Loop } from "../firmware/asyncio/loop.js";
import { Idle, Waiting, type Coroutine } from "../firmware/asyncio/suspension.js";
import type { Task } from "../firmware/asyncio/task.js";
import { Waiters } from "../firmware/asyncio/waiters.js";
import type { Kernel } from "../kernel.js";
import type { Mcu } from "../machine/mcu.js";
import type { Level } from "../net.js";
import { SerialLines } from "./serial-lines.js";

/** The simulation, as its test bench sees it. */
export interface BenchHost extends Pick<Kernel, "board" | "queue" | "wires" | "now" | "declare"> {
  readonly mcus: readonly Mcu[];
  /** Events fired since time 0. */
  readonly eventCount: number;
}

export type Edge = "rising" | "falling" | "any";

const NAME = "the test bench";
/** Steps of processes in one instant above which they count as never coming to an end. */
const MAX_STEPS_PER_INSTANT = 100_000;
const END = new Waiting("end");

/** " (did you mean 'GP9'?)", if one of the candidates is near. */
function meant(name: string, candidates: readonly string[]): string {
  const { hint } = didYouMean(name, candidates);
  return hint === undefined ? "" : ` (${hint})`;
}

/** A wire that processes wait for edges of. */
interface WatchedWire {
  readonly watch: Watch;
  readonly waiters: Readonly<Record<Edge, Waiters>>;
  level: Level;
}

/**
 * Processes that drive a simulation from outside: tasks of a loop of its own, whose ticks are nanoseconds.
 *
 * A process runs as the last event of the instant that it waits for. First everything happens that is due at the instant:
 * parts' timers, watchers of wires, steps of a scenario, and all that these bring about without time passing. Then the
 * process takes its turn, in the order of the processes' ticks and comings. What it changes is told to the parts before the
 * next process takes its turn. Then the boards' programs act, as they do after all events of an instant. What a program
 * changes at an instant, processes see as soon as that program waits or time passes, still at that instant.
 */
export class TestBench extends Loop {
  readonly serial = new Map<string, SerialLines>();
  private readonly slot: number;
  private readonly program: Coroutine<void>;
  private readonly wires = new Map<number, WatchedWire>();
  private readonly watchers = new Waiters();
  private failure: { readonly name: string; readonly error: unknown } | undefined;
  /** The number of the last event that was its own. */
  private own = 0;
  private firing = false;
  private steps = 0;
  private steppedAt = -1;

  constructor(private readonly host: BenchHost) {
    super({ ticks: () => host.now, ticksPerMs: 1e6 }, () => undefined);
    this.slot = host.declare(NAME, () => this.fire());
    this.setExceptionHandler((_, { exception, future }) => (this.failure ??= { name: future.name, error: exception }));
    for (const mcu of host.mcus) this.serial.set(mcu.id, new SerialLines(mcu, () => this.soon()));
    this.program = this.run(forever());
  }

  /** Starts a process; it runs from the end of the present instant on. */
  spawn<T>(name: string, coroutine: Coroutine<T>): Task<T | undefined> {
    this.soon();
    return this.createTask(this.guarded(name, coroutine), name);
  }

  override createTask<T>(coroutine: Coroutine<T>, name?: string): Task<T> {
    const task = super.createTask(coroutine, name);
    for (const lines of this.serial.values()) lines.begin(task, this.current);
    return task;
  }

  /** A process is due at a known time. */
  get busy(): boolean {
    return this.host.queue.isPending(this.slot);
  }

  snapshot(): never {
    throw new UsageError("test-bench processes cannot be copied; run from the start with the same inputs");
  }

  restore(): never {
    return this.snapshot();
  }

  /** Somebody waits for a condition: `look` is to be called after each event. */
  get watching(): boolean {
    return this.watchers.length > 0;
  }

  /** An event has been fired. */
  look(): void {
    if (this.own !== this.host.eventCount) this.soon();
  }

  /** A row was recorded, which a program may do without any event. */
  recorded(): void {
    if (this.watching && !this.firing) this.soon();
  }

  /** Waits until something has happened. */
  change(): Coroutine {
    return this.watchers.wait(new Waiting("condition"));
  }

  /** Waits for an edge of a wire. */
  edge(net: number, edge: Edge): Coroutine {
    if (!["rising", "falling", "any"].includes(edge))
      throw new UsageError(`there is no edge '${edge}': write "rising", "falling" or "any"`);
    const wire = this.wire(net);
    if (!wire.watch.active) wire.level = this.host.wires.level(net);
    wire.watch.active = true;
    return wire.waiters[edge].wait(new Waiting(edge === "any" ? "edge" : `${edge} edge`));
  }

  /** The wire of "part:pin"; of "pin", the first board's. */
  netOf(pin: string): number {
    const colon = pin.indexOf(":");
    const [part, name] = colon < 0 ? [this.host.mcus[0]?.id, pin] : [pin.slice(0, colon), pin.slice(colon + 1)];
    const { parts } = this.host.board;
    const found = parts.find((other) => other.id === part);
    if (!found)
      throw new UsageError(
        `there is no part '${part}'${meant(
          part ?? "",
          parts.map(({ id }) => id),
        )}`,
      );
    const net = found.nets.get(name);
    if (net === undefined)
      throw new UsageError(`part '${part}' has no pin '${name}'${meant(name, [...found.nets.keys()])}`);
    return net;
  }

  level(net: number): Level {
    return this.host.wires.level(net);
  }

  private wire(net: number): WatchedWire {
    let wire = this.wires.get(net);
    if (wire) return wire;
    const watch = this.host.wires.watch(
      net,
      true,
      this.host.declare(NAME, () => this.changed(net)),
    );
    watch.active = false;
    wire = { watch, waiters: { rising: new Waiters(), falling: new Waiters(), any: new Waiters() }, level: 0 };
    this.wires.set(net, wire);
    return wire;
  }

  private changed(net: number): void {
    const wire = this.wire(net);
    const level = this.host.wires.level(net);
    if (level === wire.level) return;
    wire.level = level;
    const { rising, falling, any } = wire.waiters;
    any.wakeAll();
    if (level === 1) rising.wakeAll();
    if (level === 0) falling.wakeAll();
    wire.watch.active = rising.length + falling.length > 0;
    this.soon();
  }

  private soon(): void {
    this.host.queue.schedule(this.slot, this.host.now);
  }

  /** The slot's event: runs processes once nothing else is due at this instant. */
  private fire(): void {
    this.firing = true;
    try {
      this.turn();
    } finally {
      this.firing = false;
    }
  }

  private turn(): void {
    const { queue, now } = this.host;
    this.own = this.host.eventCount;
    if (this.steppedAt !== now) this.steps = 0;
    this.steppedAt = now;
    if (queue.nextTime > now) this.watchers.wakeAll();
    this.within(() => {
      for (;;) {
        if (queue.nextTime <= now) return this.soon();
        const { value } = this.program.next();
        this.check();
        if (!(value instanceof Idle)) continue;
        this.current = undefined;
        if (value.ticks !== Infinity) queue.schedule(this.slot, now + value.ticks);
        return;
      }
    });
  }

  private check(): void {
    const { failure, host } = this;
    if (++this.steps > MAX_STEPS_PER_INSTANT) throw new Error("processes go on and on without time passing");
    if (!failure) return;
    this.failure = undefined;
    const { error, name } = failure;
    const message = error instanceof Error ? error.message || error.name : String(error);
    throw new ModelError(message, host.now, `test bench '${name}'`, { cause: error });
  }

  private *guarded<T>(name: string, coroutine: Coroutine<T>): Coroutine<T | undefined> {
    try {
      return yield* coroutine;
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      this.failure ??= { name, error };
      return undefined;
    }
  }
}

function* forever(): Coroutine {
  const never = new Waiters();
  for (;;) yield* never.wait(END);
}
