/** Bytes in a row: as many as a narrow panel has room for. */
const ROW = 8;

/** Bytes as a hex dump: where a row begins, its bytes, and those that are characters. */
export function hexRows(bytes: Uint8Array): string[] {
  return Array.from({ length: Math.ceil(bytes.length / ROW) }, (_, row) => {
    const own = [...bytes.subarray(row * ROW, (row + 1) * ROW)];
    const hex = own.map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
    const text = own.map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : ".")).join("");
    return `${(row * ROW).toString(16).padStart(4, "0")}  ${hex.padEnd(ROW * 3 - 1)}  ${text}`;
  });
}
