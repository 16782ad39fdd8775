import { Advance, type Cpu, type Nanos, TaskState, type TaskLog } from "@tickless/sim-core";
import type { TaskListener } from "./coroutines.js";

/** What a row needs to know of a task, besides its number. */
export interface TaskTexts {
  /** The name of its coroutine function. */
  taskName(task: number): string;
  /** What it waits for, when it has just begun to. */
  taskWaitsFor(task: number): string;
}

/** A row that belongs to a local time which the world has not reached yet. */
export interface Row {
  readonly time: Nanos;
  readonly task: number;
  readonly state: TaskState;
  readonly text: string;
}

export interface TaskRowsState {
  readonly numbers: readonly (readonly [code: number, task: number])[];
  readonly count: number;
  readonly pending: readonly Row[];
}

/**
 * Writes the track of a board's tasks: numbers them in the order in which they were made, and holds each row until the world
 * has reached its time. It only looks on. Nothing here spends time, settles local time or grants fuel, so a run is the same
 * without it.
 */
export class TaskRows implements TaskListener {
  /** Numbers by address; a task that was dropped without ending stays until another one has its address. */
  private numbers = new Map<number, number>();
  private count = 0;
  private pending: Row[] = [];

  /** `localNow` is the program's local time. */
  constructor(
    private readonly log: TaskLog,
    private readonly cpu: Cpu,
    private readonly localNow: () => Nanos,
    private readonly texts: TaskTexts,
  ) {}

  created(code: number): number {
    const task = ++this.count;
    this.numbers.set(code, task);
    this.write(task, TaskState.Created, this.texts.taskName(code));
    return task;
  }

  running(code: number): void {
    // A program may make a task without `create_task`, which is what is watched.
    this.write(this.numbers.get(code) ?? this.created(code), TaskState.Running, "");
  }

  waiting(code: number): void {
    this.write(this.numbers.get(code) as number, TaskState.Waiting, this.texts.taskWaitsFor(code));
  }

  ended(code: number): void {
    this.write(this.numbers.get(code) as number, TaskState.Ended, "");
    this.numbers.delete(code);
  }

  /** The tasks that have not ended. */
  get tasks(): readonly { readonly code: number; readonly task: number }[] {
    return Array.from(this.numbers, ([code, task]) => ({ code, task }));
  }

  /** When the world has to be for the next row; undefined: there is none. */
  get nextTime(): Nanos | undefined {
    return this.pending[0]?.time;
  }

  /** Lets the world catch up with each row not after `t`, and writes it. */
  settle(t: Nanos): Advance.Reached | Advance.Yield {
    const { pending, cpu } = this;
    let written = 0;
    let advance: Advance.Reached | Advance.Yield = Advance.Reached;
    for (const row of pending) {
      if (row.time > t) break;
      if (row.time > cpu.now) advance = cpu.computeTo(row.time);
      if (advance === Advance.Yield) break;
      this.log.row(row.task, row.state, row.text);
      written++;
    }
    if (written > 0) pending.splice(0, written);
    return advance;
  }

  /** The board starts anew. What its program had not come to does not happen. */
  reset(): void {
    this.numbers.clear();
    this.count = 0;
    this.pending = [];
  }

  /** Another thread is to run: its rows wait for its own local time. Returns those of the one that ran. */
  exchange(pending: readonly Row[]): readonly Row[] {
    const last = this.pending;
    this.pending = [...pending];
    return last;
  }

  snapshot(): TaskRowsState {
    return { numbers: [...this.numbers], count: this.count, pending: [...this.pending] };
  }

  restore({ numbers, count, pending }: TaskRowsState): void {
    this.numbers = new Map(numbers);
    this.count = count;
    this.pending = [...pending];
  }

  private write(task: number, state: TaskState, text: string): void {
    const time = this.localNow();
    if (this.pending.length === 0 && time === this.cpu.now) this.log.row(task, state, text);
    else this.pending.push({ time, task, state, text });
  }
}
