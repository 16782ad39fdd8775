import { ms, UsageError, type Nanos, type Simulation } from "@tickless/sim-core";
import { displaysOf } from "../show/display.js";
import { colorsAt, segmentsAt } from "../show/lit.js";
import { durationOf, shown } from "./arguments.js";
import { Display } from "./display.js";
import { unknown } from "./lookup.js";
import type { Probe } from "./probe.js";
import type { InputNow } from "../runner/model.js";
import { momentOf, type View } from "./view.js";

/** What a part needs of its simulation. */
export interface PartHost extends View {
  readonly simulation: Simulation;
  run(duration: Nanos): unknown;
  /** Does something to the board, now. Throws UsageError when there is no such control, or it does not take the value. */
  apply(input: InputNow): void;
  pin(name: string): Probe;
  track(name: string): Probe;
}

type Control = ReturnType<Simulation["controls"]>[number];

/** How often a control moves while it is turned over some time. */
const TURN_STEP: Nanos = ms(1);

/** A part of the board, in the hands of whoever tests it. */
export class Part {
  constructor(
    private readonly host: PartHost,
    readonly id: string,
    /** As the diagram has it: "wokwi-led". */
    readonly type: string,
  ) {}

  /**
   * Presses the part's button (its control `pressed`, or the only momentary one). With `for` it lets so much virtual time pass,
   * in ns, and releases it (in a process: press, delay, release); without, it stays pressed. Throws UsageError when there is
   * nothing to press.
   */
  press(options: { readonly for?: Nanos; readonly control?: string } = {}): this {
    if (typeof options !== "object") throw new UsageError(`press: write { for: ${shown(options)} } for how long`);
    const { for: duration, control = this.button() } = options;
    if (duration !== undefined) durationOf(duration, "for");
    this.set(control, 1);
    if (duration === undefined) return this;
    this.host.run(duration);
    return this.set(control, 0);
  }

  /** Lets go of what was pressed. */
  release({ control = this.button() }: { readonly control?: string } = {}): this {
    return this.set(control, 0);
  }

  /** Sets a control now. Throws UsageError when there is none of that name, or it does not take the value. */
  set(control: string, value: number): this {
    this.control(control);
    if (typeof value !== "number") throw new UsageError(`${this.id}: ${shown(value)} is no number for '${control}'`);
    this.host.apply({ kind: "control", part: this.id, control, value });
    return this;
  }

  /**
   * Breaks something of the part ("nack", "stuck-open", "power-dip"), by default with the value that shows what the fault does.
   * With `for` it lets so much virtual time pass, in ns, and heals it; without, it stays broken. Throws UsageError when the part
   * has no such fault, or it does not take the value.
   */
  fault(name: string, { value, for: duration }: { readonly value?: number; readonly for?: Nanos } = {}): this {
    if (duration !== undefined) durationOf(duration, "for");
    this.set(name, this.host.simulation.faultValue(this.id, name, value));
    if (duration === undefined) return this;
    this.host.run(duration);
    return this.heal(name);
  }

  /** Heals a fault, or all that the part has. Throws UsageError when it has no such fault. */
  heal(name?: string): this {
    if (name !== undefined) return this.set(name, this.host.simulation.faultValue(this.id, name, 0));
    for (const control of this.controls) {
      // One that never was leaves no trace.
      if (control.kind === "fault" && (this.number(control.name) ?? 0) !== 0) this.set(control.name, 0);
    }
    return this;
  }

  /**
   * Turns the part's knob (its only control that is a range, or the one named): at once, or evenly over `over` nanoseconds of
   * virtual time, which passes meanwhile.
   */
  turn(
    to: number,
    { over = 0, control = this.knob() }: { readonly over?: Nanos; readonly control?: string } = {},
  ): this {
    durationOf(over, "over");
    const from = this.number(control) ?? 0;
    const steps = Math.max(1, Math.round(over / TURN_STEP));
    for (let step = 1; step <= steps; step++) {
      if (over > 0) this.host.run(Math.round((over * step) / steps) - Math.round((over * (step - 1)) / steps));
      this.set(control, step === steps ? to : from + ((to - from) * step) / steps);
    }
    return this;
  }

  /** A control or an output of the part as a number ("brightness", "position"), at a moment; default now. */
  number(name: string, at?: Nanos): number | undefined {
    return this.track(name).value(at);
  }

  /** A probe on one of the part's tracks: "brightness", "contact", "pressed". */
  track(name: string): Probe {
    const prefix = `${this.id}.`;
    const names = this.host.trace.tracks.flatMap((track) => {
      return track.name.startsWith(prefix) ? [track.name.slice(prefix.length)] : [];
    });
    if (!names.includes(name)) throw unknown(`track of ${this.id}`, name, names);
    return this.host.track(prefix + name);
  }

  /** A probe on the wire at one of the part's pins. */
  pin(name: string): Probe {
    return this.host.pin(`${this.id}:${name}`);
  }

  /** Throws UsageError when the part is no display. */
  display(): Display {
    if (!displaysOf(this.host.trace).includes(this.id))
      throw new UsageError(`'${this.id}' (${this.type}) is no display`);
    return new Display(this.host, this.id);
  }

  /**
   * What a display of seven segments shows, at a moment (default now): "12:34", "3.14". A digit that is not lit just then is a blank.
   * Throws UsageError when the part is none.
   */
  sevenSegmentText(at?: Nanos): string {
    const text = segmentsAt(this.host.trace, this.id, momentOf(this.host, at));
    if (text === undefined) throw new UsageError(`'${this.id}' (${this.type}) is no display of seven segments`);
    return text;
  }

  /**
   * What addressable LEDs show, in the order of their chain, at a moment (default now): "#ff8000". Throws UsageError when the part
   * has none.
   */
  colors(at?: Nanos): string[] {
    const colors = colorsAt(this.host.trace, this.id, momentOf(this.host, at));
    if (!colors) throw new UsageError(`'${this.id}' (${this.type}) has no addressable LEDs`);
    return colors;
  }

  private get controls(): Control[] {
    return this.host.simulation.controls(this.id);
  }

  private control(name: string): Control {
    const { controls } = this;
    const found = controls.find((control) => control.name === name);
    if (found) return found;
    const names = controls.filter(({ kind }) => kind !== "fault").map((control) => control.name);
    throw unknown(`control of ${this.id}`, name, names);
  }

  private button(): string {
    return this.only("momentary", "press", "pressed");
  }

  private knob(): string {
    return this.only("range", "turn", "position");
  }

  private only(kind: string, verb: string, usual: string): string {
    const names = this.controls.flatMap((control) => ((control.kind ?? "range") === kind ? [control.name] : []));
    const [first] = names;
    if (first !== undefined && (names.length === 1 || !names.includes(usual))) return first;
    if (first !== undefined) return usual;
    throw new UsageError(`there is nothing to ${verb} at '${this.id}' (${this.type})`);
  }
}
