import { Advance, NEVER, Random } from "@tickless/sim-core";
import type { Cpu, Firmware, FirmwarePlace, Mcu, Nanos, Pause } from "@tickless/sim-core";
import { bindHal, CLOCKS } from "./board-hal.js";
import { bootImage, startInterpreter, type BootImage } from "./boot.js";
import { HalCalls } from "./calls.js";
import { LocalClock } from "./clock.js";
import { Console } from "./console.js";
import { filesOnBoard } from "./decorators.js";
import { EngineError, MemoryFault } from "./errors.js";
import { type FirmwareState, type MainProgram, NOT_STARTED } from "./firmware-state.js";
import type { HalHost } from "./hal-host.js";
import type { Hal } from "./hal.js";
import { SUSPEND, type HalFunction, type PyCallable, type PyRef } from "./interpreter-types.js";
import type { Interpreter } from "./interpreter.js";
import { Outbox } from "./outbox.js";
import { ProgramThreads } from "./program-threads.js";
import { romFor } from "./rom.js";
import { TaskRows } from "./task-rows.js";

export interface MicroPythonOptions {
  /** The instrumented engine (dist/engine.wasm), compiled. */
  readonly engine: WebAssembly.Module;
  /** The Python side of all ports: paths under /rom. */
  readonly rom: ReadonlyMap<string, Uint8Array>;
  /** The project's files: absolute paths on the board. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** The program to run, a path in `files`. */
  readonly main: string;
  readonly seed: number;
  /** False: bytecodes and calls take no time. Default true. */
  readonly cpuTime?: boolean;
  /** Bytes of Python heap; default the board's. */
  readonly heapBytes?: number;
  /** Answers tests that run on the board. Default: nothing happens. */
  readonly bench?: Hal["bench"] | undefined;
}

/** Flags of the dispatcher's argument that tell a hard handler. */
const HARD_PIN = 256;

/**
 * Real MicroPython as a coroutine of the kernel.
 *
 * The interpreter runs until its fuel, which reaches to the next thing that can happen, is spent, or until it calls the HAL.
 * At both points the world first catches up with the firmware's local time. Handlers run as activations on top of the
 * suspended program.
 */
export class MicroPythonFirmware implements Firmware, HalHost {
  readonly name = "MicroPython 1.27.0";
  private mcu!: Mcu;
  private cpu!: Cpu;
  interpreter!: Interpreter;
  private image!: BootImage;
  clock!: LocalClock;
  calls!: HalCalls;
  tasks!: TaskRows;
  threads!: ProgramThreads;
  outbox!: Outbox;
  private random!: Random;
  readonly console = new Console((bytes) => this.send(bytes));
  private created = false;
  main: MainProgram = NOT_STARTED;
  dispatcher!: PyRef;
  /** Most heap used before the last reset. */
  private earlierHeapPeak = 0;

  constructor(private readonly options: MicroPythonOptions) {}

  get counters(): { readonly bytecodes: number; readonly heapPeak: number } {
    return { bytecodes: this.clock.bytecodes, heapPeak: this.heapPeak() };
  }

  boot(mcu: Mcu, cpu: Cpu): void {
    this.mcu = mcu;
    if (this.created) this.reboot();
    else this.create(cpu);
    this.clock.reset();
    this.calls.reset();
    this.tasks.reset();
    this.threads.reset();
    this.console.restore({ report: null });
    this.dispatcher = this.image.dispatcher;
    this.outbox.restore([]);
    this.main = { ...NOT_STARTED };
  }

  run(): Pause {
    const { threads } = this;
    try {
      let pause = this.runOn();
      for (; threads.order.next !== undefined; pause = this.runOn())
        threads.switch(this.threads.hasEnded ? undefined : pause);
      return threads.order.together(pause);
    } catch (error) {
      if (!(error instanceof MemoryFault)) throw error;
      this.main.crash = error.message;
      threads.reset();
      return { until: this.clock.now, waiting: false };
    }
  }

  private runOn(): Pause {
    if (this.cpu.now > this.clock.now) this.clock.waited();
    for (;;) {
      if (this.settle() === Advance.Yield) return { until: this.unsettled, waiting: false };
      if (this.main.crash !== null) return this.stopped(this.main.crash);
      if (this.threads.isMain) {
        if (this.main.returned) this.leave();
        if (this.main.endDue) this.end();
        if (!this.main.started) this.start();
        if (this.calls.interruptible && this.takeInterrupt()) continue;
      } else if (this.threads.hasEnded) return this.threads.order.ended();
      const pause = this.calls.stack.length === 0 ? this.idle() : this.goOn();
      if (pause) return pause;
    }
  }

  where(): FirmwarePlace[] {
    const { interpreter } = this;
    const tasks = this.tasks.tasks.map(({ code, task }) => ({ task, frames: interpreter.taskFrames(code) }));
    // What is under /rom stands for C code.
    return [{ task: 0, frames: interpreter.frames(0) }, ...tasks].map(({ task, frames }) => {
      return { task, frames: frames.filter(({ file }) => !file.startsWith("/rom/")) };
    });
  }

