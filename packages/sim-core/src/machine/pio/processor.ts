import type { BlockState, MachineConfig, MachineState } from "./state.js";

/*
 * One instruction of a state machine: RP2040 datasheet 3.4 (instructions), 3.5 (side-set, wrapping, shifting, FIFOs).
 *
 * `step` changes nothing but the machine. What an instruction does to what machines share (pins, flags) is left in `effects`.
 */

export interface Effects {
  /** Bits of the block's outputs, and of their enables, that are written, and what with. */
  outMask: number;
  out: number;
  directionMask: number;
  directions: number;
  flagsSet: number;
  flagsClear: number;
  tookTx: boolean;
  gaveRx: boolean;
  /** It looked at the flags. */
  sawFlags: boolean;
}

export const enum Outcome {
  Done,
  /** It has to be tried again in the machine's next cycle. */
  Stalled,
}

const enum Op {
  Jmp,
  Wait,
  In,
  Out,
  PushPull,
  Mov,
  Irq,
  Set,
}

const EMPTY = 32;
const DELAY_BITS = 5;

/** Bits low ones of which are set, 0 to 32 of them. */
export const ones = (count: number): number => (count >= 32 ? 0xffffffff : 2 ** count - 1) >>> 0;
/** Turned to the left in 32 bits. */
const turned = (bits: number, by: number): number => ((bits << (by & 31)) | (bits >>> ((32 - by) & 31))) >>> 0;
const turnedRight = (bits: number, by: number): number => turned(bits, 32 - (by & 31));

function reversed(word: number): number {
  let result = 0;
  for (let n = 0; n < 32; n++) result |= ((word >>> n) & 1) << (31 - n);
  return result >>> 0;
}

export class Processor {
  readonly effects: Effects = {
    ...{ outMask: 0, out: 0, directionMask: 0, directions: 0, flagsSet: 0, flagsClear: 0 },
    ...{ tookTx: false, gaveRx: false, sawFlags: false },
  };
  /** How many cycles the instruction that was done takes beyond its first. */
  delay = 0;
  /** The instruction wrote X or Y, or did something with what they are, other than by counting down and testing. */
  usedScratch = false;
  private jumped = false;

  clear(): void {
    const { effects } = this;
    effects.outMask = effects.out = effects.directionMask = effects.directions = 0;
    effects.flagsSet = effects.flagsClear = 0;
    effects.tookTx = effects.gaveRx = effects.sawFlags = false;
    this.usedScratch = false;
  }

  /** Tries the machine's next instruction. `inputs`: the levels that it sees. */
  step(block: BlockState, index: number, m: MachineState, inputs: number): Outcome {
    const executed = m.exec >= 0;
    const instruction = executed ? m.exec : (block.memory[m.pc] as number);
    const { config } = m;
    this.jumped = false;
    if (executed) m.exec = -1;
    const op: Op = instruction >> 13;
    // A cycle that is not an OUT's fills an empty register by itself.
    if (config.autopull && op !== Op.Out) this.refill(m);
    const outcome = this.perform(op, instruction, block, index, m, inputs);
    const bits = (instruction >> 8) & 31;
    // Side-set comes after what the instruction itself writes, and wins.
    this.sideSet(config, bits);
    if (outcome === Outcome.Stalled) {
      if (executed) m.exec = instruction;
      return outcome;
    }
    this.delay = bits & ((1 << (DELAY_BITS - sideBits(config))) - 1);
    // OUT EXEC and MOV EXEC leave the delay to what they execute.
    if (!executed && m.exec >= 0) this.delay = 0;
    if (!this.jumped && !executed) m.pc = m.pc === config.wrapTop ? config.wrapBottom : (m.pc + 1) & 31;
    return Outcome.Done;
  }

  private perform(op: Op, word: number, block: BlockState, index: number, m: MachineState, inputs: number): Outcome {
    const what = (word >> 5) & 7;
    const low = word & 31;
    switch (op) {
      case Op.Jmp:
        return this.jump(m, what, low, inputs);
      case Op.Wait:
        return this.wait(block, index, m, word, inputs);
      case Op.In:
        return this.shiftIn(m, this.source(m, what, inputs), low || 32);
      case Op.Out:
        return this.shiftOut(m, what, low || 32);
      case Op.PushPull:
        return (word & 0x80) === 0 ? this.push(m, word) : this.pull(m, word);
      case Op.Mov:
        if (isNop(word)) return Outcome.Done;
        return this.move(m, what, (word >> 3) & 3, this.source(m, word & 7, inputs));
      case Op.Irq:
        return this.interrupt(block, index, m, word);
      case Op.Set:
        return this.set(m, what, low);
    }
  }

