/** The commands that TFT controllers have in common (ILI9341 data sheet 8.2; ST7789V 9.1). All others are taken and ignored. */
import { readPixels, startWriting, writePixels } from "./memory.js";
import { MV, resetState, ROWS, COLUMNS, type TftState } from "./state.js";

/** Reports something that firmware did wrong. */
export type Report = (kind: string, message: string) => void;

const RAMWR = 0x2c;
const RAMRD = 0x2e;
const WRITE_CONTINUE = 0x3c;
const READ_CONTINUE = 0x3e;

export function command(state: TftState, byte: number, id: readonly number[]): void {
  state.command = byte;
  state.args = [];
  state.answer = [...(READS[byte]?.(state, id) ?? [])];
  if (byte === RAMWR || byte === RAMRD) startWriting(state);
  else if (byte === 0x01) softReset(state);
  else if (byte in SWITCHES) Object.assign(state, SWITCHES[byte]);
}

/** The picture stays, and what is outside of the chip. */
export function softReset(state: TftState): void {
  const { ram, dirtyFrom, dirtyTo, recorded, backlight, powered, told } = state;
  Object.assign(state, resetState(), { ram, dirtyFrom, dirtyTo, recorded, backlight, powered, told });
}

/** Commands without parameters that switch something. */
const SWITCHES: Readonly<Record<number, Partial<TftState>>> = {
  0x10: { awake: false },
  0x11: { awake: true },
  0x13: { scrolling: false },
  0x20: { inverted: false },
  0x21: { inverted: true },
  0x28: { on: false },
  0x29: { on: true },
  0x38: { idle: false },
  0x39: { idle: true },
};

/** Answers to read commands: a dummy byte, then what was asked for. */
const READS: Readonly<Record<number, (state: TftState, id: readonly number[]) => readonly number[]>> = {
  0x04: (_, id) => [0, ...id],
  0x09: ({ awake, on, inverted, access, pixelBytes }) => {
    const format = pixelBytes === 2 ? 5 : 6;
    const third = (inverted ? 0x20 : 0) | (on ? 0x04 : 0);
    return [0, 0x80 | (access >> 1), (format << 4) | (awake ? 0x03 : 0x01), third, 0];
  },
  0x0a: ({ awake, on, idle }) => [0, 0x88 | (idle ? 0x40 : 0) | (awake ? 0x10 : 0) | (on ? 0x04 : 0)],
  0x0b: ({ access }) => [0, access],
  0x0c: ({ pixelBytes }) => [0, pixelBytes === 2 ? 0x55 : 0x66],
  0x2e: () => [0],
  0xd3: (_, id) => [0, ...id],
  0xda: (_, id) => [0, id[0] ?? 0],
  0xdb: (_, id) => [0, id[1] ?? 0],
  0xdc: (_, id) => [0, id[2] ?? 0],
};

/** Parameters of the last command, pixels, or a read. Returns what is on MISO meanwhile, if anything. */
export function data(state: TftState, bytes: Uint8Array, report: Report): Uint8Array | undefined {
  if (state.command === RAMWR || state.command === WRITE_CONTINUE) {
    writePixels(state, bytes);
    return undefined;
  }
  if (state.command in READS || state.command === READ_CONTINUE) return bytes.map(() => next(state));
  for (const byte of bytes) {
    state.args.push(byte);
    const parameters = PARAMETERS[state.command];
    if (parameters?.count !== state.args.length) continue;
    const wrong = parameters.run(state, state.args);
    if (wrong) report("invalid-command", wrong);
  }
  return undefined;
}

function next(state: TftState): number {
  if (state.answer.length === 0 && (state.command === RAMRD || state.command === READ_CONTINUE)) {
    state.answer = readPixels(state);
  }
  return state.answer.shift() ?? 0;
}

interface Parameters {
  readonly count: number;
  /** Returns what is wrong with them, if anything is. */
  run(state: TftState, args: readonly number[]): string | undefined;
}

const word = (args: readonly number[], index: number): number =>
  ((args[index] as number) << 8) | (args[index + 1] as number);

function windowFault(state: TftState, what: string, start: number, end: number, last: number): string | undefined {
  if (start > end) return `${what}: the start, ${start}, lies behind the end, ${end}`;
  if (end <= last) return undefined;
  const turned = state.access & MV ? " (rows and columns are exchanged)" : "";
  return `${what}: ${end} is beyond the last one, ${last}${turned}: pixels there are lost`;
}

const PARAMETERS: Readonly<Record<number, Parameters>> = {
  0x2a: {
    count: 4,
    run: (state, args) => {
      [state.columnStart, state.columnEnd] = [word(args, 0), word(args, 2)];
      const last = (state.access & MV ? ROWS : COLUMNS) - 1;
      return windowFault(state, "Column Address Set", state.columnStart, state.columnEnd, last);
    },
  },
  0x2b: {
    count: 4,
    run: (state, args) => {
      [state.rowStart, state.rowEnd] = [word(args, 0), word(args, 2)];
      const last = (state.access & MV ? COLUMNS : ROWS) - 1;
      return windowFault(state, "Page Address Set", state.rowStart, state.rowEnd, last);
    },
  },
  0x33: {
    count: 6,
    run: (state, args) => {
      const [top, rows, bottom] = [word(args, 0), word(args, 2), word(args, 4)];
      if (top + rows + bottom !== ROWS) {
        return `Vertical Scrolling Definition: ${top} + ${rows} + ${bottom} rows are not ${ROWS}`;
      }
      [state.topFixed, state.scrollRows] = [top, rows];
      return undefined;
    },
  },
  0x36: {
    count: 1,
    run: (state, [access = 0]) => {
      state.access = access;
      return undefined;
    },
  },
  0x37: {
    count: 2,
    run: (state, args) => {
      state.scrolling = true;
      state.scrollStart = word(args, 0);
      return undefined;
    },
  },
  0x3a: {
    count: 1,
    run: (state, [format = 0]) => {
      if ((format & 7) !== 5 && (format & 7) !== 6) return `COLMOD: ${format & 7} is no format of this interface`;
      state.pixelBytes = (format & 7) === 5 ? 2 : 3;
      return undefined;
    },
  },
};
