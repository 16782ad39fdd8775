import { HAL_REF } from "./bridge.js";
import { type Engine } from "./engine.js";
import { EngineError } from "./errors.js";
import { type PyRef } from "./hal-values.js";
import { findState, type StateAddresses } from "./state.js";
import { VALUE_BYTES, type Values } from "./values.js";

/** Words of the Python stack, which holds the frames of functions: what limits recursion. */
export const PYSTACK_WORDS = 8192;

/** What the host needs to know of a booted interpreter. Plain data, the same in every snapshot of it. */
export interface Booted {
  readonly addresses: StateAddresses;
  readonly execfile: PyRef;
  /** The dictionary of `__main__`. */
  readonly globals: PyRef;
  /** Numbers of the interned names of the free source files: the first, and how many. */
  readonly freeFirst: number;
  readonly freeCount: number;
}

/**
 * Initialises MicroPython in a new instance. `room` bytes are left above the Python stack for the collector. Nothing here is
 * big enough to need a collection.
 */
export function boot(
  engine: Engine,
  values: Values,
  heapBytes: number,
  room: number,
  freeSources: readonly string[],
): Booted {
  const { x, memory } = engine;
  x.__wasm_call_ctors();
  const words = PYSTACK_WORDS + room / 4;
  x.mp_js_init(words, heapBytes);
  const addresses = findState(engine, words, heapBytes);
  memory.setWord(addresses.pystackCursor - 4, memory.word(addresses.pystackCursor - 8) + 4 * PYSTACK_WORDS);
  x.proxy_c_init();

  const scratch = engine.allocate(2 * VALUE_BYTES);
  const text = (string: string) => memory.putText(string, (bytes) => engine.allocate(bytes)).address;
  const withText = (string: string, action: (address: number) => void) => {
    const address = text(string);
    action(address);
    x.free(address);
  };
  const attribute = (module: string, name: string): PyRef => {
    withText(module, (address) => x.mp_js_do_import(address, scratch));
    const ref = values.readReference(scratch);
    withText(name, (address) => x.proxy_c_to_js_lookup_attr(ref, address, scratch));
    x.proxy_c_free_obj(ref);
    return values.readReference(scratch);
  };

  values.writeJsObject(scratch, HAL_REF);
  withText("_hal", (address) => x.mp_js_register_js_module(address, scratch));
  const globals = attribute("__main__", "__dict__");
  const execfile = attribute("builtins", "execfile");

  // As on a board, collect when the heap is full and not every 16 KiB.
  const threshold = attribute("gc", "threshold");
  values.write(scratch, -1);
  x.proxy_c_to_js_call(threshold, 1, scratch, scratch + VALUE_BYTES);
  x.proxy_c_free_obj(threshold);

  for (const source of freeSources) withText(source, (address) => x.proxy_c_to_js_has_attr(globals, address));
  x.free(scratch);
  const freeFirst = findInterned(engine, freeSources);
  return { addresses, execfile, globals, freeFirst, freeCount: freeSources.length };
}

/** The number of the first of `names`, which were interned just now, one after the other. */
function findInterned({ x, memory }: Engine, names: readonly string[]): number {
  const [name] = names;
  if (name === undefined) return 0;
  let first = 1;
  while (memory.cText(x.qstr_str(first)) !== name) first++;
  names.forEach((other, i) => {
    if (memory.cText(x.qstr_str(first + i)) !== other) throw new EngineError(`the name of ${other} is in use already`);
  });
  return first;
}
