import { type Engine } from "./engine.js";
import { type Frame } from "./interpreter-types.js";
import { type LinearMemory } from "./memory.js";

// Offsets in the records kept around runs of bytecode, and in MicroPython's structures.
const RECORD = { outer: 0, code: 4 };
const CODE_STATE = { function: 0, ip: 4 };
const FUNCTION = { context: 4, bytecode: 12 };
const CONTEXT = { globals: 4, qstrTable: 8 };

/** The Python frames from a record outwards: source file, line and function name of each. */
export const readFrames = (engine: Engine, record: number): Frame[] =>
  codesFrom(engine, record).map((code) => readFrame(engine, code));

/** The code states of the frames from a record outwards. */
export function codesFrom({ memory }: Engine, record: number): number[] {
  const codes: number[] = [];
  for (let at = record; at !== 0; at = memory.word(at + RECORD.outer)) codes.push(memory.word(at + RECORD.code));
  return codes;
}

/** Where a code state stands. */
export function readFrame(engine: Engine, code: number): Frame {
  const { memory } = engine;
  const fun = memory.word(code + CODE_STATE.function);
  const prelude = new Prelude(memory, memory.word(fun + FUNCTION.bytecode));
  return {
    file: nameIn(engine, fun, 0),
    line: prelude.line(memory.word(code + CODE_STATE.ip)),
    name: nameIn(engine, fun, prelude.name),
  };
}

/** The address of the global names of the function that has called the one whose frame a record is of; 0: none has. */
export function callerGlobals({ memory }: Engine, record: number): number {
  const outer = memory.word(record + RECORD.outer);
  if (outer === 0) return 0;
  const fun = memory.word(memory.word(outer + RECORD.code) + CODE_STATE.function);
  return memory.word(memory.word(fun + FUNCTION.context) + CONTEXT.globals);
}

/** The name of the function whose code state this is. */
export function functionName(engine: Engine, code: number): string {
  const { memory } = engine;
  const fun = memory.word(code + CODE_STATE.function);
  return nameIn(engine, fun, new Prelude(memory, memory.word(fun + FUNCTION.bytecode)).name);
}

/** An entry of the name table of the module that a function belongs to; the first is the source file. */
function nameIn({ memory, x }: Engine, fun: number, index: number): string {
  const table = memory.word(memory.word(fun + FUNCTION.context) + CONTEXT.qstrTable);
  return memory.cText(x.qstr_str(memory.half(table + 2 * index)));
}

/** What precedes the instructions of a function: its signature, its name, and a table from instructions to lines. */
class Prelude {
  readonly name: number;
  readonly #memory: LinearMemory;
  readonly #lines: number;
  readonly #linesEnd: number;
  readonly #instructions: number;
  #at: number;

  constructor(memory: LinearMemory, bytecode: number) {
    this.#memory = memory;
    this.#at = bytecode;
    const args = this.#signature();
    const { info, cells } = this.#sizes();
    this.#linesEnd = this.#at + info;
    this.#instructions = this.#linesEnd + cells;
    this.name = this.#number();
    for (let i = 0; i < args; i++) this.#number();
    this.#lines = this.#at;
  }

  #byte(): number {
    return this.#memory.u8[this.#at++]!;
  }

  /** Seven bits a byte, high bits first; the top bit says that more follow. */
  #number(): number {
    let value = 0;
    for (;;) {
      const byte = this.#byte();
      value = value * 128 + (byte & 127);
      if (byte < 128) return value;
    }
  }

  /** Six numbers are interleaved; wanted are positional (A) and keyword-only (K) arguments: xSSSSEAA, then xFSSKAED. */
  #signature(): number {
    let byte = this.#byte();
    let positional = byte & 3;
    let keywordOnly = 0;
    for (let n = 0; byte & 128; n++) {
      byte = this.#byte();
      positional |= (byte & 4) << n;
      keywordOnly |= ((byte & 8) >> 3) << n;
    }
    return positional + keywordOnly;
  }

  /** Bytes of source information and closure cells, interleaved: xIIIIIIC. */
  #sizes(): { info: number; cells: number } {
    let info = 0;
    let cells = 0;
    for (let n = 0; ; n++) {
      const byte = this.#byte();
      cells |= (byte & 1) << n;
      info |= ((byte & 126) >> 1) << (6 * n);
      if (byte < 128) return { info, cells };
    }
  }

  /** Entries say how many bytes of instructions belong to how many lines: 0LLBBBBB or 1LLLBBBB LLLLLLLL. */
  line(ip: number): number {
    let left = ip - this.#instructions;
    let line = 1;
    this.#at = this.#lines;
    while (this.#at < this.#linesEnd) {
      const entry = this.#byte();
      const bytes = entry < 128 ? entry & 31 : entry & 15;
      const lines = entry < 128 ? entry >> 5 : ((entry << 4) & 0x700) | this.#byte();
      if (left < bytes) break;
      left -= bytes;
      line += lines;
    }
    return line;
  }
}