  snapshot(): FirmwareState {
    return {
      interpreter: this.interpreter.snapshot(),
      clock: this.clock.snapshot(),
      console: this.console.snapshot(),
      calls: this.calls.snapshot(),
      unsent: this.outbox.snapshot(),
      tasks: this.tasks.snapshot(),
      threads: this.threads.snapshot(),
      dispatcher: this.dispatcher,
      random: this.random.snapshot(),
      main: { ...this.main },
    };
  }

  restore(state: unknown): void {
    const from = state as FirmwareState;
    this.interpreter.restore(from.interpreter);
    this.clock.restore(from.clock);
    this.console.restore(from.console);
    this.calls.restore(from.calls);
    this.outbox.restore(from.unsent);
    this.tasks.restore(from.tasks);
    this.threads.restore(from.threads);
    this.dispatcher = from.dispatcher;
    this.random.restore(from.random);
    this.main = { ...from.main };
  }

  // --- what the HAL needs

  get localShown(): Nanos {
    return this.created ? this.clock.shown : 0;
  }

  charge(ns: Nanos): void {
    if (this.options.cpuTime !== false) this.clock.charge(ns);
  }

  pass(ns: Nanos): void {
    this.clock.charge(ns);
  }

  called(): void {
    this.mcu.heap.look(this.countHeap);
  }

  bytes(address: number, length: number): Uint8Array {
    return this.interpreter.bytes(address, length);
  }

  setDispatcher(dispatcher: PyCallable): void {
    this.dispatcher = dispatcher.ref;
  }

  ended(kind: number, type: string): void {
    this.main.outcome = { kind, type };
  }

  report(on: boolean): void {
    const { outcome } = this.main;
    // The first report after the end of the main program is its traceback.
    if (!on && this.threads.isMain && outcome && outcome.message === undefined) {
      this.main.outcome = { ...outcome, message: this.console.lastLine(outcome.type) };
    }
    this.console.report(on);
  }

  fault(text: string): void {
    this.mcu.fault("firmware", text);
  }

  bench(what: string, a: string, b: string, value: number): string | number {
    return this.options.bench?.(what, a, b, value) ?? 1;
  }

  /** Lets the world catch up with local time, and on the way sends and records what had to wait for that. */
  settle(): Advance.Reached | Advance.Yield {
    if (this.outbox.settle() === Advance.Yield) return Advance.Yield;
    return this.tasks.settle(Infinity) === Advance.Yield ? Advance.Yield : this.clock.settle();
  }

  /** The first time with which the world has to catch up. */
  private get unsettled(): Nanos {
    const { now } = this.clock;
    return Math.min(this.outbox.nextTime ?? now, this.tasks.nextTime ?? now);
  }

  /** Lets the program run until something happens; stops it before its next bytecode when a handler is due. */
  grant(): void {
    this.takeKeyboardInterrupt();
    if (this.deliverable(true)) this.clock.stop();
    else this.clock.grant();
  }

  /** Handlers run on top of the main program. */
  deliverable(softAllowed: boolean): boolean {
    return this.threads.isMain && this.mcu.interrupts.deliverable(softAllowed);
  }

  takeKeyboardInterrupt(): boolean {
    if (!this.threads.isMain) return false;
    // When the program has ended there is nothing to interrupt.
    const came = this.mcu.serial.takeInterrupt() && this.main.outcome === null;
    if (came) this.interpreter.interrupt();
    return came;
  }

  // --- the coroutine

