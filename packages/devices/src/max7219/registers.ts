/** What a MAX7219 remembers, and what its LEDs show (data sheet 19-4452 rev 4, tables 2 to 10). Plain data. */

export const DIGITS = 8;

export interface Max7219 {
  /** Digit registers 0 to 7. */
  readonly digits: number[];
  /** A bit for each digit that is decoded by code B. */
  decode: number;
  /** 0 to 15. */
  intensity: number;
  /** The last digit that is scanned, 0 to 7. */
  scanLimit: number;
  shutdown: boolean;
  test: boolean;
}

/** At power-on the display is blank and in shutdown, one digit would be scanned, at the least intensity. */
export const initialRegisters = (): Max7219 => ({
  digits: Array.from({ length: DIGITS }, () => 0),
  decode: 0,
  intensity: 0,
  scanLimit: 0,
  shutdown: true,
  test: false,
});

/** Executes a word of 16 bits that was latched. Register 0 is the no-op; of the address four bits count. */
export function execute(chip: Max7219, address: number, value: number): void {
  const register = address & 0x0f;
  if (register >= 1 && register <= DIGITS) chip.digits[register - 1] = value;
  else if (register === 0x09) chip.decode = value;
  else if (register === 0x0a) chip.intensity = value & 0x0f;
  else if (register === 0x0b) chip.scanLimit = value & 0x07;
  else if (register === 0x0c) chip.shutdown = (value & 1) === 0;
  else if (register === 0x0f) chip.test = (value & 1) === 1;
}

/** Segments A (bit 6) to G (bit 0) of code B: 0 to 9, -, E, H, L, P, blank (table 5). */
const CODE_B = [0x7e, 0x30, 0x6d, 0x79, 0x33, 0x5b, 0x5f, 0x70, 0x7f, 0x7b, 0x01, 0x4f, 0x37, 0x0e, 0x67, 0x00];

/** What a digit's LEDs show: bit 7 is the decimal point, bits 6 to 0 are segments A to G. */
export function digitBits(chip: Max7219, digit: number): number {
  if (chip.test) return 0xff;
  if (chip.shutdown || digit > chip.scanLimit) return 0;
  const value = chip.digits[digit] as number;
  return (chip.decode >> digit) & 1 ? (value & 0x80) | (CODE_B[value & 0x0f] as number) : value;
}

/**
 * How bright a LED that is lit is, 0 to 255: 255 at the highest intensity of eight digits. Each digit is on for 1/32 to 31/32 of its
 * turn (table 7); with fewer digits its turn comes more often.
 */
export function brightness({ intensity, scanLimit, test }: Max7219): number {
  if (test) return 255;
  return Math.min(255, Math.round((255 * (2 * intensity + 1) * DIGITS) / (31 * (scanLimit + 1))));
}
