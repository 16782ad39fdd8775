import { readNet, type NetReading } from "../board/net-text.js";
import type { StateReader } from "../board/state-reader.js";
import type { BoardModel, ControlModel, PartModel, TrackInfo } from "../protocol/project.js";

/* What pins, controls and outputs of a part are at the moment shown, for people. */

/** What is known of a moment. */
export interface Moment {
  readonly board: BoardModel;
  readonly tracks: readonly TrackInfo[];
  readonly reader: StateReader;
}

/** What a wire carries; as the board says it. */
export const readWire = ({ board, reader }: Moment, net: number): NetReading => readNet(board, net, reader);

/** A control's value at the moment; before anything was recorded, what it is at first. */
export function readControl({ reader }: Pick<Moment, "reader">, part: string, control: ControlModel): number {
  const value = reader.value(`${part}.${control.name}`);
  return Number.isNaN(value) ? control.initial : value;
}

/** What a part shows or produces: `[name, text]`. */
export function readOutputs(
  { tracks, reader }: Pick<Moment, "tracks" | "reader">,
  part: string,
): readonly (readonly [string, string])[] {
  return tracks
    .filter(({ name, kind }) => kind === "output" && name.startsWith(`${part}.`))
    .map(({ name }) => {
      const output = name.slice(part.length + 1);
      return [output, outputText(output, reader.value(name))] as const;
    });
}

function outputText(output: string, value: number): string {
  if (Number.isNaN(value)) return "—";
  if (output === "contact") return value >= 0.5 ? "closed" : "open";
  return value >= 0 && value <= 1 ? percent(value) : trim(value);
}

/** What a person moves at a part, and what can break. */
export const controlsOf = ({ controls }: PartModel) => controls.filter(({ kind }) => kind !== "fault");
export const faultsOf = ({ controls }: PartModel) => controls.filter(({ kind }) => kind === "fault");

/** The faults that a part has at the moment. */
export function presentFaults(moment: Pick<Moment, "reader">, part: PartModel): readonly ControlModel[] {
  return faultsOf(part).filter((fault) => readControl(moment, part.id, fault) !== 0);
}

/** One line about a part: what is most worth knowing of it. */
export function summary(moment: Moment, part: PartModel): string {
  const [output] = readOutputs(moment, part.id);
  if (output) return output[0] === "brightness" ? output[1] : `${output[0]} ${output[1]}`;
  const [control] = controlsOf(part);
  if (control) return controlText(control, readControl(moment, part.id, control));
  const text = part.attributes["value"] ?? part.attributes["i2cAddress"];
  if (typeof text !== "string" && typeof text !== "number") return "";
  return part.type === "wokwi-resistor" ? `${text} Ω` : String(text);
}

/** A control's value with as many digits as its range deserves. */
export function controlText({ min, max, kind, unit }: ControlModel, value: number): string {
  if (kind === "momentary") return value >= 0.5 ? "pressed" : "released";
  if (kind === "switch") return value >= 0.5 ? "on" : "off";
  if (unit !== "") return `${trim(value)} ${unit}`;
  return min === 0 && max === 1 ? percent(value) : trim(value);
}

/** "5.0 %", "43 %" */
export const percent = (part: number): string =>
  Number.isNaN(part) ? "—" : `${(part * 100).toFixed(part > 0 && part < 0.1 ? 1 : 0)} %`;

const trim = (value: number): string => String(Number(value.toPrecision(4)));
