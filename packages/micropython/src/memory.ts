const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();

/** Strings this short are decoded here; a call of TextDecoder costs more. */
const SHORT = 24;

export const PAGE = 4096;
export const WASM_PAGE = 65536;

/** Views of a module's linear memory. They are replaced when it grows, so read them from here each time. */
export class LinearMemory {
  u8!: Uint8Array<ArrayBuffer>;
  i32!: Int32Array<ArrayBuffer>;
  readonly #memory: WebAssembly.Memory;

  constructor(memory: WebAssembly.Memory) {
    this.#memory = memory;
    this.refresh();
  }

  refresh(): void {
    this.u8 = new Uint8Array(this.#memory.buffer);
    this.i32 = new Int32Array(this.#memory.buffer);
  }

  get bytes(): number {
    return this.u8.length;
  }

  /** Grows to at least `bytes`; false if the platform refuses. */
  growTo(bytes: number): boolean {
    const missing = bytes - this.bytes;
    if (missing <= 0) return true;
    try {
      this.#memory.grow(Math.ceil(missing / WASM_PAGE));
    } catch {
      return false;
    }
    this.refresh();
    return true;
  }

  word(address: number): number {
    return this.i32[address >> 2]!;
  }

  setWord(address: number, value: number): void {
    this.i32[address >> 2] = value;
  }

  half(address: number): number {
    return this.u8[address]! | (this.u8[address + 1]! << 8);
  }

  text(address: number, length: number): string {
    if (length > SHORT) return decoder.decode(this.u8.subarray(address, address + length));
    let text = "";
    for (let i = address; i < address + length; i++) {
      const code = this.u8[i]!;
      if (code > 127) return decoder.decode(this.u8.subarray(address, address + length));
      text += String.fromCharCode(code);
    }
    return text;
  }

  /** A string that ends with a zero byte. */
  cText(address: number): string {
    return this.text(address, this.u8.indexOf(0, address) - address);
  }

  /** Writes UTF-8 and a zero byte to memory that `allocate` provides; returns its address and the length without the zero. */
  putText(text: string, allocate: (bytes: number) => number): { address: number; length: number } {
    if (text.length > SHORT || !isAscii(text)) return this.#putEncoded(encoder.encode(text), allocate);
    const { length } = text;
    const address = allocate(length + 1);
    const { u8 } = this; // after allocating, which may replace it
    for (let i = 0; i < length; i++) u8[address + i] = text.charCodeAt(i);
    u8[address + length] = 0;
    return { address, length };
  }

  #putEncoded(bytes: Uint8Array, allocate: (bytes: number) => number): { address: number; length: number } {
    const address = allocate(bytes.length + 1);
    this.u8.set(bytes, address);
    this.u8[address + bytes.length] = 0;
    return { address, length: bytes.length };
  }
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}
