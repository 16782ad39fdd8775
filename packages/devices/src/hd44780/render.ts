/** What the glass of a character LCD shows, from the recording's tracks `ddram`, `cgram` and `registers` alone. */
import { characterOf, DOTS, glyphOf, ROWS, type Rom } from "./font.js";
import { LINE, LONG_LINE, SECOND_LINE, type Hd44780State } from "./state.js";

/**
 * The bytes of the track `registers`:
 *   0  bit 0 display on, 1 cursor, 2 blinking, 3 two lines, 4 5 × 10 dots, 5 eight lines of data, 6 upwards, 7 shifting
 *   1  shift to the left       2  address that the cursor is at; FFh: none
 *   3  contrast, 0 to 255: how dark dots are      4  how dark the other dots are
 *   5  backlight, 0 to 255     6  columns         7  rows
 *   8  bit 0 powered, 1 ROM A02, 2 the blinking block is shown just now
 */
export const LCD_REGISTER_BYTES = 9;

export interface LcdModule {
  readonly columns: number;
  readonly rows: number;
  readonly rom: Rom;
  readonly powered: boolean;
  /** 0 to 1. */
  readonly contrast: number;
  readonly shade: number;
  readonly backlight: number;
  /** The blinking block is shown just now. */
  readonly block: boolean;
}

const bits = (...flags: boolean[]): number => flags.reduce((sum, flag, bit) => sum | (Number(flag) << bit), 0);
const byte = (fraction: number): number => Math.round(255 * Math.min(1, Math.max(0, fraction)));

export function lcdRegisters(state: Hd44780State, module: LcdModule): Uint8Array {
  const { on, cursor, blink, twoLines, tall, eightBit, step, shifting, shift, address, inCgram } = state;
  const points = on && (cursor || blink) && !inCgram;
  return Uint8Array.of(
    bits(on, cursor, blink, twoLines, tall, eightBit, step > 0, shifting),
    shift,
    points ? address : 0xff,
    byte(module.contrast),
    byte(module.shade),
    byte(module.backlight),
    module.columns,
    module.rows,
    bits(module.powered, module.rom === "A02", points && blink && module.block),
  );
}

/** What is to be seen: nothing; a row of blocks, as a module shows that was not initialised; or characters. */
function lookOf(registers: Uint8Array): "nothing" | "blocks" | "characters" {
  const [flags = 0, , , contrast = 0, , , , , more = 0] = registers;
  if (!(more & 1) || contrast === 0) return "nothing";
  if (flags & 1) return "characters";
  return flags & 8 ? "nothing" : "blocks";
}

const sizeOf = (registers: Uint8Array): readonly [columns: number, rows: number] => [
  registers[6] ?? 0,
  registers[7] ?? 0,
];

/** The RAM's address behind a place of the glass; -1: none, a second line while there is but one. */
function addressAt(registers: Uint8Array, row: number, column: number): number {
  const [flags = 0, shift = 0] = registers;
  // The third and the fourth row of four continue the first and the second.
  const offset = (row >> 1) * (registers[6] ?? 0) + column + shift;
  if (flags & 8) return (row & 1 ? SECOND_LINE : 0) + (offset % LINE);
  return row & 1 ? -1 : offset % LONG_LINE;
}

/** A gap of one dot lies between characters and between rows. */
const PITCH = { x: DOTS + 1, y: ROWS + 1 };

export interface LcdPicture {
  readonly width: number;
  readonly height: number;
  /** Row by row from the top left; 1 is dark. */
  readonly pixels: Uint8Array;
}

/** The dots of a character LCD, with a gap of one dot between its characters: 95 × 17 of two rows of 16. */
export function renderHd44780(ddram: Uint8Array, cgram: Uint8Array, registers: Uint8Array): LcdPicture {
  const [columns, rows] = sizeOf(registers);
  const width = Math.max(0, columns * PITCH.x - 1);
  const height = Math.max(0, rows * PITCH.y - 1);
  const pixels = new Uint8Array(width * height);
  const look = lookOf(registers);
  if (look === "nothing") return { width, height, pixels };
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const address = addressAt(registers, row, column);
      if (address < 0) continue;
      const glyph = look === "blocks" ? BLOCK : cellOf(ddram, cgram, registers, address);
      const at = row * PITCH.y * width + column * PITCH.x;
      for (let y = 0; y < ROWS; y++) {
        for (let x = 0; x < DOTS; x++) pixels[at + y * width + x] = ((glyph[y] ?? 0) >> (DOTS - 1 - x)) & 1;
      }
    }
  }
  return { width, height, pixels };
}

const BLOCK = new Uint8Array(ROWS).fill(0x1f);

/** A character's rows, with the cursor. */
function cellOf(ddram: Uint8Array, cgram: Uint8Array, registers: Uint8Array, address: number): Uint8Array {
  const [flags = 0, , cursor] = registers;
  const more = registers[8] ?? 0;
  const code = ddram[address] ?? 0x20;
  const here = cursor === address;
  if (here && more & 4) return BLOCK;
  const first = (code & 7) * ROWS;
  const glyph = code < 0x10 ? cgram.slice(first, first + ROWS) : glyphOf(romOf(registers), code).slice();
  if (here && flags & 2) glyph[ROWS - 1] = 0x1f;
  return glyph;
}

const romOf = (registers: Uint8Array): Rom => ((registers[8] ?? 0) & 2 ? "A02" : "A00");

/** The characters on the glass, a line for each row, without blanks at the end; those of the CGRAM are U+FFFD. */
export function hd44780Text(ddram: Uint8Array, registers: Uint8Array): string {
  if (lookOf(registers) !== "characters") return "";
  const [columns, rows] = sizeOf(registers);
  const lines = Array.from({ length: rows }, (_, row) => {
    const codes = Array.from(
      { length: columns },
      (_unused, column) => ddram[addressAt(registers, row, column)] ?? 0x20,
    );
    return codes.map((code) => characterOf(romOf(registers), code)).join("");
  });
  return lines
    .map((line) => line.trimEnd())
    .join("\n")
    .trimEnd();
}