  private jump(m: MachineState, condition: number, target: number, inputs: number): Outcome {
    if (this.holds(m, condition, inputs)) this.goTo(m, target);
    return Outcome.Done;
  }

  private holds(m: MachineState, condition: number, inputs: number): boolean {
    switch (condition) {
      case 1:
        return m.x === 0;
      case 2:
        m.x = (m.x - 1) >>> 0;
        return m.x !== 0xffffffff;
      case 3:
        return m.y === 0;
      case 4:
        m.y = (m.y - 1) >>> 0;
        return m.y !== 0xffffffff;
      case 5:
        return m.x !== m.y;
      case 6:
        return ((inputs >>> m.config.jmpPin) & 1) === 1;
      case 7:
        return m.osrCount < m.config.pullAt;
      default:
        return true;
    }
  }

  private goTo(m: MachineState, pc: number): void {
    m.pc = pc & 31;
    m.irqWait = false;
    this.jumped = true;
  }

  private wait(block: BlockState, index: number, m: MachineState, word: number, inputs: number): Outcome {
    const polarity = (word >> 7) & 1;
    const source = (word >> 5) & 3;
    if (source === 2) {
      const flag = 1 << flagOf(word & 31, index);
      this.effects.sawFlags = true;
      if (((block.flags & flag) === 0 ? 0 : 1) !== polarity) return Outcome.Stalled;
      if (polarity === 1) this.effects.flagsClear |= flag;
      return Outcome.Done;
    }
    const pin = source === 0 ? word & 31 : (m.config.inBase + (word & 31)) & 31;
    return ((inputs >>> pin) & 1) === polarity ? Outcome.Done : Outcome.Stalled;
  }

  private source(m: MachineState, which: number, inputs: number): number {
    switch (which) {
      case 0:
        return turnedRight(inputs, m.config.inBase);
      case 1:
        this.usedScratch = true;
        return m.x;
      case 2:
        this.usedScratch = true;
        return m.y;
      case 5:
        return (m.config.statusRx ? m.rx.length : m.tx.length) < m.config.statusBelow ? 0xffffffff : 0;
      case 6:
        return m.isr;
      case 7:
        return m.osr;
      default:
        return 0;
    }
  }

  private shiftIn(m: MachineState, data: number, bits: number): Outcome {
    const { config } = m;
    const count = Math.min(EMPTY, m.isrCount + bits);
    const full = config.autopush && count >= config.pushAt;
    if (full && m.rx.length >= config.rxSize) return Outcome.Stalled;
    const part = (data & ones(bits)) >>> 0;
    if (bits === 32) m.isr = part;
    else if (config.inRight) m.isr = ((m.isr >>> bits) | (part << (32 - bits))) >>> 0;
    else m.isr = ((m.isr << bits) | part) >>> 0;
    m.isrCount = count;
    if (full) this.give(m);
    return Outcome.Done;
  }

  private give(m: MachineState): void {
    m.rx.push(m.isr);
    m.isr = m.isrCount = 0;
    this.effects.gaveRx = true;
  }

  private take(m: MachineState): void {
    m.osr = m.tx.shift() as number;
    m.osrCount = 0;
    this.effects.tookTx = true;
  }

  private refill(m: MachineState): void {
    if (m.osrCount >= m.config.pullAt && m.tx.length > 0) this.take(m);
  }

  private shiftOut(m: MachineState, destination: number, bits: number): Outcome {
    const { config } = m;
    if (config.autopull && m.osrCount >= config.pullAt) {
      this.refill(m);
      return Outcome.Stalled;
    }
    const data = (config.outRight ? m.osr & ones(bits) : m.osr >>> (32 - bits)) >>> 0;
    if (bits === 32) m.osr = 0;
    else m.osr = (config.outRight ? m.osr >>> bits : m.osr << bits) >>> 0;
    m.osrCount = Math.min(EMPTY, m.osrCount + bits);
    if (config.autopull) this.refill(m);
    if (destination === 6) m.isrCount = bits;
    if (destination === 7) m.exec = data & 0xffff;
    else this.deliver(m, destination, data);
    return Outcome.Done;
  }

