import { utf8ToBytes } from "@noble/hashes/utils.js";
import { UsageError } from "../errors.js";
import type { InterruptRequest } from "../machine/interrupts.js";
import type { Mcu } from "../machine/mcu.js";
import { ms, NEVER } from "../time.js";
import { describe } from "./asyncio/describe.js";
import { formatError, Loop, type TaskObserver } from "./asyncio/loop.js";
import { CATCH_UP, Idle, type Coroutine, type Suspension } from "./asyncio/suspension.js";
import type { Cpu, Firmware, Pause } from "./firmware.js";
import { Block } from "./peripherals/block.js";
import { Processor, type Wait } from "./processor.js";
import { TaskMcu } from "./task-mcu.js";

/** A program: its main coroutine. When that has ended, the program has; tasks that are left do not run any more. */
export type Main = (mcu: TaskMcu) => Coroutine<unknown>;

export interface TaskFirmwareOptions {
  /** False: nothing that the program does takes time, only waiting and transfers do. Default true. */
  readonly cpuTime?: boolean;
  readonly name?: string;
  /** Where in the program an error comes from, line by line, for the traceback on the serial console. */
  readonly places?: (error: unknown) => readonly string[];
}

/** Ctrl-C came over the serial console: thrown out of the loop. */
export class KeyboardInterrupt extends Error {
  override readonly name = "KeyboardInterrupt";
}

/** With CPU time off: turns of the loop in one instant after which a program counts as polling, and the time that passes then. */
const SPIN_TURNS = 100_000;
const SPIN_NS = ms(1);

/**
 * A board programmed in TypeScript. The program is a coroutine; what it yields the loop sorts out, and what only the machine
 * can do arrives here.
 *
 * CPU time: each turn of the loop, which finds the next task and resumes it, costs the spec's `task_resume`; each call into the
 * machine costs what it costs MicroPython. What computing costs in between is not known, and free. See `Processor` for when
 * the costs pass.
 */
export class TaskFirmware implements Firmware {
  readonly name: string;
  readonly counters = { bytecodes: 0, heapPeak: 0 };
  private mcu!: Mcu;
  private cpu!: Cpu;
  private processor!: Processor;
  private loop!: Loop;
  private board!: TaskMcu;
  /** Undefined: it has not begun, or it is over. */
  private program: Coroutine<unknown> | undefined;
  private over = false;
  private request: Suspension | undefined;
  private waiting: Wait | undefined;
  private turns = 0;
  private turnedAt = -1;

  constructor(
    private readonly main: Main,
    private readonly options: TaskFirmwareOptions = {},
  ) {
    this.name = options.name ?? "TypeScript";
  }

  boot(mcu: Mcu, cpu: Cpu): void {
    this.mcu = mcu;
    this.cpu = cpu;
    this.processor = new Processor(mcu, cpu, this.options.cpuTime ?? true, (request) => this.interrupt(request));
    this.board = new TaskMcu(this.processor);
    const clock = { ticks: () => Math.floor(this.processor.shown / 1e6), ticksPerMs: 1 };
    this.loop = new Loop(clock, (text) => this.print(text), observer(mcu));
    this.program = undefined;
    this.over = false;
    this.request = CATCH_UP;
    this.waiting = undefined;
  }

  run(): Pause {
    return this.loop.within(() => {
      for (;;) {
        const pause = this.perform();
        if (pause) return pause;
        this.goOn();
      }
    });
  }

  snapshot(): never {
    throw new UsageError("a TypeScript program cannot be copied; run it again from the start with the same inputs");
  }

  restore(): never {
    return this.snapshot();
  }

  private start(): Coroutine<unknown> {
    const main = this.main(this.board) as Coroutine<unknown> | undefined;
    if (typeof main?.next !== "function") throw new TypeError("the program must be a generator function (function*)");
    return this.loop.run(main);
  }

  /** Does what the program asked for. Returns where to pause when the firmware has to yield; then it is called again. */
  private perform(): Pause | undefined {
    const { request } = this;
    if (request === CATCH_UP) return this.processor.catchUp(true);
    this.waiting ??= this.waitFor(request);
    const pause = this.processor.wait(this.waiting);
    if (pause) return pause;
    this.waiting = undefined;
    if (request instanceof Idle) this.processor.charge("wait_ms");
    return undefined;
  }

  /** The program runs until it asks for something. */
  private goOn(): void {
    if (this.over) return;
    try {
      const program = (this.program ??= this.start());
      const mayBeInterrupted = this.request !== CATCH_UP || this.turnedAt !== this.cpu.now;
      const interrupted = mayBeInterrupted && this.mcu.serial.takeInterrupt();
      const step = interrupted ? program.throw(new KeyboardInterrupt()) : program.next();
      this.request = step.value as Suspension | undefined;
      if (step.done) this.end();
      else if (this.request === CATCH_UP) this.turn();
      else if (!(this.request instanceof Idle || this.request instanceof Block)) {
        throw new TypeError(`the program yielded ${describe(this.request)}`);
      }
    } catch (error) {
      this.fail(error);
    }
  }

  private turn(): void {
    const { now } = this.cpu;
    this.processor.charge("task_resume");
    if (this.turnedAt !== now) this.turns = 0;
    else if (++this.turns % SPIN_TURNS === 0 && this.options.cpuTime === false) this.processor.spend(SPIN_NS);
    this.turnedAt = now;
  }

  private waitFor(request: Suspension | undefined): Wait {
    const { processor, mcu } = this;
    if (request instanceof Block) {
      const until = request.ns === NEVER ? NEVER : processor.after(request.ns);
      return { until, soft: request.soft, over: request.over };
    }
    if (!(request instanceof Idle)) return { until: NEVER, soft: true, over: () => false };
    const until = request.ticks === Infinity ? NEVER : processor.after(ms(request.ticks));
    const activity = (): number => processor.handled + mcu.serial.received + mcu.uart.activity;
    const seen = activity();
    return { until, soft: true, over: () => activity() !== seen };
  }

  private interrupt(request: InterruptRequest): void {
    try {
      this.board.interrupt(request);
    } catch (error) {
      if (request.hard) this.print("Uncaught exception in IRQ callback handler\n");
      this.print(this.traceback(error));
    }
  }

  private end(): void {
    this.over = true;
    this.request = undefined;
    this.cpu.end("finished");
  }

  private fail(error: unknown): void {
    this.over = true;
    this.request = undefined;
    this.print(this.traceback(error));
    this.cpu.end("exception", error instanceof Error ? error.name : "thrown", formatError(error).trimEnd());
  }

  private traceback(error: unknown): string {
    const places = this.options.places?.(error) ?? [];
    return ["Traceback (most recent call last):\n", ...places.map((place) => `  ${place}\n`), formatError(error)].join(
      "",
    );
  }

  private print(text: string): void {
    this.mcu.serial.write(utf8ToBytes(text));
  }
}

function observer({ tasks }: Mcu): TaskObserver | undefined {
  if (!tasks.enabled) return undefined;
  return {
    created: (task) => tasks.created(task.id, task.name),
    running: (task) => tasks.running(task.id),
    waiting: (task, on) => tasks.waiting(task.id, on),
    ended: (task) => tasks.ended(task.id),
  };
}
