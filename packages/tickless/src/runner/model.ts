import type { DriveLevel, Nanos } from "@tickless/sim-core";
import type { AttributeForm } from "../parts/definition.js";
import type { FaceData } from "../parts/face-data.js";

/*
 * What a run takes and what it tells, as plain data that can be sent from one worker to another.
 */

/** When something was done. */
export interface InputTime {
  readonly time: Nanos;
  /**
   * Undefined: when everything of that instant had happened. Else how many rows had been recorded, for what a test bench does
   * within an instant: as its last event, before the programs' turn. 0: before anything has happened.
   */
  readonly rows?: number | undefined;
}

/** Something that was done to the board while the simulation ran. Without its time: now. */
export type InputNow =
  | { readonly kind: "control"; readonly part: string; readonly control: string; readonly value: number }
  /** Drives the pin's wire from outside until the next; "z": lets go of it. */
  | { readonly kind: "pin"; readonly part: string; readonly pin: string; readonly value: DriveLevel }
  /** Typed for a board; undefined: the one that is meant when none is named. */
  | { readonly kind: "serial"; readonly text: string; readonly board?: string | undefined };

export type Input = InputNow & InputTime;

/** A control of a part, as the part declares it. */
export interface ControlModel {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly initial: number;
  /** "momentary": springs back when let go; "fault": something that is broken unless it is 0. */
  readonly kind: string;
  /** For people: "°C", "%"; "" when it has none. */
  readonly unit: string;
  /** It takes multiples of this. */
  readonly step?: number;
  /** What it does, one sentence. */
  readonly description?: string;
  /** Of a fault: the value that shows what it does. */
  readonly typical?: number;
}

/** What a part that the project brings along says of itself, for whoever shows it. */
export interface OwnPartModel {
  /** For people: "Thermometer TMP102". */
  readonly label: string;
  /** Its attributes, and how they are asked for. */
  readonly forms: readonly AttributeForm[];
  /** Names of its numbers that are recorded. */
  readonly outputs: readonly string[];
  /** What it looks like; undefined: a box. */
  readonly face?: FaceData;
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
  /** Of a board: the folder of the project that is its file system, with a slash at its end, if that is not the whole project. */
  readonly root?: string;
  /** Number of the wire (index in `BoardModel.nets`) at each pin. */
  readonly pins: Readonly<Record<string, number>>;
  readonly controls: readonly ControlModel[];
  /** Of a part that the project brings along. */
  readonly own?: OwnPartModel;
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
