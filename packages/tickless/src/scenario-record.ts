import type { Nanos } from "@tickless/sim-core";
import { Document, isMap, isScalar, type YAMLMap } from "yaml";
import type { Input } from "./runner/model.js";

/**
 * What a person did by hand, as a scenario that does the same at the same times. A scenario's steps come before the programs of
 * their instant and not after them, so the run is the same for people, not to the last row.
 */
export function inputsToScenario(inputs: readonly Input[], name: string): string {
  const steps: Record<string, unknown>[] = [];
  let now = -1;
  for (const input of inputs) {
    if (input.time !== now) steps.push({ at: exact((now = input.time)) });
    if (input.kind === "serial") steps.push({ "write-serial": input.text });
    else if (input.kind === "pin") {
      steps.push({ "drive-pin": { "part-id": input.part, name: input.pin, value: input.value } });
    } else steps.push({ "set-control": { "part-id": input.part, name: input.control, value: input.value } });
  }
  const document = new Document({ name, version: 1, steps });
  for (const step of steps.keys()) inline(document.getIn(["steps", step]));
  return document.toString({ lineWidth: 0 });
}

/** `- set-control: { part-id: btn1, … }` on one line. */
function inline(step: unknown): void {
  const [pair] = (step as YAMLMap).items;
  if (pair && isMap(pair.value)) pair.value.flow = true;
  if (pair && isScalar(pair.value) && typeof pair.value.value === "string" && /[\r\n]/.test(pair.value.value)) {
    pair.value.type = "QUOTE_DOUBLE";
  }
}

/** In the largest unit in which it is a whole number. */
function exact(time: Nanos): string {
  if (time % 1e9 === 0) return `${time / 1e9}s`;
  if (time % 1e6 === 0) return `${time / 1e6}ms`;
  return time % 1e3 === 0 ? `${time / 1e3}us` : `${time}ns`;
}
