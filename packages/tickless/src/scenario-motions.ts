import { WAVE_SHAPES } from "@tickless/sim-core";
import * as v from "valibot";
import { definedOnly } from "./defined-only.js";
import { rename, type Reader } from "./scenario-reading.js";
import * as schemas from "./schemas.js";

/* Steps that move a control beside the steps that follow. */

/** A path inside the project's folder. */
const table = v.pipe(
  schemas.text,
  v.regex(
    /^(?!.*(^|\/)\.\.?(\/|$))[^/\\:]+(\/[^/\\:]+)*\.csv$/i,
    "expected the path of a .csv file in the project's folder",
  ),
);
const lasting = v.pipe(schemas.duration, v.minValue(1000, "expected 1us or more"));
const MOST_TIMES = 1_000_000;
const times = v.pipe(schemas.whole(1), v.maxValue(MOST_TIMES, `expected at most ${MOST_TIMES}`));
const control = { "part-id": schemas.name, name: schemas.name };
const sampled = { every: v.optional(lasting, "10ms") };

const Follow = v.strictObject({
  ...control,
  ...sampled,
  csv: table,
  column: v.optional(v.union([schemas.whole(2), schemas.text], "expected a column's name, or its number from 2")),
  interpolate: v.optional(v.picklist(["linear", "step"], "expected linear or step"), "linear"),
  repeat: v.optional(times, 1),
});
const Ramp = v.strictObject({ ...control, ...sampled, to: schemas.number, over: schemas.duration });
const Wave = v.strictObject({
  ...control,
  ...sampled,
  shape: v.optional(v.picklist(WAVE_SHAPES, `expected ${WAVE_SHAPES.join(", ")}`), "sine"),
  min: schemas.number,
  max: schemas.number,
  period: lasting,
  cycles: v.optional(times),
});
const Hold = v.strictObject(control);

export const MOTIONS: Readonly<Record<string, Reader>> = {
  follow: (yaml, argument, path) => {
    const found = yaml.check(Follow, rename(yaml, argument, path, ["control"]), path);
    if (!found) return undefined;
    const { "part-id": part, name, csv: file, column, interpolate, every, repeat } = found;
    return { kind: "follow", part, control: name, file, interpolate, every, repeat, ...definedOnly({ column }) };
  },
  ramp: (yaml, argument, path) => {
    const found = yaml.check(Ramp, rename(yaml, argument, path, ["control"]), path);
    if (!found) return undefined;
    const { "part-id": part, name, to, over, every } = found;
    return { kind: "ramp", part, control: name, to, over, every };
  },
  wave: (yaml, argument, path) => {
    const found = yaml.check(Wave, rename(yaml, argument, path, ["control"]), path);
    if (!found) return undefined;
    const { "part-id": part, name, shape, min, max, period, cycles, every } = found;
    if (min > max) yaml.report([...path, "min"], `min is ${min}, more than max, ${max}`);
    return { kind: "wave", part, control: name, shape, min, max, period, every, ...definedOnly({ cycles }) };
  },
  hold: (yaml, argument, path) => {
    const found = yaml.check(Hold, rename(yaml, argument, path, ["control"]), path);
    return found && { kind: "hold", part: found["part-id"], control: found.name };
  },
};
