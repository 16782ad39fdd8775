import { inflateSync } from "node:zlib";

/** Pixels of a screenshot, 4 bytes each. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

/** Reads a PNG as browsers write them: 8 bits per channel, RGB or RGBA, not interlaced. */
export function readPng(png: Buffer): Picture {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const channels = { 2: 3, 6: 4 }[png[25] as number];
  if (png[24] !== 8 || !channels || png[28] !== 0) throw new Error("this kind of PNG is not read here");
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString("latin1", at + 4, at + 8) === "IDAT")
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const lines = unfilter(inflateSync(Buffer.concat(parts)), width * channels, height, channels);
  const rgba = new Uint8Array(width * height * 4).fill(255);
  for (let i = 0; i < width * height; i++) {
    for (let channel = 0; channel < channels; channel++)
      rgba[4 * i + channel] = lines[channels * i + channel] as number;
  }
  return { width, height, rgba };
}

/** Each line comes as differences to what is left of it, above, or both. */
function unfilter(data: Uint8Array, stride: number, height: number, channels: number): Uint8Array {
  const out = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = data[y * (stride + 1)] as number;
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x;
      const left = x >= channels ? (out[at - channels] as number) : 0;
      const above = y > 0 ? (out[at - stride] as number) : 0;
      const corner = x >= channels && y > 0 ? (out[at - stride - channels] as number) : 0;
      const predicted = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter] as number;
      out[at] = (data[y * (stride + 1) + 1 + x] as number) + predicted;
    }
  }
  return out;
}

/** Whichever of them is nearest to left + above - corner. */
function paeth(left: number, above: number, corner: number): number {
  const estimate = left + above - corner;
  const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - above), Math.abs(estimate - corner)];
  return a <= b && a <= c ? left : b <= c ? above : corner;
}

/** How many different colours there are. */
export function colours({ rgba }: Picture): number {
  const view = new DataView(rgba.buffer);
  const seen = new Set<number>();
  for (let at = 0; at < rgba.length; at += 4) seen.add(view.getUint32(at));
  return seen.size;
}

/** The part of the pixels that differ between two pictures of the same size, 0 to 1. */
export function difference(a: Picture, b: Picture): number {
  if (a.width !== b.width || a.height !== b.height) return 1;
  let different = 0;
  for (let at = 0; at < a.rgba.length; at += 4) {
    if ([0, 1, 2].some((channel) => a.rgba[at + channel] !== b.rgba[at + channel])) different++;
  }
  return different / (a.width * a.height);
}
