import type { I2cTarget } from "./bus/i2c.js";
import type { UartReceiver } from "./bus/uart.js";
import type { McuSpec } from "./machine/mcu-spec.js";
import type { Drive, Level, NetState } from "./net.js";
import type { Random } from "./random.js";
import type { Nanos } from "./time.js";
import type { TrackKind, TrackWriter } from "./trace/index.js";

/** An attribute as a diagram has it: nearly always text. */
export type Attributes = Readonly<Record<string, unknown>>;

/** A part's terminal, on a wire. */
export interface Pin {
  readonly name: string;
  /** The wire's number; equal numbers are the same wire. -1: the pin is not connected to anything. */
  readonly net: number;
  readonly drive: Drive;
  /** Drives the wire; it is resolved at once, watchers run later in the same instant. */
  set(drive: Drive): void;
  /** What a digital input reads: 0 or 1 (a floating or undefined wire: what it was last). With PWM: the level just now. */
  read(): 0 | 1;
  /** The wire's logic level just now, with X (2) and Z (3). */
  readonly level: Level;
  readonly state: NetState;
  /** The wire as a voltage behind a resistance (Thevenin); with PWM of the high phase. Ohms Infinity: floating. */
  thevenin(): { readonly volts: number; readonly ohms: number };
}

/** A resistance between two pins of a part that the part may change: a contact, a track, a sensor. */
export interface Link {
  readonly ohms: number;
  set(ohms: number): void;
}

/** A declared event of a part: at most one pending at a time. */
export interface Timer {
  readonly pending: boolean;
  /** Fires `delay` ns from now; a pending one is moved. */
  start(delay: Nanos): void;
  /** Fires at an absolute time, not before now. */
  startAt(time: Nanos): void;
  stop(): void;
}

/** A declared watch of a wire; active at first. */
export interface Watch {
  active: boolean;
}

export interface ControlSpec {
  readonly min: number;
  readonly max: number;
  readonly initial: number;
  /** For people: "°C", "%", … */
  readonly unit?: string;
  /** The control is momentary (a button) or two-state rather than a range. */
  readonly kind?: "range" | "switch" | "momentary";
}

/**
 * What a part may use. Everything is declared in `connect`, before time 0: pins, links, timers, watches, controls, outputs.
 * `state` is the part's only memory: plain data, copied by snapshots; no closure and no object identity in it.
 */
export interface DeviceContext<State> {
  readonly id: string;
  readonly attributes: Attributes;
  readonly now: Nanos;
  state: State;
  /** The part's own stream of random numbers. */
  readonly random: Random;
  pin(name: string): Pin;
  link(a: string, b: string): Link;
  timer(handler: () => void): Timer;
  /**
   * `handler` runs as an event of the instant in which the wire's level changed, once per instant. Each edge of a PWM train
   * counts, so that edges are computed at all only while such a watch is active: switch it off when it is not needed.
   */
  watchLevel(pin: Pin, handler: () => void): Watch;
  /** `handler` runs when anything of the wire changed: level, voltage or PWM as one value (no edges). */
  watchState(pin: Pin, handler: () => void): Watch;
  control(name: string, spec: ControlSpec, handler: (value: number) => void): void;
  /** A track of the part, named `<part>.<name>`. */
  output(name: string, kind: TrackKind): TrackWriter;
  /** Makes the part a target on the bus formed by these two wires. */
  i2cTarget(scl: Pin, sda: Pin, target: I2cTarget): void;
  /** The part is given what is sent to this wire by UART. */
  uartReceiver(pin: Pin, receiver: UartReceiver): void;
  /** Whoever listens on this wire, in order of declaration: to send, hand each a frame when it has ended. */
  uartReceivers(pin: Pin): readonly UartReceiver[];
  /** A fault of the modelled world: recorded, the run goes on. */
  fault(kind: string, message: string): void;
  /** A mistake in the part's attributes; all are reported together before time 0. */
  problem(message: string, hint?: string): void;
}

/** A kind of part. */
export interface DeviceDefinition<State = unknown> {
  /** The type name in diagrams, for example `wokwi-led`; more names in `aliases`. */
  readonly type: string;
  readonly aliases?: readonly string[];
  /** All pin names, alias names included. */
  readonly pins: readonly string[];
  /** Pins that are the same terminal: each list is one node inside the part. */
  readonly joined?: readonly (readonly string[])[];
  /** Pins at a fixed voltage. */
  readonly supplies?: Readonly<Record<string, number>>;
  /** Attribute names that mean something; others are kept but reported as a warning. `*` accepts all. */
  readonly attributes: readonly string[];
  /** A microcontroller board: firmware runs on it. */
  readonly mcu?: McuSpec;
  /** Parts without behaviour (labels, breadboards) have no `connect`. */
  readonly createState?: (attributes: Attributes) => State;
  readonly connect?: (ctx: DeviceContext<State>) => void;
}

/** Finds definitions by type name. */
export interface Registry {
  get(type: string): DeviceDefinition | undefined;
  readonly types: readonly string[];
}

/** Keeps the state's type inside, so that definitions of all states fit one registry. */
export function defineDevice<State>(definition: DeviceDefinition<State>): DeviceDefinition {
  return definition as unknown as DeviceDefinition;
}
