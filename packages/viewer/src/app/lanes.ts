import type { BoardModel, PartModel, TrackInfo } from "../protocol/project.js";
import type { Lane, LaneKind, Side } from "../protocol/store.js";
import { wiredTo, type Wired } from "./wired.js";

/* The rows of the timeline, from the tracks of a run: what belongs together is one row, and what nobody needs at first is hidden. */

/** Lanes in the order in which they are shown: what a person does, what the program does, what the pins do, what went wrong. */
const ORDER: readonly LaneKind[] = [
  ...(["control", "tasks", "interrupts", "pin", "output", "i2c", "frames", "serial", "heap"] as const),
  ...(["markers", "faults", "pixels"] as const),
];

/** Kinds of tracks that are rows by themselves. */
const KINDS: Readonly<Record<string, LaneKind>> = {
  digital: "pin",
  control: "control",
  output: "output",
  i2c: "i2c",
  spi: "frames",
  bitstream: "frames",
  pixels: "pixels",
  task: "tasks",
  interrupt: "interrupts",
  heap: "heap",
  marker: "markers",
};

/** Names of pins inside of a board, as programs know them. */
const PIN_LABELS: Readonly<Record<string, string>> = { TP4: "GP23", TP5: "GP25", GPIO24: "GP24", GPIO29: "GP29" };
const SERIAL_IN = ".serial.in";
const UART_TX = ".tx";

/** `active`: names of the tracks in which something has happened after time 0. */
export function lanesOf(
  tracks: readonly TrackInfo[],
  board: BoardModel | undefined,
  active: ReadonlySet<string> = new Set(),
): readonly Lane[] {
  const names = new Set(tracks.map(({ name }) => name));
  const lanes = new LaneBuilder(board, names, active);
  const all = tracks.flatMap((track) => lanes.laneOf(track) ?? []);
  const faults = lanes.faults(tracks);
  return [...all, ...(faults ? [faults] : [])].sort(byPlace);
}

/** The lanes of two runs over each other, matched by name; those of `side`, which is looked at, say what is connected. */
export function lanesOfBoth(a: readonly Lane[], b: readonly Lane[], side: Side): readonly Lane[] {
  const [front, back] = side === "A" ? [a, b] : [b, a];
  const others = new Map(back.map((lane) => [lane.id, lane]));
  const both = front.map((lane): Lane => {
    const other = others.get(lane.id);
    if (!other) return { ...lane, only: side };
    others.delete(lane.id);
    const tracks = [...new Set([...lane.tracks, ...other.tracks])];
    return { ...lane, tracks, shown: lane.shown || other.shown };
  });
  const alone = [...others.values()].map((lane): Lane => ({ ...lane, net: undefined, only: side === "A" ? "B" : "A" }));
  return [...both, ...alone].sort(byPlace);
}

/** Lanes of these tracks are shown and stand out. */
export const withStanding = (lanes: readonly Lane[], tracks: ReadonlySet<string>): readonly Lane[] =>
  tracks.size === 0
    ? lanes
    : lanes.map((lane) =>
        lane.tracks.some((name) => tracks.has(name)) ? { ...lane, shown: true, stands: true } : lane,
      );

function byPlace(a: Lane, b: Lane): number {
  const kinds = ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind);
  if (kinds !== 0) return kinds;
  return a.part === b.part ? natural.compare(a.label, b.label) : natural.compare(a.part, b.part);
}

const natural = new Intl.Collator("en", { numeric: true });

class LaneBuilder {
  private readonly parts: ReadonlyMap<string, PartModel>;
  private readonly severalMcus: boolean;
  /** Something is known of a bus, so that its wires need not be seen. */
  private readonly busActive: boolean;
  /** Parts whose state can be told from a pin that is shown. */
  private readonly seen = new Set<string>();

  constructor(
    private readonly board: BoardModel | undefined,
    private readonly names: ReadonlySet<string>,
    private readonly active: ReadonlySet<string>,
  ) {
    const parts = board?.parts ?? [];
    this.parts = new Map(parts.map((part) => [part.id, part]));
    const mcus = parts.filter(({ mcu }) => mcu);
    this.severalMcus = mcus.length > 1;
    this.busActive = [...active].some((name) => /\.(soft)?(i2c|spi)\d+$/.test(name));
    for (const { id, pins } of mcus) {
      for (const net of Object.values(pins)) this.wiredTo(id, net).forEach(({ part }) => this.seen.add(part));
    }
  }

