import type { ScenarioCommand } from "@tickless/sim-core";
import * as v from "valibot";
import { definedOnly } from "./defined-only.js";
import { rename, scalar, type Reader } from "./scenario-reading.js";
import * as schemas from "./schemas.js";
import type { YamlFile, YamlPath } from "./yaml-file.js";

/* Steps that drive wires from outside the board. */

/** A path inside the project's folder. */
const capture = v.pipe(
  schemas.text,
  v.regex(
    /^(?!.*(^|\/)\.\.?(\/|$))[^/\\:]+(\/[^/\\:]+)*\.vcd$/i,
    "expected the path of a .vcd file in the project's folder",
  ),
);
const MOST_REPEATS = 1_000_000;
const repeat = v.pipe(schemas.whole(1), v.maxValue(MOST_REPEATS, `expected at most ${MOST_REPEATS}`));
const speed = v.pipe(
  schemas.number,
  v.minValue(1e-6, "expected 0.000001 or more"),
  v.maxValue(1e6, "expected 1e6 or less"),
);

const DrivePin = v.strictObject({
  "part-id": schemas.name,
  name: schemas.name,
  value: v.picklist([0, 1, "z"], "expected 0, 1 or z"),
});
const PlayVcd = v.strictObject({
  file: capture,
  signals: v.record(v.string(), v.unknown(), 'expected signals and pins, for example { "logic.D0": "btn1:1.l" }'),
  start: v.optional(schemas.duration, "0ns"),
  repeat: v.optional(repeat, 1),
  speed: v.optional(speed, 1),
  threshold: v.optional(schemas.number),
});

export const STIMULI: Readonly<Record<string, Reader>> = {
  "drive-pin": (yaml, argument, path) => {
    const found = yaml.check(DrivePin, rename(yaml, argument, path, ["pin"]), path);
    return found && { kind: "drive-pin", part: found["part-id"], pin: found.name, value: found.value };
  },
  "play-vcd": readPlayVcd,
  "wait-vcd": (yaml, argument, path) => {
    const file = scalar(yaml, capture, argument, path);
    return file === undefined ? undefined : { kind: "wait-vcd", file };
  },
  "stop-vcd": (yaml, argument, path) => {
    const file = scalar(yaml, capture, argument, path);
    return file === undefined ? undefined : { kind: "stop-vcd", file };
  },
};

function readPlayVcd(yaml: YamlFile, argument: unknown, path: YamlPath): ScenarioCommand | undefined {
  const found = yaml.check(PlayVcd, argument, path);
  if (!found) return undefined;
  const signals = Object.entries(found.signals).flatMap(([signal, pin]) => {
    const [part, name] = typeof pin === "string" ? splitPin(pin) : [];
    if (part !== undefined && name !== undefined) return [{ signal, part, pin: name }];
    yaml.report([...path, "signals", signal], 'expected a pin, for example "btn1:1.l"');
    return [];
  });
  if (Object.keys(found.signals).length === 0) yaml.report([...path, "signals"], "no signal is played");
  const { file, start, repeat: times, speed: rate, threshold } = found;
  return { kind: "play-vcd", file, signals, start, repeat: times, speed: rate, ...definedOnly({ threshold }) };
}

/** "part:pin". */
function splitPin(text: string): [string, string] | [] {
  const colon = text.indexOf(":");
  return colon > 0 && colon < text.length - 1 ? [text.slice(0, colon), text.slice(colon + 1)] : [];
}
