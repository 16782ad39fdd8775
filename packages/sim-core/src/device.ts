import type { BitstreamReceiver } from "./bus/bitstream.js";
import type { I2cTarget } from "./bus/i2c.js";
import type { SpiLines, SpiTarget } from "./bus/spi.js";
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
  /** The greatest value that it takes from scenarios and tests; default `max`, as far as people turn it. */
  readonly limit?: number;
  readonly initial: number;
  /** For people: "°C", "%", … */
  readonly unit?: string;
  /**
   * The control is momentary (a button) or two-state rather than a range; or it breaks something: 0 is sound, and nothing is
   * recorded of it until it is set.
   */
  readonly kind?: "range" | "switch" | "momentary" | "fault";
  /** It takes multiples of this; 1 from 0 to 1 is on or off. */
  readonly step?: number;
  /** For people: what it does, one sentence. */
  readonly description?: string;
  /** Of a fault: the value that shows what it does; default the greatest. */
  readonly typical?: number;
}

/** The greatest value that a control takes. */
export const limitOf = ({ max, limit = max }: Pick<ControlSpec, "max" | "limit">): number => limit;

/** What can break, as a control of the part: 0 is sound. By default it is on or off. */
export interface FaultSpec extends Pick<ControlSpec, "unit" | "step" | "typical"> {
  readonly description: string;
  readonly min?: number;
  readonly max?: number;
}

/** A fault as the part that has it sees it. */
export interface FaultControl {
  /** 0: sound. */
  readonly value: number;
  /** The fault's own stream, so that drawing from it changes nothing else. */
  readonly random: Random;
  /** A number that the part may keep about it, 0 at first; it belongs to snapshots. */
  memory: number;
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
  /** The project's files by absolute path, for parts that are delivered with something on them. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  pin(name: string): Pin;
  link(a: string, b: string): Link;
  timer(handler: () => void): Timer;
  /**
   * `handler` runs as an event of the instant in which the wire's level changed, once per instant. Each edge of a PWM train
   * counts, so that edges are computed at all only while such a watch is active: switch it off when it is not needed.
   */
  watchLevel(pin: Pin, handler: () => void): Watch;
  /**
   * `handler` runs when anything of the wire changed: level, voltage, PWM as one value (no edges), or the resistance behind the voltage,
   * which decides what current a load gets.
   */
  watchState(pin: Pin, handler: () => void): Watch;
  control(name: string, spec: ControlSpec, handler: (value: number) => void): void;
  /** Declares what can break. `changed` is called when the fault's value has changed. */
  faultControl(name: string, spec: FaultSpec, changed?: (value: number) => void): FaultControl;
  /** A track of the part, named `<part>.<name>`. */
  output(name: string, kind: TrackKind): TrackWriter;
  /** Makes the part a target on the bus formed by these two wires. */
  i2cTarget(scl: Pin, sda: Pin, target: I2cTarget): void;
  /** The part is given each transfer on the SPI bus whose clock is this pin's wire; it looks at its select pin itself. */
  spiTarget(lines: SpiLines<Pin>, target: SpiTarget): void;
  /** The part is given what is sent to this wire by UART. */
  uartReceiver(pin: Pin, receiver: UartReceiver): void;
  /** Whoever listens on this wire, in order of declaration: to send, hand each a frame when it has ended. */
  uartReceivers(pin: Pin): readonly UartReceiver[];
  /** The part is given the bursts of bits that are sent to this wire (see `bus/bitstream.ts`). */
  bitstreamReceiver(pin: Pin, receiver: BitstreamReceiver): void;
  /** Whoever understands bursts on this wire: to send, tell each that one begins, and hand it when it has ended. */
  bitstreamReceivers(pin: Pin): readonly BitstreamReceiver[];
  /** The part sees infrared light with a carrier, from wherever: told when a lamp begins to send (true) and when it ends. */
  infraredReceiver(changed: (lit: boolean) => void): void;
  /** A lamp of the part begins or ends to send. Who receives counts: it may not begin twice. */
  infrared(lit: boolean): void;
  /** A fault of the modelled world: recorded, the run goes on. */
  fault(kind: string, message: string): void;
  /** A mistake in the part's attributes; all are reported together before time 0. */
  problem(message: string, hint?: string): void;
  /** The same of one that is made good: it is told, and the board runs. */
  warn(message: string, hint?: string): void;
}

/**
 * What a pin is electrically, for checks of the wiring: it needs power or ground; it reads a level; it drives one, up to the
 * part's supply, or a voltage; it only pulls down; it is an I2C line; it is the own or the common terminal of a LED that has no
 * resistor inside. What is none of these is passive.
 */
export type PinRole =
  "power" | "ground" | "input" | "output" | "analog" | "open-drain" | "scl" | "sda" | "led" | "led-common" | "passive";

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
  /** What pins are electrically; those that are missing go by their names (VCC, GND, SCL, SDA) or are passive. */
  readonly roles?: Readonly<Record<string, PinRole>>;
  /** Pins that the part pulls up, or down, by itself. */
  readonly pullUps?: readonly string[];
  readonly pullDowns?: readonly string[];
  /** The most volts to which the part drives or pulls a pin; default its supply's. */
  readonly highVolts?: Readonly<Record<string, number>>;
  /** Attribute names that mean something; others are kept but reported as a warning. `*` accepts all. */
  readonly attributes: readonly string[];
  /** A microcontroller board: firmware runs on it. */
  readonly mcu?: McuSpec;
  /** There is no model of the part: it does nothing. */
  readonly inert?: boolean;
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
