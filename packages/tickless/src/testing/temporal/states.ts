import type { Cursor, Nanos, Track } from "@tickless/sim-core";
import type { Bench } from "../bench.js";
import { textOf } from "../arguments.js";
import { levelsOf, type Level } from "../levels.js";
import { unknown } from "../lookup.js";
import { probeName } from "../probe-name.js";
import { TaskReader, type TaskView } from "../tasks.js";

/** What the states of one recording share. */
export class Looks {
  /** Tracks that were looked at. */
  readonly tracks = new Set<string>();
  private readonly byName = new Map<string, Track>();
  private readonly readers = new Map<string, TaskReader>();

  constructor(readonly bench: Bench) {}

  /** The tasks of a board, by default of the first. Throws UsageError: there is no such board. */
  tasks(board = this.bench.boards[0] as string): TaskReader {
    let reader = this.readers.get(board);
    if (!reader) {
      if (!this.bench.boards.includes(board)) throw unknown("board", board, this.bench.boards);
      reader = new TaskReader(this.bench, board);
      this.readers.set(board, reader);
    }
    return reader;
  }

  /** The track of that name, or of the wire at that pin. */
  track(name: string): Track {
    let track = this.byName.get(name);
    if (!track) {
      const { simulation, boards } = this.bench;
      track = this.bench.track(this.isTrack(name) ? name : probeName(simulation.board, boards, name)).track;
      this.byName.set(name, track);
      this.tracks.add(track.name);
    }
    return track;
  }

  /** "led1.brightness", and not "GP14", "pico.GP14" or "pico:GP14". */
  private isTrack(name: string): boolean {
    if (this.bench.trace.get(name)) return true;
    const dot = textOf(name, "track").indexOf(".");
    return dot >= 0 && !name.includes(":") && !this.bench.boards.includes(name.slice(0, dot));
  }
}

/** What was observable at one moment: what a condition on the recording looks at. */
export class State {
  constructor(
    private readonly looks: Looks,
    private readonly cursor: Cursor,
  ) {}

  /** Virtual time, ns. */
  get time(): Nanos {
    return this.cursor.time;
  }

  /** The level of a wire ("GP14") or of a track of numbers, as a probe shows it; "pwm" while it carries a pulse train. */
  level(name: string): Level | "pwm" {
    const track = this.looks.track(name);
    if (track.kind === "digital" && this.cursor.number(track.name) === TOGGLING) return "pwm";
    const [now] = levelsOf(this.looks.bench.trace, track, HALF, this.time, this.time);
    return now?.level ?? "z";
  }

  /** A number in force: "led1.brightness", "pot1.position". Undefined before its first row. */
  number(name: string): number | undefined {
    return this.cursor.number(this.looks.track(name).name);
  }

  /** All that the program has printed. */
  get printed(): string {
    return this.looks.bench.serial.textOf({ to: this.time });
  }

  /** The same of one of several boards. */
  printedBy(board: string): string {
    return this.looks.bench.serialOf(board).textOf({ to: this.time });
  }

  /** The first task with this name that has not ended: of the first board's program, or of the `board`'s. */
  task(name: string, board?: string): TaskView | undefined {
    const tasks = this.looks.tasks(board).at(this.time);
    return tasks.find((task) => task.name === name && task.state !== "ended");
  }
}

const TOGGLING = 4;
const HALF = 0.5;

/** The moments at which anything in the recording changes, time 0 included, in order. */
export function momentsOf({ trace }: Bench): Float64Array {
  const times: number[] = [0];
  for (const track of trace.tracks) {
    for (let row = 0; row < track.rows; row++) {
      const time = track.time(row);
      if (time !== times.at(-1)) times.push(time);
    }
  }
  const sorted = Float64Array.from(times).sort();
  let count = 0;
  for (const time of sorted) if (count === 0 || time !== sorted[count - 1]) sorted[count++] = time;
  return sorted.subarray(0, count);
}
