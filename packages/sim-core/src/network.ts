import { HIGH_Z, LEVEL_X, LEVEL_Z, LVCMOS33, sameState } from "./net.js";
import type { Drive, Level, NetState, Thresholds } from "./net.js";
import { toggles } from "./pwm-signal.js";
import { MIN_OHMS, nodeVoltages, type Branch } from "./resistive.js";

/** Output current above which a pin is fighting something: twice what a pin may source for long. */
const CONTENTION_AMPERES = 0.03;
/** A node held less firmly than this floats (far above leakage, far below any pull). */
const FLOATING_OHMS = 1e9;
const FLOATING: NetState = Object.freeze({ level: LEVEL_Z, volts: 0, pwm: null });

export interface NetworkState {
  readonly drives: readonly Drive[];
  readonly ohms: readonly number[];
  readonly supplies: readonly (number | undefined)[];
  readonly states: readonly NetState[];
  readonly held: readonly Level[];
  readonly fighting: readonly boolean[];
}

interface Cluster {
  readonly nets: number[];
  pins: number[];
  readonly links: number[];
}

/**
 * All wires of a board. A change of a drive or of a link resolves the wires it can reach at once (commit) and reports each
 * wire whose state changed; telling watchers (notify) is the simulation's business.
 */
export class Network {
  private readonly pinNet: number[] = [];
  private readonly pinNames: string[] = [];
  /** Pins that count only while they drive. */
  private readonly outside: number[] = [];
  private readonly linkPins: (readonly [number, number])[] = [];
  private supplyVolts: (number | undefined)[] = [];
  private drives: Drive[] = [];
  private ohms: number[] = [];
  private states: NetState[] = [];
  /** The last 0 or 1 of each wire: what an input keeps reading between the thresholds or when nothing drives it. */
  private held: Level[] = [];
  private fighting: boolean[] = [];
  private clusters: Cluster[] | undefined;
  private clusterOfNet: number[] = [];
  /** Place of each wire among its cluster's. */
  private nodeOfNet: number[] = [];

  /** Called for every wire whose state changed, or the resistance at which it has it, in wire order. */
  onChange: (net: number) => void = () => undefined;
  /** Called when outputs begin to fight, with the names of the pins. */
  onContention: (net: number, pins: readonly string[]) => void = () => undefined;

  constructor(
    readonly netCount: number,
    private readonly thresholds: Thresholds = LVCMOS33,
  ) {
    this.states = new Array<NetState>(netCount).fill(FLOATING);
    this.held = new Array<Level>(netCount).fill(0);
  }

  /** Declares a pin on a wire; returns its number. A supply pin holds the wire at `supplyVolts`. */
  addPin(net: number, name: string, supplyVolts?: number): number {
    this.pinNames.push(name);
    this.drives.push(HIGH_Z);
    if (supplyVolts !== undefined) this.supplyVolts[net] = supplyVolts;
    return this.pinNet.push(net) - 1;
  }

  /**
   * Declares something that drives a wire from outside the board, now and then; after the start, at any time. While it does not
   * drive, it leaves no mark: voltages are, to the last bit, as if it were not there.
   */
  addOutsidePin(net: number, name: string): number {
    this.pinNames.push(name);
    this.drives.push(HIGH_Z);
    const pin = this.pinNet.push(net) - 1;
    this.outside.push(pin);
    return pin;
  }

  /** Declares a variable resistance between two pins, open at first; returns its number. */
  addLink(a: number, b: number): number {
    this.ohms.push(Infinity);
    return this.linkPins.push([a, b]) - 1;
  }

  state(net: number): NetState {
    return this.states[net] as NetState;
  }

  /** What a digital input on the wire reads: 0 or 1. With PWM: of the high phase. */
  input(net: number): 0 | 1 {
    const { level } = this.state(net);
    return (level < LEVEL_X ? level : this.held[net]) as 0 | 1;
  }

  drive(pin: number): Drive {
    return this.drives[pin] as Drive;
  }

  linkOhms(link: number): number {
    return this.ohms[link] as number;
  }

  isSupply(net: number): boolean {
    return this.supplyVolts[net] !== undefined;
  }

