import type { Timer } from "../../device.js";
import { us } from "../../time.js";
import type { BitstreamUnit } from "../bitstream.js";
import { ENOMEM } from "../errno.js";
import type { Gpio } from "../gpio.js";
import type { McuContext } from "../mcu-context.js";
import type { McuSpec } from "../mcu-spec.js";
import { CycleClock } from "./clock.js";
import { PioEngine } from "./engine.js";
import { BLOCKS, blockAfterReset, configOf, MACHINES, MEMORY } from "./state.js";
import type { BlockState, MachineState, PioState } from "./state.js";

/*
 * Programmable I/O: RP2040 datasheet chapter 3. Two blocks of four state machines each, with 32 instructions and eight flags to a
 * block. Their outputs are tracks of the pins.
 *
 * An instruction takes effect at the beginning of its cycle, and sees a pin as it was more than two cycles of the system's clock
 * before (the synchroniser, 3.5.6.3). Machines run lazily: see engine.ts.
 *
 * Pins that lead to addressable LEDs send what those understand as bursts (bus/bitstream.ts, track `<mcu>.bitstream`), and the wire
 * stays at rest, unless somebody watches its edges. A burst has ended when no edge has come for 3 µs.
 *
 * Not modelled: OUT_STICKY and INLINE_OUT_EN, switching the synchroniser off, FDEBUG, interrupts by the state of a FIFO, DMA; that
 * the wireless chip of a Pico W takes a machine; registers by their addresses.
 */

/** From a flag to the processor's answer, which clears it: entering the port's handler, about 100 cycles. */
const ANSWER = us(0.8);
/** Numbers of the blocks' own handlers among interrupts begin here, after those of the machines. */
const BLOCK_HANDLER = BLOCKS * MACHINES;

/** Pins from a base on, and what they are at first, a bit each. Base -1: none. */
export interface PinGroup {
  readonly base: number;
  readonly count: number;
  readonly directions: number;
  readonly values: number;
}

/** What a state machine is set up with. */
export interface MachineSetup {
  /** Where its program begins. */
  readonly first: number;
  /** 256ths; 0: 65536. */
  readonly divider: number;
  /** The chip's registers. */
  readonly execctrl: number;
  readonly shiftctrl: number;
  /** GPIOs; -1: 0, as after a reset. */
  readonly inBase: number;
  readonly jmpPin: number;
  readonly out: PinGroup;
  readonly set: PinGroup;
  readonly side: PinGroup;
}

export class Pio {
  private readonly engine: PioEngine;
  private readonly time: CycleClock;
  private readonly answers: readonly Timer[];

  /** `hz`: the system's clock. */
  constructor(
    private readonly ctx: McuContext<PioState>,
    private readonly gpio: Gpio,
    bitstream: BitstreamUnit,
    private readonly hz: () => number,
  ) {
    this.time = new CycleClock(ctx);
    this.engine = new PioEngine(ctx, gpio, bitstream, this.time);
    this.engine.onFlags = (block) => this.interrupt(block);
    this.answers = ctx.state.blocks.map((_, block) => ctx.timer(() => this.answer(block)));
  }

  static initialState(spec: McuSpec): PioState {
    const blocks = Array.from({ length: BLOCKS }, blockAfterReset);
    return { blocks, epoch: 0, khz: spec.clockHz / 1000, stoppedAt: -1, levels: 0, changes: [], watched: 0 };
  }

  /** Whether something will, or may, still happen without the program doing anything. */
  get armed(): boolean {
    const mayInterrupt = ({ enabled, machines }: BlockState): boolean => enabled !== 0 && machines.some(({ on }) => on);
    return this.engine.timer.pending || this.blocks.some(mayInterrupt);
  }

  // --- the memory of a block

  /** Finds a place for a program, from the top down, and moves its jumps there. Returns it, or -ENOMEM. */
  addProgram(block: number, words: readonly number[]): number {
    const state = this.block(block);
    const mask = 2 ** words.length - 1;
    for (let offset = MEMORY - words.length; offset >= 0; offset--) {
      if ((state.used & (mask << offset)) !== 0) continue;
      this.engine.catchUp(block);
      words.forEach((word, n) => {
        const isJump = word >> 13 === 0;
        state.memory[offset + n] = isJump ? (word & ~31) | ((word + offset) & 31) : word;
      });
      state.used = (state.used | (mask << offset)) >>> 0;
      this.engine.changed(block);
      return offset;
    }
    return -ENOMEM;
  }

