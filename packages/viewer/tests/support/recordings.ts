import { buffersOf, Recorder, TraceTap, type Nanos, type Trace, type TrackKind, type Value } from "@tickless/sim-core";
import * as fc from "fast-check";
import { TraceStore } from "../../src/store/trace-store.js";

/** A small board's tracks: one at least of each kind. */
export const TRACKS = {
  "pico.GP1": "digital",
  "pico.GP1.pwm": "pwm",
  "pico.GP1.volts": "analog",
  "led1.brightness": "output",
  "btn1.pressed": "control",
  "pico.heap": "heap",
  "pico.i2c0": "i2c",
  "pico.tasks": "task",
  "pico.interrupts": "interrupt",
  "pico.serial": "text",
  "oled1.gddram": "pixels",
  "led1.faults": "fault",
  "btn1.faults": "fault",
  "pico.program": "marker",
} as const satisfies Record<string, TrackKind>;

export type Name = keyof typeof TRACKS;

/** Something that is recorded `gap` ns after the step before; what it is follows from kind and value. */
export interface Step {
  readonly gap: Nanos;
  readonly kind: Name;
  readonly value: number;
  /** The store is told of everything so far. */
  readonly tell: boolean;
}

const gap = fc.oneof(
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 6, arbitrary: fc.nat(30) },
  { weight: 2, arbitrary: fc.nat(5000) },
  { weight: 1, arbitrary: fc.nat(9e9) },
);

/** Runs on a board on which anything may happen; the kinds asked for only. */
export const steps = (kinds: readonly Name[] = Object.keys(TRACKS) as Name[]): fc.Arbitrary<Step[]> => {
  const step = fc.record({ gap, kind: fc.constantFrom(...kinds), value: fc.nat(255), tell: fc.boolean() });
  return fc.array(step, { maxLength: 120 });
};

export interface Recorded {
  readonly store: TraceStore;
  /** The recording itself. */
  readonly trace: Trace;
  readonly end: Nanos;
}

/** Records the steps; the store gets them as they come, `whole`: all at once. */
export function recorded(
  all: readonly Step[],
  options: { readonly whole?: boolean; readonly rest?: Nanos } = {},
): Recorded {
  const world = new World();
  const store = new TraceStore();
  store.receive(world.begin(1));
  for (const step of all) {
    world.take(step);
    if (step.tell && !options.whole) store.receive(world.delta(1));
  }
  world.now += options.rest ?? 7;
  store.receive(world.delta(1));
  return { store, trace: world.recorder.trace, end: world.now };
}

/** Makes of steps what can be: levels that change, trains with levels, transfers that end, handlers that nest as they may. */
class World {
  now: Nanos = 0;
  readonly recorder = new Recorder(() => this.now);
  private readonly tap = new TraceTap(this.recorder.trace);
  private readonly writers = new Map<string, ReturnType<Recorder["track"]>>();
  private level = -1;
  private transfer: Nanos | undefined;
  private tasks = 0;
  private readonly handlers: string[] = [];

  constructor() {
    for (const [name, kind] of Object.entries(TRACKS)) this.writers.set(name, this.recorder.track(name, kind));
  }

  begin(run: number) {
    const tracks = Object.entries(TRACKS).map(([name, kind]) => ({ name, kind }));
    return { kind: "begin", run, tracks, ghost: false } as const;
  }

  /** As another worker gets it: moved, not copied. */
  delta(run: number) {
    const delta = this.tap.take(this.now);
    return { kind: "delta", run, delta: structuredClone(delta, { transfer: buffersOf(delta) }) } as const;
  }

  take({ gap: later, kind, value }: Step): void {
    this.now += later;
    this.actions[kind](value);
  }

  private write(name: Name, ...values: Value[]): void {
    this.writers.get(name)?.write(...values);
  }

  private readonly actions: Readonly<Record<Name, (value: number) => void>> = {
    "pico.GP1": (value) => this.digital(value % 5, value),
    "pico.GP1.pwm": (value) => {
      if (this.level === 4) this.train(value);
      else this.digital(4, value);
    },
    "pico.GP1.volts": (value) => this.write("pico.GP1.volts", value & 1 ? value / 80 : 0),
    "led1.brightness": (value) => this.write("led1.brightness", value / 255),
    "btn1.pressed": (value) => this.write("btn1.pressed", value & 1),
    "pico.heap": (value) => this.write("pico.heap", value * 16),
    "pico.i2c0": (value) => this.i2c(value),
    "pico.tasks": (value) => this.task(value),
    "pico.interrupts": (value) => this.interrupt(value),
    "pico.serial": (value) => this.write("pico.serial", TEXTS[value % TEXTS.length] as Uint8Array),
    "oled1.gddram": (value) => this.write("oled1.gddram", value % 50, new Uint8Array(value % 7).fill(value)),
    "led1.faults": (value) => this.write("led1.faults", "overcurrent", `${value} mA flow`),
    "btn1.faults": (value) => this.write("btn1.faults", "wear", String(value)),
    "pico.program": (value) => this.program(value),
  };

