import type { Watch } from "./device.js";
import type { EventQueue } from "./event-queue.js";
import type { Level, NetState } from "./net.js";
import { Network, type NetworkState } from "./network.js";
import { nextPwmEdge, pwmLevelAt, toggles } from "./pwm-signal.js";
import type { Nanos } from "./time.js";

export interface WiresState {
  readonly network: NetworkState;
  readonly levels: readonly number[];
  readonly active: readonly boolean[];
}

interface WatchEntry {
  readonly slot: number;
  readonly net: number;
  readonly edges: boolean;
  /** Whoever sends whole frames on the wire is to show their levels too. */
  readonly levels: boolean;
  active: boolean;
}

/** Wires and who watches them: commits at once, notifies as events of the same instant in the order of subscription. */
export class Wires {
  readonly network: Network;
  private readonly watches: WatchEntry[] = [];
  private readonly byNet: WatchEntry[][];
  private readonly edgeSlots = new Map<number, number>();
  /** The level that each wire's watchers were last told of. */
  private levels: number[];
  /** Wires that changed in this instant, for the message when a board never settles. */
  readonly changed: number[] = [];

  constructor(
    netCount: number,
    private readonly queue: EventQueue,
    private readonly now: () => Nanos,
  ) {
    this.network = new Network(netCount);
    this.network.onChange = (net) => this.changedState(net);
    this.byNet = Array.from({ length: netCount }, () => []);
    this.levels = new Array<number>(netCount).fill(3);
  }

  /** `slot` fires when the wire changed: at each level change (`edges`), or at any change of its state. */
  watch(net: number, edges: boolean, slot: number, levels = false): Watch {
    const entry: WatchEntry = { slot, net, edges, levels, active: true };
    this.watches.push(entry);
    this.byNet[net]?.push(entry);
    if (edges && !this.edgeSlots.has(net)) {
      this.edgeSlots.set(
        net,
        this.queue.declare(() => this.edge(net)),
      );
    }
    const activate = (active: boolean): void => this.activate(entry, active);
    return {
      get active() {
        return entry.active;
      },
      set active(active) {
        activate(active);
      },
    };
  }

  /** The wire's level just now, PWM resolved. */
  level(net: number): Level {
    const state = this.network.state(net);
    return follows(state) ? pwmLevelAt(state.pwm as never, this.now()) : state.level;
  }

  /** What a digital input reads just now. */
  input(net: number): 0 | 1 {
    const state = this.network.state(net);
    return follows(state) ? pwmLevelAt(state.pwm as never, this.now()) : this.network.input(net);
  }

  /** Whether anybody is told of the wire's edges. */
  edgesWatched(net: number): boolean {
    return (this.byNet[net] ?? []).some(({ active, edges }) => active && edges);
  }

  /** Whether anybody can make nothing of frames, and needs the levels that they are made of. */
  levelsWanted(net: number): boolean {
    return (this.byNet[net] ?? []).some(({ active, levels }) => active && levels);
  }

  snapshot(): WiresState {
    return {
      network: this.network.snapshot(),
      levels: [...this.levels],
      active: this.watches.map((watch) => watch.active),
    };
  }

  restore(state: WiresState): void {
    this.network.restore(state.network);
    this.levels = [...state.levels];
    this.watches.forEach((watch, index) => (watch.active = state.active[index] as boolean));
  }

  private changedState(net: number): void {
    this.changed.push(net);
    const before = this.levels[net];
    const level = (this.levels[net] = this.level(net));
    for (const watch of this.byNet[net] as WatchEntry[]) {
      if (watch.active && (!watch.edges || level !== before)) this.queue.schedule(watch.slot, this.now());
    }
    this.planEdge(net);
  }

  private edge(net: number): void {
    const level = (this.levels[net] = this.level(net));
    if (level > 1) return;
    for (const watch of this.byNet[net] as WatchEntry[]) {
      if (watch.active && watch.edges) this.queue.schedule(watch.slot, this.now());
    }
    this.planEdge(net);
  }

  /** Schedules the next edge of a PWM train, if anybody wants to see edges. */
  private planEdge(net: number): void {
    const slot = this.edgeSlots.get(net);
    if (slot === undefined) return;
    const state = this.network.state(net);
    const wanted = follows(state) && (this.byNet[net] as WatchEntry[]).some((watch) => watch.active && watch.edges);
    const next = wanted ? nextPwmEdge(state.pwm as never, this.now()) : Infinity;
    if (next === Infinity) this.queue.cancel(slot);
    else this.queue.schedule(slot, next);
  }

  private activate(entry: WatchEntry, active: boolean): void {
    if (entry.active === active) return;
    entry.active = active;
    if (!active) this.queue.cancel(entry.slot);
    this.levels[entry.net] = this.level(entry.net);
    if (entry.edges) this.planEdge(entry.net);
  }
}

/** Whether the wire's level follows its pulse train (a train that stays above or below the threshold does not move it). */
const follows = (state: NetState): boolean => state.pwm !== null && state.level === 1 && toggles(state.pwm);
