import { textAttribute } from "@tickless/devices/attributes";
import { diodeOf, MAX_AMPERES } from "@tickless/devices/light";
import { isStrong, type Circuit, type Terminal } from "../circuit.js";
import type { Finding } from "../finding.js";
import type { Find } from "./rule.js";

/** Of a GPIO. */
const HIGH = 3.3;

/** A LED's current without a resistor: what is left of the supply over the resistances of pin and LED. */
export function* ledWithoutResistor(circuit: Circuit, find: Find): Iterable<Finding> {
  for (const part of circuit.parts) {
    const terminals = circuit.wires.flatMap(({ terminals: all }) => all.filter((terminal) => terminal.part === part));
    const commons = terminals.filter(({ role }) => role === "led-common");
    for (const own of terminals.filter(({ role }) => role === "led")) {
      const source = strongAt(circuit, own);
      const [other] = pairsOf(own, commons).flatMap((common) => strongAt(circuit, common) ?? []);
      if (!source || !other) continue;
      const diode = diodeOf(textAttribute(part.description.attributes, "color", "red"));
      const ohms = diode.ohms + outputOhms(source) + outputOhms(other);
      const volts = Math.max(source.volts ?? HIGH, other.volts ?? HIGH);
      const amperes = (volts - diode.knee) / ohms;
      const hint = "put a resistor of 220 to 1000 ohm in series";
      yield find("led-without-resistor", own, { ...told(amperes, volts), hint });
    }
  }
}

function told(amperes: number, volts: number): Pick<Finding, "message"> & Partial<Finding> {
  const current = `about ${Math.round(amperes * 1e3)} mA at ${volts} V`;
  if (amperes <= MAX_AMPERES) {
    return { severity: "warning", message: `only the pins themselves limit the current of this LED: ${current}` };
  }
  return { message: `nothing limits the current of this LED: ${current}, it stands ${MAX_AMPERES * 1e3} mA` };
}

/** The common terminals that belong to a LED's own: "C3" to "A3" in a row of LEDs; else any, a digit's each. */
function pairsOf({ pin }: Terminal, commons: readonly Terminal[]): readonly Terminal[] {
  const number = /\d+$/.exec(pin)?.[0];
  const own = commons.filter((common) => number !== undefined && /\d+$/.exec(common.pin)?.[0] === number);
  return own.length > 0 ? own : commons;
}

/** What else on the wire holds it. */
function strongAt({ wires }: Circuit, at: Terminal): Terminal | undefined {
  const wire = wires[at.part.nets.get(at.pin) as number];
  return wire?.terminals.find((terminal) => terminal.part !== at.part && isStrong(terminal));
}

const outputOhms = ({ part, role }: Terminal): number =>
  role === "supply" ? 0 : (part.definition.mcu?.outputOhms ?? 40);