  /** Another voltage for a wire that is a supply. Whatever is on it, or linked with it, follows. */
  setSupply(net: number, volts: number): void {
    if (this.supplyVolts[net] === volts) return;
    this.supplyVolts[net] = volts;
    const reached = new Set([this.clusterOfNet[net] as number]);
    for (const pins of this.linkPins) {
      const nets = pins.map((pin) => this.pinNet[pin] as number);
      if (nets.includes(net)) for (const other of nets) reached.add(this.clusterOfNet[other] as number);
    }
    for (const cluster of reached) this.resolve(cluster);
  }

  setDrive(pin: number, drive: Drive): void {
    const { ohms } = this.drives[pin] as Drive;
    this.drives[pin] = drive;
    if (this.outside.includes(pin)) this.attach(pin);
    if (this.clusters) this.resolve(this.clusterOfNet[this.pinNet[pin] as number] as number, ohms !== drive.ohms);
  }

  setLink(link: number, ohms: number): void {
    if (this.ohms[link] === ohms) return;
    this.ohms[link] = ohms;
    if (!this.clusters) return;
    const [a, b] = this.linkPins[link] as readonly [number, number];
    const clusters = new Set([a, b].map((pin) => this.clusterOfNet[this.pinNet[pin] as number] as number));
    for (const cluster of clusters) this.resolve(cluster, true);
  }

  /** All declarations are made: finds what can reach what, and resolves every wire. */
  start(): void {
    this.clusters = this.findClusters();
    this.fighting = new Array<boolean>(this.clusters.length).fill(false);
    for (let cluster = 0; cluster < this.clusters.length; cluster++) this.resolve(cluster);
  }

  /** The wire as a voltage source behind a resistance (Thevenin); of the high phase with PWM. */
  thevenin(net: number): { readonly volts: number; readonly ohms: number } {
    const fixed = this.supplyVolts[net];
    if (fixed !== undefined) return { volts: fixed, ohms: 0 };
    const cluster = (this.clusters as Cluster[])[this.clusterOfNet[net] as number] as Cluster;
    const branches = this.branches(cluster, "high");
    const node = this.nodeOfNet[net] as number;
    const open = nodeVoltages(cluster.nets.length, branches)[node] as number;
    const loaded = nodeVoltages(cluster.nets.length, branches, node, 1e-3)[node] as number;
    const ohms = (loaded - open) / 1e-3;
    return { volts: open, ohms: ohms > FLOATING_OHMS ? Infinity : ohms };
  }

  /**
   * The wires that carry what this one carries: itself, and those that closed links of together at most `ohms` join with it.
   * Supplies part them.
   */
  joined(net: number, ohms: number): readonly number[] {
    const cluster = (this.clusters as Cluster[])[this.clusterOfNet[net] as number] as Cluster;
    const reached = new Map([[net, 0]]);
    if (cluster.links.length === 0) return [net];
    // A map is gone through in the order of its entries, new ones included.
    for (const [from] of reached) {
      for (const link of cluster.links) {
        const nets = (this.linkPins[link] as readonly [number, number]).map((pin) => this.pinNet[pin] as number);
        const to = nets[0] === from ? nets[1] : nets[1] === from ? nets[0] : undefined;
        const along = (reached.get(from) as number) + (this.ohms[link] as number);
        if (to === undefined || this.isSupply(to) || !(along <= ohms) || along >= (reached.get(to) ?? Infinity))
          continue;
        // Behind the others again, so that what lies beyond is looked at anew.
        reached.delete(to);
        reached.set(to, along);
      }
    }
    return [...reached.keys()].sort((a, b) => a - b);
  }

  snapshot(): NetworkState {
    return {
      drives: [...this.drives],
      ohms: [...this.ohms],
      supplies: [...this.supplyVolts],
      states: [...this.states],
      held: [...this.held],
      fighting: [...this.fighting],
    };
  }

  restore(state: NetworkState): void {
    // What was declared since then does not drive.
    this.drives = this.pinNet.map((_, pin) => state.drives[pin] ?? HIGH_Z);
    for (const pin of this.outside) this.attach(pin);
    this.ohms = [...state.ohms];
    this.supplyVolts = [...state.supplies];
    this.states = [...state.states];
    this.held = [...state.held];
    this.fighting = [...state.fighting];
  }

