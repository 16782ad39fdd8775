import type { BoardModel } from "../protocol/project.js";

/** What is at the other end of a wire. */
export interface Wired {
  readonly part: string;
  /** The resistor in between, if there is one. */
  readonly via: string | undefined;
  /** It is there for a bus. */
  readonly bus: boolean;
}

/** Parts that hold wires, or nothing at all. */
const NO_PARTS = /breadboard|text|gnd|vcc|logo/;
const RESISTOR = /resistor$/;
const BUS_PIN = /^(SDA|SCL|DATA|CLK|SCK|MOSI|MISO|DIN)(\.\d)?$/;

/** The parts at a wire, other than `from` itself; what is behind a resistor counts as being there. */
export function wiredTo(board: BoardModel, from: string, net: number): readonly Wired[] {
  if (net in board.supplies) return [];
  return endsOf(board, from, net).flatMap(({ part, pin }): Wired[] => {
    if (!RESISTOR.test(part.type)) return [{ part: part.id, via: undefined, bus: BUS_PIN.test(pin) }];
    const behind = Object.values(part.pins).find((other) => other !== net);
    const others = behind === undefined || behind in board.supplies ? [] : endsOf(board, part.id, behind);
    if (others.length === 0) return [{ part: part.id, via: undefined, bus: false }];
    return others.map((other) => ({ part: other.part.id, via: part.id, bus: BUS_PIN.test(other.pin) }));
  });
}

function endsOf({ parts }: BoardModel, from: string, net: number) {
  return parts.flatMap((part) => {
    if (part.id === from || NO_PARTS.test(part.type)) return [];
    const pin = Object.keys(part.pins).find((name) => part.pins[name] === net);
    return pin === undefined ? [] : [{ part, pin }];
  });
}
