/*
 * BLAKE3 (https://github.com/BLAKE3-team/BLAKE3-specs, section 2), the plain hash alone. The library's takes fifteen times as
 * long, more than all else there is to reading a large recording.
 */

const BLOCK = 64;
const CHUNK = 1024;
/** What a compression is of; the sum says all of it. */
const [CHUNK_START, CHUNK_END, PARENT, ROOT] = [1, 2, 4, 8];
const IV = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19] as const;

/** Eight words: a chaining value. */
type Words = Int32Array;

/** The hash of bytes that come piece by piece. */
export class Blake3 {
  private readonly chunk = new Uint8Array(CHUNK);
  private readonly view = new DataView(this.chunk.buffer);
  private length = 0;
  /** Chunks that are hashed, and of them the subtrees that wait for their right neighbours, the largest first. */
  private chunks = 0;
  private readonly subtrees: Words[] = [];

  update(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length;) {
      // The last chunk is hashed otherwise: none before it is known that there is more.
      if (this.length === CHUNK) this.endChunk();
      const taken = Math.min(CHUNK - this.length, bytes.length - from);
      this.chunk.set(bytes.subarray(from, from + taken), this.length);
      this.length += taken;
      from += taken;
    }
  }

  /** The first `length` bytes of it, 32 at the most. Nothing can be added any more. */
  digest(length: number): Uint8Array {
    let value = this.hashChunk(this.subtrees.length === 0 ? ROOT : 0);
    while (this.subtrees.length > 0) {
      const left = this.subtrees.pop() as Words;
      value = parent(left, value, this.subtrees.length === 0 ? ROOT : 0);
    }
    const bytes = new DataView(new ArrayBuffer(32));
    value.forEach((word, index) => bytes.setInt32(index * 4, word, true));
    return new Uint8Array(bytes.buffer, 0, length);
  }

  private endChunk(): void {
    let value = this.hashChunk(0);
    this.chunks++;
    this.length = 0;
    // As many subtrees are complete as the number of chunks can be halved.
    for (let rest = this.chunks; rest % 2 === 0; rest /= 2) value = parent(this.subtrees.pop() as Words, value, 0);
    this.subtrees.push(value);
  }

  private hashChunk(root: number): Words {
    const value = Int32Array.from(IV);
    this.chunk.fill(0, this.length);
    const last = Math.max(0, Math.ceil(this.length / BLOCK) - 1) * BLOCK;
    for (let at = 0; at <= last; at += BLOCK) {
      const end = at === last ? CHUNK_END | root : 0;
      const flags = (at === 0 ? CHUNK_START : 0) | end;
      compress(value, this.view, at, this.chunks, Math.min(BLOCK, this.length - at), flags);
    }
    return value;
  }
}

const pair = new DataView(new ArrayBuffer(BLOCK));

function parent(left: Words, right: Words, root: number): Words {
  for (let i = 0; i < 8; i++) {
    pair.setInt32(i * 4, left[i] as number, true);
    pair.setInt32(i * 4 + 32, right[i] as number, true);
  }
  const value = Int32Array.from(IV);
  compress(value, pair, 0, 0, BLOCK, PARENT | root);
  return value;
}