  laneOf({ name, kind }: TrackInfo): Lane | undefined {
    const dot = name.indexOf(".");
    const [part, short] = [name.slice(0, dot), name.slice(dot + 1)];
    if (kind === "text") return name.endsWith(SERIAL_IN) ? undefined : this.serial(name, part);
    if (kind === "uart") return name.endsWith(UART_TX) ? this.uart(name.slice(0, -UART_TX.length), part) : undefined;
    const lane = KINDS[kind];
    if (lane === undefined) return undefined;
    if (lane === "pin") return this.pin(name, part, short);
    const isFault = lane === "control" && this.isFault(part, short);
    if (isFault && !this.active.has(name)) return undefined;
    const detail = lane === "control" || lane === "output" || lane === "pixels" ? short : "";
    const label = detail === "" ? this.own(part, LABELS[lane] ?? busLabel(short)) : part;
    return {
      id: name,
      kind: lane,
      label,
      detail,
      part,
      net: undefined,
      tracks: [name],
      shown: isFault || this.isShown(lane, name, part),
    };
  }

  /** A control that breaks something: nobody wants to see the many that were never used. */
  private isFault(part: string, name: string): boolean {
    return this.parts.get(part)?.controls.some((control) => control.name === name && control.kind === "fault") ?? false;
  }

  faults(tracks: readonly TrackInfo[]): Lane | undefined {
    const own = tracks.filter(({ kind }) => kind === "fault").map(({ name }) => name);
    if (own.length === 0) return undefined;
    const shown = own.some((name) => this.active.has(name));
    return { id: "faults", kind: "faults", label: "Faults", detail: "", part: "", net: undefined, tracks: own, shown };
  }

  private pin(id: string, part: string, pin: string): Lane {
    const tracks = [id, `${id}.pwm`, `${id}.volts`].filter((name) => this.names.has(name));
    const net = this.parts.get(part)?.pins[pin];
    const wired = net === undefined ? [] : this.wiredTo(part, net);
    const onBoard = pin === "TP5" ? "on-board LED" : "";
    const detail = wired.map(({ part: other, via }) => (via === undefined ? other : `${other} via ${via}`)).join(", ");
    const bus = wired.length > 0 && wired.every(({ bus: isBus }) => isBus);
    const changed = tracks.some((name) => this.active.has(name));
    const shown = bus ? changed && !this.busActive : changed || wired.length > 0;
    return {
      id,
      kind: "pin",
      label: this.own(part, PIN_LABELS[pin] ?? pin),
      detail: detail || onBoard,
      part,
      net,
      tracks,
      shown,
    };
  }

  private serial(id: string, part: string): Lane {
    const tracks = [id, `${id}.in`].filter((name) => this.names.has(name));
    const shown = tracks.some((name) => this.active.has(name));
    return { id, kind: "serial", label: this.own(part, "Serial"), detail: "", part, net: undefined, tracks, shown };
  }

  /** What it sends and receives. */
  private uart(name: string, part: string): Lane {
    const tracks = [`${name}.tx`, `${name}.rx`].filter((track) => this.names.has(track));
    const shown = tracks.some((track) => this.active.has(track));
    const label = this.own(part, name.slice(part.length + 1).toUpperCase());
    return { id: `${name}.tx`, kind: "frames", label, detail: "", part, net: undefined, tracks, shown };
  }

  private isShown(kind: LaneKind, name: string, part: string): boolean {
    // What belongs to the chip (its temperature, the LED on the board) is rarely what it is about.
    if (kind === "control") return !this.parts.get(part)?.mcu && (this.active.has(name) || this.hasFewControls(part));
    if (kind === "output") return this.active.has(name) && !this.seen.has(part) && !this.parts.get(part)?.mcu;
    // Every program's heap moves.
    return kind !== "pixels" && kind !== "heap" && this.active.has(name);
  }

  /** Of a keypad's many keys only those that were pressed are worth a row. */
  private hasFewControls(part: string): boolean {
    const own = this.parts.get(part)?.controls.filter(({ kind }) => kind !== "fault") ?? [];
    return own.length <= MAX_IDLE_CONTROLS;
  }

  private wiredTo(part: string, net: number): readonly Wired[] {
    return this.board ? wiredTo(this.board, part, net) : [];
  }

  /** With several boards it is said whose it is. */
  private own(part: string, label: string): string {
    return this.severalMcus ? `${part} ${label}` : label;
  }
}

/** A part with more controls shows only those that were used. */
const MAX_IDLE_CONTROLS = 3;

const LABELS: Partial<Record<LaneKind, string>> = {
  tasks: "Tasks",
  interrupts: "Interrupts",
  heap: "Heap",
  markers: "Program",
};

const busLabel = (short: string): string =>
  short
    .replace(/^softi2c/, "SoftI2C")
    .replace(/^i2c/, "I2C")
    .replace(/^(soft)?spi/, (name) => (name === "spi" ? "SPI" : "SoftSPI"));
