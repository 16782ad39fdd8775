import type { BitstreamReceiver } from "../../bus/bitstream.js";
import type { Timer, Watch } from "../../device.js";
import type { BitstreamUnit } from "../bitstream.js";
import type { Gpio } from "../gpio.js";
import type { McuContext } from "../mcu-context.js";
import type { CycleClock } from "./clock.js";
import { Outcome, type Effects } from "./processor.js";
import { burstOf, pulseEdge, pulsesFrom } from "./pulse-bits.js";
import { readsOf } from "./reads.js";
import { pass, passUntilAfter, Runner, takePulse, type Around } from "./runner.js";
import { BLOCKS, copyOf, MACHINES, type BlockState, type MachineState, type PioState } from "./state.js";

/*
 * All machines in time. Each is let run ahead of the rest until what it does would be seen (runner.ts), and only that is an event.
 * What comes from outside before, and that it depends on, lets it catch up first; then what it will do is found out anew.
 *
 * A plan follows from the state, and is dropped whenever that state moves on: so it need not be part of a snapshot.
 */

/** A burst of bits is over when no edge has come for so long. */
const PAUSE_US = 3;
/** Cycles after which a change of a pin is seen: instructions see it as it was more than two cycles before. */
const SYNCHRONISER = 3;

interface Plan {
  /** The cycle in which the machine does something that is seen; Infinity: in none, as things are. */
  readonly cycle: number;
  /** What it will be by then. */
  readonly ahead: MachineState | undefined;
  readonly sawFlags: boolean;
  readonly wrote: number;
}

const IDLE: Plan = { cycle: Infinity, ahead: undefined, sawFlags: false, wrote: 0 };

export class PioEngine implements Around {
  readonly timer: Timer;
  /** Called when the flags of a block may have changed. */
  onFlags: (block: number) => void = () => undefined;
  private readonly runner = new Runner(this);
  private readonly watches = new Map<number, Watch>();
  private known: (Plan | undefined)[] = [];
  /** The state that the plans are for: a simulation that is put back has another. */
  private knownFor: PioState | undefined;

  constructor(
    private readonly ctx: McuContext<PioState>,
    private readonly gpio: Gpio,
    private readonly bitstream: BitstreamUnit,
    private readonly time: CycleClock,
  ) {
    this.timer = ctx.timer(() => this.due());
    for (const { gpio: number, pin, external } of ctx.spec.gpios) {
      if (external) continue;
      const watch = ctx.watchBits(ctx.pin(pin), () => this.sense());
      watch.active = false;
      this.watches.set(number, watch);
    }
  }

  // --- what surrounds the machines

  inputsAt(cycle: number): number {
    const { levels, changes } = this.ctx.state;
    for (let n = changes.length - 1; n >= 0; n--) {
      const change = changes[n] as PioState["changes"][number];
      if (change.from <= cycle) return change.levels;
    }
    return levels;
  }

  get settledFrom(): number {
    return this.ctx.state.changes.at(-1)?.from ?? 0;
  }

  get pauseCycles(): number {
    return Math.ceil((PAUSE_US * this.ctx.state.khz) / 1000);
  }

  // --- what comes from outside

  /** Lets the machines of a block catch up, or one of them; `changed` must follow. */
  catchUp(block: number, only?: MachineState): void {
    const { cycle } = this.time;
    const state = this.blocks[block] as BlockState;
    state.machines.forEach((m, index) => {
      if (m.on && (only === undefined || m === only)) this.runner.run(state, index, m, cycle);
    });
  }

  /** What a machine that catches up would be. */
  now(block: number, index: number): MachineState {
    const state = this.blocks[block] as BlockState;
    const copy = copyOf(state.machines[index] as MachineState);
    if (copy.on) this.runner.run(state, index, copy, this.time.cycle);
    return copy;
  }

  /** Something about a block has changed, or only about one of its machines: what they will do is found out anew. */
  changed(block: number, only?: MachineState): void {
    const state = this.blocks[block] as BlockState;
    state.machines.forEach((m, index) => {
      if (only !== undefined && m !== only) return;
      this.forget(block, index);
      if (only === undefined) m.reads = m.on || m.exec >= 0 ? readsOf(state, m) : 0;
    });
    if (only === undefined) this.watch();
    this.schedule();
  }

  /** The processor clears flags. */
  clearFlags(block: number, flags: number): void {
    this.letCatchUp(block, this.time.cycle, true, 0);
    (this.blocks[block] as BlockState).flags &= ~flags;
    this.retry(block);
    this.schedule();
  }

  /** All plans are void. */
  stop(): void {
    this.timer.stop();
    this.known = [];
  }

  private get plans(): (Plan | undefined)[] {
    if (this.knownFor !== this.ctx.state) {
      this.knownFor = this.ctx.state;
      this.known = [];
    }
    return this.known;
  }

