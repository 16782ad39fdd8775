import type { Nanos } from "../../time.js";
import type { Trace } from "../trace.js";
import type { Track } from "../track.js";
import { Utf8 } from "../cursor.js";

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

/** The file's text. */
export function toPerfetto(trace: Trace, options: PerfettoOptions): string {
  const otherData = { program: "Tickless", ...options.about };
  const events = new Events(trace, options.end).all();
  return `${JSON.stringify({ displayTimeUnit: "ns", otherData, traceEvents: events }, null, 0)}\n`;
}

/** States in a task's track. */
const [ENDED, RUNNING, WAITING, CREATED] = [0, 1, 2, 3];

class Events {
  private readonly events: TraceEvent[] = [];
  private readonly processes = new Map<string, number>();
  private readonly threads = new Map<number, number>();
  private waits = 0;

  constructor(
    private readonly trace: Trace,
    private readonly end: Nanos,
  ) {}

  all(): readonly TraceEvent[] {
    for (const track of this.trace.tracks) if (track.rows > 0) this.add(track);
    return this.events;
  }

  private add(track: Track): void {
    const dot = track.name.indexOf(".");
    const name = track.name.slice(dot + 1);
    const pid = this.process(track.name.slice(0, dot));
    if (track.kind === "task") this.tasks(track, pid);
    else if (track.kind === "i2c") this.transfers(track, pid, name);
    else if (track.kind === "spi") this.exchanges(track, pid, name);
    else if (track.kind === "uart") this.frames(track, pid, name);
    else if (track.kind === "interrupt") this.handlers(track, pid);
    else if (track.kind === "text") this.texts(track, pid, name);
    else if (track.kind === "fault" || track.kind === "marker") this.marks(track, pid, name);
    else if (["digital", "analog", "control", "output", "heap"].includes(track.kind)) this.counter(track, pid, name);
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
  private tasks(track: Track, pid: number): void {
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
    }
    for (const id of tasks.keys()) close(id, this.end);
  }

  private wait(pid: number, tid: number, on: string, from: Nanos, to: Nanos): void {
    const common = { name: `await ${on}`, cat: "await", id: String(++this.waits), pid, tid };
    this.events.push({ ...common, ph: "b", ts: micros(from) }, { ...common, ph: "e", ts: micros(to) });
  }

  private transfers(track: Track, pid: number, name: string): void {
    const tid = this.thread(pid, name);
    for (let row = 0; row < track.rows; row++) {
      const column = (index: number): number => track.value(row, index) as number;
      const from = track.time(row);
      const title = `${column(2) ? "read" : "write"} 0x${column(1).toString(16).padStart(2, "0")}`;
      const status = ["ok", "address not acknowledged", "data not acknowledged"][column(3)];
      const bytes = hex(track.value(row, 5) as Uint8Array);
      this.slice(pid, tid, title, from, from + column(0), { status, acknowledged: column(4), bytes });
    }
  }

  /** What went over an SPI bus; `received` only if somebody drove MISO. */
  private exchanges(track: Track, pid: number, name: string): void {
    const tid = this.thread(pid, name);
    for (let row = 0; row < track.rows; row++) {
      const [mosi, miso] = [3, 4].map((index) => track.value(row, index) as Uint8Array) as [Uint8Array, Uint8Array];
      const from = track.time(row);
      const title =
        mosi.length === 1 ? `0x${hex(mosi)}` : `${mosi.length} ${track.value(row, 1) === 8 ? "bytes" : "words"}`;
      const received = miso.length > 0 ? { received: hex(miso) } : {};
      const args = { mode: track.value(row, 2), sent: hex(mosi), ...received };
      this.slice(pid, tid, title, from, from + (track.value(row, 0) as number), args);
    }
  }

  private frames(track: Track, pid: number, name: string): void {
    const tid = this.thread(pid, name);
    for (let row = 0; row < track.rows; row++) {
      const column = (index: number): number => track.value(row, index) as number;
      const from = track.time(row);
      const status = ["ok", "no stop bit", "wrong parity", "lost", "break"][column(2)] ?? "";
      const title = status === "break" ? status : `0x${column(1).toString(16).padStart(2, "0")}`;
      this.slice(pid, tid, title, from, from + column(0), { status });
    }
  }

  /** Handlers nest: what begins last ends first. */
  private handlers(track: Track, pid: number): void {
    const tid = this.thread(pid, "interrupts");
    const open: { source: string; from: Nanos }[] = [];
    for (let row = 0; row < track.rows; row++) {
      if (track.value(row, 1) === 1) open.push({ source: track.value(row, 0) as string, from: track.time(row) });
      else this.closeHandler(open, pid, tid, track.time(row));
    }
    while (open.length > 0) this.closeHandler(open, pid, tid, this.end);
  }

  private closeHandler(open: { source: string; from: Nanos }[], pid: number, tid: number, to: Nanos): void {
    const handler = open.pop();
    if (handler) this.slice(pid, tid, handler.source, handler.from, to);
  }

  private texts(track: Track, pid: number, name: string): void {
    const tid = this.thread(pid, name);
    const decoder = new Utf8();
    for (let row = 0; row < track.rows; row++) {
      const text = decoder.push(track.value(row) as Uint8Array);
      if (text !== "") this.instant(track, row, pid, tid, text);
    }
  }

  private marks(track: Track, pid: number, name: string): void {
    const tid = this.thread(pid, name);
    const last = track.columnNames.length - 1;
    for (let row = 0; row < track.rows; row++) this.instant(track, row, pid, tid, track.value(row, last) as string);
  }

  private instant(track: Track, row: number, pid: number, tid: number, name: string): void {
    this.events.push({ name, ph: "i", s: "t", ts: micros(track.time(row)), pid, tid });
  }

  private counter(track: Track, pid: number, name: string): void {
    for (let row = 0; row < track.rows; row++) {
      this.events.push({ name, ph: "C", ts: micros(track.time(row)), pid, args: { value: track.value(row) } });
    }
  }
}

const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
const micros = (time: Nanos): number => time / 1000;
