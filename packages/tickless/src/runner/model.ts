import type { Nanos } from "@tickless/sim-core";

/*
 * What a run takes and what it tells, as plain data that can be sent from one worker to another.
 */

/** Something a person did while the simulation ran: applied when everything of that instant has happened. */
export type Input =
  | {
      readonly time: Nanos;
      readonly kind: "control";
      readonly part: string;
      readonly control: string;
      readonly value: number;
    }
  | { readonly time: Nanos; readonly kind: "serial"; readonly text: string };

/** Without its time: now. */
export type InputNow = Input extends infer I ? (I extends Input ? Omit<I, "time"> : never) : never;

/** A control of a part, as the part declares it. */
export interface ControlModel {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly initial: number;
  /** "momentary": springs back when let go. */
  readonly kind: string;
  /** For people: "°C", "%"; "" when it has none. */
  readonly unit: string;
}

export interface PartModel {
  readonly id: string;
  readonly type: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** CSS px at 96 dpi: top left corner of the unrotated part. */
  readonly left: number;
  readonly top: number;
  /** Degrees clockwise about the centre. */
  readonly rotate: number;
  readonly hide: boolean;
  /** A microcontroller board. */
  readonly mcu: boolean;
  /** Number of the wire (index in `BoardModel.nets`) at each pin. */
  readonly pins: Readonly<Record<string, number>>;
  readonly controls: readonly ControlModel[];
}

/** A wire as drawn: the way between two pins. */
export interface WireModel {
  readonly from: { readonly part: string; readonly pin: string };
  readonly to: { readonly part: string; readonly pin: string };
  /** CSS colour or name; "": not drawn. */
  readonly color: string;
  /** Moves as in diagram.json: "h10", "v-3", "*". */
  readonly path: readonly string[];
  readonly net: number;
}

/** The board that is simulated, as data. */
export interface BoardModel {
  readonly parts: readonly PartModel[];
  readonly wires: readonly WireModel[];
  /** Name of each net: its endpoints. */
  readonly nets: readonly string[];
  /** Volts of nets that are supplies, by number. */
  readonly supplies: Readonly<Record<number, number>>;
}

/** Why a run does not go on. */
export interface RunEndModel {
  /** "finished", "exception", "deadlock", "reset-loop", "scenario": it failed, "failed": a model or the engine failed. */
  readonly kind: string;
  /** One line for people. */
  readonly message: string;
  /** Where in the project, if that is known: the innermost line of an exception. */
  readonly file?: string;
  readonly line?: number;
}

/** An expectation of the scenario was not met. The run goes on all the same, for whoever wants to see what happens instead. */
export interface ScenarioFailure {
  readonly time: Nanos;
  /** One line for people. */
  readonly message: string;
  /** The step. */
  readonly file?: string;
  readonly line?: number;
}

export interface TrackInfo {
  readonly name: string;
  readonly kind: string;
}