  private digital(asked: number, value: number): void {
    const level = asked === this.level ? (asked + 1) % 5 : asked;
    const before = this.level;
    this.write("pico.GP1", (this.level = level));
    if (level === 4) this.train(value);
    else if (before === 4) this.write("pico.GP1.pwm", 0, 0, 0);
  }

  private train(value: number): void {
    const period = 2 + (value % 40);
    this.write("pico.GP1.pwm", period, 1 + (value % (period - 1)), this.now - (value % 3));
  }

  /** Begins a transfer, or ends the one under way, which is recorded then. */
  private i2c(value: number): void {
    if (this.transfer === undefined) {
      this.transfer = this.now;
      return;
    }
    const data = new Uint8Array(value % 40).fill(value);
    const [address, read, status] = [0x3c + (value & 1), (value >> 1) & 1, value % 3];
    const row = [this.now - this.transfer, address, read, status, data.length, data];
    this.writers.get("pico.i2c0")?.writeAt(this.transfer, ...row);
    this.transfer = undefined;
  }

  private task(value: number): void {
    const id = this.tasks === 0 ? 1 : 1 + ((value >> 2) % this.tasks);
    if (value % 4 === 3 || this.tasks === 0) this.write("pico.tasks", ++this.tasks, 3, `job${this.tasks % 3}`);
    else this.write("pico.tasks", id, value % 4, value % 4 === 2 ? `wait ${value % 5}` : "");
  }

  private interrupt(value: number): void {
    const source = `GP${value % 3} falling`;
    const top = this.handlers.at(-1);
    if (top !== undefined && (value & 4 || top.endsWith(" hard"))) {
      this.handlers.pop();
      this.write("pico.interrupts", top, 0);
    } else {
      const next = top === undefined ? source : `timer ${value % 2} hard`;
      this.handlers.push(next);
      this.write("pico.interrupts", next, 1);
    }
  }

  private program(value: number): void {
    const text = ["started", "exception: ValueError: no", "finished", "reset: watchdog"][value % 4] as string;
    this.write("pico.program", text);
    if (text === "started") return;
    this.tasks = 0;
    if (text.startsWith("reset")) this.handlers.length = 0;
  }
}

/** Whole and broken UTF-8, cut anywhere. */
const TEXTS: readonly Uint8Array[] = [
  new TextEncoder().encode("hello\n"),
  new TextEncoder().encode("press: 1 "),
  Uint8Array.of(0xc3),
  Uint8Array.of(0xa9),
  Uint8Array.of(0xe2, 0x82),
  Uint8Array.of(0xac, 0x21),
  Uint8Array.of(0xf0, 0x9f, 0x98),
  Uint8Array.of(0x80),
  Uint8Array.of(0xff, 0x41),
  new Uint8Array(),
];

/** From 0 to 1, all alike. */
export const share = fc.nat(2 ** 20).map((part) => part / 2 ** 20);

/** A time in the recording or some way off: anywhere, or at (or right beside) something that was recorded. */
export function timeIn(share: number, { trace, end }: Recorded): Nanos {
  const choice = Math.floor(share * 1e6);
  const times = timesOf(trace);
  const near = times[(choice >> 1) % times.length];
  if (near !== undefined && choice % 2 === 1) return near + ((choice >> 2) % 3) - 1;
  return Math.round((share * 1.4 - 0.2) * (end + 1));
}

/** When rows begin, and transfers end. */
function timesOf(trace: Trace): Nanos[] {
  return trace.tracks.flatMap((track) =>
    Array.from({ length: track.rows }, (_, row) => {
      const time = track.time(row);
      return track.kind === "i2c" ? [time, time + (track.value(row, 0) as number)] : [time];
    }).flat(),
  );
}

/** Where a view lies: a share of the recording, zoomed in by powers of ten. `snapped`: columns begin with rows. */
export const views = fc.record({
  at: share,
  span: share.map((part) => 0.001 + 1.5 * part),
  deep: fc.nat(9),
  width: fc.integer({ min: 1, max: 40 }),
  snapped: fc.option(fc.nat(1000), { nil: undefined }),
});

export type ViewShape = typeof views extends fc.Arbitrary<infer Shape> ? Shape : never;

export function viewIn({ at, span, deep, width, snapped }: ViewShape, run: Recorded) {
  const length = Math.max(((run.end + 1) * span) / 10 ** deep, 1);
  const start = timeIn(at, run) - length / 3;
  if (snapped === undefined) return { start, end: start + length, width };
  const step = Math.max(1, Math.round(length / width));
  const times = timesOf(run.trace);
  const from = (times[snapped % times.length] ?? 0) - (snapped % width) * step;
  return { start: from, end: from + width * step, width };
}
