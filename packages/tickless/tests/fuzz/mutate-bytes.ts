import type { Random } from "@tickless/sim-core";
import { NUMBERS, pick, place } from "./choose.js";

type Change = (random: Random, bytes: Uint8Array) => Uint8Array;

const flip: Change = (random, bytes) => {
  const out = bytes.slice();
  for (let n = random.int(1, 8); n > 0 && out.length > 0; n--) {
    const at = Math.min(place(random, out.length), out.length - 1);
    out[at] = (out[at] as number) ^ (1 << random.int(0, 7));
  }
  return out;
};

const overwrite: Change = (random, bytes) => {
  const out = bytes.slice();
  const from = place(random, out.length);
  out.fill(pick(random, [0, 0x7f, 0x80, 0xff, random.int(0, 255)]), from, from + random.int(1, 12));
  return out;
};

/** A number in place of what is there, as 16 or 32 bits. */
const number: Change = (random, bytes) => {
  if (bytes.length < 4) return bytes;
  const out = bytes.slice();
  const view = new DataView(out.buffer);
  const at = Math.min(place(random, out.length), out.length - 4);
  const value = pick(random, NUMBERS);
  if (random.int(0, 1) === 0) view.setUint32(at, value, true);
  else view.setUint16(at, value, true);
  return out;
};

const cut: Change = (random, bytes) => bytes.slice(0, place(random, bytes.length));
const behead: Change = (random, bytes) => bytes.slice(place(random, bytes.length));

const remove: Change = (random, bytes) => {
  const from = place(random, bytes.length);
  return concat(bytes.subarray(0, from), bytes.subarray(from + random.int(1, 40)));
};

const insert: Change = (random, bytes) => {
  const at = place(random, bytes.length);
  const more = Uint8Array.from({ length: random.int(1, 40) }, () => random.int(0, 255));
  return concat(bytes.subarray(0, at), more, bytes.subarray(at));
};

const repeat: Change = (random, bytes) => {
  const [from, to] = [place(random, bytes.length), place(random, bytes.length)].sort((a, b) => a - b) as [
    number,
    number,
  ];
  return concat(bytes.subarray(0, to), bytes.subarray(from));
};

const CHANGES = [flip, flip, flip, overwrite, number, number, cut, behead, remove, insert, repeat];

/** One change, or a few. */
export function mutateBytes(random: Random, bytes: Uint8Array): Uint8Array {
  let out = bytes;
  for (let n = random.int(1, 3); n > 0; n--) out = pick(random, CHANGES)(random, out);
  return out;
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
