const LINE_END = 10;

/** Serial output of several boards on its way to one stream: whole lines, each behind its board's id. */
export class BoardLines {
  private readonly partial = new Map<string, number[]>();

  /** Takes what a board has printed; returns the lines that are whole now. */
  add(bytes: Uint8Array, board: string): Uint8Array {
    const line = this.partial.get(board) ?? [];
    this.partial.set(board, line);
    const whole: number[] = [];
    for (const byte of bytes) {
      line.push(byte);
      if (byte === LINE_END) whole.push(...labelOf(board), ...line.splice(0));
    }
    return Uint8Array.from(whole);
  }

  /** What no end of a line came after. */
  rest(): Uint8Array {
    const left = [...this.partial].filter(([, line]) => line.length > 0);
    return Uint8Array.from(left.flatMap(([board, line]) => [...labelOf(board), ...line, LINE_END]));
  }
}

const labelOf = (board: string): Uint8Array => new TextEncoder().encode(`${board}: `);
