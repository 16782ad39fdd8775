import type { Nanos } from "../../time.js";
import type { Trace } from "../trace.js";
import type { Track } from "../track.js";
import { Utf8 } from "../cursor.js";
import { spansOf } from "./signals.js";

/*
 * Trace events in JSON, as ui.perfetto.dev and chrome://tracing read them ("Trace Event Format", Google): each board and part is a
 * process, each task, bus and the interrupts a thread of it. Times are µs with three decimals.
 */

export interface PerfettoOptions {
  /** Where the recording ends: what still goes on then, ends there. */
  readonly end: Nanos;
  /** Put beside the events, for whoever reads the file: seed, project, … */
  readonly about?: Readonly<Record<string, string | number>>;
}

interface TraceEvent {
  readonly name: string;
  readonly cat?: string;
  readonly ph: "X" | "b" | "e" | "i" | "C" | "M";
  readonly ts?: number;
  readonly dur?: number;
  readonly pid: number;
  readonly tid?: number;
  readonly id?: string;
  readonly s?: "t" | "p";
  readonly args?: Readonly<Record<string, unknown>>;
}

/** The file, in pieces of some kilobytes. */
export function* toPerfetto(trace: Trace, options: PerfettoOptions): Iterable<string> {
  const otherData = { program: "Tickless", ...options.about };
  yield `{"displayTimeUnit":"ns","otherData":${JSON.stringify(otherData)},"traceEvents":[`;
  let separator = "";
  for (const events of new Events(trace, options.end).all()) {
    yield separator + events.map((event) => JSON.stringify(event)).join(",");
    separator = ",";
  }
  yield "]}\n";
}

/** States in a task's track. */
const [ENDED, RUNNING, WAITING, CREATED] = [0, 1, 2, 3];

/** Events that are handed out together. */
const TOGETHER = 500;

/** The events of a recording. What adds those of a track stops after each row, so that never many of them are held. */
class Events {
  private events: TraceEvent[] = [];
  private readonly processes = new Map<string, number>();
  private readonly threads = new Map<number, number>();
  private waits = 0;

  constructor(
    private readonly trace: Trace,
    private readonly end: Nanos,
  ) {}

  *all(): Iterable<readonly TraceEvent[]> {
    for (const track of this.trace.tracks) {
      if (track.rows === 0) continue;
      for (const _row of this.rowsOf(track)) if (this.events.length >= TOGETHER) yield this.taken();
    }
    if (this.events.length > 0) yield this.taken();
  }

  private taken(): readonly TraceEvent[] {
    const { events } = this;
    this.events = [];
    return events;
  }

  private rowsOf(track: Track): Iterable<void> {
    const dot = track.name.indexOf(".");
    const name = track.name.slice(dot + 1);
    const pid = this.process(track.name.slice(0, dot));
    if (track.kind === "task") return this.tasks(track, pid);
    if (track.kind === "i2c") return this.transfers(track, pid, name);
    if (track.kind === "spi") return this.exchanges(track, pid, name);
    if (track.kind === "uart") return this.frames(track, pid, name);
    if (track.kind === "interrupt") return this.handlers(track, pid);
    if (track.kind === "text") return this.texts(track, pid, name);
    if (track.kind === "fault" || track.kind === "marker") return this.marks(track, pid, name);
    if (track.kind === "digital") return this.levels(track, pid, name);
    const numbers = ["analog", "control", "output", "heap"].includes(track.kind);
    return numbers ? this.counter(track, pid, name) : [];
  }

  private process(part: string): number {
    const known = this.processes.get(part);
    if (known !== undefined) return known;
    const pid = this.processes.size + 1;
    this.processes.set(part, pid);
    this.events.push({ name: "process_name", ph: "M", pid, args: { name: part } });
    return pid;
  }

  private thread(pid: number, name: string): number {
    const tid = (this.threads.get(pid) ?? 0) + 1;
    this.threads.set(pid, tid);
    this.events.push({ name: "thread_name", ph: "M", pid, tid, args: { name } });
    this.events.push({ name: "thread_sort_index", ph: "M", pid, tid, args: { sort_index: tid } });
    return tid;
  }

  private slice(pid: number, tid: number, name: string, from: Nanos, to: Nanos, args?: TraceEvent["args"]): void {
    this.events.push({ name, ph: "X", ts: micros(from), dur: micros(to - from), pid, tid, ...(args && { args }) });
  }

  /** A thread for each task: its runs are slices, its waits asynchronous ones. */
  private *tasks(track: Track, pid: number): Iterable<void> {
    const tasks = new Map<number, { tid: number; name: string; since: Nanos; state: number; on: string }>();
    const close = (id: number, to: Nanos): void => {
      const task = tasks.get(id);
      if (!task) return;
      if (task.state === RUNNING) this.slice(pid, task.tid, task.name, task.since, to);
      if (task.state === WAITING) this.wait(pid, task.tid, task.on, task.since, to);
    };
    for (let row = 0; row < track.rows; row++) {
      const [id, state, on] = [0, 1, 2].map((column) => track.value(row, column)) as [number, number, string];
      const since = track.time(row);
      close(id, since);
      if (state === CREATED) tasks.set(id, { tid: this.thread(pid, on), name: on, since, state, on });
      else if (state === ENDED) tasks.delete(id);
      else Object.assign(tasks.get(id) ?? {}, { since, state, on });
      yield;
    }
    for (const id of tasks.keys()) close(id, this.end);
  }

