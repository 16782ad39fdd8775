/** Bytes being written one after the other, little-endian. */
export class ByteWriter {
  private buffer: Uint8Array;
  private view: DataView;
  private length = 0;

  constructor(room: number) {
    this.buffer = new Uint8Array(room);
    this.view = new DataView(this.buffer.buffer);
  }

  u8(value: number): void {
    const at = this.room(1);
    this.buffer[at] = value;
  }

  u32(value: number): void {
    const at = this.room(4);
    this.view.setUint32(at, value, true);
  }

  f64(value: number): void {
    const at = this.room(8);
    this.view.setFloat64(at, value, true);
  }

  /** A whole number that is not negative, in LEB128. */
  varint(value: number): void {
    if (!Number.isSafeInteger(value) || value < 0)
      throw new RangeError(`${value} is not to be written as a whole number`);
    let at = this.room(8);
    let rest = value;
    for (; rest >= 0x8000_0000; rest = Math.floor(rest / 128)) this.buffer[at++] = (rest % 128) | 0x80;
    for (; rest >= 0x80; rest >>>= 7) this.buffer[at++] = (rest & 0x7f) | 0x80;
    this.buffer[at++] = rest;
    this.length = at;
  }

  raw(bytes: Uint8Array): void {
    const at = this.room(bytes.length);
    this.buffer.set(bytes, at);
  }

  bytes(): Uint8Array {
    return this.buffer.slice(0, this.length);
  }

  /** Makes room for so many bytes; returns where they go. It may put another buffer in place. */
  private room(bytes: number): number {
    const at = this.length;
    this.length += bytes;
    if (this.length > this.buffer.length) {
      const wider = new Uint8Array(Math.max(this.buffer.length * 2, this.length));
      wider.set(this.buffer);
      this.buffer = wider;
      this.view = new DataView(wider.buffer);
    }
    return at;
  }
}

/** Reads what a ByteWriter wrote. Throws RangeError at whatever cannot be that. */
export class ByteReader {
  private readonly view: DataView;
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** How many bytes were not read yet. */
  get left(): number {
    return this.bytes.length - this.at;
  }

  varint(): number {
    const { bytes, at } = this;
    // Most take one to three bytes.
    const [first, second, third] = [bytes[at] as number, bytes[at + 1] as number, bytes[at + 2] as number];
    if (first < 0x80) {
      this.at = at + 1;
      return first;
    }
    if (second < 0x80) {
      this.at = at + 2;
      return (first & 0x7f) | (second << 7);
    }
    if (third < 0x80) {
      this.at = at + 3;
      return (first & 0x7f) | ((second & 0x7f) << 7) | (third << 14);
    }
    return this.longVarint();
  }

  private longVarint(): number {
    let value = 0;
    for (let scale = 1; scale < 2 ** 56; scale *= 128) {
      const byte = this.bytes[this.take(1)] as number;
      value += (byte & 0x7f) * scale;
      if (byte >= 0x80) continue;
      if (value > Number.MAX_SAFE_INTEGER) break;
      return value;
    }
    throw new RangeError("a number in it is too large");
  }

  u8(count: number): Uint8Array {
    return this.raw(count).slice();
  }

  u32(count: number): Uint32Array {
    const from = this.take(count * 4);
    const values = new Uint32Array(count);
    for (let i = 0; i < count; i++) values[i] = this.view.getUint32(from + i * 4, true);
    return values;
  }

  f64(count: number): Float64Array {
    const from = this.take(count * 8);
    const values = new Float64Array(count);
    for (let i = 0; i < count; i++) values[i] = this.view.getFloat64(from + i * 8, true);
    return values;
  }

  /** So many bytes, not copied. */
  raw(count: number): Uint8Array {
    const from = this.take(count);
    return this.bytes.subarray(from, from + count);
  }

  /** Passes over so many bytes; returns where they begin. */
  private take(count: number): number {
    const from = this.at;
    if (count > this.left) throw new RangeError("it is cut off");
    this.at += count;
    return from;
  }
}
