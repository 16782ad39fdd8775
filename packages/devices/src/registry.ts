import type { DeviceDefinition, Registry } from "@tickless/sim-core";
import { pico } from "./boards/pico.js";
import { breadboards } from "./breadboard.js";
import { button } from "./button.js";
import { led } from "./led.js";
import { ground, supplyRail, text } from "./passive.js";
import { potentiometer } from "./potentiometer.js";
import { resistor } from "./resistor.js";
import { boardSsd1306, wokwiSsd1306 } from "./ssd1306/ssd1306.js";

/** Every part there is a model of. */
export const DEFINITIONS: readonly DeviceDefinition[] = [
  pico,
  button,
  led,
  resistor,
  potentiometer,
  boardSsd1306,
  wokwiSsd1306,
  ground,
  supplyRail,
  text,
  ...breadboards,
];

/** A registry of definitions under their type names and aliases. A name that two of them claim is an error in this program. */
export function createRegistry(definitions: readonly DeviceDefinition[]): Registry {
  const byType = new Map<string, DeviceDefinition>();
  for (const definition of definitions) {
    for (const type of [definition.type, ...(definition.aliases ?? [])]) {
      if (byType.has(type)) throw new Error(`two parts are called '${type}'`);
      byType.set(type, definition);
    }
  }
  return { get: (type) => byType.get(type), types: [...byType.keys()] };
}

/** The parts of this package. A project's own are added by `createRegistry([...DEFINITIONS, ...own])`. */
export const registry: Registry = createRegistry(DEFINITIONS);