  private start(): void {
    this.main.started = true;
    // The board's start-up code runs "main.py", in the root folder.
    this.push(this.image.run, this.options.main.replace(/^\//, ""));
  }

  private push(callee: PyRef, ...args: (string | number)[]): void {
    this.interpreter.call(callee, ...args);
    this.calls.stack.push(null);
  }

  /** Begins the handler that is due, if any. */
  private takeInterrupt(): boolean {
    const request = this.mcu.interrupts.take(this.calls.softAllowed && !this.main.softReturned);
    if (!request) return false;
    const { kind, id, hard } = request;
    this.charge(this.mcu.callCost("interrupt"));
    const arg = kind === 0 ? request.arg + (hard ? HARD_PIN : 0) : kind === 1 ? Number(hard) : request.arg;
    this.push(this.dispatcher, kind, id, arg);
    this.grant();
    this.afterRun(this.interpreter.resume());
    return true;
  }

  /** Goes on with the top activation, as far as it gets; returns where to pause, if it has to. */
  private goOn(): Pause | undefined {
    const stepping = this.threads.isMain && this.main.softReturned;
    if (stepping) this.main.softReturned = false;
    const value = this.calls.goOn();
    if (value === SUSPEND) {
      if (this.deliverable(this.calls.softAllowed)) return undefined;
      return { until: this.calls.waitingUntil ?? this.clock.now, waiting: true };
    }
    if (stepping) this.clock.grant(1);
    else this.grant();
    this.afterRun(this.interpreter.resume(value));
    return undefined;
  }

  private afterRun(outcome: ReturnType<Interpreter["resume"]>): void {
    if (outcome.kind === "suspended") return;
    if (outcome.kind === "raised") throw new EngineError(`the Python side failed: ${outcome.text}`);
    this.calls.stack.pop();
    if (!this.threads.isMain) return;
    if (this.mcu.interrupts.depth > 0) this.main.returned = true;
    else this.main.endDue = true;
  }

  private leave(): void {
    this.main.returned = false;
    this.main.softReturned = !this.mcu.interrupts.leave()?.hard;
    this.calls.handlerReturned();
  }

  private end(): void {
    this.main.endDue = false;
    if (this.main.outcome?.kind === 1) this.cpu.end("exception", this.main.outcome.type, this.main.outcome.message);
    else this.cpu.end("finished");
  }

  /** As after a fault of the processor: nothing runs any more, no handler either. */
  private stopped(crash: string): Pause {
    if (crash === "") return { until: NEVER, waiting: true };
    this.mcu.fault("memory-fault", crash);
    this.cpu.end("exception", "memory fault", crash);
    this.reboot();
    this.clock.reset();
    this.calls.reset();
    return this.stopped((this.main.crash = ""));
  }

  /** The program is over: only handlers run. */
  private idle(): Pause | undefined {
    this.main.softReturned = false;
    if (this.mcu.interrupts.deliverable(true)) return undefined;
    const advance = this.cpu.waitUntil(NEVER);
    this.clock.waited();
    return advance === Advance.Attention ? undefined : { until: NEVER, waiting: true };
  }

  private outOfFuel(): boolean {
    this.clock.exhausted();
    if (this.settle() === Advance.Yield) return false;
    this.takeKeyboardInterrupt();
    if (this.deliverable(true)) return false;
    this.clock.grant();
    return true;
  }

  // --- output

  /** Output from inside C code, which cannot be suspended: if the world cannot catch up, it is sent as soon as it has. */
  private send(bytes: Uint8Array): void {
    const sent = this.outbox.nextTime === undefined && this.settle() === Advance.Reached;
    if (sent) this.mcu.serial.write(bytes);
    else {
      this.clock.stop();
      this.outbox.put(this.clock.now, bytes);
    }
    this.charge(this.mcu.callCost("stdout_byte") * bytes.length);
    this.clock.printed();
    if (!sent) return;
    // What happens while bytes are written comes before the next bytecode, as it does when the firmware has to yield meanwhile.
    if (this.cpu.horizon <= this.clock.now) this.clock.stop();
    else this.grant();
  }

  // --- set-up

  private create(kernel: Cpu): void {
    const { engine, heapBytes, seed, cpuTime } = this.options;
    const { mcu } = this;
    this.threads = new ProgramThreads(mcu, kernel, this);
    const cpu = (this.cpu = this.threads.order);
    const rom = romFor(this.options.rom, mcu.spec.port);
    this.random = new Random(seed, `${mcu.id}/micropython`);
    const bound = bindHal(mcu, this);
    // Start-up code runs before time does: its calls are answered at once.
    const hal = { ...bound.functions } as unknown as Record<string, HalFunction>;
    const host = {
      hal,
      write: (bytes: Uint8Array) => this.console.write(bytes),
      outOfFuel: () => this.outOfFuel(),
      random32: () => this.random.u32(),
      seconds: () => (this.created ? this.calls.secondsNow() : mcu.rtc.seconds()),
    };
    this.image = bootImage(engine, rom, heapBytes ?? mcu.spec.heapBytes, mcu.spec, host);
    this.clock = new LocalClock(cpu, mcu.clock, () => (cpuTime === false ? 0 : mcu.nsPerBytecode));
    this.calls = new HalCalls(mcu, cpu, this.clock, bound, this);
    for (const [name, read] of Object.entries(hal)) {
      hal[name] = CLOCKS.has(name) ? this.threads.clockReader(read) : this.calls.entry(name);
    }
    this.interpreter = startInterpreter(engine, rom, this.image, host);
    this.clock.tank = this.interpreter;
    this.tasks = new TaskRows(mcu.tasks, cpu, () => this.clock.now, this.interpreter);
    this.outbox = new Outbox(
      cpu,
      (time) => this.tasks.settle(time),
      (bytes) => mcu.serial.write(bytes),
    );
    if (mcu.tasks.enabled) this.interpreter.watchTasks(this.image.tasks, this.tasks);
    this.interpreter.install(filesOnBoard(this.options.files));
    this.created = true;
  }

  /** Bytes of the heap in use now beyond what start-up code holds. */
  private readonly countHeap = (): number => this.interpreter.countHeap() - this.image.heapUsed;

  /** Most bytes that the program had in use after a collection, or has now, garbage included. */
  private heapPeak(): number {
    return Math.max(this.earlierHeapPeak, this.interpreter.heap().peak - this.image.heapUsed);
  }

  private reboot(): void {
    this.clock.stop();
    this.earlierHeapPeak = this.heapPeak();
    const flash = new Map(this.interpreter.files);
    this.interpreter.restore(this.image.snapshot);
    this.interpreter.install(flash);
  }
}
