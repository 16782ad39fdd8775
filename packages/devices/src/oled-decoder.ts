/**
 * Decodes what arrives at an OLED controller: commands with their arguments, and display data. Over I2C (SSD1306 data sheet 8.1.5.2) control bytes say which it
 * is, over SPI (8.1.3) the pin D/C.
 */
const CONTINUATION = 0x80;
const DATA = 0x40;

/** Reports something that firmware did wrong. */
export type Report = (kind: string, message: string) => void;

/** How far a controller has come in decoding. */
export interface Decoding {
  /** What the next byte of an I2C transfer is. */
  expects: "control" | "one" | "all";
  /** Whether it is (or they are) data for the RAM rather than commands. */
  data: boolean;
  /** The command whose arguments are still coming, or -1. Arguments may come in transfers of their own. */
  command: number;
  args: number[];
}

/** After a reset: a command comes next. */
export const initialDecoding = (): Decoding => ({ expects: "control", data: false, command: -1, args: [] });

/** What a controller does with what was decoded. */
export interface OledChip<State extends Decoding> {
  readonly name: string;
  /** `args`: bytes that follow the opcode; `run` returns what is wrong with them, if anything is. */
  commandOf(opcode: number):
    | {
        readonly name: string;
        readonly args: number;
        run(state: State, opcode: number, args: readonly number[]): string | void;
      }
    | undefined;
  /** Stores a byte of display data. */
  write(state: State, byte: number): void;
}

const hex = (byte: number): string => `${byte.toString(16).toUpperCase().padStart(2, "0")}h`;

export function startTransfer(state: Decoding): void {
  state.expects = "control";
}

export function endTransfer(state: Decoding, report: Report): void {
  if (state.expects === "one") report("protocol", "the transfer ended right after a control byte");
  state.expects = "control";
}

export function receive<State extends Decoding>(
  chip: OledChip<State>,
  state: State,
  byte: number,
  report: Report,
): void {
  if (state.expects === "control") return control(chip, state, byte, report);
  if (state.expects === "one") state.expects = "control";
  if (state.data) chip.write(state, byte);
  else receiveCommand(chip, state, byte, report);
}

function control<State extends Decoding>(chip: OledChip<State>, state: State, byte: number, report: Report): void {
  if ((byte & ~(CONTINUATION | DATA)) !== 0) {
    report("protocol", `${hex(byte)} is no control byte: commands follow 00h or 80h, data follows 40h or C0h`);
  }
  state.expects = byte & CONTINUATION ? "one" : "all";
  state.data = (byte & DATA) !== 0;
  if (state.data) endCommand(chip, state, report);
}

/** Display data come: a command that still waits for arguments does not get them. */
function endCommand<State extends Decoding>(chip: OledChip<State>, state: State, report: Report): void {
  if (state.command < 0) return;
  const missing = (chip.commandOf(state.command)?.args ?? 0) - state.args.length;
  report("protocol", `display data came while command ${hex(state.command)} waits for ${missing} more argument(s)`);
  state.command = -1;
}

/** Bytes of display data over SPI. */
export function receiveData<State extends Decoding>(
  chip: OledChip<State>,
  state: State,
  bytes: Uint8Array,
  report: Report,
): void {
  endCommand(chip, state, report);
  for (const byte of bytes) chip.write(state, byte);
}

/** A byte of a command. */
export function receiveCommand<State extends Decoding>(
  chip: OledChip<State>,
  state: State,
  byte: number,
  report: Report,
): void {
  if (state.command < 0) {
    if (!chip.commandOf(byte)) return report("unknown-command", `${hex(byte)} is no command of the ${chip.name}`);
    state.command = byte;
    state.args = [];
  } else {
    state.args.push(byte);
  }
  const command = chip.commandOf(state.command);
  if (!command || state.args.length < command.args) return;
  const opcode = state.command;
  state.command = -1;
  const wrong = command.run(state, opcode, state.args);
  if (wrong) report("invalid-command", `${hex(opcode)} ${command.name}: ${wrong}`);
}
