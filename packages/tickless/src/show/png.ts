import { zlibSync } from "fflate";
import { crc32 } from "../recording/crc32.js";
import type { Picture } from "./display.js";

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** The picture as a PNG (ISO/IEC 15948): black and white, a bit for each pixel; or its colours, a byte for each. */
export function toPng({ width, height, pixels, rgb }: Picture): Uint8Array {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  view.setUint8(8, rgb ? 8 : 1); // bits of a colour
  view.setUint8(9, rgb ? 2 : 0); // red, green, blue, or grey; the other bytes: deflated, not interlaced
  const stride = 1 + (rgb ? 3 * width : Math.ceil(width / 8));
  // Each line begins with its filter: none.
  const lines = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    if (rgb) {
      lines.set(rgb.subarray(3 * y * width, 3 * (y + 1) * width), y * stride + 1);
      continue;
    }
    for (let x = 0; x < width; x++) {
      const at = y * stride + 1 + (x >> 3);
      if (pixels[y * width + x]) lines[at] = (lines[at] as number) | (0x80 >> (x & 7));
    }
  }
  const chunks = [chunk("IHDR", header), chunk("IDAT", zlibSync(lines)), chunk("IEND", new Uint8Array(0))];
  return Uint8Array.from([...SIGNATURE, ...chunks.flatMap((bytes) => [...bytes])]);
}

/** Length, name, data, checksum of the latter two. */
function chunk(name: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(new TextEncoder().encode(name), 4);
  bytes.set(data, 8);
  view.setUint32(data.length + 8, crc32(bytes.subarray(4, data.length + 8)));
  return bytes;
}
