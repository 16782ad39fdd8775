import { type Engine } from "./engine.js";
import { EngineError } from "./errors.js";

/** Addresses of MicroPython's static data that the host reads or writes. */
export interface StateAddresses {
  /** Cursor of the Python stack; its start and end are the two words before. */
  readonly pystackCursor: number;
  /** The first heap area. */
  readonly area: number;
}

/** Offsets in a heap area. */
export const AREA = { next: 0, table: 4, tableBytes: 8, finalisers: 12, pool: 16, poolEnd: 20, firstFree: 24 } as const;

/** The static data is followed by the C heap; nothing of it lies above this. */
const STATIC_END = 0x40000;

/** Finds the words by what they hold right after initialisation: start, end and cursor of the stack, bounds of the heap. */
export function findState(engine: Engine, pystackWords: number, heapBytes: number): StateAddresses {
  const { memory } = engine;
  const from = engine.x.emscripten_stack_get_base();
  let pystackCursor = 0;
  let area = 0;
  for (let at = from; at < Math.min(STATIC_END, memory.bytes - 64); at += 4) {
    const start = memory.word(at);
    if (start > from && memory.word(at + 4) === start + 4 * pystackWords && memory.word(at + 8) === start)
      pystackCursor ||= at + 8;
    if (isArea(engine, at, heapBytes)) area ||= at;
  }
  if (!pystackCursor || !area) throw new EngineError("MicroPython's state is not where it was");
  return { pystackCursor, area };
}

function isArea({ memory }: Engine, at: number, heapBytes: number): boolean {
  const table = memory.word(at + AREA.table);
  const tableBytes = memory.word(at + AREA.tableBytes);
  const pool = memory.word(at + AREA.pool);
  const end = memory.word(at + AREA.poolEnd);
  return (
    memory.word(at + AREA.next) === 0 &&
    memory.word(at + AREA.finalisers) === table + tableBytes + 1 &&
    end - pool === tableBytes * 64 &&
    end > table + heapBytes - 128 &&
    end <= table + heapBytes
  );
}
