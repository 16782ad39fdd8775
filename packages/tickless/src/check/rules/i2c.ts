import type { BoardPart } from "@tickless/sim-core";
import { isPulledUp, nameOf, type Circuit, type CircuitWire, type Terminal } from "../circuit.js";
import type { Finding } from "../finding.js";
import { gpioSpec, withRole, type Find } from "./rule.js";

export function* i2cPullUp(circuit: Circuit, find: Find): Iterable<Finding> {
  for (const wire of circuit.wires) {
    const [line] = linesOf(circuit, wire);
    if (!line || withRole(wire, "gpio").length === 0) continue;
    if (wire.terminals.some((terminal) => isPulledUp(circuit, terminal))) continue;
    const message = "this I2C line has no pull-up; those inside the chip (50 k) are too weak for 400 kHz";
    yield find("i2c-pull-up", line, { message, hint: "a resistor of 4k7 to 3.3 V, on SCL and on SDA" });
  }
}

export function* openDrainPullUp(circuit: Circuit, find: Find): Iterable<Finding> {
  for (const wire of circuit.wires) {
    const [line] = withRole(wire, "open-drain");
    if (!line || withRole(wire, "gpio").length === 0) continue;
    if (wire.terminals.some((terminal) => isPulledUp(circuit, terminal))) continue;
    const message = "this line only ever pulls down, and has no pull-up; that inside the chip (50 k) is weak";
    yield find("open-drain-pull-up", line, { message, hint: "a resistor of 4k7 to 3.3 V" });
  }
}

export function* i2cPins(circuit: Circuit, find: Find): Iterable<Finding> {
  for (const part of circuit.parts) {
    const buses = new Map<string, { readonly bus: number; readonly line: Terminal }>();
    for (const wire of circuit.wires) {
      const line = linesOf(circuit, wire).find((terminal) => terminal.part === part);
      const [gpio] = withRole(wire, "gpio");
      const can = gpio && gpioSpec(gpio)?.i2c;
      if (!line || !gpio || !can) continue;
      if (can.role.toLowerCase() !== line.role) {
        const message = `${nameOf(gpio)} can be ${can.role} of I2C${can.bus}, not ${line.role.toUpperCase()}`;
        yield find("i2c-pins", line, { message, hint: "swap the two wires, or use SoftI2C" });
      } else buses.set(line.role, { bus: can.bus, line });
    }
    const [scl, sda] = [buses.get("scl"), buses.get("sda")];
    if (!scl || !sda || scl.bus === sda.bus) continue;
    const message = `its SCL is on a pin of I2C${scl.bus}, its SDA on one of I2C${sda.bus}`;
    yield find("i2c-pins", scl.line, { message, hint: "take both pins from one bus, or use SoftI2C" });
  }
}

/** I2C lines on a wire. */
const linesOf = (circuit: Circuit, wire: CircuitWire): Terminal[] =>
  withRole(wire, "scl", "sda").filter(({ part }) => !isOnSpi(circuit, part));

/** A display that can be on either bus has its D/C driven by something when it is on SPI. */
function isOnSpi({ wires }: Circuit, { nets }: BoardPart): boolean {
  const net = nets.get("DC");
  return net !== undefined && wires[net] !== undefined && withRole(wires[net], "gpio", "output").length > 0;
}
