import type { Board, BoardPart, GpioSpec, PinRole } from "@tickless/sim-core";

/* A board as a circuit: its wires, and what each pin on them is electrically. */

/** A pin on a wire. */
export interface Terminal {
  readonly part: BoardPart;
  readonly pin: string;
  /** "gpio": a microcontroller's; "supply": holds its wire at a voltage. */
  readonly role: PinRole | "gpio" | "supply";
  /** Of a supply. */
  readonly volts?: number;
}

export interface CircuitWire {
  readonly net: number;
  readonly terminals: readonly Terminal[];
  /** Volts at which a supply holds it. */
  readonly volts: number | undefined;
}

export interface Circuit {
  readonly parts: readonly BoardPart[];
  /** By number of the net. */
  readonly wires: readonly CircuitWire[];
}

/** Roles by the names that pins of modules usually have. */
const USUAL: readonly (readonly [RegExp, PinRole])[] = [
  [/^(VCC|VDD|V\+|VIN|VMOT|5V|3V3|3\.3V)(\.\d+)?$/, "power"],
  [/^(GND|VSS)(\.\d+)?$/, "ground"],
  [/^SCL$/, "scl"],
  [/^SDA$/, "sda"],
];

export function circuitOf({ parts, netNames, supplies }: Board): Circuit {
  const wires = netNames.map((_, net) => ({ net, terminals: [] as Terminal[], volts: supplies.get(net) }));
  for (const part of parts) {
    if (isBare(part)) continue;
    for (const [pin, net] of part.nets) {
      const wire = wires[net];
      if (!wire) continue;
      const volts = suppliedAt(part, pin);
      wire.terminals.push(
        volts === undefined ? { part, pin, role: roleOf(part, pin) } : { part, pin, role: "supply", volts },
      );
      wire.volts ??= volts;
    }
  }
  return { parts, wires };
}

/** It is nothing but wires and print: a breadboard, a label. */
const isBare = ({ definition: { connect, mcu, supplies, inert } }: BoardPart): boolean =>
  !connect && !mcu && !supplies && !inert;

/** Volts that a part holds a pin at. `wokwi-vcc` has them from an attribute. */
function suppliedAt({ definition, description }: BoardPart, pin: string): number | undefined {
  if (definition.type === "wokwi-vcc") {
    const volts = Number(description.attributes["voltage"] ?? 5);
    // What is no number is told when the board is built.
    return Number.isFinite(volts) ? volts : undefined;
  }
  return definition.supplies?.[pin];
}

function roleOf({ definition }: BoardPart, pin: string): PinRole | "gpio" {
  const { mcu, roles = {}, inert } = definition;
  // Nothing is known of it.
  if (inert) return "passive";
  if (mcu) return gpioOf(definition, pin) ? "gpio" : "passive";
  return roles[pin] ?? USUAL.find(([name]) => name.test(pin))?.[1] ?? "passive";
}

/** What the chip can do at a board's pin. */
export const gpioOf = ({ mcu }: BoardPart["definition"], pin: string): GpioSpec | undefined =>
  mcu?.gpios.find((gpio) => gpio.pin === pin);

/** Whether it holds its wire against others: a supply, an output, a GPIO, which may be one. */
export const isStrong = ({ role }: Terminal): boolean => ["supply", "output", "gpio", "open-drain"].includes(role);

/** "led1:A". */
export const nameOf = ({ part, pin }: Terminal): string => `${part.id}:${pin}`;

/** Something else than the part itself is on the wire. */
export const isConnected = ({ terminals }: CircuitWire): boolean => new Set(terminals.map(({ part }) => part)).size > 1;

/** The wires of a part's pins. */
export const wiresOf = ({ wires }: Circuit, { nets }: BoardPart): CircuitWire[] =>
  [...new Set(nets.values())].flatMap((net) => wires[net] ?? []);

/** The volts that feed a part: the most at any of its pins. */
export function supplyOf(circuit: Circuit, part: BoardPart): number | undefined {
  const volts = wiresOf(circuit, part).flatMap((wire) => wire.volts ?? []);
  return volts.length === 0 ? undefined : Math.max(...volts);
}

/** The part pulls the pin up by itself, or a resistor leads from there to a supply. */
export const isPulledUp = (circuit: Circuit, terminal: Terminal): boolean =>
  terminal.part.definition.pullUps?.includes(terminal.pin) === true || (otherEnd(circuit, terminal)?.volts ?? 0) > 0;

/** The wire at the other end of a resistor. */
export function otherEnd(circuit: Circuit, { part, pin }: Terminal): CircuitWire | undefined {
  if (part.definition.type !== "wokwi-resistor") return undefined;
  return circuit.wires[part.nets.get(pin === "1" ? "2" : "1") as number];
}