/** Puts the block at `at` into the chaining value. In so many variables the state stays out of memory, which is what costs. */
function compress(h: Words, block: DataView, at: number, counter: number, length: number, flags: number): void {
  // prettier-ignore
  let a0 = h[0]!, a1 = h[1]!, a2 = h[2]!, a3 = h[3]!, b0 = h[4]!, b1 = h[5]!, b2 = h[6]!, b3 = h[7]!,
    c0 = IV[0] | 0, c1 = IV[1] | 0, c2 = IV[2] | 0, c3 = IV[3] | 0,
    d0 = counter | 0, d1 = (counter / 2 ** 32) | 0, d2 = length, d3 = flags,
    m0 = block.getInt32(at + 0, true), m1 = block.getInt32(at + 4, true), m2 = block.getInt32(at + 8, true), m3 = block.getInt32(at + 12, true),
    m4 = block.getInt32(at + 16, true), m5 = block.getInt32(at + 20, true), m6 = block.getInt32(at + 24, true), m7 = block.getInt32(at + 28, true),
    m8 = block.getInt32(at + 32, true), m9 = block.getInt32(at + 36, true), ma = block.getInt32(at + 40, true), mb = block.getInt32(at + 44, true),
    mc = block.getInt32(at + 48, true), md = block.getInt32(at + 52, true), me = block.getInt32(at + 56, true), mf = block.getInt32(at + 60, true);
  // prettier-ignore
  for (let round = 0; round < 7; round++) {
    // The columns, with the first eight words; then the diagonals, with the others.
    a0 = (a0 + b0 + m0) | 0; d0 ^= a0; d0 = (d0 >>> 16) | (d0 << 16); c0 = (c0 + d0) | 0; b0 ^= c0; b0 = (b0 >>> 12) | (b0 << 20);
    a0 = (a0 + b0 + m1) | 0; d0 ^= a0; d0 = (d0 >>> 8) | (d0 << 24); c0 = (c0 + d0) | 0; b0 ^= c0; b0 = (b0 >>> 7) | (b0 << 25);
    a1 = (a1 + b1 + m2) | 0; d1 ^= a1; d1 = (d1 >>> 16) | (d1 << 16); c1 = (c1 + d1) | 0; b1 ^= c1; b1 = (b1 >>> 12) | (b1 << 20);
    a1 = (a1 + b1 + m3) | 0; d1 ^= a1; d1 = (d1 >>> 8) | (d1 << 24); c1 = (c1 + d1) | 0; b1 ^= c1; b1 = (b1 >>> 7) | (b1 << 25);
    a2 = (a2 + b2 + m4) | 0; d2 ^= a2; d2 = (d2 >>> 16) | (d2 << 16); c2 = (c2 + d2) | 0; b2 ^= c2; b2 = (b2 >>> 12) | (b2 << 20);
    a2 = (a2 + b2 + m5) | 0; d2 ^= a2; d2 = (d2 >>> 8) | (d2 << 24); c2 = (c2 + d2) | 0; b2 ^= c2; b2 = (b2 >>> 7) | (b2 << 25);
    a3 = (a3 + b3 + m6) | 0; d3 ^= a3; d3 = (d3 >>> 16) | (d3 << 16); c3 = (c3 + d3) | 0; b3 ^= c3; b3 = (b3 >>> 12) | (b3 << 20);
    a3 = (a3 + b3 + m7) | 0; d3 ^= a3; d3 = (d3 >>> 8) | (d3 << 24); c3 = (c3 + d3) | 0; b3 ^= c3; b3 = (b3 >>> 7) | (b3 << 25);
    a0 = (a0 + b1 + m8) | 0; d3 ^= a0; d3 = (d3 >>> 16) | (d3 << 16); c2 = (c2 + d3) | 0; b1 ^= c2; b1 = (b1 >>> 12) | (b1 << 20);
    a0 = (a0 + b1 + m9) | 0; d3 ^= a0; d3 = (d3 >>> 8) | (d3 << 24); c2 = (c2 + d3) | 0; b1 ^= c2; b1 = (b1 >>> 7) | (b1 << 25);
    a1 = (a1 + b2 + ma) | 0; d0 ^= a1; d0 = (d0 >>> 16) | (d0 << 16); c3 = (c3 + d0) | 0; b2 ^= c3; b2 = (b2 >>> 12) | (b2 << 20);
    a1 = (a1 + b2 + mb) | 0; d0 ^= a1; d0 = (d0 >>> 8) | (d0 << 24); c3 = (c3 + d0) | 0; b2 ^= c3; b2 = (b2 >>> 7) | (b2 << 25);
    a2 = (a2 + b3 + mc) | 0; d1 ^= a2; d1 = (d1 >>> 16) | (d1 << 16); c0 = (c0 + d1) | 0; b3 ^= c0; b3 = (b3 >>> 12) | (b3 << 20);
    a2 = (a2 + b3 + md) | 0; d1 ^= a2; d1 = (d1 >>> 8) | (d1 << 24); c0 = (c0 + d1) | 0; b3 ^= c0; b3 = (b3 >>> 7) | (b3 << 25);
    a3 = (a3 + b0 + me) | 0; d2 ^= a3; d2 = (d2 >>> 16) | (d2 << 16); c1 = (c1 + d2) | 0; b0 ^= c1; b0 = (b0 >>> 12) | (b0 << 20);
    a3 = (a3 + b0 + mf) | 0; d2 ^= a3; d2 = (d2 >>> 8) | (d2 << 24); c1 = (c1 + d2) | 0; b0 ^= c1; b0 = (b0 >>> 7) | (b0 << 25);
    // Each round takes the words in another order: two cycles of eight.
    const first = m0, second = m1;
    m0 = m2; m2 = m3; m3 = ma; ma = mc; mc = m9; m9 = mb; mb = m5; m5 = first;
    m1 = m6; m6 = m4; m4 = m7; m7 = md; md = me; me = mf; mf = m8; m8 = second;
  }
  h[0] = a0 ^ c0;
  h[1] = a1 ^ c1;
  h[2] = a2 ^ c2;
  h[3] = a3 ^ c3;
  h[4] = b0 ^ d0;
  h[5] = b1 ^ d1;
  h[6] = b2 ^ d2;
  h[7] = b3 ^ d3;
}
