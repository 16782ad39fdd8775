import type { GpioSpec } from "@tickless/sim-core";
import { gpioOf, type Circuit, type CircuitWire, type Terminal } from "../circuit.js";
import type { Finding, RuleName } from "../finding.js";

/** Makes a finding of what a rule has found at a pin. */
export type Find = (
  rule: RuleName,
  at: Terminal,
  found: Pick<Finding, "message" | "hint"> & Partial<Pick<Finding, "severity">>,
) => Finding;

/** Looks at a circuit for one kind of mistake. */
export type Rule = (circuit: Circuit, find: Find) => Iterable<Finding>;

export const withRole = ({ terminals }: CircuitWire, ...roles: readonly Terminal["role"][]): Terminal[] =>
  terminals.filter(({ role }) => roles.includes(role));

/** What the chip can do at a terminal that is a GPIO. */
export const gpioSpec = ({ part, pin }: Terminal): GpioSpec | undefined => gpioOf(part.definition, pin);
