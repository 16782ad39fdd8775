import { EngineError } from "./errors.js";
import { LinearMemory } from "./memory.js";

/** What the instrumented module exports, as far as the host uses it. */
export interface EngineExports {
  readonly memory: WebAssembly.Memory;
  readonly __indirect_function_table: WebAssembly.Table;
  readonly fuel: WebAssembly.Global;
  readonly step: WebAssembly.Global;
  readonly frame: WebAssembly.Global;
  readonly free_first: WebAssembly.Global;
  readonly free_count: WebAssembly.Global;
  readonly hash_mask: WebAssembly.Global;
  readonly task_loop: WebAssembly.Global;
  readonly task_maker: WebAssembly.Global;
  readonly coroutine_function: WebAssembly.Global;
  malloc(bytes: number): number;
  free(address: number): void;
  __wasm_call_ctors(): void;
  emscripten_stack_init(): void;
  emscripten_stack_get_base(): number;
  emscripten_stack_get_current(): number;
  _emscripten_stack_restore(address: number): void;
  setThrew(threw: number, value: number): void;
  asyncify_start_unwind(buffer: number): void;
  asyncify_stop_unwind(): void;
  asyncify_start_rewind(buffer: number): void;
  asyncify_stop_rewind(): void;
  gc_collect_start(): void;
  gc_collect_end(): void;
  qstr_str(qstr: number): number;
  mp_sched_keyboard_interrupt(): void;
  mp_js_init(pystackWords: number, heapBytes: number): void;
  mp_js_do_import(name: number, out: number): void;
  proxy_c_to_js_lookup_attr(ref: number, name: number, out: number): void;
  proxy_c_to_js_has_attr(ref: number, name: number): number;
  mp_js_register_js_module(name: number, value: number): void;
  proxy_c_init(): void;
  proxy_c_to_js_call(ref: number, argCount: number, args: number, out: number): void;
  proxy_c_free_obj(ref: number): void;
}

/** An instance of the module and its memory. Imports are made before the instance, and reach it through this object. */
export class Engine {
  x!: EngineExports;
  memory!: LinearMemory;

  instantiate(module: WebAssembly.Module, imports: WebAssembly.Imports): void {
    const instance = new WebAssembly.Instance(module, imports);
    this.x = instance.exports as unknown as EngineExports;
    this.memory = new LinearMemory(this.x.memory);
    this.x.emscripten_stack_init();
  }

  /** Memory of the C heap, zeroed or not; never 0. */
  allocate(bytes: number): number {
    const address = this.x.malloc(bytes);
    if (address === 0) throw new EngineError(`out of memory: ${bytes} bytes for the interpreter`);
    return address;
  }

  /** Every import the module declares that `imports` lacks becomes a function that fails when called. */
  static complete(module: WebAssembly.Module, imports: WebAssembly.Imports): WebAssembly.Imports {
    const all: WebAssembly.Imports = {};
    for (const { module: from, name } of WebAssembly.Module.imports(module)) {
      const group = (all[from] ??= {});
      group[name] =
        imports[from]?.[name] ??
        (() => {
          throw new EngineError(`MicroPython called ${name}, which the engine does not offer`);
        });
    }
    return all;
  }
}