  private wait(pid: number, tid: number, on: string, from: Nanos, to: Nanos): void {
    const common = { name: `await ${on}`, cat: "await", id: String(++this.waits), pid, tid };
    this.events.push({ ...common, ph: "b", ts: micros(from) }, { ...common, ph: "e", ts: micros(to) });
  }

  private *transfers(track: Track, pid: number, name: string): Iterable<void> {
    const tid = this.thread(pid, name);
    for (let row = 0; row < track.rows; row++) {
      const column = (index: number): number => track.value(row, index) as number;
      const from = track.time(row);
      const title = `${column(2) ? "read" : "write"} 0x${column(1).toString(16).padStart(2, "0")}`;
      const status = ["ok", "address not acknowledged", "data not acknowledged"][column(3)];
      const bytes = hex(track.value(row, 5) as Uint8Array);
      this.slice(pid, tid, title, from, from + column(0), { status, acknowledged: column(4), bytes });
      yield;
    }
  }

  /** What went over an SPI bus; `received` only if somebody drove MISO. */
  private *exchanges(track: Track, pid: number, name: string): Iterable<void> {
    const tid = this.thread(pid, name);
    for (let row = 0; row < track.rows; row++) {
      const [mosi, miso] = [3, 4].map((index) => track.value(row, index) as Uint8Array) as [Uint8Array, Uint8Array];
      const from = track.time(row);
      const title =
        mosi.length === 1 ? `0x${hex(mosi)}` : `${mosi.length} ${track.value(row, 1) === 8 ? "bytes" : "words"}`;
      const received = miso.length > 0 ? { received: hex(miso) } : {};
      const args = { mode: track.value(row, 2), sent: hex(mosi), ...received };
      this.slice(pid, tid, title, from, from + (track.value(row, 0) as number), args);
      yield;
    }
  }

  private *frames(track: Track, pid: number, name: string): Iterable<void> {
    const tid = this.thread(pid, name);
    for (let row = 0; row < track.rows; row++) {
      const column = (index: number): number => track.value(row, index) as number;
      const from = track.time(row);
      const status = ["ok", "no stop bit", "wrong parity", "lost", "break"][column(2)] ?? "";
      const title = status === "break" ? status : `0x${column(1).toString(16).padStart(2, "0")}`;
      this.slice(pid, tid, title, from, from + column(0), { status });
      yield;
    }
  }

  /** Handlers nest: what begins last ends first. */
  private *handlers(track: Track, pid: number): Iterable<void> {
    const tid = this.thread(pid, "interrupts");
    const open: { source: string; from: Nanos }[] = [];
    for (let row = 0; row < track.rows; row++) {
      if (track.value(row, 1) === 1) open.push({ source: track.value(row, 0) as string, from: track.time(row) });
      else this.closeHandler(open, pid, tid, track.time(row));
      yield;
    }
    while (open.length > 0) this.closeHandler(open, pid, tid, this.end);
  }

  private closeHandler(open: { source: string; from: Nanos }[], pid: number, tid: number, to: Nanos): void {
    const handler = open.pop();
    if (handler) this.slice(pid, tid, handler.source, handler.from, to);
  }

  private *texts(track: Track, pid: number, name: string): Iterable<void> {
    const tid = this.thread(pid, name);
    const decoder = new Utf8();
    for (let row = 0; row < track.rows; row++) {
      const text = decoder.push(track.value(row) as Uint8Array);
      if (text !== "") this.instant(track, row, pid, tid, text);
      yield;
    }
  }

  private *marks(track: Track, pid: number, name: string): Iterable<void> {
    const tid = this.thread(pid, name);
    const last = track.columnNames.length - 1;
    for (let row = 0; row < track.rows; row++) {
      this.instant(track, row, pid, tid, track.value(row, last) as string);
      yield;
    }
  }

  private instant(track: Track, row: number, pid: number, tid: number, name: string): void {
    this.events.push({ name, ph: "i", s: "t", ts: micros(track.time(row)), pid, tid });
  }

  private *counter(track: Track, pid: number, name: string): Iterable<void> {
    for (let row = 0; row < track.rows; row++) {
      this.count(pid, name, track.time(row), track.value(row) as number);
      yield;
    }
  }

  /** 0 and 1; of a pulse train how much of the time it is high. An undefined or floating wire keeps what it had. */
  private *levels(track: Track, pid: number, name: string): Iterable<void> {
    let last: number | undefined;
    for (const { from, level, train } of spansOf(track, this.trace.get(`${track.name}.pwm`), this.end)) {
      const kept: number = last ?? 0;
      const value = train ? train.highNs / train.periodNs : level === "0" ? 0 : level === "1" ? 1 : kept;
      if (value === last) continue;
      this.count(pid, name, from, (last = value));
      yield;
    }
  }

  private count(pid: number, name: string, time: Nanos, value: number): void {
    this.events.push({ name, ph: "C", ts: micros(time), pid, args: { value } });
  }
}

const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
const micros = (time: Nanos): number => time / 1000;
