import { LoopSkipper } from "./loops.js";
import { Outcome, Processor, type Effects } from "./processor.js";
import { pulseEdge } from "./pulse-bits.js";
import type { BlockState, MachineState } from "./state.js";

/*
 * A state machine left alone: it runs until what it does would be seen by somebody else. A change of a pin or of a flag is seen, and
 * a word taken or given while the program waits for that; all else only when somebody asks.
 */

/** What a machine is given by what is around it. */
export interface Around {
  /** The levels that an instruction in this cycle sees. */
  inputsAt(cycle: number): number;
  /** From this cycle on they are, as far as is known, what they are. */
  readonly settledFrom: number;
  /** For how many cycles bits told by pulses may pause before they count as a burst. */
  readonly pauseCycles: number;
}

/** Instructions after which a machine that runs ahead makes a stop although nothing would be seen. */
const MOST_AHEAD = 20_000;

/** Lets cycles of the machine pass. */
export function pass(m: MachineState, count: number): void {
  const total = m.fraction + count * m.divider;
  m.at += Math.floor(total / 256);
  m.fraction = total % 256;
}

/** Lets cycles of the machine pass until its next one is after this. */
export function passUntilAfter(m: MachineState, cycle: number): void {
  if (m.at <= cycle) pass(m, Math.ceil(((cycle - m.at + 1) * 256 - m.fraction) / m.divider));
}

export class Runner {
  readonly processor = new Processor();
  /** What the last run depended on: whether flags; outputs, that were written without a change. */
  sawFlags = false;
  wrote = 0;
  private readonly loops = new LoopSkipper();

  constructor(private readonly around: Around) {}

  /**
   * Executes what comes in cycles up to `until`, as long as nothing of it is seen. Returns the cycle in which something would be,
   * whose instruction has not been executed; Infinity: there is none up to then.
   */
  run(block: BlockState, index: number, m: MachineState, until: number): number {
    const ahead = until === Infinity;
    let budget = ahead ? MOST_AHEAD : Infinity;
    this.sawFlags = false;
    this.wrote = 0;
    this.loops.begin();
    const pause = m.pulses ? this.around.pauseCycles : 0;
    while (m.at <= until) {
      if (m.pulses && m.at > m.pulses.edge + pause) return m.pulses.edge + pause;
      if (budget-- === 0) return m.at;
      const from = m.pc;
      const outcome = this.tryStep(block, index, m);
      if (outcome === undefined) return m.at;
      if (outcome === Outcome.Stalled) {
        if (m.at < this.around.settledFrom || this.processor.effects.tookTx) pass(m, 1);
        else return this.stalled(m, until);
      } else {
        pass(m, 1 + this.processor.delay);
        if (m.pc <= from && !m.pulses && this.loops.skip(m, until, this.around.settledFrom)) return Infinity;
      }
    }
    const limit = this.pulseLimit(m);
    return limit <= until ? limit : Infinity;
  }

  /** When a burst of bits would be over, if no edge comes before. */
  pulseLimit(m: MachineState): number {
    return m.pulses ? m.pulses.edge + this.around.pauseCycles : Infinity;
  }

  private stalled(m: MachineState, until: number): number {
    const limit = this.pulseLimit(m);
    if (limit <= until) return limit;
    if (until < Infinity) passUntilAfter(m, until);
    return Infinity;
  }

  /** Undefined: it would be seen, and nothing has been changed. */
  private tryStep(block: BlockState, index: number, m: MachineState): Outcome | undefined {
    const { pc, x, y, isr, osr, isrCount, osrCount, exec, irqWait } = m;
    const { processor } = this;
    const { effects } = processor;
    processor.clear();
    const first = m.tx[0] as number;
    const outcome = processor.step(block, index, m, m.reads === 0 ? 0 : this.around.inputsAt(m.at));
    const pulse = takePulse(m, effects);
    if (this.isSeen(block, m, effects)) {
      m.pc = pc;
      m.x = x;
      m.y = y;
      m.isr = isr;
      m.osr = osr;
      m.isrCount = isrCount;
      m.osrCount = osrCount;
      m.exec = exec;
      m.irqWait = irqWait;
      if (effects.tookTx) m.tx.unshift(first);
      if (effects.gaveRx) m.rx.pop();
      return undefined;
    }
    if (pulse) pulseEdge(m.pulses as NonNullable<typeof m.pulses>, m.at);
    if (effects.sawFlags) this.sawFlags = true;
    this.wrote |= effects.outMask | effects.directionMask;
    if (processor.usedScratch || effects.tookTx || effects.gaveRx) this.loops.disturb();
    return outcome;
  }

  private isSeen(block: BlockState, m: MachineState, effects: Effects): boolean {
    const { out, outMask, directions, directionMask, flagsSet, flagsClear, tookTx, gaveRx } = effects;
    if (outMask !== 0 && ((block.out ^ out) & outMask) !== 0) return true;
    if (directionMask !== 0 && ((block.directions ^ directions) & directionMask) !== 0) return true;
    if ((flagsSet & ~block.flags) !== 0 || (flagsClear & block.flags) !== 0) return true;
    return (tookTx && m.putting) || (gaveRx && m.getting);
  }
}

/** Whether the pin of bits that are being sent changes; if nobody watches it, it is taken out of what is written. */
export function takePulse(m: MachineState, effects: Effects): boolean {
  const { pulses } = m;
  if (!pulses) return false;
  const bit = (1 << pulses.pin) >>> 0;
  if ((effects.outMask & bit) === 0) return false;
  if (!pulses.shown) effects.outMask = (effects.outMask & ~bit) >>> 0;
  return ((effects.out & bit) !== 0) !== pulses.high;
}
