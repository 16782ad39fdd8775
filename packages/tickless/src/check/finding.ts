import type { Place } from "@tickless/sim-core";

/** What the rules look for, and how serious it is. */
export const RULES = {
  project: { severity: "error", text: "A mistake in a file of the project" },
  "short-circuit": { severity: "error", text: "Two supplies of different voltage on a wire" },
  "two-outputs": { severity: "error", text: "Two outputs on a wire, which fight" },
  "gpio-on-supply": {
    severity: "warning",
    text: "A GPIO wired straight to a supply, a short circuit when it is an output",
  },
  "over-voltage": { severity: "error", text: "More volts at a pin than it stands" },
  "pull-up-volts": { severity: "warning", text: "A pin that a part pulls up to more volts than it stands" },
  "input-only": { severity: "error", text: "A GPIO without an output at what has to be driven" },
  "led-without-resistor": {
    severity: "error",
    text: "A LED that nothing limits the current of; a warning where its pin does",
  },
  "no-power": { severity: "error", text: "A part without power or ground" },
  "floating-input": { severity: "warning", text: "An input that nothing drives" },
  "i2c-pull-up": { severity: "warning", text: "An I2C line without a pull-up" },
  "open-drain-pull-up": { severity: "warning", text: "An open-drain line without a pull-up" },
  "i2c-address": { severity: "warning", text: "Two parts on an I2C bus with the same address" },
  "one-wire-number": { severity: "warning", text: "Two parts on a 1-Wire line with the same serial number" },
  "i2c-pins": { severity: "warning", text: "I2C on pins that the controller cannot use so" },
  "no-adc": { severity: "warning", text: "A voltage at a pin that cannot measure it" },
} as const;

export type RuleName = keyof typeof RULES;
export type Severity = "error" | "warning";

/** Something wrong with a project, for people and for tools. */
export interface Finding extends Place {
  readonly rule: RuleName;
  readonly severity: Severity;
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
  /** Number of the wire that it is about, as in the board. */
  readonly net?: number;
}
