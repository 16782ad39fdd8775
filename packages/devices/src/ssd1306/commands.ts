/** The command table of the SSD1306 (data sheet rev 1.5, table 9-1 and application note). */
import { SCROLL_FRAMES } from "./scrolling.js";
import { HORIZONTAL, PAGE, PAGES, ROWS, VERTICAL, type Ssd1306State } from "./state.js";

type Run = (state: Ssd1306State, opcode: number, args: readonly number[]) => string | void;

/** A command; opcodes from `first` to `last` share it. `run` returns what is wrong with the arguments, if anything is. */
export interface Command {
  readonly first: number;
  readonly last: number;
  readonly name: string;
  /** Bytes that follow the opcode. */
  readonly args: number;
  readonly run: Run;
}

const range = (first: number, last: number, name: string, run: Run): Command => ({ first, last, name, args: 0, run });
const command = (opcode: number, name: string, args: number, run: Run): Command => {
  return { first: opcode, last: opcode, name, args, run };
};
const arg = (args: readonly number[], index = 0): number => args[index] as number;

const COMMANDS: readonly Command[] = [
  // The data sheet gives 00h to 1Fh and B0h to B7h to page addressing only; chips move the pointers in every mode.
  range(0x00, 0x0f, "Set Lower Column Start Address", (state, opcode) => {
    state.column = (state.column & 0x70) | (opcode & 0x0f);
  }),
  range(0x10, 0x1f, "Set Higher Column Start Address", (state, opcode) => {
    state.column = ((opcode & 0x07) << 4) | (state.column & 0x0f);
  }),
  command(0x20, "Set Memory Addressing Mode", 1, (state, _, args) => {
    const mode = arg(args) & 0x03;
    if (mode !== HORIZONTAL && mode !== VERTICAL && mode !== PAGE) return "mode 3 is invalid";
    state.addressing = mode;
  }),
  command(0x21, "Set Column Address", 2, (state, _, args) => {
    state.columnStart = arg(args) & 0x7f;
    state.columnEnd = arg(args, 1) & 0x7f;
    state.column = state.columnStart;
    if (state.columnStart > state.columnEnd) return "the start lies behind the end";
  }),
  command(0x22, "Set Page Address", 2, (state, _, args) => {
    state.pageStart = arg(args) & 0x07;
    state.pageEnd = arg(args, 1) & 0x07;
    state.page = state.pageStart;
    if (state.pageStart > state.pageEnd) return "the start lies behind the end";
  }),
  command(0x26, "Right Horizontal Scroll Setup", 6, setupScroll),
  command(0x27, "Left Horizontal Scroll Setup", 6, setupScroll),
  command(0x29, "Vertical and Right Horizontal Scroll Setup", 5, setupScroll),
  command(0x2a, "Vertical and Left Horizontal Scroll Setup", 5, setupScroll),
  command(0x2e, "Deactivate Scroll", 0, (state) => void (state.scrolling = false)),
  command(0x2f, "Activate Scroll", 0, (state) => void (state.scrolling = true)),
  range(0x40, 0x7f, "Set Display Start Line", (state, opcode) => void (state.startLine = opcode & 0x3f)),
  command(0x81, "Set Contrast Control", 1, (state, _, args) => void (state.contrast = arg(args))),
  command(0x8d, "Charge Pump Setting", 1, (state, _, args) => void (state.chargePump = (arg(args) & 0x04) !== 0)),
  range(0xa0, 0xa1, "Set Segment Re-map", (state, opcode) => void (state.segmentRemap = opcode === 0xa1)),
  command(0xa3, "Set Vertical Scroll Area", 2, (state, _, args) => {
    const [top, rows] = [arg(args) & 0x3f, arg(args, 1) & 0x7f];
    if (top + rows > ROWS) return `${top} fixed and ${rows} scrolled rows are more than ${ROWS}`;
    state.scrollTop = top;
    state.scrollRows = rows;
  }),
  range(0xa4, 0xa5, "Entire Display ON", (state, opcode) => void (state.allOn = opcode === 0xa5)),
  range(0xa6, 0xa7, "Set Normal/Inverse Display", (state, opcode) => void (state.inverse = opcode === 0xa7)),
  command(0xa8, "Set Multiplex Ratio", 1, (state, _, args) => {
    const multiplex = arg(args) & 0x3f;
    if (multiplex < 15) return `a ratio of ${multiplex + 1} is invalid, the least is 16`;
    state.multiplex = multiplex;
  }),
  // Undocumented on the SSD1306, but sent by MicroPython's driver: selects the internal current reference.
  command(0xad, "Internal IREF Setting", 1, () => undefined),
  range(0xae, 0xaf, "Set Display ON/OFF", (state, opcode) => {
    state.on = opcode === 0xaf;
    if (state.on && !state.chargePump) return "the charge pump is off (8Dh 14h was not sent): the glass stays dark";
  }),
  range(0xb0, 0xb7, "Set Page Start Address", (state, opcode) => void (state.page = opcode & 0x07)),
  range(0xc0, 0xcf, "Set COM Output Scan Direction", (state, opcode) => void (state.comRemap = (opcode & 0x08) !== 0)),
  command(0xd3, "Set Display Offset", 1, (state, _, args) => void (state.displayOffset = arg(args) & 0x3f)),
  command(0xd5, "Set Display Clock Divide Ratio/Oscillator Frequency", 1, (state, _, args) => {
    state.clock = arg(args);
  }),
  command(0xd9, "Set Pre-charge Period", 1, (state, _, args) => void (state.precharge = arg(args))),
  command(0xda, "Set COM Pins Hardware Configuration", 1, (state, _, args) => {
    state.comPins = arg(args) & 0x30;
  }),
  command(0xdb, "Set VCOMH Deselect Level", 1, (state, _, args) => void (state.vcomh = arg(args))),
  command(0xe3, "NOP", 0, () => undefined),
];

function setupScroll(state: Ssd1306State, opcode: number, args: readonly number[]): string | void {
  const [startPage, endPage] = [arg(args, 1) & 0x07, arg(args, 3) & 0x07];
  const frames = SCROLL_FRAMES[arg(args, 2) & 0x07] as number;
  const vertical = opcode >= 0x29;
  const right = opcode === 0x26 || opcode === 0x29;
  state.scroll = { right, startPage, endPage, frames, rows: vertical ? arg(args, 4) & 0x3f : 0 };
  if (startPage > endPage || endPage >= PAGES) return "the start page lies behind the end page";
}

const BY_OPCODE: readonly (Command | undefined)[] = Array.from({ length: 256 }, (_, opcode) =>
  COMMANDS.find(({ first, last }) => opcode >= first && opcode <= last),
);

export const commandOf = (opcode: number): Command | undefined => BY_OPCODE[opcode];
