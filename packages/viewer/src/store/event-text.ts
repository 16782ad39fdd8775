import type { PwmSignal } from "@tickless/sim-core";
import { TASK_CREATED, TASK_ENDED, TASK_RUNNING, type I2cTransfer } from "../protocol/store.js";

/* What happened, in one line for people. */

const LEVELS = ["low", "high", "undefined level", "floating", "pulses"];
const MOST_BYTES = 8;
const MOST_CHARACTERS = 80;

export const levelText = (level: number): string => LEVELS[level] ?? `level ${level}`;

export function trainText({ periodNs, highNs }: PwmSignal): string {
  if (!(periodNs > 0)) return "no pulses";
  return `pulses of ${hertzText(1e9 / periodNs)}, ${((highNs / periodNs) * 100).toFixed(1)} %`;
}

function hertzText(hertz: number): string {
  if (hertz >= 1e6) return `${numberText(hertz / 1e6)} MHz`;
  if (hertz >= 1e3) return `${numberText(hertz / 1e3)} kHz`;
  return `${numberText(hertz)} Hz`;
}

/** Four significant digits, without zeros that say nothing. */
export const numberText = (value: number): string => String(Number(value.toPrecision(4)));

export function heapText(bytes: number): string {
  return bytes < 1024 ? `${bytes} bytes in use` : `${(bytes / 1024).toFixed(1)} KiB in use`;
}

export const hex = (byte: number): string => byte.toString(16).padStart(2, "0");

export function transferText({ address, read, status, acknowledged, data, length }: I2cTransfer): string {
  const bytes = [...data.subarray(0, MOST_BYTES)].map(hex).join(" ");
  const more = length > MOST_BYTES ? ` … (${length} bytes)` : "";
  const what = `${read ? "read from" : "write to"} 0x${hex(address)}`;
  if (status === 1) return `${what}: nobody answers`;
  const nack = status === 2 ? `, not acknowledged after ${acknowledged}` : "";
  return length === 0 ? `${what}: no bytes${nack}` : `${what}: ${bytes}${more}${nack}`;
}

const FRAMES = ["", "no stop bit", "wrong parity", "lost", "a break"];

/** A byte of an UART's wire; `way`: "tx" or "rx". */
export function frameText(way: string, byte: number, status: number): string {
  const character = byte > 32 && byte < 127 ? ` "${String.fromCharCode(byte)}"` : "";
  const wrong = status === 0 ? "" : `: ${FRAMES[status] ?? status}`;
  return `${way === "tx" ? "sends" : "receives"} 0x${hex(byte)}${character}${wrong}`;
}

export function taskText(name: string, state: number, on: string): string {
  if (state === TASK_CREATED) return `${name}: created`;
  if (state === TASK_RUNNING) return `${name}: runs`;
  if (state === TASK_ENDED) return `${name}: ended`;
  return on === "" ? `${name}: waits` : `${name}: waits (${on})`;
}

/** Serial text with what cannot be seen written out. */
export function serialText(text: string): string {
  const visible = text.replace(/[\u0000-\u001f\u007f]/g, (character) => ESCAPES[character] ?? "\u00b7");
  return visible.length > MOST_CHARACTERS ? `${visible.slice(0, MOST_CHARACTERS)}…` : visible;
}

const ESCAPES: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };
