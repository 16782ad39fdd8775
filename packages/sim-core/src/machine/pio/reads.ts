import { ones } from "./processor.js";
import { MEMORY, type BlockState, type MachineState } from "./state.js";

/*
 * Which pins a program may look at: those that instructions name that it can get to. Where it may go anywhere, or executes what it
 * was sent, that is all.
 */

const ALL = 0xffffffff;

export function readsOf(block: BlockState, m: MachineState): number {
  const seen = new Set<number>();
  const open = [m.pc, m.first];
  let reads = m.exec >= 0 ? pinsOf(m, m.exec) : 0;
  for (let pc = open.pop(); pc !== undefined; pc = open.pop()) {
    if (seen.has(pc)) continue;
    seen.add(pc);
    const word = block.memory[pc] as number;
    reads |= pinsOf(m, word);
    if (goesAnywhere(word)) for (let other = 0; other < MEMORY; other++) open.push(other);
    open.push(pc === m.config.wrapTop ? m.config.wrapBottom : (pc + 1) % MEMORY);
    if (word >> 13 === 0) open.push(word & 31);
  }
  return reads >>> 0;
}

/** OUT PC, MOV PC. */
const goesAnywhere = (word: number): boolean => (word >> 13 === 3 || word >> 13 === 5) && ((word >> 5) & 7) === 5;

function pinsOf({ config }: MachineState, word: number): number {
  const { inBase, jmpPin } = config;
  const what = (word >> 5) & 7;
  const low = word & 31;
  const from = (base: number, count: number): number => {
    const mask = ones(count);
    return base === 0 ? mask : (mask << base) | (mask >>> (32 - base));
  };
  switch (word >> 13) {
    case 0:
      return what === 6 ? 1 << jmpPin : 0;
    case 1:
      return (what & 3) === 0 ? 1 << low : (what & 3) === 1 ? 1 << ((inBase + low) & 31) : 0;
    case 2:
      return what === 0 ? from(inBase, low || 32) : 0;
    case 3:
      return what === 7 ? ALL : 0;
    case 5:
      return what === 4 || (low & 7) === 0 ? ALL : 0;
    default:
      return 0;
  }
}
