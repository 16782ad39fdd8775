/** The command tables of the SH1106 (Sino Wealth data sheet v2.3) and the SH1107 (v2.1). */
import type { OledChip } from "../oled-decoder.js";
import type { Sh110x, Sh110xState } from "./state.js";

type Run = (state: Sh110xState, opcode: number, argument: number) => string | void;
type Entry = readonly [first: number, last: number, args: number, name: string, run: Run];

const nothing = (): void => undefined;

const COMMON: readonly Entry[] = [
  [0x00, 0x0f, 0, "Set Lower Column Address", (s, opcode) => void (s.column = (s.column & 0xf0) | (opcode & 0x0f))],
  [0x81, 0x81, 1, "Set Contrast", (s, _, value) => void (s.contrast = value)],
  [0xa0, 0xa1, 0, "Set Segment Re-map", (s, opcode) => void (s.segmentRemap = opcode === 0xa1)],
  [0xa4, 0xa5, 0, "Set Entire Display", (s, opcode) => void (s.allOn = opcode === 0xa5)],
  [0xa6, 0xa7, 0, "Set Normal/Reverse Display", (s, opcode) => void (s.inverse = opcode === 0xa7)],
  [0xad, 0xad, 1, "Set DC-DC", nothing],
  [0xae, 0xaf, 0, "Display OFF/ON", (s, opcode) => void (s.on = opcode === 0xaf)],
  [0xc0, 0xcf, 0, "Set Common Output Scan Direction", (s, opcode) => void (s.comRemap = (opcode & 8) !== 0)],
  [0xd5, 0xd5, 1, "Set Display Clock", nothing],
  [0xd9, 0xd9, 1, "Set Dis-charge/Pre-charge Period", nothing],
  [0xda, 0xda, 1, "Set Common Pads", nothing],
  [0xdb, 0xdb, 1, "Set VCOM Deselect Level", nothing],
  [0xe0, 0xe0, 0, "Read-Modify-Write", nothing],
  [0xe3, 0xe3, 0, "NOP", nothing],
  [0xee, 0xee, 0, "End", nothing],
];

const OWN: Readonly<Record<Sh110x["name"], readonly Entry[]>> = {
  SH1106: [
    [
      0x10,
      0x1f,
      0,
      "Set Higher Column Address",
      (s, opcode) => void (s.column = ((opcode & 15) << 4) | (s.column & 15)),
    ],
    [0x30, 0x33, 0, "Set Pump Voltage", nothing],
    [0x40, 0x7f, 0, "Set Display Start Line", (s, opcode) => void (s.startLine = opcode & 0x3f)],
    [0xa8, 0xa8, 1, "Set Multiplex Ratio", (s, _, value) => void (s.multiplex = value & 0x3f)],
    [0xb0, 0xb7, 0, "Set Page Address", (s, opcode) => void (s.page = opcode & 7)],
    [0xd3, 0xd3, 1, "Set Display Offset", (s, _, value) => void (s.displayOffset = value & 0x3f)],
  ],
  SH1107: [
    [
      0x10,
      0x17,
      0,
      "Set Higher Column Address",
      (s, opcode) => void (s.column = ((opcode & 7) << 4) | (s.column & 15)),
    ],
    [0x20, 0x21, 0, "Set Memory Addressing Mode", (s, opcode) => void (s.vertical = opcode === 0x21)],
    [0xa8, 0xa8, 1, "Set Multiplex Ratio", (s, _, value) => void (s.multiplex = value & 0x7f)],
    [0xb0, 0xbf, 0, "Set Page Address", (s, opcode) => void (s.page = opcode & 15)],
    [0xd3, 0xd3, 1, "Set Display Offset", (s, _, value) => void (s.displayOffset = value & 0x7f)],
    [0xdc, 0xdc, 1, "Set Display Start Line", (s, _, value) => void (s.startLine = value & 0x7f)],
  ],
};

/** Commands and the RAM of one of the two. */
export function chipOf(chip: Sh110x): OledChip<Sh110xState> {
  const entries = [...COMMON, ...OWN[chip.name]];
  const table = Array.from({ length: 256 }, (_, opcode) => {
    const found = entries.find(([first, last]) => opcode >= first && opcode <= last);
    if (!found) return undefined;
    const [, , args, name, run] = found;
    return {
      name,
      args,
      run: (state: Sh110xState, code: number, given: readonly number[]) => run(state, code, given[0] ?? 0),
    };
  });
  return {
    name: chip.name,
    commandOf: (opcode) => table[opcode],
    write: (state, byte) => writeData(chip, state, byte),
  };
}

/** The column stops behind the last one; with vertical addressing it goes on with the next column at the end of the pages. */
function writeData({ columns, pages }: Sh110x, state: Sh110xState, byte: number): void {
  if (state.column >= columns) return;
  const segment = state.segmentRemap ? columns - 1 - state.column : state.column;
  const at = state.page * columns + segment;
  state.ram[at] = byte;
  state.dirty[at] = 1;
  if (!state.vertical) state.column++;
  else if (++state.page === pages) {
    state.page = 0;
    state.column = (state.column + 1) % columns;
  }
}