  /** Its place can be taken again; what is there stays. */
  removeProgram(block: number, offset: number, length: number): void {
    const state = this.block(block);
    state.used = (state.used & ~((2 ** length - 1) << offset)) >>> 0;
  }

  // --- a machine, by its number, 0 to 7

  /** Stops it and sets it up; its pins become the block's. */
  init(id: number, { first, divider, execctrl, shiftctrl, ...pins }: MachineSetup): void {
    const { block, m } = this.caughtUp(id);
    this.engine.endPulses(m);
    const config = configOf(execctrl, shiftctrl);
    for (const name of ["out", "set", "side"] as const) {
      const { base, count } = pins[name];
      if (base >= 0) Object.assign(config, { [`${name}Base`]: base, [`${name}Count`]: count });
    }
    config.inBase = Math.max(0, pins.inBase);
    config.jmpPin = Math.max(0, pins.jmpPin);
    Object.assign(m, { on: false, config, divider: divider || 65_536 * 256, first, tx: [], rx: [], fraction: 0 });
    this.clear(m);
    for (const group of [pins.out, pins.set, pins.side]) this.takePins(block, group);
    this.engine.changed(block);
  }

  active(id: number): boolean {
    return this.machine(id).on;
  }

  setActive(id: number, on: boolean): void {
    if (this.machine(id).on === on) return;
    const { block, m } = this.caughtUp(id);
    m.on = on;
    if (on) Object.assign(m, { at: this.time.cycle + 1, fraction: 0 });
    else this.engine.endPulses(m);
    this.engine.changed(block);
  }

  /** Empties the shift registers, forgets what it waited for, and begins anew. */
  restart(id: number): void {
    const { block, m } = this.caughtUp(id);
    this.clear(m);
    this.engine.changed(block);
  }

  /** Executes an instruction now. */
  exec(id: number, instruction: number): void {
    const { block, m } = this.caughtUp(id);
    m.exec = instruction;
    m.at = this.time.cycle + 1;
    this.engine.changed(block);
    this.engine.retry(block);
  }

  /** Words that wait to be taken by the machine, or by the program. */
  level(id: number, which: "tx" | "rx"): number {
    return this.engine.now(id >> 2, id & 3)[which].length;
  }

  /**
   * Hands over those of the words for which there is room, and returns how many. While some are left over the program counts as
   * waiting: it is woken when there is room.
   */
  put(id: number, words: readonly number[]): number {
    const block = id >> 2;
    const m = this.machine(id);
    const { txSize } = m.config;
    // While the program waits, taking a word is an event.
    if (m.putting && m.tx.length >= txSize) return 0;
    this.engine.catchUp(block, m);
    const count = Math.min(words.length, txSize - m.tx.length);
    for (let n = 0; n < count; n++) m.tx.push((words[n] as number) >>> 0);
    m.putting = count < words.length;
    this.fillDuringDelay(m);
    this.engine.changed(block, m);
    if (count > 0) this.engine.retry(block);
    return count;
  }

  /** Takes up to so many words. While there are fewer the program counts as waiting. */
  get(id: number, most: number): readonly number[] {
    const block = id >> 2;
    const m = this.machine(id);
    if (m.getting && m.rx.length === 0) return [];
    this.engine.catchUp(block, m);
    const words = m.rx.splice(0, most);
    m.getting = words.length < most;
    this.engine.changed(block, m);
    if (words.length > 0) this.engine.retry(block);
    return words;
  }

  /**
   * Which machines' flags interrupt, and for whom: bits of machines that have a handler, and of those that the block's handler is
   * for. `hard`: handlers that are hard ones, bits of machines and 16, the block's.
   */
  setInterrupts(block: number, enabled: number, ownHandlers: number, blockHandler: number, hard: number): void {
    Object.assign(this.block(block), { enabled, ownHandlers, blockHandler, hard });
    this.interrupt(block);
  }

  // --- the chip

  /** The system's clock, or the board's, has another speed now. */
  clockChanged(): void {
    const khz = this.hz() / 1000;
    const { cycle } = this.time;
    if (khz !== this.ctx.state.khz) this.time.restartAt(cycle, khz);
    this.engine.schedule();
  }

