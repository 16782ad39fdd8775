import { Activations, MAX_ARGS } from "./activations.js";
import { boot, type Booted } from "./start.js";
import { Bridge } from "./bridge.js";
import { Collector } from "./collector.js";
import { Contexts } from "./contexts.js";
import { taskFrames, tellOf, waitsFor, type TaskFunctions, type TaskListener } from "./coroutines.js";
import { Engine } from "./engine.js";
import { EngineError, MemoryFault } from "./errors.js";
import { Files } from "./files.js";
import { callerGlobals, functionName, readFrames } from "./frames.js";
import {
  type Frame,
  type HalValue,
  type InterpreterApi,
  type InterpreterOptions,
  type InterpreterSnapshot,
  type Outcome,
  PyCallable,
  type PyRef,
} from "./interpreter-types.js";
import { type FormatFloatArgs, readFloat, writeFloat } from "./single-float.js";
import { loadPages, type Pages, savePages } from "./snapshot.js";
import { Suspension } from "./suspension.js";
import { Syscalls } from "./syscalls.js";
import { Raised, VALUE_BYTES, Values } from "./values.js";

const MAX_FUEL = 0x7fffffff;
/** Room for the collector's copies of roots: the C stack, and what deep recursion in several activations spills. */
const ROOM = 128 * 1024;
const BAD_ADDRESS = "an address was used at which there is no memory (by uctypes, machine.mem or a pointer)";

/** Whether this is the trap of WebAssembly for a bad address. Engines word it differently. */
const isOutOfBounds = (error: unknown): boolean =>
  error instanceof WebAssembly.RuntimeError && /out of bounds/i.test(error.message) && !/table/i.test(error.message);

/**
 * A MicroPython of its own: it shares nothing with others made of the same module. Idle at first; `exec` or `call` pushes
 * an activation, `resume` runs the top one until it ends or has to wait.
 */
export class Interpreter implements InterpreterApi {
  readonly #module: WebAssembly.Module;
  readonly #options: InterpreterOptions;
  readonly #engine = new Engine();
  readonly #values = new Values(this.#engine);
  readonly #suspension = new Suspension(this.#engine);
  readonly #activations = new Activations(this.#engine);
  readonly #contexts = new Contexts(this.#engine, this.#activations, this.#suspension);
  readonly #collector = new Collector(this.#engine, this.#activations, this.#contexts, ROOM);
  readonly #files: Files;
  readonly #bridge: Bridge;
  readonly #imports: WebAssembly.Imports;
  #booted: Booted | undefined;
  #watch: { readonly functions: TaskFunctions; readonly listener: TaskListener } | undefined;
  #state: "new" | "idle" | "running" | "broken" = "new";
  #lastPages: Pages = new Map();

