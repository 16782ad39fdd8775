import type { ScenarioCommand } from "@tickless/sim-core";
import * as v from "valibot";
import { definedOnly } from "./defined-only.js";
import { isRecord, rename, scalar, type Reader } from "./scenario-reading.js";
import * as schemas from "./schemas.js";
import type { YamlFile, YamlPath } from "./yaml-file.js";

/** How much a share of time or a part's output may differ, and how much of itself a frequency may. */
const TOLERANCE = 0.02;
const OVER = "100ms";
/** A path that `tickless test --update` may write to. */
const GOLDEN = /^[^/\\:]+(\/[^/\\:]+)*\.display\.txt$/;

/** A path that a run may write to. */
const SCREENSHOT = /^(?:\.\/)?[^/\\:]+(\/[^/\\:]+)*\.png$/i;

const nonEmpty = v.pipe(schemas.text, v.nonEmpty("the text is empty"));
const positive = v.pipe(
  schemas.duration,
  v.check((ns) => ns > 0, "it must be longer than nothing"),
);
const share = v.pipe(schemas.number, v.minValue(0, "expected 0 to 1"), v.maxValue(1, "expected 0 to 1"));
const notNegative = v.pipe(schemas.number, v.minValue(0, "expected a number from 0 on"));
const edge = v.picklist(["rising", "falling", "any"], "expected rising, falling or any");

const Serial = v.strictObject({
  text: nonEmpty,
  not: v.optional(v.boolean("expected true or false")),
  times: v.optional(schemas.whole(0)),
  over: v.optional(positive),
});
const pin = { "part-id": schemas.name, name: schemas.name, over: v.optional(positive, OVER) };
const tolerance = v.optional(notNegative, TOLERANCE);
const Duty = v.strictObject({ ...pin, value: share, tolerance });
const Frequency = v.strictObject({ ...pin, value: notNegative, tolerance });
const Edges = v.strictObject({ ...pin, value: schemas.whole(0), kind: v.optional(edge, "any") });
const Output = v.strictObject({ "part-id": schemas.name, name: schemas.name, value: schemas.number, tolerance });
const Display = v.strictObject({
  "part-id": schemas.name,
  text: v.optional(nonEmpty),
  picture: v.optional(nonEmpty),
  file: v.optional(nonEmpty),
});
const png = v.pipe(
  schemas.text,
  v.regex(SCREENSHOT, "expected the path of a *.png file in the project's folder"),
  v.check((path) => !path.split("/").includes(".."), "expected the path of a *.png file in the project's folder"),
  v.transform((path) => path.replace(/^\.\//, "")),
);
const Screenshot = v.strictObject({
  "part-id": schemas.name,
  "save-to": v.optional(png),
  "compare-with": v.optional(png),
});
const NoFaults = v.strictObject({ "part-id": schemas.name });
const Fingerprint = v.pipe(
  v.string("expected 32 hex digits as text"),
  v.regex(/^([0-9a-f]{32}|new)$/i, 'expected 32 hex digits, or "new" to have them written here'),
  v.transform((text) => text.toLowerCase()),
);

/** Readers of what is expected of the recording. */
export const EXPECTATIONS: Readonly<Record<string, Reader>> = {
  "expect-serial": (yaml, argument, path) => {
    const found = yaml.check(Serial, isRecord(argument) ? argument : { text: argument }, path);
    if (!found) return undefined;
    const { text, not, times, over } = found;
    if (not && times !== undefined) return void yaml.report(path, "'not' and 'times' exclude each other");
    return { kind: "expect-serial", text, ...definedOnly({ not, times, over }) };
  },
  "expect-duty": (yaml, argument, path) => {
    const found = yaml.check(Duty, rename(yaml, argument, path, ["pin"]), path);
    return found && { kind: "expect-duty", ...pinOf(found), value: found.value, tolerance: found.tolerance };
  },
  "expect-frequency": (yaml, argument, path) => {
    const found = yaml.check(Frequency, rename(yaml, argument, path, ["pin"]), path);
    return found && { kind: "expect-frequency", ...pinOf(found), value: found.value, tolerance: found.tolerance };
  },
  "expect-edges": (yaml, argument, path) => {
    const found = yaml.check(Edges, rename(yaml, argument, path, ["pin"]), path);
    return found && { kind: "expect-edges", ...pinOf(found), value: found.value, edge: found.kind };
  },
  "expect-output": (yaml, argument, path) => {
    const found = yaml.check(Output, rename(yaml, argument, path, ["output", "control"]), path);
    if (!found) return undefined;
    const { "part-id": part, name: output, value, tolerance } = found;
    return { kind: "expect-output", part, output, value, tolerance };
  },
  "expect-display": readDisplay,
  "take-screenshot": (yaml, argument, path) => {
    const found = yaml.check(Screenshot, rename(yaml, argument, path, []), path);
    if (!found) return undefined;
    const { "part-id": part, "save-to": saveTo, "compare-with": compareWith } = found;
    if (saveTo === undefined && compareWith === undefined) {
      return void yaml.report(path, "give save-to, compare-with or both");
    }
    return { kind: "take-screenshot", part, ...definedOnly({ saveTo, compareWith }) };
  },
  "expect-no-faults": (yaml, argument, path) => {
    if (argument === true || argument === null) return { kind: "expect-no-faults" };
    if (!isRecord(argument)) return void yaml.report(path, "expected true, or a part: { part-id: … }");
    const found = yaml.check(NoFaults, rename(yaml, argument, path, []), path);
    return found && { kind: "expect-no-faults", part: found["part-id"] };
  },
  "expect-fingerprint": (yaml, argument, path) => {
    const value = scalar(yaml, Fingerprint, argument, path);
    return value === undefined ? undefined : { kind: "expect-fingerprint", value };
  },
};

function readDisplay(yaml: YamlFile, argument: unknown, path: YamlPath): ScenarioCommand | undefined {
  const found = yaml.check(Display, rename(yaml, argument, path, []), path);
  if (!found) return undefined;
  const { "part-id": part, text, picture, file } = found;
  const given = [text, picture, file].filter((each) => each !== undefined).length;
  if (given !== 1) return void yaml.report(path, "give one of text, picture and file");
  const kind = "expect-display";
  if (text !== undefined) return { kind, part, text };
  if (picture !== undefined) {
    const wrong = /[^.#\s]/.exec(picture);
    if (wrong) return void yaml.report([...path, "picture"], `a picture is of "#" and ".", not of '${wrong[0]}'`);
    return { kind, part, picture };
  }
  if (file === undefined || !GOLDEN.test(file) || file.split("/").includes("..")) {
    return void yaml.report([...path, "file"], "expected the path of a *.display.txt file in the project's folder");
  }
  return { kind, part, file };
}

interface FoundPin {
  readonly "part-id": string;
  readonly name: string;
  readonly over: number;
}

const pinOf = ({ "part-id": part, name, over }: FoundPin) => ({ part, pin: name, over });
