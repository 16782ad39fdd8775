import { s } from "@tickless/sim-core";
import { fileURLToPath } from "node:url";
import { simulate, type Bench, type SimulateOptions } from "tickless/testing";
import { readProject, type Project } from "../../src/project.js";

export const root = fileURLToPath(new URL("../../../../", import.meta.url));

export const example = (name: string): string => `${root}examples/${name}`;

/** A project of one program on a bare Pico. */
export function program(text: string, main = "main.py"): Project {
  return readProject({ name: "test", files: new Map([[`/${main}`, Buffer.from(text)]]), main: `/${main}` });
}

/** The same with pins and time at hand, run for a second; computing takes no time. */
export function ran(text: string, options: SimulateOptions = {}): Bench {
  const whole = `from machine import *\nfrom time import *\n${text}`;
  return simulate(program(whole), { cpuTime: false, ...options }).run(s(1));
}

/** The message of what an action throws. */
export function messageOf(action: () => void): string {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("nothing was thrown");
}
