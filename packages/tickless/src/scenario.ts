import { didYouMean, type Problem } from "@tickless/sim-core";
import type { Scenario, ScenarioStep } from "@tickless/sim-core";
import * as v from "valibot";
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
  steps: v.array(v.unknown(), "expected a list of steps"),
});

/** Keys that may stand beside a step's command. */
const STEP_KEYS = ["name", "timeout"];
const WAITS = ["wait-serial", "wait-pin"];

/** Reads a scenario in Wokwi's automation format, with this project's additions. `file` is for messages. */
export function readScenario(text: string, file: string): ReadScenario {
  const yaml = new YamlFile(file, text);
  const header = yaml.failed ? undefined : yaml.check(Header, yaml.value, []);
  const steps = header ? readSteps(yaml, header.steps, ["steps"]) : [];
  const name = header?.name === undefined ? {} : { name: header.name };
  return { scenario: yaml.failed ? undefined : { ...name, file, steps }, problems: yaml.problems };
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

/** The step's `name` and `timeout`. */
function readExtra(yaml: YamlFile, record: Record<string, unknown>, command: string, path: YamlPath) {
  const { name, timeout } = record;
  if (timeout !== undefined && !WAITS.includes(command)) {
    yaml.report([...path, "timeout"], `a ${command} has no timeout (only ${WAITS.join(" and ")} do)`);
  }
  const Extra = v.strictObject({ name: v.optional(schemas.text), timeout: v.optional(schemas.duration) });
  const given = { ...(name === undefined ? {} : { name }), ...(timeout === undefined ? {} : { timeout }) };
  const found = yaml.check(Extra, given, path);
  return {
    ...(found?.name === undefined ? {} : { name: found.name }),
    ...(found?.timeout === undefined ? {} : { timeout: found.timeout }),
  };
}
