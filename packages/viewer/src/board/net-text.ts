import { formatTime } from "@tickless/sim-core";
import type { BoardModel } from "../protocol/project.js";
import type { BoardLayout } from "./board-layout.js";
import type { PinLevel, StateReader } from "./state-reader.js";

/** What kind of signal a wire carries at the moment; each has its colour. */
export type NetTone = "digital" | "low" | "pwm" | "analog" | "unknown" | "floating" | "supply" | "none";

export interface NetReading {
  readonly tone: NetTone;
  /** "1 · 3.30 V", "PWM 1.00 kHz 34 %", "Z floating" */
  readonly text: string;
}

/** Above 0 V and below the supply by more than this, a pin with an ADC is read as a voltage. */
const RAIL = 0.1;
const HIGH_VOLTS = 3.3;

/** What a wire carries, as the microcontrollers' pins on it see it. */
export function readNet(board: BoardModel, net: number, reader: StateReader): NetReading {
  const supply = board.supplies[net];
  if (supply !== undefined) return { tone: "supply", text: supply === 0 ? "GND 0 V" : `supply ${supply.toFixed(2)} V` };
  for (const part of board.parts) {
    if (!part.mcu) continue;
    for (const [pin, other] of Object.entries(part.pins)) {
      const name = `${part.id}.${pin}`;
      if (other === net && reader.has(name)) return pinReading(reader.level(name), reader.value(`${name}.volts`));
    }
  }
  return { tone: "none", text: "not recorded" };
}

/** A level and, where there is an ADC, the volts. */
export function pinReading(level: PinLevel, volts: number): NetReading {
  if (level.kind === "pulses") return { tone: "pwm", text: pulseText(level.duty, level.period) };
  if (level.kind !== "none" && volts > RAIL && volts < HIGH_VOLTS - RAIL) {
    return { tone: "analog", text: `${volts.toFixed(2)} V` };
  }
  const suffix = Number.isNaN(volts) || level.kind === "floating" ? "" : ` · ${volts.toFixed(2)} V`;
  switch (level.kind) {
    case "high":
      return { tone: "digital", text: `1 high${suffix}` };
    case "low":
      return { tone: "low", text: `0 low${suffix}` };
    case "unknown":
      return { tone: "unknown", text: `X undefined${suffix}` };
    case "floating":
      return { tone: "floating", text: "Z floating" };
    default:
      return { tone: "none", text: "nothing yet" };
  }
}

function pulseText(duty: number, period: number): string {
  const share = Number.isNaN(duty) ? "" : ` ${Number((duty * 100).toFixed(duty < 0.1 ? 1 : 0))} %`;
  return `PWM${period > 0 ? ` ${frequency(period)}` : ""}${share}`;
}

/** "1.00 kHz"; below 1 Hz the period: "every 2.000 s". */
export function frequency(period: number): string {
  const hertz = 1e9 / period;
  if (hertz < 1) return `every ${formatTime(period)}`;
  const [unit, factor] = hertz >= 1e6 ? ["MHz", 1e6] : hertz >= 1e3 ? ["kHz", 1e3] : ["Hz", 1];
  return `${(hertz / factor).toPrecision(3)} ${unit}`;
}

const MOST_PINS = 5;
const BETWEEN = " · ";

/**
 * Names of the pins on a wire, microcontrollers' first: those that are wired, so that not all of a board's grounds are told;
 * holes of breadboards only when there is nothing else.
 */
export function netTitle(board: BoardModel, layout: BoardLayout, net: number): string {
  const wired = new Set(
    board.wires.filter((wire) => wire.net === net).flatMap(({ from, to }) => [nameOf(from), nameOf(to)]),
  );
  const mcus = new Set(board.parts.filter(({ mcu }) => mcu).map(({ id }) => id));
  const all = layout.pinsOfNet.get(net) ?? [];
  const pins = [...all].sort((a, b) => Number(mcus.has(b.part)) - Number(mcus.has(a.part)));
  const plain = pins.filter(({ hole }) => !hole);
  const ends = plain.filter((pin) => wired.has(nameOf(pin)));
  const named = [ends, plain.slice(0, 1), pins.slice(0, 1)].find((list) => list.length > 0) ?? [];
  const shown = [...new Set(named.map(nameOf))];
  const rest = shown.length - MOST_PINS;
  return rest > 1 ? `${shown.slice(0, MOST_PINS).join(BETWEEN)} and ${rest} more` : shown.join(BETWEEN);
}

const nameOf = ({ part, pin }: { readonly part: string; readonly pin: string }): string => `${part}:${pin}`;