  /** Destinations that OUT, MOV and SET have in common. */
  private deliver(m: MachineState, destination: number, data: number): void {
    const { config } = m;
    if (destination === 1 || destination === 2) this.usedScratch = true;
    if (destination === 0) this.writePins(config.outBase, config.outCount, data);
    else if (destination === 1) m.x = data;
    else if (destination === 2) m.y = data;
    else if (destination === 4) this.writeDirections(config.outBase, config.outCount, data);
    else if (destination === 5) this.goTo(m, data);
    else if (destination === 6) m.isr = data;
  }

  private writePins(base: number, count: number, data: number): void {
    const { effects } = this;
    const mask = turned(ones(count), base);
    effects.outMask = (effects.outMask | mask) >>> 0;
    effects.out = ((effects.out & ~mask) | (turned(data, base) & mask)) >>> 0;
  }

  private writeDirections(base: number, count: number, data: number): void {
    const { effects } = this;
    const mask = turned(ones(count), base);
    effects.directionMask = (effects.directionMask | mask) >>> 0;
    effects.directions = ((effects.directions & ~mask) | (turned(data, base) & mask)) >>> 0;
  }

  private sideSet(config: MachineConfig, bits: number): void {
    const { sideOptional, sideCount, sideBase } = config;
    if (sideCount === 0 || (sideOptional && (bits & 0x10) === 0)) return;
    const data = (bits >> (DELAY_BITS - sideBits(config))) & ones(sideCount);
    if (config.sideDirections) this.writeDirections(sideBase, sideCount, data);
    else this.writePins(sideBase, sideCount, data);
  }

  private push(m: MachineState, word: number): Outcome {
    if ((word & 0x40) !== 0 && m.isrCount < m.config.pushAt) return Outcome.Done;
    if (m.rx.length < m.config.rxSize) this.give(m);
    else if ((word & 0x20) !== 0) return Outcome.Stalled;
    // What does not fit is lost.
    m.isr = m.isrCount = 0;
    return Outcome.Done;
  }

  private pull(m: MachineState, word: number): Outcome {
    if ((word & 0x40) !== 0 && m.osrCount < m.config.pullAt) return Outcome.Done;
    if (m.config.autopull && m.osrCount === 0) return Outcome.Done;
    if (m.tx.length > 0) this.take(m);
    else if ((word & 0x20) !== 0) return Outcome.Stalled;
    else {
      m.osr = m.x;
      m.osrCount = 0;
    }
    return Outcome.Done;
  }

  private move(m: MachineState, destination: number, operation: number, source: number): Outcome {
    const data = operation === 1 ? ~source >>> 0 : operation === 2 ? reversed(source) : source;
    if (destination === 4) m.exec = data & 0xffff;
    else if (destination === 7) {
      m.osr = data;
      m.osrCount = 0;
    } else this.deliver(m, destination, data);
    if (destination === 6) m.isrCount = 0;
    return Outcome.Done;
  }

  private interrupt(block: BlockState, index: number, m: MachineState, word: number): Outcome {
    const flag = 1 << flagOf(word & 31, index);
    // Whether it changes anything depends on what they are.
    this.effects.sawFlags = true;
    if ((word & 0x40) !== 0) {
      this.effects.flagsClear |= flag;
      return Outcome.Done;
    }
    if ((word & 0x20) === 0 || !m.irqWait) this.effects.flagsSet |= flag;
    if ((word & 0x20) === 0) return Outcome.Done;
    if (m.irqWait && (block.flags & flag) === 0) {
      m.irqWait = false;
      return Outcome.Done;
    }
    m.irqWait = true;
    return Outcome.Stalled;
  }

  private set(m: MachineState, destination: number, data: number): Outcome {
    const { setBase, setCount } = m.config;
    if (destination === 1 || destination === 2) this.usedScratch = true;
    if (destination === 0) this.writePins(setBase, setCount, data);
    else if (destination === 1) m.x = data;
    else if (destination === 2) m.y = data;
    else if (destination === 4) this.writeDirections(setBase, setCount, data);
    return Outcome.Done;
  }
}

const sideBits = ({ sideCount, sideOptional }: MachineConfig): number =>
  sideCount === 0 ? 0 : sideCount + (sideOptional ? 1 : 0);

/** MOV X, X and MOV Y, Y. */
const isNop = (word: number): boolean => (word & 0xff) === 0x21 || (word & 0xff) === 0x42;

/** The flag that an instruction means: with the highest bit its two lowest are counted from the machine's number on. */
const flagOf = (index: number, machine: number): number =>
  (index & 0x10) === 0 ? index & 7 : (index & 4) | ((index + machine) & 3);
