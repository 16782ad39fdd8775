/** The code of a 1-Wire part, and the check sum that codes and memories carry. */

/** CRC of Maxim application note 27: x^8 + x^5 + x^4 + 1, lowest bit first. */
export function crc8(bytes: Iterable<number>): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0x8c : crc >> 1;
  }
  return crc;
}

/** Family code, six bytes of serial number, CRC, in the order in which they are sent. */
export function romOf(family: number, serial: readonly number[]): number[] {
  const bytes = [family, ...serial];
  return [...bytes, crc8(bytes)];
}

export const ROM_BITS = 64;

/** A bit of some bytes, the lowest of the first byte being number 0. */
export const bitOf = (bytes: readonly number[], index: number): 0 | 1 =>
  (((bytes[index >> 3] as number) >> (index & 7)) & 1) as 0 | 1;
