import type { Nanos, PackedRows, Track } from "@tickless/sim-core";
import { TASK_CREATED, TASK_ENDED, TASK_RUNNING } from "../../protocol/store.js";
import { lastUpTo, Pages } from "../pages.js";
import { Pyramid } from "../pyramid.js";
import { StopReader, type Stop } from "./program.js";
import { TrackIndex } from "./track-index.js";

const bytes = (): Pages<Uint8Array> => new Pages(Uint8Array);

/** One task: the times at which its state changed. */
export class TaskLife {
  readonly times = new Pages(Float64Array);
  readonly states = bytes();
  /** When it ended; Infinity: it lives. */
  end: Nanos = Infinity;
  /** Numbers of the texts of what it waits for. */
  private readonly on = new Pages(Uint32Array);
  /** ns that it ran before each change. */
  private readonly ran = new Pages(Float64Array);
  private readonly bits = bytes();
  private readonly pyramid = new Pyramid(this.bits, bytes, (a, b) => a | b, 0);

  constructor(
    /** In order of creation. */
    readonly place: number,
    /** The program's number for it. */
    readonly id: number,
    readonly name: string,
    private readonly texts: readonly string[],
  ) {}

  push(time: Nanos, state: number, on: number): void {
    const row = this.times.length;
    this.ran.push(row === 0 ? 0 : this.ranBefore(time, row - 1));
    this.times.push(time);
    this.states.push(state);
    this.on.push(on);
    this.bits.push(1 << state);
    this.pyramid.grown();
    this.end = state === TASK_ENDED ? time : Infinity;
  }

  /** The change in force at `t`, or -1. */
  at(t: Nanos): number {
    return lastUpTo(this.times, t);
  }

  /** What it waits for from this change on; "" when it does not wait. */
  onAt(row: number): string {
    return this.texts[this.on.get(row)] as string;
  }

  /** Whether it runs after any of the changes from `first` to before `last`. */
  runs(first: number, last: number): boolean {
    return (this.pyramid.query(first, last) & (1 << TASK_RUNNING)) !== 0;
  }

  /** ns that it ran before `t`; `row` is the last change that is not later. */
  ranBefore(t: Nanos, row: number): Nanos {
    if (row < 0) return 0;
    const runs = this.states.get(row) === TASK_RUNNING;
    return this.ran.get(row) + (runs ? t - this.times.get(row) : 0);
  }
}

/** The tasks of one board, in order of creation, each with its changes. */
export class TaskIndex extends TrackIndex {
  readonly tasks: TaskLife[] = [];
  /** Those of the present program, by the program's numbers. */
  private readonly byId = new Map<number, TaskLife>();
  /** The task of each row, by its place in `tasks`. */
  private readonly owners = new Pages(Uint32Array);
  private readonly texts: string[] = [""];
  private readonly textNumbers = new Map([["", 0]]);
  private readonly reader: StopReader;

  constructor(track: Track, stops: readonly Stop[]) {
    super(track);
    this.reader = new StopReader(stops, ({ time }) => this.stopAll(time));
  }

  /** All rows of the board up to now have come. */
  settle(): void {
    this.reader.before(Infinity);
  }

  owner(row: number): TaskLife {
    return this.tasks[this.owners.get(row)] as TaskLife;
  }

  protected override index({ base, offsets, sequences, rows, columns }: PackedRows): void {
    const [ids, states, texts] = columns as readonly [Uint32Array, Uint8Array, readonly string[]];
    for (let row = 0; row < rows; row++) {
      this.reader.before(sequences[row] as number);
      const [id, state, text] = [ids[row] as number, states[row] as number, texts[row] as string];
      const created = state === TASK_CREATED;
      const task = (created ? undefined : this.byId.get(id)) ?? this.create(id, created ? text : `task ${id}`);
      task.push(base + (offsets[row] as number), state, created ? 0 : this.numberOf(text));
      this.owners.push(task.place);
    }
  }

  private create(id: number, name: string): TaskLife {
    const task = new TaskLife(this.tasks.length, id, name, this.texts);
    this.tasks.push(task);
    this.byId.set(id, task);
    return task;
  }

  private numberOf(text: string): number {
    const known = this.textNumbers.get(text);
    if (known !== undefined) return known;
    this.textNumbers.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }

  /** The program ended, and its tasks with it. */
  private stopAll(time: Nanos): void {
    for (const task of this.byId.values()) if (task.end === Infinity) task.push(time, TASK_ENDED, 0);
    this.byId.clear();
  }
}
