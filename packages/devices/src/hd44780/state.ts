/** What an HD44780 remembers. Plain data. */
import { ms, us, type Nanos } from "@tickless/sim-core";

/** Display RAM by address; with two lines 00h to 27h and 40h to 67h are there, with one 00h to 4Fh. */
export const DDRAM_BYTES = 0x80;
/** Eight characters of eight rows. */
export const CGRAM_BYTES = 64;
/** Characters of a line in the RAM: of two, and of the only one. */
export const LINE = 40;
export const LONG_LINE = 80;
export const SECOND_LINE = 0x40;

/** Execution times at the typical oscillator of 270 kHz (data sheet table 6). */
export const EXECUTION: Nanos = us(37);
export const RAM_ACCESS: Nanos = us(41);
export const CLEARING: Nanos = us(1520);
/**
 * The internal reset after VCC has risen to 4.5 V. What has its supply at time 0 has it since before: a program begins when the board
 * has started, which takes longer than this.
 */
export const RESETTING: Nanos = ms(10);
/** Between a character and the blinking block: 409.6 ms at 250 kHz. */
export const BLINK: Nanos = Math.round((409.6e6 * 250) / 270);

export interface Hd44780State {
  ddram: Uint8Array;
  cgram: Uint8Array;
  /** Address counter, and whether it points into the CGRAM. */
  address: number;
  inCgram: boolean;
  /** Entry mode: 1 upwards, -1 downwards; and whether the display shifts with each character. */
  step: 1 | -1;
  shifting: boolean;
  on: boolean;
  cursor: boolean;
  blink: boolean;
  eightBit: boolean;
  twoLines: boolean;
  /** 5 × 10 dots. */
  tall: boolean;
  /** How many characters the display is shifted to the left. */
  shift: number;
  busyUntil: Nanos;
  /** Half of a byte was transferred over four lines: what there was of it; -1: none. */
  half: number;
  /** What a read in progress gives. */
  reading: number;
  /** Something came while busy since it last was in time. */
  late: boolean;
}

/** After the internal reset (data sheet, "initializing by internal reset circuit"). */
export const resetState = (now: Nanos): Hd44780State => ({
  ddram: new Uint8Array(DDRAM_BYTES).fill(0x20),
  cgram: new Uint8Array(CGRAM_BYTES),
  address: 0,
  inCgram: false,
  step: 1,
  shifting: false,
  on: false,
  cursor: false,
  blink: false,
  eightBit: true,
  twoLines: false,
  tall: false,
  shift: 0,
  busyUntil: now === 0 ? 0 : now + RESETTING,
  half: -1,
  reading: 0,
  late: false,
});

/** Whether the address is one of the display RAM's. */
export const isDdramAddress = (state: Pick<Hd44780State, "twoLines">, address: number): boolean =>
  state.twoLines ? address % SECOND_LINE < LINE : address < LONG_LINE;