  /** The clock stands still while the chip sleeps. */
  setAsleep(asleep: boolean): void {
    const { state } = this.ctx;
    if (asleep === state.stoppedAt >= 0) return;
    const { cycle } = this.time;
    state.stoppedAt = asleep ? cycle : -1;
    if (!asleep) this.time.restartAt(cycle, state.khz);
    this.engine.schedule();
  }

  reset(): void {
    this.stop();
    const { clock, now } = this.ctx;
    this.ctx.state = {
      ...Pio.initialState(this.ctx.spec),
      khz: this.hz() / 1000,
      epoch: clock.at(now),
      watched: this.ctx.state.watched,
    };
    this.engine.watch();
  }

  /** MicroPython stops all machines and forgets their programs; pins stay as they are. */
  softReset(): void {
    for (let block = 0; block < BLOCKS; block++) {
      this.engine.catchUp(block);
      Object.assign(this.block(block), { used: 0, enabled: 0, ownHandlers: 0, blockHandler: 0, hard: 0 });
      for (const m of this.block(block).machines) {
        this.engine.endPulses(m);
        Object.assign(m, { on: false, exec: -1, reads: 0, putting: false, getting: false });
      }
    }
    this.stop();
    this.engine.watch();
  }

  // --- inside

  private get blocks(): BlockState[] {
    return this.ctx.state.blocks;
  }

  private block(block: number): BlockState {
    return this.blocks[block] as BlockState;
  }

  private machine(id: number): MachineState {
    return this.block(id >> 2).machines[id & 3] as MachineState;
  }

  private caughtUp(id: number): { block: number; m: MachineState } {
    this.engine.catchUp(id >> 2);
    return { block: id >> 2, m: this.machine(id) };
  }

  private stop(): void {
    this.engine.stop();
    for (const timer of this.answers) timer.stop();
  }

  private clear(m: MachineState): void {
    Object.assign(m, { pc: m.first, isr: 0, isrCount: 0, osrCount: 32, exec: -1, irqWait: false });
    m.at = this.time.cycle + 1;
  }

  /** A cycle of a delay, too, fills an empty register by itself. */
  private fillDuringDelay(m: MachineState): void {
    const { autopull, pullAt } = m.config;
    const isDelayed = m.on && m.at * 256 + m.fraction - m.divider > (this.time.cycle + 1) * 256;
    if (!isDelayed || !autopull || m.osrCount < pullAt || m.tx.length === 0) return;
    m.osr = m.tx.shift() as number;
    m.osrCount = 0;
  }

  private takePins(block: number, { base, count, values, directions }: PinGroup): void {
    const state = this.block(block);
    for (let n = 0; base >= 0 && n < count; n++) {
      const gpio = base + n;
      const bit = (1 << gpio) >>> 0;
      state.out = ((values >> n) & 1 ? state.out | bit : state.out & ~bit) >>> 0;
      state.directions = ((directions >> n) & 1 ? state.directions | bit : state.directions & ~bit) >>> 0;
      this.engine.drive(block, bit);
      this.gpio.acquire(gpio, block === 0 ? "pio0" : "pio1");
    }
  }

  private interrupt(block: number): void {
    const { flags, enabled } = this.block(block);
    const timer = this.answers[block] as Timer;
    if ((flags & enabled) === 0) timer.stop();
    else if (!timer.pending) timer.startAt(this.ctx.clock.after(this.ctx.now, ANSWER));
  }

  /** The processor clears the flags, and calls the program's handlers. */
  private answer(block: number): void {
    const { interrupts } = this.ctx;
    const { flags, enabled, blockHandler, ownHandlers, hard } = this.block(block);
    const came = flags & enabled;
    if (came === 0) return;
    if (interrupts.isBlocked) return this.interrupt(block);
    this.engine.clearFlags(block, came);
    const forBlock = came & blockHandler;
    if (forBlock !== 0) {
      interrupts.raise({ kind: 6, id: BLOCK_HANDLER + block, arg: forBlock, hard: (hard & 16) !== 0 });
    }
    for (let index = 0; index < MACHINES; index++) {
      if ((came & ownHandlers & (1 << index)) === 0) continue;
      interrupts.raise({ kind: 6, id: block * MACHINES + index, arg: 1, hard: (hard & (1 << index)) !== 0 });
    }
  }
}
