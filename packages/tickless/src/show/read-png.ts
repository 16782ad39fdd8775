import { unzlibSync } from "fflate";

/** A picture in colours: red, green and blue of each pixel, 0 to 255, row by row from the top left. */
export interface ColorPicture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** More than a display has. */
const MAX_PIXELS = 2 ** 22;
/** Values of a pixel, by colour type: grey, colours, number in the palette, grey and opacity, colours and opacity. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/**
 * Reads a PNG (ISO/IEC 15948); opacity is passed over. Not read: interlaced ones. Throws Error: it is none, damaged, or too large.
 */
export function readPng(png: Uint8Array): ColorPicture {
  const { header, palette, data } = chunksOf(png);
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  if (header.length !== 13) throw new Error("its header is damaged");
  const [width, height, depth, type] = [view.getUint32(0), view.getUint32(4), view.getUint8(8), view.getUint8(9)];
  const channels = CHANNELS[type];
  if (channels === undefined || ![1, 2, 4, 8, 16].includes(depth)) throw new Error("its header is damaged");
  if (view.getUint8(12) !== 0) throw new Error("it is interlaced, which is not read");
  if (width * height > MAX_PIXELS || width * height === 0) throw new Error("its size is not that of a display");
  const stride = Math.ceil((width * depth * channels) / 8);
  const lines = unfilter(inflate(data, (stride + 1) * height), stride, height, Math.max(1, (depth * channels) >> 3));
  const rgb = new Uint8Array(3 * width * height);
  const most = 2 ** Math.min(depth, 8) - 1;
  const value = (y: number, index: number): number => {
    if (depth >= 8) return lines[y * stride + index * (depth >> 3)] as number;
    const bits = lines[y * stride + ((index * depth) >> 3)] as number;
    return (bits >> (8 - depth - ((index * depth) & 7))) & most;
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = 3 * (y * width + x);
      for (let color = 0; color < 3; color++) {
        if (type === 3) rgb[at + color] = palette[3 * value(y, x) + color] ?? 0;
        else rgb[at + color] = Math.round((value(y, x * channels + (channels > 2 ? color : 0)) * 255) / most);
      }
    }
  }
  return { width, height, rgb };
}

function chunksOf(png: Uint8Array): { header: Uint8Array; palette: Uint8Array; data: Uint8Array } {
  if (SIGNATURE.some((byte, index) => png[index] !== byte)) throw new Error("it is no PNG");
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  let [header, palette] = [new Uint8Array(0), new Uint8Array(0)];
  const data: Uint8Array[] = [];
  for (let at = SIGNATURE.length; at + 12 <= png.length;) {
    const length = view.getUint32(at);
    const name = String.fromCharCode(...png.subarray(at + 4, at + 8));
    const content = png.slice(at + 8, at + 8 + length);
    if (name === "IHDR") header = content;
    if (name === "PLTE") palette = content;
    if (name === "IDAT") data.push(content);
    at += 12 + length;
  }
  const all = new Uint8Array(data.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const piece of data) {
    all.set(piece, end);
    end += piece.length;
  }
  return { header, palette, data: all };
}

/** What does not fit into `size` bytes is not kept. */
function inflate(data: Uint8Array, size: number): Uint8Array {
  try {
    const bytes = unzlibSync(data, { out: new Uint8Array(size) });
    if (bytes.length === size) return bytes;
  } catch {
    // As one that is too short.
  }
  throw new Error("it is damaged");
}

/** Each line's bytes without its filter, which says from which neighbours they differ; `unit`: bytes between neighbours. */
function unfilter(filtered: Uint8Array, stride: number, height: number, unit: number): Uint8Array {
  const lines = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = filtered[y * (stride + 1)] as number;
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x;
      const left = x >= unit ? (lines[at - unit] as number) : 0;
      const up = y > 0 ? (lines[at - stride] as number) : 0;
      const corner = x >= unit && y > 0 ? (lines[at - stride - unit] as number) : 0;
      lines[at] = (filtered[y * (stride + 1) + 1 + x] as number) + predicted(filter, left, up, corner);
    }
  }
  return lines;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) throw new Error("it is damaged");
  const [a, b, c] = [left, up, corner].map((value) => Math.abs(left + up - corner - value)) as [number, number, number];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
