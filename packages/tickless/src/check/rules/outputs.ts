import { nameOf, otherEnd, supplyOf, type Circuit, type Terminal } from "../circuit.js";
import type { Finding } from "../finding.js";
import { gpioSpec, withRole, type Find } from "./rule.js";

/* What drives a wire, against whom, and with how many volts. */

/** One terminal of each part. */
const distinct = (terminals: readonly Terminal[]): Terminal[] => [
  ...new Map(terminals.map((terminal) => [terminal.part.id, terminal])).values(),
];

export function* shortCircuit({ wires }: Circuit, find: Find): Iterable<Finding> {
  for (const wire of wires) {
    const [first, ...others] = withRole(wire, "supply");
    const second = others.find(({ volts }) => volts !== first?.volts);
    if (!first || !second) continue;
    const message = `short circuit: ${first.volts} V here, and ${second.volts} V at ${nameOf(second)} on the same wire`;
    yield find("short-circuit", first, { message, hint: "take one of the two off the wire" });
  }
}

export function* twoOutputs({ wires }: Circuit, find: Find): Iterable<Finding> {
  for (const wire of wires) {
    const [first, second] = distinct(withRole(wire, "output"));
    if (!first || !second) continue;
    const message = `this output and ${nameOf(second)} are on one wire: where one is high and the other low, they fight`;
    yield find("two-outputs", first, { message, hint: "give each a wire of its own, or join them by a gate" });
  }
}

export function* gpioOnSupply({ wires }: Circuit, find: Find): Iterable<Finding> {
  for (const wire of wires) {
    if (wire.volts === undefined) continue;
    for (const gpio of withRole(wire, "gpio")) {
      const message = `this pin is wired straight to ${wire.volts} V: as an output at another level it is a short circuit`;
      yield find("gpio-on-supply", gpio, { message, hint: "put a resistor of 1k or more between them" });
    }
  }
}

/** What inputs stand above their chip's supply. */
const MARGIN = 0.3;
const mostVolts = ({ part }: Terminal): number => (part.definition.mcu?.supplyVolts ?? Infinity) + MARGIN;

export function* overVoltage(circuit: Circuit, find: Find): Iterable<Finding> {
  for (const wire of circuit.wires) {
    for (const gpio of withRole(wire, "gpio")) {
      const most = mostVolts(gpio);
      for (const source of withRole(wire, "supply", "output", "analog")) {
        const volts = source.volts ?? highOf(circuit, source);
        if (volts === undefined || volts <= most) continue;
        const message = `${nameOf(source)} drives this pin with ${volts} V; it stands ${most.toFixed(1)} V`;
        yield find("over-voltage", gpio, { message, hint: "divide it by two resistors, or feed the part with 3.3 V" });
      }
    }
  }
}

export function* pullUpVolts(circuit: Circuit, find: Find): Iterable<Finding> {
  for (const wire of circuit.wires) {
    for (const gpio of withRole(wire, "gpio")) {
      const most = mostVolts(gpio);
      const pull = wire.terminals.find((terminal) => {
        return terminal.part.definition.pullUps?.includes(terminal.pin) && (highOf(circuit, terminal) ?? 0) > most;
      });
      if (!pull) continue;
      const message = `${nameOf(pull)} pulls this pin up to ${highOf(circuit, pull)} V; it stands ${most.toFixed(1)} V`;
      yield find("pull-up-volts", gpio, { message, hint: "feed the part with 3.3 V, or put a level shifter between" });
    }
  }
}

/** Volts of an output or a pull-up when it is high. */
function highOf(circuit: Circuit, { part, pin }: Terminal): number | undefined {
  const supply = supplyOf(circuit, part);
  return supply === undefined ? undefined : Math.min(supply, part.definition.highVolts?.[pin] ?? Infinity);
}

/** A pin without an output driver, where nothing else drives what needs it. */
export function* inputOnly(circuit: Circuit, find: Find): Iterable<Finding> {
  for (const wire of circuit.wires) {
    const gpios = withRole(wire, "gpio");
    const [gpio] = gpios;
    if (!gpio || !gpios.every((one) => gpioSpec(one)?.inputOnly)) continue;
    const behind = wire.terminals.flatMap((terminal) => otherEnd(circuit, terminal)?.terminals ?? []);
    const all = [...wire.terminals, ...behind];
    if (all.some(({ role }) => role === "output" || role === "analog")) continue;
    const driven = all.find(({ role }) => ["input", "led", "led-common", "scl", "sda"].includes(role));
    if (!driven) continue;
    const message = `this pin is an input only: it cannot drive ${nameOf(driven)}`;
    yield find("input-only", gpio, { message, hint: "use a pin that has an output" });
  }
}
