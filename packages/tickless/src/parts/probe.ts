import { assembleBoard, didYouMean, ModelError, Simulation, type Registry } from "@tickless/sim-core";
import type { PartDefinition, PartMistake } from "./definition.js";
import { allShapes, namesIn, namesInText } from "./face-data.js";
import { NotPlainError } from "./plain-state.js";

/** A part that is alone on a board: what can be followed of it. Undefined: it does not get that far without wires and attributes. */
function probe(part: PartDefinition) {
  const registry: Registry = { get: (type) => (type === part.type ? part : undefined), types: [part.type] };
  const id = "part";
  const { board } = assembleBoard({ parts: [{ id, type: part.type, attributes: {} }], connections: [] }, registry);
  if (!board) return undefined;
  try {
    const sim = new Simulation({ board });
    return { controls: sim.controls(id), outputs: outputsOf(sim, id) };
  } catch (error) {
    if (error instanceof ModelError && error.cause instanceof NotPlainError) return error.cause;
    // All else is told when the part is on a board in earnest, with its id.
    return undefined;
  }
}

/** Names of a part's numbers that are recorded. */
export const outputsOf = ({ trace }: Pick<Simulation, "trace">, part: string): string[] =>
  trace.tracks.flatMap(({ name, kind }) =>
    kind === "output" && name.startsWith(`${part}.`) ? [name.slice(part.length + 1)] : [],
  );

/** What is wrong with a part that its definition alone does not show. */
export function* doubtsAbout(part: PartDefinition): Generator<PartMistake> {
  const found = probe(part);
  const { face } = part;
  if (found instanceof NotPlainError) yield { message: found.message, hint: "keep functions and the like in connect" };
  if (!found || found instanceof NotPlainError || !face) return;
  const controls = found.controls.map(({ name }) => name);
  const known = [...found.outputs, ...controls, ...part.attributes];
  const followed = [...allShapes(face.shapes).flatMap(namesIn), ...namesInText(face.describe ?? "")];
  for (const name of new Set(followed)) {
    if (known.includes(name)) continue;
    yield { message: `face: there is no output, control or attribute '${name}'`, hint: hintFor(name, known) };
  }
  for (const { control, kind } of face.controls ?? []) {
    const range = found.controls.find(({ name }) => name === control);
    if (!range) {
      yield { message: `face.controls: there is no control '${control}'`, hint: hintFor(control, controls) };
    } else if ((kind === "press" || kind === "toggle") && (range.min !== 0 || range.max !== 1)) {
      const hint = `it goes from ${range.min} to ${range.max}: turn it, or slide it`;
      yield { message: `face.controls: '${control}' cannot be worked by '${kind}'`, hint };
    }
  }
}

const hintFor = (name: string, known: readonly string[]): string =>
  didYouMean(name, known).hint ?? (known.length > 0 ? `it has ${known.join(", ")}` : "it has none");
