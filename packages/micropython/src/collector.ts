import { type Activations } from "./activations.js";
import { type Contexts } from "./contexts.js";
import { type Engine } from "./engine.js";
import { EngineError } from "./errors.js";
import type { LinearMemory } from "./memory.js";
import { AREA, type StateAddresses } from "./state.js";

const BLOCK = 16;
/** Of a block in the allocation table: an object begins, or goes on. */
const HEAD = 1;
const TAIL = 2;
/** Used blocks told by a byte of the allocation table: four of two bits, zero is free. */
const USED = Uint8Array.from({ length: 256 }, (_, byte) => [3, 12, 48, 192].filter((mask) => byte & mask).length);

/** How many blocks a part of the allocation table says are used: four bytes at a time, where they are whole words. */
function usedBlocks({ u8, i32 }: LinearMemory, from: number, to: number): number {
  const [first, last] = [Math.min(to, (from + 3) & ~3), to & ~3];
  let blocks = 0;
  for (let at = from; at < first; at++) blocks += USED[u8[at]!]!;
  for (let word = first >> 2; word < last >> 2; word++) {
    const table = i32[word]!;
    // One bit a block, then the sums of ever more neighbours.
    let bits = (table | (table >>> 1)) & 0x55555555;
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
    bits = (bits + (bits >>> 4)) & 0x0f0f0f0f;
    blocks += Math.imul(bits, 0x01010101) >>> 24;
  }
  for (let at = Math.max(first, last); at < to; at++) blocks += USED[u8[at]!]!;
  return blocks;
}

/** What is being reported: nothing, an exception that passes through a function, one that nothing caught. */
const TRACEBACK = 1;
const UNCAUGHT = 2;

/** What a full heap may grow by so that a traceback can be extended, and how often. */
const RESERVE = 16 * 1024;
const MAX_RESERVES = 3;
/** For the text of an exception that nothing caught, which has to be made whatever it takes. */
const TEXT_RESERVE = 1024 * 1024;

/**
 * Garbage collection. MicroPython marks from its Python stack, so the roots that only the host knows - the C stack and what
 * was spilled from the unwound functions - are copied above that stack's cursor for the time of marking.
 */
export class Collector {
  /** Bytes in use after the last collection, the most after any. */
  used = 0;
  peak = 0;
  collections = 0;
  addresses: StateAddresses = { pystackCursor: 0, area: 0 };
  #reporting = 0;
  readonly #engine: Engine;
  readonly #activations: Activations;
  readonly #contexts: Contexts;
  readonly #room: number;

  /** `room`: bytes above the end of the Python stack that are there for the copies. */
  constructor(engine: Engine, activations: Activations, contexts: Contexts, room: number) {
    this.#engine = engine;
    this.#activations = activations;
    this.#contexts = contexts;
    this.#room = room;
  }

  collect(): void {
    this.#contexts.onMainPythonStack((own) => this.#mark(own));
    this.#engine.x.gc_collect_end();
    if (this.#reporting === 0) this.#closeReserves();
    this.collections++;
    this.used = this.count();
    this.peak = Math.max(this.peak, this.used);
  }

  #mark(python: [number, number][]): void {
    const { memory, x } = this.#engine;
    const { pystackCursor } = this.addresses;
    const cursor = memory.word(pystackCursor);
    const limit = memory.word(pystackCursor - 4) + this.#room;
    let end = cursor;
    for (const [from, to] of [...python, ...this.#roots()]) {
      if (end + to - from > limit) throw new EngineError("too many roots for the garbage collector");
      memory.u8.copyWithin(end, from, to);
      end += to - from;
    }
    memory.setWord(pystackCursor, end);
    x.gc_collect_start();
    memory.setWord(pystackCursor, cursor);
    memory.u8.fill(0, cursor, end);
  }

  #roots(): [number, number][] {
    const { x } = this.#engine;
    const stack: [number, number] = [x.emscripten_stack_get_current(), this.#contexts.base];
    const own = this.#activations.stack.map((activation) => this.#activations.spilled(activation));
    return [stack, ...own, ...this.#contexts.roots()];
  }

  /** Bytes in use now, garbage included. */
  count(): number {
    const { memory } = this.#engine;
    let blocks = 0;
    for (const area of this.#areas()) {
      const table = memory.word(area + AREA.table);
      blocks += usedBlocks(memory, table, table + memory.word(area + AREA.tableBytes));
    }
    return blocks * BLOCK;
  }

  /**
   * Takes what is free between objects, for ever, so that all that is left is in one piece. `keeper`: the address of a word in an object
   * that is never freed; from there on each piece leads to the next one.
   */
  fillHoles(keeper: number): void {
    const { memory } = this.#engine;
    const { area } = this.addresses;
    const [table, pool] = [memory.word(area + AREA.table), memory.word(area + AREA.pool)];
    const stateOf = (block: number): number => (memory.u8[table + (block >> 2)]! >> (2 * (block & 3))) & 3;
    let last = 4 * memory.word(area + AREA.tableBytes) - 1;
    while (last > 0 && stateOf(last) === 0) last--;
    let link = keeper;
    let inHole = false;
    for (let block = 0; block < last; block++) {
      const isFree = stateOf(block) === 0;
      if (isFree) {
        memory.u8[table + (block >> 2)]! |= (inHole ? TAIL : HEAD) << (2 * (block & 3));
        const address = pool + BLOCK * block;
        memory.u8.fill(0, address, address + BLOCK);
        if (!inHole) memory.setWord(link, (link = address));
      }
      inHole = isFree;
    }
    this.used = this.count();
  }

  /** Bytes of the heap that objects can have. */
  total(): number {
    const { memory } = this.#engine;
    return memory.word(this.addresses.area + AREA.tableBytes) * 4 * BLOCK;
  }

  #areas(): number[] {
    const areas = [];
    for (let area = this.addresses.area; area !== 0; area = this.#engine.memory.word(area + AREA.next))
      areas.push(area);
    return areas;
  }

  /** The heap has grown to report an exception; a collection gives back what is not in use any more. */
  get hasReserves(): boolean {
    return this.#engine.memory.word(this.addresses.area + AREA.next) !== 0;
  }

  /** Called around everything that reports an exception. Reserves are for that alone, and closed for all else. */
  report(what: number): void {
    this.#reporting = what;
    if (what === 0 && this.hasReserves) this.#closeReserves();
  }

  /** The search for free blocks is made to begin beyond the last one. A collection opens them again. */
  #closeReserves(): void {
    const { memory } = this.#engine;
    for (const area of this.#areas().slice(1))
      memory.setWord(area + AREA.firstFree, memory.word(area + AREA.tableBytes));
  }

  /** How much the heap may grow by now: nothing, unless an exception is being reported. */
  growth(): number {
    if (this.#reporting === UNCAUGHT) return TEXT_RESERVE;
    return this.#reporting === TRACEBACK && this.#areas().length <= MAX_RESERVES ? RESERVE : 0;
  }
}
