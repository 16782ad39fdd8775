import { isConnected, wiresOf, type Circuit, type CircuitWire, type Terminal } from "../circuit.js";
import type { Finding } from "../finding.js";
import { withRole, type Find } from "./rule.js";

export function* noPower(circuit: Circuit, find: Find): Iterable<Finding> {
  for (const wire of circuit.wires) {
    for (const terminal of withRole(wire, "power", "ground")) {
      if (!isUsed(circuit, terminal)) continue;
      const isGround = terminal.role === "ground";
      const fed = isFed(wire, terminal);
      if (fed || (!isConnected(wire) && hasSame(circuit, terminal))) continue;
      const where = isConnected(wire)
        ? `is on a wire at ${wire.volts === undefined ? "no fixed voltage" : `${wire.volts} V`}`
        : "is not connected";
      const message = `the part does not work: its pin ${terminal.pin} ${where}`;
      yield find("no-power", terminal, { message, hint: isGround ? "wire it to GND" : "wire it to 3V3 or VBUS (5 V)" });
    }
  }
}

/** It has its voltage; or something is on the wire that may give it, as a switch or a transistor does. */
function isFed(wire: CircuitWire, { part, role }: Terminal): boolean {
  if (wire.volts !== undefined) return role === "ground" ? wire.volts === 0 : wire.volts > 0;
  return withRole(wire, "output", "gpio", "passive").some((other) => other.part !== part && !isControlPin(other));
}

/** EN, RUN and their like of a board, which are pulled up and feed nothing. */
const isControlPin = ({ part, role }: Terminal): boolean => part.definition.mcu !== undefined && role === "passive";

/** Anything at all of the part is wired. */
const isUsed = (circuit: Circuit, { part }: Terminal): boolean => wiresOf(circuit, part).some(isConnected);

/** Another pin of the same role is connected: a board has several grounds, a module two ways of feeding it. */
function hasSame({ wires }: Circuit, { part, role, pin }: Terminal): boolean {
  return wires.some(
    (wire) =>
      isConnected(wire) &&
      wire.terminals.some((other) => other.part === part && other.role === role && other.pin !== pin),
  );
}

export function* floatingInput(circuit: Circuit, find: Find): Iterable<Finding> {
  for (const wire of circuit.wires) {
    const [input] = withRole(wire, "input");
    if (!input || wire.terminals.some(({ role }) => role !== "input") || !isControlled(circuit, input)) continue;
    if (wire.terminals.some(isPulled)) continue;
    const message = "nothing drives this input, so that it reads anything";
    yield find("floating-input", input, { message, hint: "wire it to GND, to the supply or to an output" });
  }
}

function isPulled({ part, pin }: Terminal): boolean {
  const { pullUps = [], pullDowns = [] } = part.definition;
  return pullUps.includes(pin) || pullDowns.includes(pin);
}

/** Another input of the part is connected: it is used, and by its inputs (a display on I2C leaves those of its chip alone). */
const isControlled = (circuit: Circuit, { part }: Terminal): boolean =>
  wiresOf(circuit, part).some(
    (wire) => isConnected(wire) && withRole(wire, "input").some((terminal) => terminal.part === part),
  );
