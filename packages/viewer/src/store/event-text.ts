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

/** What is wrong with a frame of an UART, by its status. */
export const FRAME_FAULTS = ["", "no stop bit", "wrong parity", "lost", "a break"];
/** Bytes that are no characters, as ASCII names them. */
const BYTE_NAMES: Readonly<Record<number, string>> = {
  0: "NUL",
  9: "HT",
  10: "LF",
  13: "CR",
  27: "ESC",
  32: "SP",
  127: "DEL",
};

const isVisible = (byte: number): boolean => byte > 32 && byte < 127;

/** A byte as hex and character, the longest first; where there is little room a character says more than its number. */
export function byteTexts(byte: number): readonly string[] {
  const name = isVisible(byte) ? String.fromCharCode(byte) : BYTE_NAMES[byte];
  if (name === undefined) return [hex(byte)];
  return [`${hex(byte)} ${name}`, isVisible(byte) ? name : hex(byte)];
}

/** A byte of an UART's wire; `way`: "tx" or "rx". */
export function frameText(way: string, byte: number, status: number): string {
  const character = isVisible(byte) ? ` "${String.fromCharCode(byte)}"` : "";
  const wrong = status === 0 ? "" : `: ${FRAME_FAULTS[status] ?? status}`;
  return `${way === "tx" ? "sends" : "receives"} 0x${hex(byte)}${character}${wrong}`;
}

/** A transfer over SPI: what went out and what came back; nothing where no wire was driven. */
export function spiText(mosi: Uint8Array, miso: Uint8Array): string {
  const bytes = (data: Uint8Array): string => {
    const more = data.length > MOST_BYTES ? ` … (${data.length} bytes)` : "";
    return [...data.subarray(0, MOST_BYTES)].map(hex).join(" ") + more;
  };
  return miso.length === 0 ? `sends ${bytes(mosi)}` : `sends ${bytes(mosi)}, gets ${bytes(miso)}`;
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