  private forget(block: number, index: number): void {
    this.plans[block * MACHINES + index] = undefined;
  }

  /** Looks at the pins that machines look at. What is looked at from now on has been for long what it is. */
  watch(): void {
    const { state } = this.ctx;
    const reads = this.blocks.flatMap(({ machines }) => machines).reduce((all, m) => all | m.reads, 0) >>> 0;
    if (reads === state.watched) return;
    const fresh = reads & ~state.watched;
    state.watched = reads;
    for (const [gpio, watch] of this.watches) watch.active = ((reads >>> gpio) & 1) === 1;
    const now = this.levelsNow();
    for (const entry of [state, ...state.changes]) entry.levels = ((entry.levels & ~fresh) | (now & fresh)) >>> 0;
  }

  private levelsNow(): number {
    let levels = 0;
    for (const gpio of this.watches.keys()) {
      if (((this.ctx.state.watched >>> gpio) & 1) === 1 && this.gpio.read(gpio)) levels |= 1 << gpio;
    }
    return levels >>> 0;
  }

  /** A pin that is looked at has changed. */
  private sense(): void {
    const { state } = this.ctx;
    const levels = this.levelsNow();
    const known = state.changes.at(-1)?.levels ?? state.levels;
    if (levels === known) return;
    const { cycle } = this.time;
    this.blocks.forEach((block, number) => {
      block.machines.forEach((m, index) => {
        if (m.reads === 0) return;
        if (m.on) this.runner.run(block, index, m, cycle);
        this.forget(number, index);
      });
    });
    while ((state.changes[0]?.from ?? Infinity) <= cycle + 1) {
      state.levels = (state.changes.shift() as PioState["changes"][number]).levels;
    }
    const last = state.changes.at(-1);
    if (last?.from === cycle + SYNCHRONISER) last.levels = levels;
    else state.changes.push({ from: cycle + SYNCHRONISER, levels });
    this.schedule();
  }

  // --- plans

  private planOf(block: number, index: number): Plan {
    const known = this.plans[block * MACHINES + index];
    if (known) return known;
    const state = this.blocks[block] as BlockState;
    const m = state.machines[index] as MachineState;
    const plan = m.on ? this.lookAhead(state, index, m) : IDLE;
    return (this.plans[block * MACHINES + index] = plan);
  }

  private lookAhead(state: BlockState, index: number, m: MachineState): Plan {
    const ahead = copyOf(m);
    const cycle = this.runner.run(state, index, ahead, Infinity);
    const { sawFlags, wrote } = this.runner;
    return { cycle, ahead: cycle < Infinity ? ahead : undefined, sawFlags, wrote };
  }

  /** The first cycle in which a machine does something that is seen. */
  private nextCycle(): number {
    let next = Infinity;
    for (let block = 0; block < BLOCKS; block++) {
      for (let index = 0; index < MACHINES; index++) next = Math.min(next, this.planOf(block, index).cycle);
    }
    return next;
  }

  schedule(): void {
    const next = this.ctx.state.stoppedAt >= 0 ? Infinity : this.nextCycle();
    if (next === Infinity) this.timer.stop();
    else this.timer.startAt(Math.max(this.ctx.now, this.time.timeOf(next)));
  }

  private due(): void {
    const { cycle } = this.time;
    for (let next = this.nextCycle(); next <= cycle; next = this.nextCycle()) {
      for (let block = 0; block < BLOCKS; block++) this.act(block, next);
    }
    this.schedule();
  }

  /** What the machines of a block do in a cycle in which some of it is seen. */
  private act(block: number, cycle: number): void {
    const state = this.blocks[block] as BlockState;
    let total: Effects | undefined;
    state.machines.forEach((m, index) => {
      const plan = this.planOf(block, index);
      if (plan.cycle !== cycle) return;
      total ??= nothing();
      const ahead = plan.ahead as MachineState;
      ahead.reads = m.reads;
      state.machines[index] = ahead;
      this.forget(block, index);
      this.liveStep(state, index, ahead, cycle, total);
    });
    if (total) this.apply(block, cycle, total);
  }

  private liveStep(state: BlockState, index: number, m: MachineState, cycle: number, total: Effects): void {
    if (this.runner.pulseLimit(m) === cycle) this.endPulses(m, state);
    if (m.at !== cycle) return;
    const { processor } = this.runner;
    const { effects } = processor;
    processor.clear();
    const outcome = processor.step(state, index, m, m.reads === 0 ? 0 : this.inputsAt(cycle));
    if (takePulse(m, effects) && m.pulses) pulseEdge(m.pulses, cycle);
    this.beginPulses(state, m, effects, cycle);
    pass(m, outcome === Outcome.Done ? 1 + processor.delay : 1);
    if ((m.putting && effects.tookTx) || (m.getting && effects.gaveRx)) this.ctx.attention();
    total.outMask |= effects.outMask;
    total.out = (total.out & ~effects.outMask) | (effects.out & effects.outMask);
    total.directionMask |= effects.directionMask;
    total.directions = (total.directions & ~effects.directionMask) | (effects.directions & effects.directionMask);
    total.flagsSet |= effects.flagsSet;
    total.flagsClear |= effects.flagsClear;
  }

  private apply(block: number, cycle: number, total: Effects): void {
    const state = this.blocks[block] as BlockState;
    const out = ((state.out & ~total.outMask) | (total.out & total.outMask)) >>> 0;
    const directions = ((state.directions & ~total.directionMask) | (total.directions & total.directionMask)) >>> 0;
    const flags = (state.flags & ~total.flagsClear) | total.flagsSet;
    const pins = ((state.out ^ out) | (state.directions ^ directions)) >>> 0;
    this.letCatchUp(block, cycle, flags !== state.flags, pins);
    Object.assign(state, { out, directions, flags });
    if (pins !== 0) this.drive(block, pins);
    this.retry(block);
    this.onFlags(block);
  }

  /** Those that depend on what changes now go through this cycle with what was before. */
  private letCatchUp(block: number, cycle: number, flags: boolean, pins: number): void {
    const state = this.blocks[block] as BlockState;
    state.machines.forEach((m, index) => {
      const plan = this.plans[block * MACHINES + index];
      if (!m.on || !plan || !((flags && plan.sawFlags) || (plan.wrote & pins) !== 0)) return;
      this.runner.run(state, index, m, cycle);
      this.forget(block, index);
    });
  }

  /** A machine that is off executes what it was given as soon as that can be done. */
  retry(block: number): void {
    const state = this.blocks[block] as BlockState;
    state.machines.forEach((m, index) => {
      if (m.on || m.exec < 0) return;
      const total = nothing();
      passUntilAfter(m, this.time.cycle);
      const { exec, irqWait } = m;
      this.liveStep(state, index, m, m.at, total);
      if (m.exec !== exec || m.irqWait !== irqWait) this.apply(block, this.time.cycle, total);
    });
  }

  /** Drives pins as the block's registers say. */
  drive(block: number, pins: number): void {
    const { out, directions } = this.blocks[block] as BlockState;
    for (const gpio of this.watches.keys()) {
      if (((pins >>> gpio) & 1) === 0) continue;
      const driven = ((directions >>> gpio) & 1) === 1;
      this.gpio.drivePio(gpio, block, driven ? (((out >>> gpio) & 1) as 0 | 1) : -1);
    }
  }

  // --- bits that are told by pulses

  private receiversOf(gpio: number): readonly BitstreamReceiver[] {
    return this.gpio.has(gpio) ? this.ctx.bitstreamReceivers(this.gpio.pin(gpio)) : [];
  }

  /** The first edge of bits on their way to somebody who understands them. */
  private beginPulses(state: BlockState, m: MachineState, effects: Effects, cycle: number): void {
    const rising = effects.outMask & effects.out & ~state.out & state.directions;
    if (rising === 0 || m.pulses) return;
    for (const gpio of this.watches.keys()) {
      if (((rising >>> gpio) & 1) === 0 || this.receiversOf(gpio).length === 0) continue;
      m.pulses = pulsesFrom(gpio, cycle, this.ctx.edgesWatched(this.gpio.pin(gpio)));
      if (!m.pulses.shown) effects.outMask = (effects.outMask & ~(1 << gpio)) >>> 0;
      this.bitstream.begin(gpio);
      return;
    }
  }

  /** No edge has come for long. A wire that has been high for so long really is. */
  endPulses(m: MachineState, state?: BlockState): void {
    const { pulses } = m;
    m.pulses = null;
    if (!pulses) return;
    // Whole cycles of the machine: a divider's fraction makes them one of the system's longer or shorter.
    const own = m.divider / 256;
    const { timing, data } = burstOf(pulses, (cycles) => this.time.length(Math.round(cycles / own) * own));
    this.bitstream.sent(pulses.pin, this.time.timeOf(pulses.start), timing, data);
    if (!pulses.high || !state) return;
    const bit = (1 << pulses.pin) >>> 0;
    state.out = (state.out | bit) >>> 0;
    this.drive(this.blocks.indexOf(state), bit);
  }

  private get blocks(): BlockState[] {
    return this.ctx.state.blocks;
  }
}

const nothing = (): Effects => ({
  ...{ outMask: 0, out: 0, directionMask: 0, directions: 0, flagsSet: 0, flagsClear: 0 },
  ...{ tookTx: false, gaveRx: false, sawFlags: false },
});
