import type { BoardModel, PartModel, TrackInfo, WireModel } from "../protocol/project.js";
import type { BoardState } from "../protocol/store.js";

/* For specifications: small boards and states by hand. */

export const part = (id: string, type: string, more: Partial<PartModel> = {}): PartModel => ({
  id,
  type,
  attributes: {},
  left: 0,
  top: 0,
  rotate: 0,
  hide: false,
  mcu: false,
  pins: {},
  controls: [],
  ...more,
});

/** `from` and `to`: "part:pin". */
export function wire(from: string, to: string, net: number, path: readonly string[] = [], color = "green"): WireModel {
  const end = (text: string) => ({ part: text.split(":")[0] as string, pin: text.split(":")[1] as string });
  return { from: end(from), to: end(to), color, path, net };
}

export const board = (parts: readonly PartModel[], wires: readonly WireModel[] = [], supplies = {}): BoardModel => ({
  parts,
  wires,
  nets: [],
  supplies,
});

export const tracksOf = (...names: string[]): TrackInfo[] => names.map((name) => ({ name, kind: "" }));

/** A state with these values; means are the same unless told otherwise. */
export function stateOf(
  tracks: readonly TrackInfo[],
  values: Readonly<Record<string, number>>,
  more: {
    readonly means?: Record<string, number>;
    readonly periods?: Record<string, number>;
    readonly pixels?: Record<string, Uint8Array>;
  } = {},
): BoardState {
  const column = (of: Readonly<Record<string, number>>): Float64Array =>
    Float64Array.from(tracks, ({ name }) => of[name] ?? NaN);
  const { means = {}, periods = {}, pixels = {} } = more;
  return {
    run: 1,
    time: 0,
    values: column(values),
    means: column({ ...values, ...means }),
    periods: column(periods),
    pixels,
  };
}
