import { textAttribute } from "@tickless/devices/attributes";
import type { BoardPart, Simulation } from "@tickless/sim-core";
import type { Circuit, Terminal } from "../circuit.js";
import type { Finding } from "../finding.js";
import type { Find } from "./rule.js";

/* Parts on a bus that cannot be told from each other. */

/** Addresses of targets; those below and above are reserved. */
const ADDRESSES = Array.from({ length: 0x78 - 0x08 }, (_, index) => index + 0x08);

/** Two parts on one I2C bus that answer to one address. What a pin chooses, as AD0 does, is as the wires have it. */
export function* i2cAddress(circuit: Circuit, find: Find, sim: Simulation): Iterable<Finding> {
  const told = new Set<string>();
  const targets = sim.i2cTargets.filter(({ scl, sda }) => scl >= 0 && sda >= 0);
  for (const address of ADDRESSES) {
    const answering = targets.filter(({ target }) => target.matches(address));
    for (const { part, scl, sda } of answering) {
      const first = answering.find((other) => other.scl === scl && other.sda === sda);
      const at = circuit.wires[sda]?.terminals.find((terminal) => terminal.part.id === part);
      if (!first || !at || first.part === part || told.has(part)) continue;
      told.add(part);
      const message = `${first.part} on the same bus answers to this part's address, 0x${address.toString(16)}, too`;
      yield find("i2c-address", at, { message, hint: "give one of them another address, or a bus of its own" });
    }
  }
}

/** Two sensors on one 1-Wire line with one serial number, as copies of a part in an editor have. */
export function* oneWireNumber({ wires }: Circuit, find: Find): Iterable<Finding> {
  for (const { terminals } of wires) {
    const sensors = terminals.filter(({ part, pin }) => part.definition.type === "wokwi-ds18b20" && pin === "DQ");
    for (const sensor of sensors) {
      const same = sensors.find((other) => numberOf(other.part) === numberOf(sensor.part)) as Terminal;
      if (same === sensor) continue;
      const message = `${same.part.id} on the same line has this part's serial number, ${numberOf(sensor.part)}: the program finds one of them`;
      yield find("one-wire-number", sensor, { message, hint: "give each a 'deviceID' of its own" });
    }
  }
}

const numberOf = ({ description: { attributes } }: BoardPart): string =>
  `${textAttribute(attributes, "familyCode", "28")}-${textAttribute(attributes, "deviceID", "010203040506")}`.toLowerCase();