  /** `module` is the instrumented MicroPython. It boots when first used, unless a snapshot is restored before. */
  constructor(module: WebAssembly.Module, options: InterpreterOptions) {
    this.#module = module;
    this.#options = options;
    const seconds = () => options.seconds?.() ?? 0;
    this.#files = new Files(options.files, seconds, options.hidden);
    const own = { caller_globals: () => callerGlobals(this.#engine, this.#record) };
    this.#bridge = new Bridge(this.#engine, this.#suspension, this.#values, { ...options.hal, ...own });
    this.#imports = this.#makeImports(seconds);
  }

  #makeImports(seconds: () => number): WebAssembly.Imports {
    const { hal, random32, write } = this.#options;
    const syscalls = new Syscalls(this.#engine, this.#files, write);
    const env = {
      ...this.#suspension.imports(),
      ...this.#bridge.imports(),
      ...syscalls.env(),
      out_of_fuel: () => this.#outOfFuel(),
      task_event: (code: number, event: number) => {
        const { functions, listener } = this.#watch!;
        tellOf(event, code, this.#engine, functions.coroutine, listener);
      },
      gc_collect: () => (this.#suspension.rewinding ? this.#suspension.arrived() : this.#suspension.unwind("collect")),
      heap_growth: () => this.#collector.growth(),
      format_float: (...args: FormatFloatArgs) => writeFloat(this.#engine, ...args),
      read_float: (address: number, length: number) => readFloat(this.#engine, address, length),
      report: (what: number) => this.#collector.report(what),
      fatal: () => {
        throw new EngineError("MicroPython raised an exception where none can be handled");
      },
      _abort_js: () => {
        throw new EngineError("MicroPython aborted");
      },
      emscripten_resize_heap: (bytes: number) => (this.#engine.memory.growTo(bytes >>> 0) ? 1 : 0),
      mp_js_random_u32: random32,
      mp_js_ticks_ms: () => Number(hal["ticks_ms"]?.() ?? 0),
      mp_js_time_ms: () => 1000 * seconds(),
    };
    return Engine.complete(this.#module, { env, wasi_snapshot_preview1: syscalls.wasi() });
  }

  /** Makes it ready for use: boots it, or fails if it cannot be used (now). */
  #ready(): Booted {
    if (this.#state === "running") throw new EngineError("the interpreter is running: a HAL function may not drive it");
    if (this.#state === "broken") throw new EngineError("the interpreter is broken by an earlier error; restore it");
    if (this.#booted) return this.#booted;
    const { heapBytes, freeSources } = this.#options;
    this.#instantiate();
    const booted = boot(this.#engine, this.#values, heapBytes, ROOM, freeSources);
    if (this.#suspension.unwinding) throw new EngineError(`a heap of ${heapBytes} bytes is too small to boot`);
    this.#adopt(booted);
    return booted;
  }

  #instantiate(): void {
    this.#engine.instantiate(this.#module, this.#imports);
    this.#engine.x.hash_mask.value = this.#options.hashBytes === 1 ? 0xff : 0xffff;
  }

  #adopt(booted: Booted): void {
    this.#booted = booted;
    this.#state = "idle";
    this.#collector.addresses = booted.addresses;
    this.#contexts.cursor = booted.addresses.pystackCursor;
    this.#engine.x.free_first.value = booted.freeFirst;
    this.#engine.x.free_count.value = booted.freeCount;
    this.#listen();
  }

  #listen(): void {
    const { x } = this.#engine;
    const { loop = 0, maker = 0, coroutineFunction = 0 } = this.#watch?.functions ?? {};
    x.task_loop.value = loop;
    x.task_maker.value = maker;
    x.coroutine_function.value = coroutineFunction;
  }

  /** From now on tells the listener what asyncio's tasks do; the program cannot notice it. */
  watchTasks(functions: TaskFunctions, listener: TaskListener): void {
    this.#ready();
    this.#watch = { functions, listener };
    this.#listen();
  }

  /** The name of a task's coroutine function. */
  taskName(task: number): string {
    return functionName(this.#engine, task);
  }

  /** What a task that has just begun to wait waits for. */
  taskWaitsFor(task: number): string {
    return waitsFor(this.#engine, this.#watch!.functions, task);
  }

  /** Where a task stands, innermost first; empty when it is no more. */
  taskFrames(task: number): Frame[] {
    return taskFrames(this.#engine, this.#watch!.functions, task, this.#record);
  }

  get files(): Map<string, Uint8Array> {
    return this.#files.files;
  }

  /** Adds files, with the directories that they need. */
  install(files: ReadonlyMap<string, Uint8Array>): void {
    for (const [path, content] of files) this.#files.add(path, content);
  }

  /** Empties the file system. */
  wipe(): void {
    this.#files.wipe();
  }

  /** Collects garbage, and takes what is free between objects: see `Collector.fillHoles`. */
  settleHeap(keeper: number): void {
    this.#collector.collect();
    this.#collector.fillHoles(keeper);
  }

  get depth(): number {
    return this.#activations.stack.length;
  }

  get fuel(): number {
    if (this.#state === "new") this.#ready();
    return Number(this.#engine.x.fuel.value);
  }

  set fuel(bytecodes: number) {
    if (this.#state === "new") this.#ready();
    this.#engine.x.fuel.value = Math.max(0, Math.min(MAX_FUEL, Math.floor(bytecodes)));
  }

  /** Called by the bytecode loop before a bytecode that is not paid for, and again when it goes on there. */
  #outOfFuel(): void {
    const { fuel } = this.#engine.x;
    if (this.#suspension.rewinding) this.#suspension.arrived();
    else fuel.value = 0;
    if (fuel.value === 0) {
      if (!this.#options.outOfFuel()) return this.#suspension.unwind("fuel");
      if (fuel.value === 0) throw new EngineError("outOfFuel() returned true but set no fuel");
    }
    fuel.value = Number(fuel.value) - 1;
  }

  /** Makes a thread with a number of its own (0 is the main one), which sees the running one's names. May be called by a HAL function. */
  addThread(id: number, stackBytes: number): void {
    this.#contexts.add(id, stackBytes);
  }

  /** From now on `call`, `resume`, `depth`, `interrupt` mean another thread. */
  switchThread(id: number): void {
    this.#ready();
    this.#contexts.switchTo(id);
  }

  /** Forgets a thread that does not run and has ended. */
  removeThread(id: number): void {
    this.#contexts.remove(id);
  }

  call(callee: PyRef, ...args: (HalValue | PyCallable)[]): void {
    this.#ready();
    const { top } = this.#activations;
    if (top && !top.started) throw new EngineError("the activation below has not been started");
    if (args.length > MAX_ARGS) throw new EngineError(`a call from the host has at most ${MAX_ARGS} arguments`);
    const at = this.#activations.nextArguments();
    args.forEach((arg, i) => this.#values.write(at + i * VALUE_BYTES, arg));
    this.#activations.push({ ref: callee, argCount: args.length }, this.#suspension.depth);
  }

  exec(source: string, file: string): void {
    this.#files.overlay = { path: this.#files.resolve(file), content: new TextEncoder().encode(source) };
    this.execFile(file);
  }

  execFile(file: string): void {
    const { execfile, globals } = this.#ready();
    this.call(execfile, file, new PyCallable(globals));
  }

  resume(value?: HalValue): Outcome {
    this.#ready();
    const { top } = this.#activations;
    if (!top) throw new EngineError("there is nothing to resume");
    this.#state = "running";
    this.#bridge.resumed = value;
    try {
      const outcome = this.#run(top);
      this.#state = "idle";
      return outcome;
    } catch (error) {
      const explained = isOutOfBounds(error) ? this.#fault(BAD_ADDRESS) : error;
      this.#state = "broken";
      throw this.#activations.explain(top, explained);
    }
  }

  #fault(what: string): MemoryFault {
    const frame = this.#state === "running" ? this.frames().find(({ file }) => !file.startsWith("/rom/")) : undefined;
    return new MemoryFault(what, frame && `${frame.file}:${frame.line}`);
  }

  #run(activation: NonNullable<Activations["top"]>): Outcome {
    const suspension = this.#suspension;
    const { frame, step } = this.#engine.x;
    suspension.buffer = this.#activations.buffer(activation);
    for (;;) {
      frame.value = activation.frame;
      step.value = activation.step;
      if (activation.started) suspension.rewind(activation.depth);
      activation.started = true;
      this.#activations.enter(activation);
      if (!suspension.unwinding) return this.#ended(activation);
      suspension.unwound();
      activation.frame = Number(frame.value);
      activation.step = Number(step.value);
      if (suspension.reason !== "collect") return { kind: "suspended", why: suspension.reason };
      this.#collector.collect();
    }
  }

  #ended(activation: NonNullable<Activations["top"]>): Outcome {
    this.#activations.stack.pop();
    this.#files.overlay = null; // if it failed before it could open its source
    const result = this.#values.readResult(this.#activations.result(activation));
    if (result instanceof Raised) {
      if (this.#collector.hasReserves) this.#collector.collect();
      return { kind: "raised", type: result.type, text: result.text };
    }
    return { kind: "done", value: result };
  }

  /** Raises KeyboardInterrupt at the next opportunity that the program gives. */
  interrupt(): void {
    this.#engine.x.mp_sched_keyboard_interrupt();
  }

  bytes(address: number, length: number): Uint8Array {
    const { memory } = this.#engine;
    if (!(address >= 0 && length >= 0 && address + length <= memory.bytes))
      throw this.#fault(`there is no memory at 0x${(address >>> 0).toString(16)}, ${length} bytes`);
    return memory.u8.subarray(address, address + length);
  }

  /** Of the running thread, or another. */
  frames(thread = this.#contexts.current): Frame[] {
    const record = thread === this.#contexts.current ? this.#record : (this.#contexts.top(thread)?.frame ?? 0);
    return readFrames(this.#engine, record);
  }

  /** Of the frame that runs; 0: none does. */
  get #record(): number {
    const { top } = this.#activations;
    if (!top) return 0;
    return this.#state === "running" ? Number(this.#engine.x.frame.value) : top.frame;
  }

  /** Bytes of heap in use now, garbage included. */
  countHeap(): number {
    return this.#collector.count();
  }

  heap(): { used: number; peak: number; total: number } {
    if (this.#state === "new") this.#ready();
    const { used, peak, collections } = this.#collector;
    const now = this.#collector.count();
    return { used: collections === 0 ? now : used, peak: Math.max(peak, now), total: this.#collector.total() };
  }

  snapshot(): InterpreterSnapshot {
    const booted = this.#ready();
    const { x, memory } = this.#engine;
    this.#lastPages = savePages(memory, this.#lastPages);
    return {
      memoryBytes: memory.bytes,
      pages: this.#lastPages,
      files: this.#files.save(),
      registers: {
        booted,
        hal: this.#bridge.names.join(),
        fuel: Number(x.fuel.value),
        stack: x.emscripten_stack_get_current(),
        activations: this.#activations.stack.map((activation) => ({ ...activation })),
        slots: [...this.#activations.slots],
        marks: this.#suspension.marks.slice(0, this.#suspension.depth),
        contexts: this.#contexts.save(),
        used: this.#collector.used,
        peak: this.#collector.peak,
        collections: this.#collector.collections,
      },
    };
  }

  restore(snapshot: InterpreterSnapshot): void {
    const { registers } = snapshot;
    if (this.#state === "running") throw new EngineError("a running interpreter cannot be restored");
    if (registers.hal !== this.#bridge.names.join())
      throw new EngineError("the snapshot was made with other HAL functions");
    if (this.#state !== "idle") {
      this.#instantiate();
      this.#suspension.reset();
    }
    const { x, memory } = this.#engine;
    if (!memory.growTo(snapshot.memoryBytes)) throw new EngineError(`no memory for ${snapshot.memoryBytes} bytes`);
    loadPages(memory, snapshot.pages);
    this.#lastPages = snapshot.pages;
    this.#files.load(snapshot.files);
    this.#adopt(registers.booted);
    x.fuel.value = registers.fuel;
    x._emscripten_stack_restore(registers.stack);
    this.#activations.stack = registers.activations.map((activation) => ({ ...activation }));
    this.#activations.slots = [...registers.slots];
    this.#suspension.marks = [...registers.marks];
    this.#suspension.depth = registers.marks.length;
    this.#contexts.restore(registers.contexts);
    this.#collector.used = registers.used;
    this.#collector.peak = registers.peak;
    this.#collector.collections = registers.collections;
  }
}
