/** What a PCD8544 remembers, its instructions (Philips data sheet of 1999, table 1) and its memory. Plain data. */
import type { Excursions } from "../excursions.js";

export const COLUMNS = 84;
export const BANKS = 6;
export const PCD8544_RAM_BYTES = COLUMNS * BANKS;

/** Display configuration: the bits D and E. */
const BLANK = 0;

export interface Pcd8544State {
  /** By bank and column: bit 0 of a byte is the bank's top row. */
  ram: Uint8Array;
  /** The first and the last byte that is not recorded yet. */
  dirty: readonly [first: number, last: number] | undefined;
  x: number;
  y: number;
  /** V: the bank advances first. */
  vertical: boolean;
  /** H. */
  extended: boolean;
  powerDown: boolean;
  /** D and E: 0 blank, 1 all on, 2 normal, 3 inverse. */
  mode: number;
  /** The operating voltage is 3.06 V + 0.06 V times this; 0: its generator is off. */
  voltage: number;
  bias: number;
  temperature: number;
  /** It was reset since power-on. */
  wasReset: boolean;
  recorded: Uint8Array;
  powered: boolean;
  backlight: number;
  told: Excursions;
}

/** After a reset pulse (8.1). The RAM is undefined then; here it stays what it was. */
export const AFTER_RESET = {
  ...{ x: 0, y: 0, vertical: false, extended: false, powerDown: true },
  ...{ mode: BLANK, voltage: 0, bias: 0, temperature: 0 },
};

export const initialState = (): Pcd8544State => ({
  ...{ ram: new Uint8Array(PCD8544_RAM_BYTES), dirty: undefined },
  ...AFTER_RESET,
  ...{ wasReset: false, recorded: new Uint8Array(PANEL_BYTES), powered: false, backlight: 1, told: [] },
});

/** What is wrong with an instruction, if anything is. */
export function execute(state: Pcd8544State, byte: number): string | undefined {
  if ((byte & 0xf8) === 0x20) {
    state.powerDown = (byte & 4) !== 0;
    state.vertical = (byte & 2) !== 0;
    state.extended = (byte & 1) !== 0;
    return undefined;
  }
  if (byte === 0) return undefined;
  return state.extended ? executeExtended(state, byte) : executeBasic(state, byte);
}

function executeBasic(state: Pcd8544State, byte: number): string | undefined {
  if ((byte & 0xfa) === 0x08) state.mode = ((byte >> 1) & 2) | (byte & 1);
  else if ((byte & 0xf8) === 0x40) {
    if ((byte & 7) >= BANKS) return "the bank is 0 to 5";
    state.y = byte & 7;
  } else if (byte & 0x80) {
    if ((byte & 0x7f) >= COLUMNS) return "the column is 0 to 83";
    state.x = byte & 0x7f;
  } else return "is none of the basic instruction set (H = 0)";
  return undefined;
}

function executeExtended(state: Pcd8544State, byte: number): string | undefined {
  if (byte & 0x80) state.voltage = byte & 0x7f;
  else if ((byte & 0xf8) === 0x10) state.bias = byte & 7;
  else if ((byte & 0xfc) === 0x04) state.temperature = byte & 3;
  else return "is none of the extended instruction set (H = 1)";
  return undefined;
}

/** Stores a byte, and goes on to the next column or bank. */
export function store(state: Pcd8544State, byte: number): void {
  const at = state.y * COLUMNS + state.x;
  if (state.ram[at] !== byte) {
    state.ram[at] = byte;
    const [first, last] = state.dirty ?? [at, at];
    state.dirty = [Math.min(first, at), Math.max(last, at)];
  }
  if (state.vertical) {
    state.y = (state.y + 1) % BANKS;
    if (state.y === 0) state.x = (state.x + 1) % COLUMNS;
  } else {
    state.x = (state.x + 1) % COLUMNS;
    if (state.x === 0) state.y = (state.y + 1) % BANKS;
  }
}

/**
 * The registers that decide what the glass shows, as the bytes of the track `panel`: 0 mode (bits 0 and 1), 4 if it is on;
 * 1 operating voltage; 2 bias system; 3 temperature coefficient.
 */
export const PANEL_BYTES = 4;

export const panelOf = ({ mode, powerDown, powered, voltage, bias, temperature }: Pcd8544State): Uint8Array =>
  Uint8Array.of(mode | (powered && !powerDown ? 4 : 0), voltage, bias, temperature);
