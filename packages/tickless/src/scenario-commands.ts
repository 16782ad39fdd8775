import type { ScenarioCommand } from "@tickless/sim-core";
import * as v from "valibot";
import { definedOnly } from "./defined-only.js";
import { EXPECTATIONS } from "./scenario-expectations.js";
import { isRecord, rename, scalar, type Reader } from "./scenario-reading.js";
import { MOTIONS } from "./scenario-motions.js";
import { STIMULI } from "./scenario-stimuli.js";
import * as schemas from "./schemas.js";
import type { YamlFile, YamlPath } from "./yaml-file.js";

/** Wokwi's commands that need parts which are not modelled: touch screens and custom chips. */
export const SKIPPED: readonly string[] = ["touch", "touch-press", "touch-move", "touch-release", "expect-chip-output"];

const PinLevel = v.strictObject({ "part-id": schemas.name, name: schemas.name, value: schemas.level });
const SetControl = v.strictObject({ "part-id": schemas.name, name: schemas.name, value: schemas.number });
const Press = v.strictObject({
  "part-id": schemas.name,
  name: v.optional(schemas.name, "pressed"),
  for: v.optional(schemas.duration, "100ms"),
});
const Fault = v.strictObject({
  "part-id": schemas.name,
  name: schemas.name,
  value: v.optional(schemas.number),
  for: v.optional(schemas.duration),
});
const PinWithin = v.strictObject({
  time: schemas.duration,
  "part-id": schemas.name,
  name: schemas.name,
  value: schemas.level,
});
const SerialWithin = v.strictObject({ time: schemas.duration, serial: schemas.text });

/** The readers by name; `repeat`, which contains steps, is the caller's. */
export const COMMANDS: Readonly<Record<string, Reader>> = {
  delay: (yaml, argument, path) => {
    const duration = scalar(yaml, schemas.duration, argument, path);
    return duration === undefined ? undefined : { kind: "delay", duration };
  },
  at: (yaml, argument, path) => {
    const time = scalar(yaml, schemas.duration, argument, path);
    return time === undefined ? undefined : { kind: "at", time };
  },
  "wait-serial": (yaml, argument, path) => {
    const text = scalar(yaml, v.pipe(schemas.text, v.nonEmpty("the text is empty")), argument, path);
    return text === undefined ? undefined : { kind: "wait-serial", text };
  },
  "write-serial": readWriteSerial,
  "set-control": (yaml, argument, path) => {
    const found = yaml.check(SetControl, rename(yaml, argument, path, ["control"]), path);
    return found && { kind: "set-control", part: found["part-id"], control: found.name, value: found.value };
  },
  press: (yaml, argument, path) => {
    const found = yaml.check(Press, rename(yaml, argument, path, ["control"]), path);
    return found && { kind: "press", part: found["part-id"], control: found.name, duration: found.for };
  },
  fault: (yaml, argument, path) => {
    const found = yaml.check(Fault, rename(yaml, argument, path, ["fault"]), path);
    if (!found) return undefined;
    const { "part-id": part, name: fault, value, for: duration } = found;
    return { kind: "fault", part, fault, ...definedOnly({ value, duration }) };
  },
  "expect-pin": (yaml, argument, path) => {
    const found = yaml.check(PinLevel, expected(yaml, rename(yaml, argument, path, ["pin"]), path), path);
    return found && { kind: "expect-pin", part: found["part-id"], pin: found.name, value: found.value };
  },
  "wait-pin": (yaml, argument, path) => {
    const found = yaml.check(PinLevel, rename(yaml, argument, path, ["pin"]), path);
    return found && { kind: "wait-pin", part: found["part-id"], pin: found.name, value: found.value };
  },
  "expect-within": readExpectWithin,
  ...EXPECTATIONS,
  ...STIMULI,
  ...MOTIONS,
};

function readExpectWithin(yaml: YamlFile, argument: unknown, path: YamlPath): ScenarioCommand | undefined {
  if (isRecord(argument) && "serial" in argument) {
    const found = yaml.check(SerialWithin, argument, path);
    return found && { kind: "wait-serial", text: found.serial, timeout: found.time };
  }
  const found = yaml.check(PinWithin, rename(yaml, argument, path, ["pin"]), path);
  if (!found) return undefined;
  return { kind: "wait-pin", part: found["part-id"], pin: found.name, value: found.value, timeout: found.time };
}

const Byte = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255));

function readWriteSerial(yaml: YamlFile, argument: unknown, path: YamlPath): ScenarioCommand | undefined {
  if (typeof argument === "string") return { kind: "write-serial", data: [...new TextEncoder().encode(argument)] };
  if (v.is(v.array(Byte), argument)) return { kind: "write-serial", data: argument };
  return void yaml.report(path, "expected text or a list of bytes (0 to 255)");
}

/** Wokwi's documentation shows `expected` where its tools read `value`. */
function expected(yaml: YamlFile, argument: unknown, path: YamlPath): unknown {
  if (!isRecord(argument) || !("expected" in argument) || "value" in argument) return argument;
  yaml.report([...path, "expected"], "'expected' is read as 'value'; other tools ignore it", { warning: true });
  const { expected: value, ...others } = argument;
  return { ...others, value };
}
