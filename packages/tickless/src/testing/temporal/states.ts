import type { Cursor, Nanos, Track } from "@tickless/sim-core";
import type { Bench } from "../bench.js";
import { levelsOf, type Level } from "../levels.js";
import { probeName } from "../probe-name.js";
import { TaskReader, type TaskView } from "../tasks.js";

/** What the states of one recording share. */
export class Looks {
  /** Tracks that were looked at. */
  readonly tracks = new Set<string>();
  readonly tasks: TaskReader;
  private readonly byName = new Map<string, Track>();

  constructor(readonly bench: Bench) {
    this.tasks = new TaskReader(bench, bench.boards[0] as string);
  }

  /** The track of that name, or of the wire at that pin. */
  track(name: string): Track {
    let track = this.byName.get(name);
    if (!track) {
      const { trace, simulation, boards } = this.bench;
      track = this.bench.track(trace.get(name) ? name : probeName(simulation.board, boards, name)).track;
      this.byName.set(name, track);
      this.tracks.add(track.name);
    }
    return track;
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

  /** The first of the program's tasks with this name that has not ended. */
  task(name: string): TaskView | undefined {
    return this.looks.tasks.at(this.time).find((task) => task.name === name && task.state !== "ended");
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
