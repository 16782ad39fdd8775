/** The instructions of the HD44780U and its two interfaces of eight and four lines (Hitachi data sheet, tables 6, 10 and figure 9). */
import { formatTime, type Nanos } from "@tickless/sim-core";
import {
  CLEARING,
  EXECUTION,
  isDdramAddress,
  LINE,
  LONG_LINE,
  RAM_ACCESS,
  SECOND_LINE,
  type Hd44780State,
} from "./state.js";

/** What the controller is in: the time, and who is told. */
export interface Surroundings {
  readonly now: Nanos;
  fault(kind: string, message: string): void;
  /** Bytes of the display RAM or of the character generator's RAM from an address on have changed. */
  changed(memory: "ddram" | "cgram", address: number, bytes: Uint8Array): void;
}

/** The lines as they are at an edge of E. */
export interface Lines {
  /** High: data; low: instruction, or the busy flag and the address. */
  readonly rs: boolean;
  /** High: read. */
  readonly rw: boolean;
  /** D0 to D7. */
  readonly data: number;
}

/** While E is high and R/W too: what it puts on D0 to D7. With four lines it is on D4 to D7. */
export function startReading(state: Hd44780State, rs: boolean, now: Nanos): number {
  if (state.half < 0) {
    const busy = now < state.busyUntil ? 0x80 : 0;
    state.reading = rs ? dataAt(state) : busy | state.address;
  }
  return state.half < 0 ? state.reading : (state.reading << 4) & 0xff;
}

/** The falling edge of E. */
export function enableFalls(state: Hd44780State, { rs, rw, data }: Lines, around: Surroundings): void {
  const whole = state.eightBit || state.half >= 0;
  const byte = state.eightBit ? data : (Math.max(state.half, 0) << 4) | (data >> 4);
  state.half = whole ? -1 : data >> 4;
  if (!whole) return;
  // The busy flag can be read at any time.
  if (rw && !rs) return;
  if (around.now < state.busyUntil) {
    // Reading is what happens before the firmware has set up its lines.
    if (!state.late && !rw) around.fault("busy", lost(state, rs, byte, around.now));
    state.late ||= !rw;
    return;
  }
  state.late = false;
  if (rw) moveAddress(state);
  else if (rs) writeData(state, byte, around);
  else instruct(state, byte, around);
  if (rs) state.busyUntil = around.now + RAM_ACCESS;
}

function lost(state: Hd44780State, rs: boolean, byte: number, now: Nanos): string {
  const hex = `${byte.toString(16).toUpperCase().padStart(2, "0")}h`;
  const what = rs ? `the character ${hex}` : `the instruction ${hex}`;
  return `${what} came ${formatTime(state.busyUntil - now)} before the display was ready: it is lost`;
}

function instruct(state: Hd44780State, byte: number, around: Surroundings): void {
  state.busyUntil = around.now + (byte < 0x04 ? CLEARING : EXECUTION);
  if (byte & 0x80) setDdramAddress(state, byte & 0x7f, around);
  else if (byte & 0x40) Object.assign(state, { inCgram: true, address: byte & 0x3f });
  else if (byte & 0x20) setFunction(state, byte);
  else if (byte & 0x10) {
    const by = byte & 0x04 ? 1 : -1;
    if (byte & 0x08) shiftDisplay(state, -by);
    else moveAddress(state, by);
  } else if (byte & 0x08) {
    Object.assign(state, { on: (byte & 4) !== 0, cursor: (byte & 2) !== 0, blink: (byte & 1) !== 0 });
  } else if (byte & 0x04) {
    state.step = byte & 2 ? 1 : -1;
    state.shifting = (byte & 1) !== 0;
  } else if (byte > 0) goHome(state, byte === 1, around);
}

function goHome(state: Hd44780State, clear: boolean, around: Surroundings): void {
  Object.assign(state, { address: 0, inCgram: false, shift: 0 });
  if (!clear) return;
  state.step = 1;
  state.ddram.fill(0x20);
  around.changed("ddram", 0, state.ddram.slice());
}

/** The data sheet wants N and F only at the beginning; chips take them at any time. */
function setFunction(state: Hd44780State, byte: number): void {
  Object.assign(state, { eightBit: (byte & 0x10) !== 0, twoLines: (byte & 0x08) !== 0, tall: (byte & 0x04) !== 0 });
  state.shift %= lineLength(state);
}

function setDdramAddress(state: Hd44780State, address: number, around: Surroundings): void {
  Object.assign(state, { inCgram: false, address });
  if (isDdramAddress(state, address)) return;
  const there = state.twoLines ? "00h to 27h and 40h to 67h" : "00h to 4Fh: it was set up for one line";
  around.fault("address", `there is no display RAM at ${address.toString(16).toUpperCase()}h, only at ${there}`);
}

function writeData(state: Hd44780State, byte: number, around: Surroundings): void {
  const { address, inCgram } = state;
  if (inCgram) {
    state.cgram[address] = byte;
    around.changed("cgram", address, Uint8Array.of(byte));
  } else if (isDdramAddress(state, address)) {
    state.ddram[address] = byte;
    around.changed("ddram", address, Uint8Array.of(byte));
  }
  moveAddress(state);
  if (state.shifting && !inCgram) shiftDisplay(state, state.step);
}

function dataAt({ inCgram, cgram, ddram, address }: Hd44780State): number {
  return (inCgram ? cgram[address] : ddram[address]) ?? 0;
}

const lineLength = ({ twoLines }: Hd44780State): number => (twoLines ? LINE : LONG_LINE);

/** Moves the address counter; it goes from the end of a line to the beginning of the other. */
function moveAddress(state: Hd44780State, by: 1 | -1 = state.step): void {
  if (state.inCgram) {
    state.address = (state.address + by) & 0x3f;
    return;
  }
  const next = (state.address + by) & 0x7f;
  if (isDdramAddress(state, state.address) && !isDdramAddress(state, next)) {
    const last = lineLength(state) - 1;
    if (!state.twoLines) state.address = by > 0 ? 0 : last;
    else if (by > 0) state.address = state.address < SECOND_LINE ? SECOND_LINE : 0;
    else state.address = state.address < SECOND_LINE ? SECOND_LINE + last : last;
  } else state.address = next;
}

/** To the left when positive. */
function shiftDisplay(state: Hd44780State, by: number): void {
  const length = lineLength(state);
  state.shift = (state.shift + by + length) % length;
}