  /** An outside pin belongs to its wire while it drives, behind those of the board. */
  private attach(pin: number): void {
    const cluster = this.clusters?.[this.clusterOfNet[this.pinNet[pin] as number] as number];
    if (!cluster) return;
    cluster.pins = cluster.pins.filter((other) => other !== pin);
    if ((this.drives[pin] as Drive).ohms === Infinity) return;
    cluster.pins.push(pin);
    cluster.pins.sort((a, b) => a - b);
  }

  /** `resistances`: some have changed, so that a wire may carry more or less current than before at the same voltage. */
  private resolve(index: number, resistances = false): void {
    const cluster = (this.clusters as Cluster[])[index] as Cluster;
    const high = this.voltages(cluster, "high");
    const pwmPin = cluster.pins.find((pin) => isToggling(this.drives[pin] as Drive));
    const low = pwmPin === undefined ? high : this.voltages(cluster, "low");
    const signal = pwmPin === undefined ? null : ((this.drives[pwmPin] as Drive).pwm ?? null);
    const fighting = this.checkContention(cluster, index, high);
    const ohms = this.ohmsToDriver(cluster);
    cluster.nets.forEach((net, node) => {
      const volts = this.supplyVolts[net] ?? high[node] ?? 0;
      const moves = signal !== null && Math.abs(volts - (low[node] as number)) > 0.1;
      const floats = this.supplyVolts[net] === undefined && this.floats(net, cluster, ohms[node] as number);
      const state = floats ? FLOATING : this.stateFor(volts, moves ? signal : null, fighting);
      this.commit(net, state, resistances && !floats && this.supplyVolts[net] === undefined);
    });
  }

  private voltages(cluster: Cluster, phase: "high" | "low"): ArrayLike<number> {
    const net = cluster.nets[0] as number;
    if (this.supplyVolts[net] !== undefined) return [this.supplyVolts[net]];
    if (cluster.pins.length === 1 && cluster.links.length === 0) {
      return [voltsIn(this.drives[cluster.pins[0] as number] as Drive, phase)];
    }
    return nodeVoltages(cluster.nets.length, this.branches(cluster, phase));
  }

  private branches(cluster: Cluster, phase: "high" | "low"): Branch[] {
    const node = (net: number): number => (this.supplyVolts[net] === undefined ? (this.nodeOfNet[net] as number) : -1);
    const branches: Branch[] = [];
    for (const pin of cluster.pins) {
      const drive = this.drives[pin] as Drive;
      const a = node(this.pinNet[pin] as number);
      if (a >= 0 && drive.ohms !== Infinity)
        branches.push({ a, b: -1, volts: voltsIn(drive, phase), ohms: drive.ohms });
    }
    for (const link of cluster.links) {
      const ohms = this.ohms[link] as number;
      if (ohms === Infinity) continue;
      const [from, to] = (this.linkPins[link] as readonly [number, number]).map((pin) => this.pinNet[pin] as number);
      const a = node(from as number);
      const b = node(to as number);
      if (a >= 0 && b >= 0 && a !== b) branches.push({ a, b, volts: 0, ohms });
      else if (a >= 0 && b < 0) branches.push({ a, b: -1, volts: this.supplyVolts[to as number] as number, ohms });
      else if (b >= 0 && a < 0) branches.push({ a: b, b: -1, volts: this.supplyVolts[from as number] as number, ohms });
    }
    return branches;
  }

  private stateFor(volts: number, pwm: NetState["pwm"], fighting: boolean): NetState {
    if (fighting) return { level: LEVEL_X, volts, pwm };
    const { low, high } = this.thresholds;
    const level = volts >= high ? 1 : volts <= low ? 0 : LEVEL_X;
    return { level, volts, pwm };
  }

  /** Least resistance along one path from each of the cluster's wires to something that drives; infinite: there is no path. */
  private ohmsToDriver({ nets, pins, links }: Cluster): number[] {
    const ohms = nets.map((net) => (this.supplyVolts[net] === undefined ? Infinity : 0));
    for (const pin of pins) {
      const node = this.nodeOfNet[this.pinNet[pin] as number] as number;
      ohms[node] = Math.min(ohms[node] as number, (this.drives[pin] as Drive).ohms);
    }
    if (links.length === 0) return ohms;
    const from = (net: number): number =>
      this.supplyVolts[net] === undefined ? (ohms[this.nodeOfNet[net] as number] as number) : 0;
    const shorten = (net: number, other: number): boolean => {
      if (this.supplyVolts[net] !== undefined || other >= from(net)) return false;
      ohms[this.nodeOfNet[net] as number] = other;
      return true;
    };
    for (let shorter = true; shorter;) {
      shorter = false;
      for (const link of links) {
        const [a, b] = this.linkPins[link] as readonly [number, number];
        const [one, other] = [this.pinNet[a] as number, this.pinNet[b] as number];
        const along = Math.max(this.ohms[link] as number, MIN_OHMS);
        if (shorten(one, from(other) + along)) shorter = true;
        if (shorten(other, from(one) + along)) shorter = true;
      }
    }
    return ohms;
  }

  /** Whether no driver reaches the wire, directly or through closed links. `ohms`: along one path to a driver. */
  private floats(net: number, cluster: Cluster, ohms: number): boolean {
    // Other paths beside the one can only hold it more firmly.
    if (ohms < FLOATING_OHMS) return false;
    if (ohms === Infinity || cluster.links.length === 0) return true;
    const branches = this.branches(cluster, "high");
    const node = this.nodeOfNet[net] as number;
    const probe = nodeVoltages(cluster.nets.length, branches, node, 1e-9)[node] as number;
    const open = nodeVoltages(cluster.nets.length, branches)[node] as number;
    return (probe - open) / 1e-9 > FLOATING_OHMS;
  }

  private checkContention(cluster: Cluster, index: number, volts: ArrayLike<number>): boolean {
    const fighters = cluster.pins.filter((pin) => {
      const drive = this.drives[pin] as Drive;
      const net = this.pinNet[pin] as number;
      const node = this.supplyVolts[net] ?? volts[this.nodeOfNet[net] as number] ?? 0;
      return drive.ohms > 0 && Math.abs(drive.volts - node) / drive.ohms > CONTENTION_AMPERES;
    });
    const fighting = fighters.length > 0;
    if (fighting && !this.fighting[index]) {
      const names = fighters.map((pin) => this.pinNames[pin] as string);
      this.onContention(this.pinNet[fighters[0] as number] as number, names);
    }
    this.fighting[index] = fighting;
    return fighting;
  }

  private commit(net: number, state: NetState, resistance: boolean): void {
    if (!resistance && sameState(state, this.states[net] as NetState)) return;
    this.states[net] = state;
    if (state.level < LEVEL_X) this.held[net] = state.level;
    this.onChange(net);
  }

  /** Wires joined by links influence each other; supplies part them. */
  private findClusters(): Cluster[] {
    const parent = Array.from({ length: this.netCount }, (_, i) => i);
    const find = (i: number): number => (parent[i] === i ? i : (parent[i] = find(parent[i] as number)));
    for (const [a, b] of this.linkPins) {
      const [from, to] = [this.pinNet[a] as number, this.pinNet[b] as number];
      if (!this.isSupply(from) && !this.isSupply(to)) parent[find(to)] = find(from);
    }
    const clusters: Cluster[] = [];
    const byRoot = new Map<number, number>();
    for (let net = 0; net < this.netCount; net++) {
      const root = find(net);
      if (!byRoot.has(root)) byRoot.set(root, clusters.push({ nets: [], pins: [], links: [] }) - 1);
      const cluster = byRoot.get(root) as number;
      this.clusterOfNet[net] = cluster;
      this.nodeOfNet[net] = (clusters[cluster] as Cluster).nets.push(net) - 1;
    }
    this.pinNet.forEach((net, pin) => (clusters[this.clusterOfNet[net] as number] as Cluster).pins.push(pin));
    this.linkPins.forEach((pins, link) => {
      const touched = new Set(pins.map((pin) => this.clusterOfNet[this.pinNet[pin] as number] as number));
      for (const cluster of touched) (clusters[cluster] as Cluster).links.push(link);
    });
    return clusters;
  }
}

const isToggling = (drive: Drive): boolean => drive.pwm !== undefined && toggles(drive.pwm);

function voltsIn(drive: Drive, phase: "high" | "low"): number {
  if (!drive.pwm) return drive.volts;
  return drive.pwm.highNs > 0 && (phase === "high" || !toggles(drive.pwm)) ? drive.volts : 0;
}
