import { didYouMean, type Problem } from "@tickless/sim-core";
import type { Scenario, ScenarioStep } from "@tickless/sim-core";
import * as v from "valibot";
import { definedOnly } from "./defined-only.js";
import { COMMANDS, SKIPPED } from "./scenario-commands.js";
import * as schemas from "./schemas.js";
import { YamlFile, type YamlPath } from "./yaml-file.js";

/** The scenario is undefined when there are errors. */
export interface ReadScenario {
  readonly scenario: Scenario | undefined;
  readonly problems: readonly Problem[];
}

const Header = v.strictObject({
  name: v.optional(schemas.text),
  version: v.optional(v.literal(1, "only version 1 is known")),
  author: v.optional(schemas.text),
  seed: v.optional(schemas.whole(0)),
  seeds: v.optional(schemas.whole(1)),
  steps: v.array(v.unknown(), "expected a list of steps"),
});

/** Keys that may stand beside a step's command. */
const STEP_KEYS = ["name", "timeout", "board"];
/** Steps that are about a board's serial port. */
const SERIAL = ["wait-serial", "write-serial", "expect-serial"];
const WAITS = ["wait-serial", "wait-pin"];

/** Reads a scenario in Wokwi's automation format, with this project's additions. `file` is for messages. */
export function readScenario(text: string, file: string): ReadScenario {
  const yaml = new YamlFile(file, text);
  const header = yaml.failed ? undefined : yaml.check(Header, yaml.value, []);
  const steps = header ? readSteps(yaml, header.steps, ["steps"]) : [];
  const { name, seed, seeds } = header ?? {};
  if (seed !== undefined && seeds !== undefined) yaml.report(["seeds"], "'seed' and 'seeds' exclude each other");
  const head = definedOnly({ name, seed, seeds });
  return { scenario: yaml.failed ? undefined : { ...head, file, steps }, problems: yaml.problems };
}

function readSteps(yaml: YamlFile, steps: readonly unknown[], path: YamlPath): ScenarioStep[] {
  return steps.flatMap((step, index) => readStep(yaml, step, [...path, index]) ?? []);
}

function readStep(yaml: YamlFile, step: unknown, path: YamlPath): ScenarioStep | undefined {
  if (typeof step !== "object" || step === null || Array.isArray(step)) {
    return void yaml.report(path, "a step is a command and its argument, for example '- delay: 100ms'");
  }
  const record = step as Record<string, unknown>;
  const known = [...Object.keys(COMMANDS), ...SKIPPED, "repeat"];
  const commands = Object.keys(record).filter((key) => known.includes(key));
  const others = Object.keys(record).filter((key) => !known.includes(key) && !STEP_KEYS.includes(key));
  for (const key of others) {
    yaml.report([...path, key], `unknown step '${key}'`, didYouMean(key, [...known, ...STEP_KEYS]));
  }
  const [command] = commands;
  if (commands.length > 1) yaml.report(path, `one command to a step, not ${commands.length}: ${commands.join(", ")}`);
  if (command === undefined) return others.length > 0 ? undefined : void yaml.report(path, "the step has no command");
  if (SKIPPED.includes(command)) {
    return void yaml.report([...path, command], `'${command}' is not supported yet, skipped`, { warning: true });
  }
  const extra = readExtra(yaml, record, command, path);
  const body = readCommand(yaml, command, record[command], [...path, command]);
  return body && { ...body, ...extra, line: yaml.line([...path, command]) };
}

function readCommand(yaml: YamlFile, command: string, argument: unknown, path: YamlPath): ScenarioStep | undefined {
  if (command === "repeat") return readRepeat(yaml, argument, path);
  return COMMANDS[command]?.(yaml, argument, path);
}

const Repeat = v.strictObject({
  times: schemas.whole(0),
  steps: v.array(v.unknown(), "expected a list of steps"),
});

function readRepeat(yaml: YamlFile, argument: unknown, path: YamlPath): ScenarioStep | undefined {
  const repeat = yaml.check(Repeat, argument, path);
  return repeat && { kind: "repeat", times: repeat.times, steps: readSteps(yaml, repeat.steps, [...path, "steps"]) };
}

const Extra = v.strictObject({
  name: v.optional(schemas.text),
  timeout: v.optional(schemas.duration),
  board: v.optional(schemas.text),
});

/** The step's `name`, `timeout` and `board`. */
function readExtra(yaml: YamlFile, record: Record<string, unknown>, command: string, path: YamlPath) {
  const { name, timeout, board } = record;
  if (timeout !== undefined && !WAITS.includes(command)) {
    yaml.report([...path, "timeout"], `a ${command} has no timeout (only ${WAITS.join(" and ")} do)`);
  }
  if (board !== undefined && !SERIAL.includes(command)) {
    yaml.report([...path, "board"], `a ${command} is about no board (only ${SERIAL.join(", ")} are)`);
  }
  const found = yaml.check(Extra, definedOnly({ name, timeout, board }), path);
  return definedOnly({ name: found?.name, timeout: found?.timeout, board: found?.board });
}
