type Eight<T> = [T, T, T, T, T, T, T, T];

/** Table `n` takes a byte that is followed by `n` others, so that eight bytes are taken at once. */
const TABLES = Array.from({ length: 8 }, () => new Int32Array(256)) as Eight<Int32Array>;

for (let byte = 0; byte < 256; byte++) {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  TABLES[0][byte] = crc;
}
for (let n = 1; n < 8; n++) {
  const [before, table] = [TABLES[n - 1], TABLES[n]] as [Int32Array, Int32Array];
  for (let byte = 0; byte < 256; byte++) {
    const crc = before[byte] as number;
    table[byte] = (crc >>> 8) ^ (TABLES[0][crc & 0xff] as number);
  }
}

/** CRC-32 as in zip and PNG (ISO 3309). */
export function crc32(bytes: Uint8Array): number {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = TABLES;
  let crc = ~0;
  let i = 0;
  for (; i + 8 <= bytes.length; i += 8) {
    const first = crc ^ (at(bytes, i) | (at(bytes, i + 1) << 8) | (at(bytes, i + 2) << 16) | (at(bytes, i + 3) << 24));
    crc =
      (t7[first & 0xff] as number) ^
      (t6[(first >>> 8) & 0xff] as number) ^
      (t5[(first >>> 16) & 0xff] as number) ^
      (t4[first >>> 24] as number) ^
      (t3[at(bytes, i + 4)] as number) ^
      (t2[at(bytes, i + 5)] as number) ^
      (t1[at(bytes, i + 6)] as number) ^
      (t0[at(bytes, i + 7)] as number);
  }
  for (; i < bytes.length; i++) crc = (crc >>> 8) ^ (t0[(crc ^ at(bytes, i)) & 0xff] as number);
  return ~crc >>> 0;
}

const at = (bytes: Uint8Array, index: number): number => bytes[index] as number;
