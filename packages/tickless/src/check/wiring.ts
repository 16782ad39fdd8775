import type { Board } from "@tickless/sim-core";
import { circuitOf } from "./circuit.js";
import { RULES, type Finding } from "./finding.js";
import { noAdc } from "./rules/adc.js";
import { i2cPins, i2cPullUp, openDrainPullUp } from "./rules/i2c.js";
import { i2cAddress, oneWireNumber } from "./rules/identity.js";
import { ledWithoutResistor } from "./rules/led.js";
import { gpioOnSupply, inputOnly, overVoltage, pullUpVolts, shortCircuit, twoOutputs } from "./rules/outputs.js";
import { floatingInput, noPower } from "./rules/power.js";
import type { Find, Rule } from "./rules/rule.js";
import { trialOf, type Trial } from "./trial.js";

const ALL: readonly Rule[] = [
  shortCircuit,
  twoOutputs,
  gpioOnSupply,
  overVoltage,
  pullUpVolts,
  inputOnly,
  ledWithoutResistor,
  noPower,
  floatingInput,
  i2cPullUp,
  openDrainPullUp,
  oneWireNumber,
  i2cPins,
  noAdc,
];

/**
 * Everything that is wrong with the wiring. The rules know the wires alone and not the program: what depends on that (a GPIO as
 * an output against a button, a pull switched on) is not looked at.
 */
export function checkWiring(board: Board, { sim }: Pick<Trial, "sim"> = trialOf(board)): Finding[] {
  const circuit = circuitOf(board);
  const find: Find = (rule, { part, pin }, found) => {
    const file = board.file === undefined ? {} : { file: board.file };
    const line = part.description.line === undefined ? {} : { line: part.description.line };
    const net = part.nets.get(pin);
    const place = { ...file, ...line, part: part.id, pin, ...(net === undefined ? {} : { net }) };
    return { rule, severity: RULES[rule].severity, ...found, ...place };
  };
  const found = ALL.flatMap((rule) => [...rule(circuit, find)]);
  return sim ? [...found, ...i2cAddress(circuit, find, sim)] : found;
}
